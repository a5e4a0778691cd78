"""Periods and buckets. Their boundaries are made here, so no engine needs to know a calendar or a time zone."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from services.errors import BadQuery, NotBegun
from services.semantic.context import Calendar
from services.semantic.query import Comparison, Dates, Everything, Grain, Last, Period, Previous, This

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7}
MOST_BUCKETS = 2_000


@dataclass(frozen=True)
class Span:
    """A period in days, both included. ``until`` is the last day that can have data, ``today`` runs and is not over;
    ``step`` is its length in units, by which the period before is found (None where there is no such thing)."""

    first: date
    last: date
    until: date
    today: date
    complete: bool
    step: tuple[int, Grain] | None = None


@dataclass(frozen=True)
class Bucket:
    """Days from ``start`` up to, not including, ``end``, and the days they are compared with, where there are any."""

    number: int
    start: date
    end: date
    complete: bool
    before: tuple[date, date] | None = None
    running: bool = False


def start_of(day: date, grain: Grain, calendar: Calendar) -> date:
    """Return the first day of the unit that ``day`` lies in."""
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=(day.weekday() - calendar.week_start) % 7)
    if grain == "month":
        return day.replace(day=1)
    into = (day.month - calendar.fiscal_year_start) % MONTHS[grain]
    return shift(day.replace(day=1), -into, "month")


def shift(day: date, count: int, grain: Grain) -> date:
    """Return the day ``count`` units later, or earlier; a day that the month lacks becomes its last.

    Raises BadQuery where the calendar ends.
    """
    try:
        if grain in DAYS:
            return day + timedelta(days=count * DAYS[grain])
        year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS[grain], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError) as error:
        raise BadQuery("No calendar reaches that far. Ask for a shorter period.") from error


def span_of(period: Period, today: date, data: tuple[date, date] | None, calendar: Calendar) -> Span:
    """Return the days that a period means. ``data`` is the first and the last day that have data."""
    if isinstance(period, Dates):
        return Span(period.first, period.last, today, today, period.last < today, _length(period))
    if isinstance(period, Everything):
        first, last = data or (today, today)
        return Span(first, last, last, today, last < today)
    return _UNITS[type(period)](period, today, data, calendar)


def cut_at_today(span: Span, today: date) -> Span:
    """Return the days up to today; raises NotBegun where there are none."""
    if span.first > today:
        raise NotBegun(span.first)
    if span.last <= today:
        return span
    return replace(span, last=today, until=min(span.until, today), complete=False)


def _last(period: Last, today: date, data: tuple[date, date] | None, calendar: Calendar) -> Span:
    # A plan for next year is data too, but the last months that have data are not those of next year.
    until = min(data[1], today) if data and period.until == "data" else today
    running = start_of(until, period.unit, calendar)
    over = until < today and until == shift(running, 1, period.unit) - DAY
    first = shift(running, 1 - period.last, period.unit)
    return Span(first, until, until, today, over, (period.last, period.unit))


def _this(period: This, today: date, data: tuple[date, date] | None, calendar: Calendar) -> Span:
    return _last(Last(1, period.this), today, data, calendar)


def _previous(period: Previous, today: date, data: tuple[date, date] | None, calendar: Calendar) -> Span:
    running = start_of(today, period.previous, calendar)
    first = shift(running, -1, period.previous)
    return Span(first, running - DAY, today, today, True, (1, period.previous))


_UNITS: dict[type, Callable[..., Span]] = {Last: _last, This: _this, Previous: _previous}


def _length(dates: Dates) -> tuple[int, Grain]:
    """Count whole months where the days are such, else days: the period before January to March is a quarter."""
    end = dates.last + DAY
    if dates.first.day == 1 and end.day == 1:
        return (end.year - dates.first.year) * 12 + end.month - dates.first.month, "month"
    return (end - dates.first).days, "day"


def buckets(span: Span, grain: Grain | None, compare: Comparison | None, calendar: Calendar) -> tuple[Bucket, ...]:
    """Cut the span into buckets of a grain, or leave it whole, and pair each with the days it is compared with.

    Raises BadQuery where the buckets would be too many to draw or to read.
    """
    if grain is None:
        cut = [Bucket(0, span.first, span.last + DAY, span.complete, running=not span.complete)]
    else:
        cut = list(islice(_cut(span, grain, calendar), MOST_BUCKETS + 1))
    if len(cut) > MOST_BUCKETS:
        raise BadQuery(f"That is more than {MOST_BUCKETS:,} {grain}s. Choose a longer grain or a shorter period.")
    if compare is None:
        return tuple(cut)
    return tuple(replace(bucket, before=_before(bucket, span, grain, compare)) for bucket in cut)


def _cut(span: Span, grain: Grain, calendar: Calendar) -> Iterator[Bucket]:
    number, start = 0, start_of(span.first, grain, calendar)
    while start <= span.last:
        following = shift(start, 1, grain)
        first, end = max(start, span.first), min(following, span.last + DAY)
        complete = (first, end) == (start, following) and end <= span.today
        yield Bucket(number, first, end, complete, running=end > span.until and not complete)
        number, start = number + 1, following


def _before(bucket: Bucket, span: Span, grain: Grain | None, compare: Comparison) -> tuple[date, date] | None:
    step = _STEPS[compare](span, grain)
    if step is None:
        return None
    count, unit = step
    start, end = _earlier(bucket.start, bucket.end, count, unit)
    return (start, end) if start < end else None


def _in_weeks(step: tuple[int, Grain] | None, grain: Grain | None) -> tuple[int, Grain] | None:
    """Count months in weeks where the grain is the week: the weeks of two months, or of two years, share no dates."""
    if step is None or grain != "week" or step[1] in DAYS:
        return step
    months = step[0] * MONTHS[step[1]]
    # A year is 52 weeks, a quarter 13; a month is 5, since with 4 its last days would be compared with its first.
    return -(-months * 52 // 12), "week"


_STEPS: dict[Comparison, Callable[[Span, Grain | None], tuple[int, Grain] | None]] = {
    "previous_period": lambda span, grain: _in_weeks(span.step, grain),
    "previous_year": lambda span, grain: _in_weeks((1, "year"), grain),
    "previous_year_weekday": lambda span, grain: (52, "week"),
    # What was planned is held against the same days.
    "budget": lambda span, grain: None,
}


def _earlier(start: date, end: date, count: int, unit: Grain) -> tuple[date, date]:
    """Move both ends back. Whole months stay whole, and 29 February meets no day of a year that lacks it."""
    first = shift(start, -count, unit)
    if first.day < start.day and unit in MONTHS:
        first += DAY
    if start.day == end.day == 1:
        return first, shift(end, -count, unit)
    return first, shift(end - DAY, -count, unit) + DAY
