"""Axes of values and of buckets over time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date

from services.semantic.answer import Answer, Column
from services.semantic.periods import shift

# Where nothing is set, Plotly writes 1.2k, 3M and 4B.
AXIS_FORMAT = {"ratio": "~%"}
FEWEST_WHOLE = 5
MOST_TICKS = 5
# The part of its place that a column takes, as the template has it.
COLUMN_SHARE = 0.72
# How many days apart two buckets are at least, and what their ticks say above the year.
DAYS_OF = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
TICKS = {"day": "d MMM", "week": "d MMM", "month": "MMM", "quarter": "MMM", "year": "y"}


def value_axis(answer: Answer, column: Column, highest: float | None = None) -> dict[str, Any]:
    """Return an axis from zero, with the unit of the column. A count that is ``highest`` at a few has no halves."""
    unit = f" {answer.currency}" if column.type == "money" else ""
    axis = {"tickformat": AXIS_FORMAT.get(column.type, ""), "exponentformat": "B", "separatethousands": True}
    if column.type == "integer" and highest is not None and highest < FEWEST_WHOLE:
        axis["dtick"] = 1
    return axis | {"rangemode": "tozero", "ticksuffix": unit}


def bucket_positions(answer: Answer, starts: list[date]) -> list[date]:
    """Return where buckets are drawn: at their start, and one whose first days lie before the period where it would
    start with them, so that all stand equally far apart."""
    first, *others = answer.buckets
    if not others or starts[:1] != [first.start]:
        return starts
    return [shift(others[0].start, -1, answer.query.grain or "month"), *starts[1:]]


def column_width(answer: Answer, places: list[date]) -> float | None:
    """Return the width of a single column in milliseconds, which Plotly would draw as thin as one of them."""
    days = DAYS_OF[answer.query.grain or "month"] * COLUMN_SHARE
    return timedelta(days=days) / timedelta(milliseconds=1) if len(places) == 1 else None


def time_axis(answer: Answer, starts: list[date], locale: str) -> dict[str, Any]:
    """Return an axis of buckets drawn at ``starts``: a few ticks, each above its year where that is new."""
    grain = answer.query.grain or "month"
    starts = sorted(starts)
    shown = starts[::-1][:: -(-len(starts) // MOST_TICKS)][::-1]
    years = [day.year for day in shown]
    named = [format_date(day, TICKS[grain], locale=locale) for day in shown]
    if grain != "year":
        new = [year != before for year, before in zip(years, [None, *years], strict=False)]
        # Two years would stand side by side.
        new[0] = not any(new[1:2])
        named = [f"{name}<br>{year}" if is_new else name for name, year, is_new in zip(named, years, new, strict=True)]
    # A bar or two stay bars rather than become walls.
    room = timedelta(days=DAYS_OF[grain] * (0.6 if len(starts) > 2 else 2))
    ends = [datetime.combine(start, time()) for start in (starts[0], starts[-1])]
    ticks = {"tickmode": "array", "tickvals": shown, "ticktext": named, "tickangle": 0}
    return {"type": "date", "range": [ends[0] - room, ends[1] + room], **ticks}
