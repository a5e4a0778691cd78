"""The spine of time: one row for each bucket, and for the bucket that it is compared with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, DateTime, Integer, column, literal, select
from sqlalchemy.sql.selectable import FromClause

from services.semantic.compiler.elements import InlineRows, days_from
from services.semantic.context import Calendar
from services.semantic.narrow import Permitted

NOW, BEFORE = 0, 1
EDGES = ("start", "end", "start_at", "end_at")
# In a snapshot of both: at which of the two a row is counted.
SNAPSHOT_AT = "snapshot_at"
# Of the spine with a row for each day.
DAY = "day"


def spine(permitted: Permitted, windows: Iterable[int]) -> CTE:
    """Return a table of buckets: number, side, the first day and the day after the last, also as instants.

    ``windows`` are lengths in days, each of which gets the day on which a window that ends with the bucket opens.
    """
    windows = sorted(set(windows))
    columns: list[tuple[str, Any]] = [
        ("bucket", Integer()),
        ("side", Integer()),
        ("start", Date()),
        ("end", Date()),
        ("start_at", DateTime()),
        ("end_at", DateTime()),
    ]
    for days in windows:
        columns += [(f"back_{days}", Date()), (f"back_{days}_at", DateTime())]
    rows: list[tuple[int | date, ...]] = [
        (bucket.number, side, *_bounds(start, end, windows, permitted.calendar))
        for bucket in permitted.buckets
        for side, (start, end) in _sides(bucket.start, bucket.end, bucket.before)
    ]
    return InlineRows([column(name, kind) for name, kind in columns], rows, "spine").cte("spine")


def expand_days(spine: CTE) -> CTE:
    """Return the spine with a row for each ``day`` of each bucket: days are joined to it by equality."""
    return select(*spine.c, days_from(spine.c.start, spine.c.end).label(DAY)).cte("spine_days")


@dataclass(frozen=True)
class Edges:
    """Where a row's bucket begins and ends: columns of the table ``of``, or days that are the same for all rows."""

    columns: Mapping[str, ColumnElement[Any]]
    of: FromClause | None = None

    @classmethod
    def on(cls, spine: FromClause) -> "Edges":
        """Take them from the spine, or from a table that holds its columns."""
        return cls({name: spine.c[name] for name in (*EDGES, SNAPSHOT_AT) if name in spine.c}, spine)

    @classmethod
    def around(cls, start: date, end: date, calendar: Calendar) -> "Edges":
        """Take the first day, and the day after the last, for every row."""
        days = {"start": literal(start, Date()), "end": literal(end, Date())}
        moments = {"start_at": midnight(start, calendar), "end_at": midnight(end, calendar)}
        return cls({**days, **{name: literal(moment, DateTime()) for name, moment in moments.items()}})


def edge(spine: CTE, name: str, *, instant: bool) -> ColumnElement[Any]:
    """Return a boundary of the bucket, start or end or back, as what it is held against: a day or an instant."""
    return spine.c[f"{name}_at"] if instant else spine.c[name]


def midnight(day: date, calendar: Calendar) -> datetime:
    """Return the instant at which the day begins in the organisation's zone, as the store writes it."""
    return datetime.combine(day, time(), calendar.zone).astimezone(UTC).replace(tzinfo=None)


def _sides(start: date, end: date, before: tuple[date, date] | None) -> list[tuple[int, tuple[date, date]]]:
    return [(NOW, (start, end))] + ([(BEFORE, before)] if before else [])


def _bounds(start: date, end: date, windows: list[int], calendar: Calendar) -> Iterator[date]:
    yield from (start, end, midnight(start, calendar), midnight(end, calendar))
    for opens in (end - timedelta(days=days) for days in windows):
        yield from (opens, midnight(opens, calendar))
