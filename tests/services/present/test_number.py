"""One number with its words, as a card or an alert tells it."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from services.present.number import Number, number
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.shop import Shop, Town, days


@pytest.fixture
def engine() -> str:
    """How an answer reads does not hang on the engine that gave it."""
    return "sqlite"


def two_springs(shop: Shop) -> None:
    shop.sells(("lamp", "8000", "4000"), on="2024-04-10")
    shop.sells(("lamp", "12000.50", "9000.50"), on="2025-04-10")
    shop.sells(("lamp", "0", "0"), on="2025-05-10", region="South")


SPRING = days("2025-04-01", "2025-05-31")


def card(town: Town, metric: str, locale: str = "en", **asked) -> Number:
    total = Query(**{"metrics": (metric,), "period": SPRING, "compare": "previous_year", **asked})
    course = replace(total, grain="month", compare=None)
    return number(town.ask(total), town.ask(course), locale)


def test_a_number_is_short_with_its_whole_value_and_how_it_moved(town_of):
    told = card(town_of(two_springs), "order.revenue")
    assert (told.value, told.exact) == ("€12K", "€12,000.50")
    assert (told.change, told.direction, told.verdict) == ("up 50.0% on last year", "up", "good")
    assert (told.note, told.unavailable) == (None, None)


def test_a_number_is_written_in_the_reader_s_locale(town_of):
    assert card(town_of(two_springs), "order.revenue", "de").exact == "12.000,50\u00a0€"


def test_a_ratio_moves_by_points_and_falls_in_the_bad_direction(town_of):
    told = card(town_of(two_springs), "order.gross_margin")
    assert (told.value, told.change, told.verdict) == ("25.0%", "down 25.0 points on last year", "bad")


def test_without_a_comparison_no_change_is_told(town_of):
    told = card(town_of(two_springs), "order.revenue", compare=None)
    assert (told.change, told.direction, told.verdict) == (None, "flat", "neutral")


def test_the_change_is_that_of_the_metric_which_is_shown_whatever_else_is_asked(town_of):
    both = ("order.revenue", "client.active")
    assert card(town_of(two_springs), "", metrics=both).change == "up 50.0% on last year"


def test_a_period_that_runs_says_so(town_of):
    town = town_of(two_springs)
    assert card(town, "order.revenue", period=days("2025-04-01", "2025-06-30")).note == "so far"
    assert card(town, "order.revenue", period=days("2025-04-01", "2025-06-14")).note is None


def test_a_ratio_over_zero_is_unavailable_and_says_why(town_of):
    told = card(town_of(two_springs), "order.gross_margin", where=Compare("order.region", "=", "South"))
    assert (told.value, told.exact, told.change) == (None, None, None)
    assert told.unavailable == "Its denominator is zero in this period."


def test_a_median_of_no_orders_is_unavailable_rather_than_zero(town_of):
    told = card(town_of(two_springs), "order.median_value", where=Compare("order.region", "=", "West"))
    assert (told.value, told.unavailable) == (None, "There are no rows in this period.")


def test_a_sum_over_no_orders_is_zero(town_of):
    told = card(town_of(two_springs), "order.revenue", where=Compare("order.region", "=", "West"))
    assert (told.value, told.change, told.unavailable) == ("€0.00", "same as last year", None)


def test_the_sparkline_follows_the_course_and_needs_two_points(town_of):
    town = town_of(two_springs)
    falling = unquote(card(town, "order.revenue").spark or "")
    assert '<path d="M4.0 4.0 L116.0 28.0"/>' in falling
    assert card(town, "order.revenue", period=days("2025-04-01", "2025-04-30")).spark is None
