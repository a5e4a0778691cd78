"""An Answer as rows of words."""

from dataclasses import dataclass
from typing import Any

from services.present import words
from services.present.changes import change_columns, with_changes
from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK

NUMERIC = ("money", "integer", "number", "ratio")


@dataclass(frozen=True)
class Table:
    """Rows in finished words under their columns, how many there are in all, and what to mind. Money is in
    ``currency``."""

    columns: tuple[Column, ...]
    rows: list[list[str]]
    total: int
    currency: str
    note: str | None = None


def table(answer: Answer, locale: str, most: int | None = None) -> Table:
    """Return the answer's first ``most`` rows as a table."""
    answer = with_changes(answer)
    rows = cells(answer, locale, most)
    cut = f"Showing {len(rows):,} of {answer.total:,} rows." if len(rows) < answer.total else None
    note = " ".join(filter(None, (cut, words.suppression_note(answer)))) or None
    return Table(tuple(headings(answer)), rows, answer.total, answer.currency, note)


def headings(answer: Answer) -> list[Column]:
    """Return every column of the frame, the time and the comparison included, with its heading."""
    time = [Column("time", "Period", "text")] if answer.query.grain else []
    columns: list[Column] = []
    for column in answer.columns:
        columns.append(column)
        if column.name + BEFORE_MARK in answer.frame:
            assert answer.query.compare
            label = f"{column.label}, {words.COMPARED_WITH[answer.query.compare]}"
            columns.append(Column(column.name + BEFORE_MARK, label, column.type, column.unit))
        columns += change_columns(column, answer)
    return [*time, *columns]


def cells(answer: Answer, locale: str, most: int | None = None) -> list[list[str]]:
    """Return the rows in finished words, at the most ``most`` of them."""
    frame = answer.frame if most is None else answer.frame.head(most)
    columns = headings(answer)
    names = {bucket.start: words.bucket(bucket, answer.query.grain or "day", locale) for bucket in answer.buckets}
    # Row by row as they are: a Series of texts and empty cells would make "nan" of the empty ones.
    rows = frame[[column.name for column in columns]].itertuples(index=False, name=None)
    return [
        [_cell(value, column, answer, names, locale) for value, column in zip(row, columns, strict=True)]
        for row in rows
    ]


def _cell(value: Any, column: Column, answer: Answer, names: dict[Any, str], locale: str) -> str:
    if column.name == "time":
        return names[value]
    if value is None and column.type not in NUMERIC:
        return words.group(value) if column.name in answer.query.dimensions else ""
    return words.exact(value, column.type, answer.currency, locale, answer.zone)
