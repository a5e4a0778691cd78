"""An axis of days for marks that stand on any day, rather than in buckets."""

from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date

from services.semantic.periods import shift
from services.semantic.query import Grain

MOST_TICKS = 4
# How far ticks may be apart, the narrowest first.
STEPS: tuple[tuple[int, Grain], ...] = (
    (1, "day"),
    (2, "day"),
    (1, "week"),
    (2, "week"),
    (1, "month"),
    (2, "month"),
    (3, "month"),
    (6, "month"),
    (1, "year"),
    (2, "year"),
    (5, "year"),
    (10, "year"),
)
START_OF = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
WRITTEN = {"day": "d MMM", "week": "d MMM", "month": "MMM", "year": "y"}
# A margin on both sides, as a share of the days.
MARGIN = 0.02


def day_axis(first: date, last: date, locale: str) -> dict[str, Any]:
    """Return an axis from one day to another, with a few ticks, each above its year where that is new."""
    room = max((last - first) * MARGIN, timedelta(hours=12))
    ends = [datetime.combine(first, time()) - room, datetime.combine(last, time()) + room]
    unit, days = _ticks(first, last)
    named = []
    for day, before in zip(days, [None, *days], strict=False):
        name = format_date(day, WRITTEN[unit], locale=locale)
        new = unit != "year" and (before is None or before.year != day.year)
        named.append(f"{name}<br>{day.year}" if new else name)
    return {"type": "date", "range": ends, "tickmode": "array", "tickvals": days, "ticktext": named, "tickangle": 0}


def _ticks(first: date, last: date) -> tuple[Grain, list[date]]:
    """Return the narrowest ticks that are not too many, and their unit."""
    for count, unit in STEPS:
        start = START_OF[unit](first)
        days = [shift(start, number * count, unit) for number in range(MOST_TICKS + 2)]
        within = [day for day in days if first <= day <= last]
        if days[-1] > last and len(within) <= MOST_TICKS:
            break
    return unit, within or [first]
