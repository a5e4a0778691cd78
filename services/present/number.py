"""One number, as a card or an alert tells it."""

from dataclasses import dataclass
from typing import Any, Literal

from services.present import words
from services.present.spark import spark_uri
from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK


@dataclass(frozen=True)
class Number:
    """A key figure in finished words. ``value`` is None where ``unavailable`` says why there is none."""

    value: str | None
    exact: str | None
    change: str | None
    direction: Literal["up", "down", "flat"]
    verdict: Literal["good", "bad", "neutral"]
    note: str | None
    unavailable: str | None
    spark: str | None


def number(total: Answer, course: Answer, locale: str) -> Number:
    """Return the first metric of ``total``, a whole period in one row, with its course over time as a sparkline."""
    column = next(each for each in total.columns if each.name == total.query.metrics[0])
    row = total.frame.iloc[0]
    value = row[column.name]
    moved = _change(row, column, total, locale) if total.query.compare else None
    return Number(
        value=None if value is None else words.compact(value, column.type, total.currency, locale),
        exact=None if value is None else words.exact(value, column.type, total.currency, locale),
        change=moved.words if moved else None,
        direction=moved.direction if moved else "flat",
        verdict=moved.verdict if moved else "neutral",
        note=None if total.span is None or total.span.complete else "so far",
        unavailable=words.missing(column, total) if value is None else None,
        spark=spark_uri([None if each is None else float(each) for each in course.frame[column.name]]),
    )


def _change(row: Any, column: Column, total: Answer, locale: str) -> words.Change | None:
    assert total.query.compare
    return words.change(row[column.name], row[column.name + BEFORE_MARK], column, total.query.compare, locale)
