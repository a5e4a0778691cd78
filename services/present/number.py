"""One number in words, for a card or an alert."""

from dataclasses import dataclass
from typing import Any, Literal

from babel.numbers import format_percent

from services.present import words
from services.present.spark import spark_uri
from services.semantic.answer import Answer, Column
from services.semantic.periods import Span, shift
from services.semantic.runner import BEFORE_MARK


@dataclass(frozen=True)
class TargetProgress:
    """How much of a target is reached, where a ``share`` of 1 is all of it, with the words for it."""

    share: float
    words: str


@dataclass(frozen=True)
class Number:
    """A key figure in finished words. ``value`` is None where ``unavailable`` says why there is none.

    ``unit`` is what a count counts; amounts and shares contain it. ``sample`` says of how many a share or a score is
    taken. ``change`` stands beside an arrow; ``change_spoken`` is the same for screen readers.
    """

    value: str | None
    exact: str | None
    change: str | None
    direction: Literal["up", "down", "flat"]
    verdict: Literal["good", "bad", "neutral"]
    note: str | None
    unavailable: str | None
    spark: str | None
    unit: str | None = None
    sample: str | None = None
    target: TargetProgress | None = None
    change_spoken: str | None = None


def number(total: Answer, trend: Answer, locale: str) -> Number:
    """Return the first metric of ``total``, a whole period in one row, with its course over time as a sparkline.

    A second metric is the target of the first, unless it counts what that is taken from.
    """
    column = _column(total.query.metrics[0], total)
    row = total.frame.iloc[0]
    value = row[column.name]
    moved = _change(row, column, total, locale) if total.query.compare else None
    return Number(
        value=None if value is None else words.compact(value, column.type, total.currency, locale),
        exact=None if value is None else words.exact(value, column.type, total.currency, locale),
        change=moved.words if moved else None,
        direction=moved.direction if moved else "flat",
        verdict=moved.verdict if moved else "neutral",
        note="to date" if total.span and _is_running(total.span) else None,
        unavailable=words.missing(column, total) if value is None else None,
        spark=spark_uri([None if each is None else float(each) for each in trend.frame[column.name]]),
        unit=None if value is None else words.unit(value, column),
        sample=None if value is None else words.sample(row, column, total, locale) or None,
        target=_target_progress(row, column, total, locale),
        change_spoken=moved.spoken if moved else None,
    )


def _column(name: str, total: Answer) -> Column:
    return next(each for each in total.columns if each.name == name)


def _change(row: Any, column: Column, total: Answer, locale: str) -> words.Change | None:
    assert total.query.compare
    return words.change(row[column.name], row[column.name + BEFORE_MARK], column, total.query.compare, locale)


def _is_running(span: Span) -> bool:
    """Whether the period goes on today. One whose data ended earlier is not complete either, but nothing will come."""
    if span.complete or span.step is None:
        return not span.complete
    count, unit = span.step
    return span.today < shift(span.first, count, unit)


def _target_progress(row: Any, column: Column, total: Answer, locale: str) -> TargetProgress | None:
    """Hold the number against its target, where there is one to speak of: no share of nothing can be reached."""
    aims = [name for name in total.query.metrics[1:] if name != column.sample]
    if not aims:
        return None
    value, aim = row[column.name], row[aims[0]]
    if value is None or aim is None or aim <= 0:
        return None
    target = _column(aims[0], total)
    amount = words.compact(aim, target.type, total.currency, locale)
    share = float(value) / float(aim)
    share_text = format_percent(share, "#,##0%", locale=locale)
    # A share of a share reads as a riddle.
    text = f"Target {amount}" if column.type == "ratio" else f"{share_text} of target {amount}"
    return TargetProgress(share, text + _limit_words(column, share))


def _limit_words(column: Column, share: float) -> str:
    """Return what a full bar means where less is better."""
    return "" if column.better != "down" else ", within target" if share <= 1 else ", over target"
