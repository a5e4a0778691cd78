"""Numbers, days and changes in words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.present import words
from services.semantic.answer import Column
from services.semantic.context import Calendar
from services.semantic.periods import buckets, span_of
from services.semantic.query import Dates, Grain

REVENUE = Column("order.revenue", "Revenue", "money", better="up")
MARGIN = Column("order.gross_margin", "Gross margin", "ratio", better="up")
BACKLOG = Column("order.open", "Open orders", "integer", "orders", better="down")
RATE = Column("rate", "Rate", "number")
SCORE = Column("score", "Score", "number", "points from -100 to 100", better="up")

TODAY = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("value", "kind", "en", "de"),
    [
        (Decimal("1234567.891"), "money", "€1,234,567.89", "1.234.567,89\u00a0€"),
        (Decimal(-5), "money", "-€5.00", "-5,00\u00a0€"),
        (0.4213, "ratio", "42.1%", "42,1%"),
        (1234567, "integer", "1,234,567", "1.234.567"),
        (1.5, "number", "1.5", "1,5"),
        (date(2025, 3, 4), "date", "4 Mar 2025", "4 März 2025"),
        (datetime(2025, 3, 4, 9, 5, tzinfo=UTC), "instant", "4 Mar 2025, 09:05 UTC", "4 März 2025, 09:05 UTC"),
        (True, "boolean", "Yes", "Yes"),
        ("<b>", "text", "<b>", "<b>"),
        ("on_hold", "text", "On hold", "On hold"),
    ],
)
def test_a_whole_value_is_written_as_the_reader_s_locale_writes_it(value, kind, en, de):
    assert words.exact(value, kind, "EUR", "en") == en
    assert words.exact(value, kind, "EUR", "de") == de


@pytest.mark.parametrize("kind", ["money", "ratio", "integer", "number", "date", "text"])
def test_where_there_is_no_value_it_is_described_rather_than_shown_as_zero(kind):
    assert words.exact(None, kind, "EUR", "en") == words.compact(None, kind, "EUR", "en") == "n/a"


@pytest.mark.parametrize(
    ("value", "kind", "en", "de"),
    [
        (Decimal("9999.99"), "money", "€9,999.99", "9.999,99\u00a0€"),
        (Decimal("123456.78"), "money", "€123.46K", "123.456,78\u00a0€"),
        (Decimal("1234567.89"), "money", "€1.23M", "1,23\u00a0Mio.\u00a0€"),
        (Decimal("-1234567.89"), "money", "-€1.23M", "-1,23\u00a0Mio.\u00a0€"),
        (9999, "integer", "9,999", "9.999"),
        (1234567, "integer", "1.23M", "1,23\u00a0Mio."),
        (12345.0, "ratio", "1,234,500.0%", "1.234.500,0%"),
    ],
)
def test_a_card_shortens_what_is_long_where_the_language_has_a_word_for_it(value, kind, en, de):
    assert words.compact(value, kind, "EUR", "en") == en
    assert words.compact(value, kind, "EUR", "de") == de


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Decimal("-0.004"), "money", "€0.00"),
        (Decimal("-0.006"), "money", "-€0.01"),
        (-0.0004, "ratio", "0.0%"),
        (-0.0006, "ratio", "-0.1%"),
        (-0.001, "number", "0"),
        (-0.0, "ratio", "0.0%"),
    ],
)
def test_what_rounds_to_zero_has_no_sign(value, kind, text):
    assert words.exact(value, kind, "EUR", "en") == text
    assert words.compact(value, kind, "EUR", "en") == text


def test_the_group_without_a_value_has_a_name():
    assert (words.group(None), words.group("North"), words.group("")) == ("Not given", "North", "")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("new", "New"),
        ("on_hold", "On hold"),
        ("best_case", "Best case"),
        (False, "No"),
        # What people called something stays as they wrote it.
        ("iPhone", "iPhone"),
        ("de Vries", "de Vries"),
        ("ada@example.com", "ada@example.com"),
        ("b2b", "b2b"),
        ("INV_2025", "INV_2025"),
        ("_x", "_x"),
        ("naïve", "naïve"),
    ],
)
def test_a_value_of_a_closed_list_is_written_as_people_write_it(value, name):
    assert words.group(value) == name


def test_names_are_listed_as_people_list_them():
    assert [words.join_names(["North", "South", "West"][:count]) for count in range(4)] == [
        "",
        "North",
        "North and South",
        "North, South and West",
    ]


@pytest.mark.parametrize(
    ("value", "column", "unit"),
    [
        (12, BACKLOG, "orders"),
        (1, BACKLOG, "order"),
        (0, BACKLOG, "orders"),
        (1, Column("a", "A", "integer", "people"), "person"),
        (1.5, Column("a", "A", "number", "days"), "days"),
        (30.0, SCORE, "points"),
        (Decimal(1), REVENUE, None),
        (0.4, Column("a", "A", "ratio", "% of revenue"), None),
        (Decimal(40), Column("a", "A", "money", "an hour"), None),
        (3.0, RATE, None),
    ],
)
def test_a_count_has_a_unit_in_words_where_its_value_has_none(value, column, unit):
    assert words.unit(value, column) == unit


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("UTC", "4 Mar 2025, 23:05 UTC"),
        ("Europe/Berlin", "5 Mar 2025, 00:05 CET"),
        ("America/New_York", "4 Mar 2025, 18:05 EST"),
        ("America/Sao_Paulo", "4 Mar 2025, 20:05 UTC-03"),
    ],
)
def test_an_instant_is_stated_as_the_clocks_of_a_zone_show_it(zone, text):
    late = datetime(2025, 3, 4, 23, 5, tzinfo=UTC)
    there = ZoneInfo(zone)
    assert words.instant(late, "en", there) == words.exact(late, "instant", "", "en", there) == text


def change_of(now: Any, before: Any, column: Column, locale: str = "en") -> str:
    """Return how a value changed since the year before, as "direction words (verdict)"."""
    moved = words.change(now, before, column, "previous_year", locale)
    assert moved
    return f"{moved.direction} {moved.words} ({moved.verdict})"


@pytest.mark.parametrize(
    ("now", "before", "column", "sentence"),
    [
        (Decimal(150), Decimal(120), REVENUE, "up 25.0% vs previous year (good)"),
        (Decimal(90), Decimal(120), REVENUE, "down 25.0% vs previous year (bad)"),
        (12, 10, BACKLOG, "up 20.0% vs previous year (bad)"),
        (9, 10, BACKLOG, "down 10.0% vs previous year (good)"),
        (3.0, 2.0, RATE, "up 50.0% vs previous year (neutral)"),
        (Decimal(0), Decimal(120), REVENUE, "down 100.0% vs previous year (bad)"),
    ],
)
def test_growth_is_good_where_the_metric_s_better_direction_says_so(now, before, column, sentence):
    assert change_of(now, before, column) == sentence


def test_a_change_is_read_aloud_with_its_direction_and_unit():
    spoken = [words.change(*pair, "previous_period", "en") for pair in ((120, 100, BACKLOG), (0.3, 0.5, MARGIN))]
    assert [each.spoken for each in spoken if each] == [
        "up 20.0 percent versus previous period",
        "down 20.0 percentage points versus previous period",
    ]


def test_a_ratio_moves_by_points_since_a_percentage_of_a_percentage_misleads():
    assert change_of(0.45, 0.42, MARGIN) == "up 3.0 pp vs previous year (good)"
    assert change_of(0.42, 0.4325, MARGIN, "de") == "down 1,2 pp vs previous year (bad)"


def test_from_zero_or_below_there_is_no_growth_to_speak_of():
    spoken = words.change(Decimal(1), Decimal(0), REVENUE, "previous_year", "en")
    assert spoken and spoken.spoken == "up from zero in the previous year"
    assert change_of(Decimal(100), Decimal(0), REVENUE) == "up previous year: zero (good)"
    assert change_of(Decimal(1), Decimal(-100), REVENUE) == "up previous year: below zero (good)"
    assert change_of(Decimal(-200), Decimal(-100), REVENUE) == "down previous year: below zero (bad)"


def test_what_would_read_as_no_change_is_neither_good_nor_bad():
    assert change_of(10, 10, BACKLOG) == "flat unchanged vs previous year (neutral)"
    assert change_of(Decimal(0), Decimal(0), REVENUE) == "flat unchanged vs previous year (neutral)"
    assert change_of(0.3, 0.1 + 0.2, MARGIN) == "flat almost unchanged vs previous year (neutral)"
    assert (
        change_of(Decimal("100000.01"), Decimal(100000), REVENUE) == "flat almost unchanged vs previous year (neutral)"
    )


def test_the_smallest_change_that_is_stated_does_not_read_as_zero():
    assert change_of(Decimal("100.05"), Decimal(100), REVENUE) == "flat almost unchanged vs previous year (neutral)"
    assert change_of(Decimal("100.06"), Decimal(100), REVENUE) == "up 0.1% vs previous year (good)"


@pytest.mark.parametrize(("now", "before"), [(None, Decimal(1)), (Decimal(1), None), (None, None)])
def test_without_both_values_no_change_is_stated(now, before):
    assert words.change(now, before, REVENUE, "previous_year", "en") is None


@pytest.mark.parametrize(
    ("compare", "against"),
    [
        ("previous_period", "previous period"),
        ("previous_year", "previous year"),
        ("previous_year_weekday", "same weekdays last year"),
    ],
)
def test_a_change_says_what_it_is_compared_against(compare, against):
    moved = words.change(2, 1, BACKLOG, compare, "en")
    assert moved and moved.words == f"100.0% vs {against}"
    assert moved.spoken == f"up 100.0 percent versus {against}"


def test_a_period_is_stated_in_days_and_one_day_once():
    calendar = Calendar()
    year = span_of(Dates(date(2013, 2, 1), date(2014, 1, 28)), TODAY, None, calendar)
    assert words.period(year, "en") == "1 Feb 2013 – 28 Jan 2014"
    assert words.period(year, "de") == "1 Feb. 2013 – 28 Jan. 2014"
    assert words.days(TODAY, TODAY, "en") == "15 Jun 2025"


def names_of(first: date, last: date, grain: Grain, calendar: Calendar | None = None, locale: str = "en") -> list[str]:
    calendar = calendar or Calendar()
    span = span_of(Dates(first, last), TODAY, None, calendar)
    return [words.bucket(each, grain, locale) for each in buckets(span, grain, None, calendar)]


def test_a_bucket_is_named_by_its_grain_and_the_one_that_is_not_over_says_so():
    assert names_of(date(2025, 6, 14), date(2025, 6, 15), "day") == ["14 Jun 2025", "15 Jun 2025, to date"]
    assert names_of(date(2025, 6, 2), date(2025, 6, 15), "week") == [
        "week of 2 Jun 2025",
        "week of 9 Jun 2025, to date",
    ]
    assert names_of(date(2025, 5, 1), date(2025, 6, 30), "month") == ["May 2025", "June 2025, to date"]
    assert names_of(date(2025, 1, 1), date(2025, 6, 30), "quarter") == [
        "quarter from January 2025",
        "quarter from April 2025, to date",
    ]
    assert names_of(date(2024, 1, 1), date(2025, 12, 31), "year") == ["2024", "2025, to date"]
    assert names_of(date(2025, 3, 1), date(2025, 3, 31), "month", locale="de") == ["März 2025"]


def test_a_fiscal_year_is_named_by_the_month_in_which_it_begins():
    april = Calendar(fiscal_year_start=4)
    assert names_of(date(2023, 4, 1), date(2025, 3, 31), "year", april) == [
        "year from April 2023",
        "year from April 2024",
    ]


def test_a_score_moves_by_points_also_through_zero():
    moved = words.change(19.0, -6.0, SCORE, "previous_year", "en")
    assert moved is not None
    assert (moved.words, moved.spoken, moved.verdict) == (
        "25.0 points vs previous year",
        "up 25.0 points versus previous year",
        "good",
    )
