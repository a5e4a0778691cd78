"""The records of a mark as rows of an answer."""

from dataclasses import replace

import pandas as pd

from services.semantic.answer import Answer


def rows_of_part(answer: Answer, frame: pd.DataFrame, key: str, *values: str) -> Answer:
    """Return some rows of an answer with the key and these values alone, the highest first value first."""
    known = {column.name: column for column in answer.columns}
    columns = tuple(known[name] for name in (key, *values))
    names = [column.name for column in columns]
    ordered = frame[names].sort_values(list(values[:1]) or [key], ascending=not values, kind="stable")
    return replace(answer, frame=ordered, columns=columns, total=len(ordered))
