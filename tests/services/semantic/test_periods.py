"""Periods and buckets, as tables of what goes in and what comes out."""

from datetime import date, timedelta

import pytest

from services.errors import BadQuery
from services.semantic.context import Calendar
from services.semantic.periods import DAY, buckets, shift, span_of, start_of
from services.semantic.query import Dates, Everything, Last, Previous, This
from tests.services.shop import day, days

TODAY = date(2025, 6, 15)
DATA = (date(2023, 11, 7), date(2024, 2, 29))
MONDAYS = Calendar()
SUNDAYS = Calendar(week_start=6)
APRIL = Calendar(fiscal_year_start=4)

SPANS = {
    "last month, this one": (Last(1, "month"), MONDAYS, "2025-06-01", "2025-06-15", False),
    "last twelve months": (Last(12, "month"), MONDAYS, "2024-07-01", "2025-06-15", False),
    "last twelve months that have data": (Last(12, "month", until="data"), MONDAYS, "2023-03-01", "2024-02-29", True),
    "last two weeks": (Last(2, "week"), MONDAYS, "2025-06-02", "2025-06-15", False),
    "last two weeks from Sunday": (Last(2, "week"), SUNDAYS, "2025-06-08", "2025-06-15", False),
    "last seven days": (Last(7, "day"), MONDAYS, "2025-06-09", "2025-06-15", False),
    "last quarter that runs": (Last(1, "quarter"), MONDAYS, "2025-04-01", "2025-06-15", False),
    "last fiscal year": (Last(1, "year"), APRIL, "2025-04-01", "2025-06-15", False),
    "last two fiscal years": (Last(2, "year"), APRIL, "2024-04-01", "2025-06-15", False),
    "this week": (This("week"), MONDAYS, "2025-06-09", "2025-06-15", False),
    "this day": (This("day"), MONDAYS, "2025-06-15", "2025-06-15", False),
    "this year": (This("year"), MONDAYS, "2025-01-01", "2025-06-15", False),
    "previous day": (Previous("day"), MONDAYS, "2025-06-14", "2025-06-14", True),
    "previous week": (Previous("week"), MONDAYS, "2025-06-02", "2025-06-08", True),
    "previous week from Sunday": (Previous("week"), SUNDAYS, "2025-06-08", "2025-06-14", True),
    "previous month": (Previous("month"), MONDAYS, "2025-05-01", "2025-05-31", True),
    "previous quarter": (Previous("quarter"), MONDAYS, "2025-01-01", "2025-03-31", True),
    "previous fiscal quarter": (Previous("quarter"), Calendar(fiscal_year_start=2), "2025-02-01", "2025-04-30", True),
    "previous fiscal year": (Previous("year"), APRIL, "2024-04-01", "2025-03-31", True),
    "days that are over": (days("2025-06-01", "2025-06-14"), MONDAYS, "2025-06-01", "2025-06-14", True),
    "days until today": (days("2025-06-01", "2025-06-15"), MONDAYS, "2025-06-01", "2025-06-15", False),
    "everything": (Everything(), MONDAYS, "2023-11-07", "2024-02-29", True),
}


@pytest.mark.parametrize(("period", "calendar", "first", "last", "complete"), SPANS.values(), ids=SPANS)
def test_a_period_means_these_days(period, calendar, first, last, complete):
    span = span_of(period, TODAY, DATA, calendar)
    assert (str(span.first), str(span.last), span.complete) == (first, last, complete)


STARTS = {
    "a Monday": ("2024-12-30", "week", MONDAYS, "2024-12-30"),
    "a Sunday, the last of its week": ("2025-01-05", "week", MONDAYS, "2024-12-30"),
    "a Sunday, the first of its week": ("2025-01-05", "week", SUNDAYS, "2025-01-05"),
    "a Saturday, the last of its week": ("2025-01-04", "week", SUNDAYS, "2024-12-29"),
    "month of a leap day": ("2024-02-29", "month", MONDAYS, "2024-02-01"),
    "last day of a quarter": ("2025-03-31", "quarter", MONDAYS, "2025-01-01"),
    "fiscal quarter over New Year": ("2025-01-31", "quarter", Calendar(fiscal_year_start=2), "2024-11-01"),
    "fiscal year before its month": ("2025-03-31", "year", APRIL, "2024-04-01"),
    "fiscal year in its month": ("2025-04-01", "year", APRIL, "2025-04-01"),
    "a day": ("2025-04-01", "day", APRIL, "2025-04-01"),
}


@pytest.mark.parametrize(("when", "grain", "calendar", "start"), STARTS.values(), ids=STARTS)
def test_a_day_lies_in_the_unit_that_starts_on(when, grain, calendar, start):
    assert str(start_of(day(when), grain, calendar)) == start


MOVES = {
    "31 January plus a month": ("2025-01-31", 1, "month", "2025-02-28"),
    "31 January plus a month of a leap year": ("2024-01-31", 1, "month", "2024-02-29"),
    "29 February plus a year": ("2024-02-29", 1, "year", "2025-02-28"),
    "29 February plus four years": ("2024-02-29", 4, "year", "2028-02-29"),
    "December plus a month": ("2024-12-15", 1, "month", "2025-01-15"),
    "January minus a month": ("2025-01-15", -1, "month", "2024-12-15"),
    "a quarter back": ("2025-05-31", -1, "quarter", "2025-02-28"),
    "a week": ("2024-12-30", 1, "week", "2025-01-06"),
    "52 weeks back": ("2025-06-15", -52, "week", "2024-06-16"),
}


@pytest.mark.parametrize(("when", "count", "grain", "moved_to"), MOVES.values(), ids=MOVES)
def test_a_day_is_moved_by_units_and_stays_within_the_month(when, count, grain, moved_to):
    assert str(shift(day(when), count, grain)) == moved_to


@pytest.mark.parametrize(("count", "grain"), [(-3000, "year"), (10**6, "week"), (10**12, "day"), (90_000, "quarter")])
def test_a_day_beyond_the_calendar_is_refused(count, grain):
    with pytest.raises(BadQuery, match="No calendar reaches that far"):
        shift(TODAY, count, grain)


CUTS = {
    "weeks over New Year": (
        days("2024-12-28", "2025-01-07"),
        "week",
        MONDAYS,
        ["2024-12-28", "2024-12-30", "2025-01-06"],
    ),
    "weeks from Sunday": (
        days("2024-12-28", "2025-01-07"),
        "week",
        SUNDAYS,
        ["2024-12-28", "2024-12-29", "2025-01-05"],
    ),
    "months": (days("2024-01-15", "2024-03-01"), "month", MONDAYS, ["2024-01-15", "2024-02-01", "2024-03-01"]),
    "fiscal quarters": (
        days("2024-03-01", "2024-10-31"),
        "quarter",
        APRIL,
        ["2024-03-01", "2024-04-01", "2024-07-01", "2024-10-01"],
    ),
    "fiscal years": (days("2024-03-31", "2024-04-01"), "year", APRIL, ["2024-03-31", "2024-04-01"]),
    "days over a leap day": (
        days("2024-02-28", "2024-03-01"),
        "day",
        MONDAYS,
        ["2024-02-28", "2024-02-29", "2024-03-01"],
    ),
    "no grain": (days("2024-02-28", "2024-03-01"), None, MONDAYS, ["2024-02-28"]),
}


@pytest.mark.parametrize(("period", "grain", "calendar", "starts"), CUTS.values(), ids=CUTS)
def test_a_period_is_cut_into_buckets_that_start_on(period, grain, calendar, starts):
    cut = buckets(span_of(period, TODAY, None, calendar), grain, None, calendar)
    assert [str(bucket.start) for bucket in cut] == starts
    assert [bucket.number for bucket in cut] == list(range(len(cut)))


@pytest.mark.parametrize("calendar", [MONDAYS, SUNDAYS, APRIL])
@pytest.mark.parametrize("grain", [None, "day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize(
    "period", [days("2023-12-30", "2025-03-03"), Last(14, "month"), This("quarter"), Last(1, "day")]
)
def test_buckets_cover_every_day_of_the_period_once(period, grain, calendar):
    span = span_of(period, TODAY, DATA, calendar)
    cut = buckets(span, grain, None, calendar)
    covered = [bucket.start + n * DAY for bucket in cut for n in range((bucket.end - bucket.start).days)]
    assert covered == [span.first + n * DAY for n in range((span.last - span.first).days + 1)]


BEFORE = {
    "a quarter and the one before": (Previous("quarter"), None, "previous_period", [("2024-10-01", "2024-12-31")]),
    "three whole months and the three before": (
        days("2025-03-01", "2025-05-31"),
        None,
        "previous_period",
        [("2024-12-01", "2025-02-28")],
    ),
    "ten days and the ten before": (
        days("2025-03-01", "2025-03-10"),
        None,
        "previous_period",
        [("2025-02-19", "2025-02-28")],
    ),
    "a month so far and as many days of the one before": (
        This("month"),
        None,
        "previous_period",
        [("2025-05-01", "2025-05-15")],
    ),
    "a year so far and as many days of the one before": (
        This("year"),
        None,
        "previous_year",
        [("2024-01-01", "2024-06-15")],
    ),
    "everything has no period before": (Everything(), None, "previous_period", [None]),
    "February and last year's, which was longer": (
        days("2025-02-01", "2025-02-28"),
        None,
        "previous_year",
        [("2024-02-01", "2024-02-29")],
    ),
    "February and last year's, which was shorter": (
        days("2024-02-01", "2024-02-29"),
        None,
        "previous_year",
        [("2023-02-01", "2023-02-28")],
    ),
    "a leap day and no day": (days("2024-02-29", "2024-02-29"), None, "previous_year", [None]),
    "28 February and one day of a leap year": (
        days("2025-02-28", "2025-02-28"),
        None,
        "previous_year",
        [("2024-02-28", "2024-02-28")],
    ),
    "the last days of a longer month and none": (
        days("2025-03-01", "2025-03-31"),
        "day",
        "previous_period",
        [(f"2025-02-{n:02}", f"2025-02-{n:02}") for n in range(1, 29)] + [None] * 3,
    ),
    "the last day of a shorter month and one day": (
        days("2025-02-01", "2025-02-28"),
        "day",
        "previous_period",
        [(f"2025-01-{n:02}", f"2025-01-{n:02}") for n in range(1, 29)],
    ),
    "weeks and the same weeks of last year": (
        days("2025-01-06", "2025-01-19"),
        "week",
        "previous_year",
        [("2024-01-08", "2024-01-14"), ("2024-01-15", "2024-01-21")],
    ),
    "weeks of a quarter and those of the one before": (
        days("2025-04-01", "2025-06-30"),
        "week",
        "previous_period",
        [(str(date(2024, 12, 31)), str(date(2025, 1, 5)))]
        + [(str(date(2025, 1, 6) + n * timedelta(7)), str(date(2025, 1, 12) + n * timedelta(7))) for n in range(12)]
        + [("2025-03-31", "2025-03-31")],
    ),
    "weekdays and the same weekdays": (
        days("2025-06-13", "2025-06-13"),
        "day",
        "previous_year_weekday",
        [("2024-06-14", "2024-06-14")],
    ),
    "months and the same 52 weeks back": (
        days("2025-06-01", "2025-06-30"),
        "month",
        "previous_year_weekday",
        [("2024-06-02", "2024-07-01")],
    ),
}


@pytest.mark.parametrize(("period", "grain", "compare", "before"), BEFORE.values(), ids=BEFORE)
def test_a_bucket_is_compared_with(period, grain, compare, before):
    cut = buckets(span_of(period, TODAY, DATA, MONDAYS), grain, compare, MONDAYS)
    assert [_days(bucket.before) for bucket in cut] == before


def _days(before):
    return before and (str(before[0]), str(before[1] - DAY))


@pytest.mark.parametrize("compare", ["previous_period", "previous_year", "previous_year_weekday"])
@pytest.mark.parametrize("grain", ["day", "week"])
@pytest.mark.parametrize("first", [date(2023, 12, 30) + n * DAY for n in range(0, 430, 13)])
def test_days_and_weeks_are_compared_with_as_many_days(first, grain, compare):
    for last in (first + 27 * DAY, first + 30 * DAY, shift(first, 1, "quarter")):
        span = span_of(Dates(first, last), TODAY, None, MONDAYS)
        for bucket in buckets(span, grain, compare, MONDAYS):
            if bucket.before:
                assert bucket.before[1] - bucket.before[0] == bucket.end - bucket.start


def test_the_days_before_never_reach_into_the_period():
    for length in (1, 2, 3, 6, 12):
        for start in (shift(date(2023, 1, 1), n, "month") for n in range(24)):
            period = Dates(start, shift(start, length, "month") - DAY)
            for grain in (None, "day", "month"):
                cut = buckets(span_of(period, TODAY, None, MONDAYS), grain, "previous_period", MONDAYS)
                assert all(bucket.before is None or bucket.before[1] <= start for bucket in cut)


def test_a_plan_for_next_year_does_not_move_the_last_months_that_have_data():
    planned = (date(2023, 11, 7), date(2026, 4, 30))
    span = span_of(Last(12, "month", until="data"), TODAY, planned, MONDAYS)
    assert (span.first, span.last) == (day("2024-07-01"), TODAY)
