"""Business hours: how many seconds an organisation was open between two instants.

A week of opening hours repeats itself in the organisation's zone. So an instant is first converted to local time, and
the open seconds up to it are those of whole weeks and of the week in progress. Where clocks change within opening
hours, the hour that they skip did not pass, and the hour that they repeat passed twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, DateTime, Double, case, cast, literal

from services.semantic.compiler.elements import clamp, day_of, seconds_between
from services.semantic.context import Calendar

# A Monday, before which nothing is on record.
FIRST_MONDAY = datetime(1990, 1, 1)
WEEK = 7 * 24 * 3600
# How far ahead of now the changes of the clock are computed.
YEARS_AHEAD = 2


def business_seconds_between(
    start: ColumnElement[datetime], end: ColumnElement[datetime], calendar: Calendar, today: date
) -> ColumnElement[int]:
    """Return the open seconds from one instant to another; below zero if the second comes first."""
    return _open_until(end, calendar, today) - _open_until(start, calendar, today)


def day_in_zone(instant: ColumnElement[datetime], calendar: Calendar, today: date) -> ColumnElement[date]:
    """Return the day on which an instant falls in the organisation's zone."""
    return day_of(instant, _ahead_of_utc(instant, calendar.zone, today.year + YEARS_AHEAD))


def _open_until(instant: ColumnElement[datetime], calendar: Calendar, today: date) -> ColumnElement[int]:
    """Return the open seconds since the first Monday."""
    first = literal(FIRST_MONDAY, DateTime())
    seconds = seconds_between(first, instant) + _ahead_of_utc(instant, calendar.zone, today.year + YEARS_AHEAD)
    into = seconds % WEEK
    stretches = list(_week_of(calendar))
    # A whole number of weeks, so the division leaves nothing to round.
    whole = cast(cast(seconds - into, Double) / WEEK, BigInteger) * sum(length for _, length in stretches)
    for opens, length in stretches:
        # Before it opens nothing has passed, after it closed all of it has.
        whole = whole + clamp(into - opens, length)
    skipped = _skipped_by_clock_changes(calendar, today.year + YEARS_AHEAD)
    if not skipped:
        return whole
    return whole - case(*((instant >= literal(at, DateTime()), total) for at, total in reversed(skipped)), else_=0)


@cache
def _skipped_by_clock_changes(calendar: Calendar, last_year: int) -> list[tuple[datetime, int]]:
    """Return each change of the clock with the open seconds that all changes up to it skipped, less those they
    repeated; nothing where the organisation is closed at all of them."""
    before, changes = _clock(calendar.zone, last_year)
    total, skipped = 0, []
    for at, after in changes:
        old_time, new_time = at + timedelta(seconds=before), at + timedelta(seconds=after)
        total += _open_on_clock(new_time, calendar) - _open_on_clock(old_time, calendar)
        skipped.append((at, total))
        before = after
    return skipped if any(seconds for _, seconds in skipped) else []


def _open_on_clock(moment: datetime, calendar: Calendar) -> int:
    """Return the open seconds from the first Monday to a local time."""
    weeks, into = divmod(int((moment - FIRST_MONDAY).total_seconds()), WEEK)
    stretches = list(_week_of(calendar))
    return sum(weeks * length + min(max(into - opens, 0), length) for opens, length in stretches)


def _week_of(calendar: Calendar) -> list[tuple[int, int]]:
    """Return, in seconds since Monday began, when each day opens, and for how long."""
    stretches = []
    for number, hours in enumerate(calendar.business_hours):
        if hours:
            opens, closes = (_seconds(moment) for moment in hours)
            stretches.append((number * 24 * 3600 + opens, closes - opens))
    return stretches


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _ahead_of_utc(instant: ColumnElement[datetime], zone: ZoneInfo, last_year: int) -> ColumnElement[int]:
    """Return by how many seconds the zone's clock is ahead."""
    first, changes = _clock(zone, last_year)
    rungs = [(instant >= literal(at, DateTime()), offset) for at, offset in reversed(changes)]
    return case(*rungs, else_=first) if rungs else literal(first)


@cache
def _clock(zone: ZoneInfo, last_year: int) -> tuple[int, tuple[tuple[datetime, int], ...]]:
    """Return the zone's offset at the first Monday in seconds, and each change of it with its instant in UTC."""
    here, offset = FIRST_MONDAY, _offset(FIRST_MONDAY, zone)
    first, changes = offset, []
    while here.year <= last_year:
        following = here + timedelta(days=1)
        if _offset(following, zone) != offset:
            at = _change_between(here, following, zone)
            offset = _offset(at, zone)
            changes.append((at, offset))
        here = following
    return first, tuple(changes)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the second at which the offset changes, by halving."""
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(instant: datetime, zone: ZoneInfo) -> int:
    offset = instant.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
