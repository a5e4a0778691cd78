"""An answer as bytes, for caches: its values and notes as JSON. Everything else follows from the question.

What comes from a cache outside the process is data: nothing of it is ever run.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
import pandas as pd

from services.semantic.answer import Answer, Column, Note, columns_of
from services.semantic.catalog import Catalog, Type
from services.semantic.compiler.measures import BEFORE_MARK
from services.semantic.narrow import Permitted
from services.semantic.runner import SourceConnection, answer_of

# Raised whenever the form below changes: what another release has kept is not read.
FORM = 1
TIME = "time"

_WRITTEN: dict[Type, Callable[[Any], Any]] = {"money": str, "date": date.isoformat, "instant": datetime.isoformat}
_READ: dict[Type, Callable[[Any], Any]] = {
    "money": Decimal,
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "integer": int,
    "number": float,
    "ratio": float,
    "text": str,
    "boolean": bool,
}


def to_bytes(answer: Answer) -> bytes:
    """Return what is kept of an answer."""
    kept = {
        "form": FORM,
        "data": answer.permitted.data,
        "total": answer.total,
        "as_of": answer.as_of,
        "notes": [asdict(note) for note in answer.notes],
        "cells": {
            name: _convert(answer.frame[name], _WRITTEN.get(kind))
            for name, kind in _types(answer.frame.columns, answer.columns)
        },
    }
    return orjson.dumps(kept)


def from_bytes(kept: bytes, permitted: Permitted, catalog: Catalog, opened: SourceConnection) -> Answer | None:
    """Return the answer to a question, or None where what was kept cannot be read."""
    try:
        read = orjson.loads(kept)
        if read["form"] != FORM:
            return None
        if read["data"]:
            first, last = map(date.fromisoformat, read["data"])
            permitted = permitted.with_data((first, last))
        cells = read["cells"]
        columns = columns_of(permitted.query, catalog)
        values = {name: _convert(cells[name], _READ[kind]) for name, kind in _types(cells, columns)}
        return answer_of(
            permitted,
            columns,
            opened,
            frame=pd.DataFrame(values, dtype=object),
            notes=tuple(Note(**note) for note in read["notes"]),
            total=int(read["total"]),
            as_of=datetime.fromisoformat(read["as_of"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _types(names: Any, columns: tuple[Column, ...]) -> Iterator[tuple[str, Type]]:
    """Yield the columns of a frame in their order, with the type of their values."""
    known: dict[str, Type] = {TIME: "date", **{column.name: column.type for column in columns}}
    for name in names:
        yield name, known[name.removesuffix(BEFORE_MARK)]


def _convert(values: Any, convert: Callable[[Any], Any] | None) -> list[Any]:
    return [value if value is None or convert is None else convert(value) for value in values]
