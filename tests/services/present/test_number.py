"""One number with its words, as a card or an alert tells it."""

from dataclasses import replace
from urllib.parse import unquote

import pytest

from services.present.number import Number, TargetProgress, number
from services.semantic.answer import Column
from services.semantic.conditions import Compare
from services.semantic.query import Everything, Last, Previous, Query, This
from tests.services.books import Books
from tests.services.charts.answers import answer
from tests.services.shop import NOW, Shop, Town, days


def two_springs(shop: Shop) -> None:
    shop.sells(("lamp", "8000", "4000"), on="2024-04-10")
    shop.sells(("lamp", "12000.50", "9000.50"), on="2025-04-10")
    shop.sells(("lamp", "0", "0"), on="2025-05-10", region="South")


SPRING = days("2025-04-01", "2025-05-31")


def card(town: Town, metric: str, locale: str = "en", **asked) -> Number:
    total = Query(**{"metrics": (metric,), "period": SPRING, "compare": "previous_year", **asked})
    trend = replace(total, grain="month", compare=None)
    return number(town.ask(total), town.ask(trend), locale)


def test_a_number_is_short_with_its_whole_value_and_how_it_moved(town_of):
    shown = card(town_of(two_springs), "order.revenue")
    assert (shown.value, shown.exact) == ("€12K", "€12,000.50")
    assert (shown.change, shown.direction, shown.verdict) == ("50.0% vs previous year", "up", "good")
    assert (shown.note, shown.unavailable) == (None, None)


def test_a_number_is_written_in_the_reader_s_locale(town_of):
    assert card(town_of(two_springs), "order.revenue", "de").exact == "12.000,50\u00a0€"


def test_a_ratio_moves_by_points_and_falls_in_the_bad_direction(town_of):
    shown = card(town_of(two_springs), "order.gross_margin")
    assert (shown.value, shown.change, shown.verdict) == ("25.0%", "25.0 pp vs previous year", "bad")


def test_without_a_comparison_no_change_is_stated(town_of):
    shown = card(town_of(two_springs), "order.revenue", compare=None)
    assert (shown.change, shown.direction, shown.verdict) == (None, "flat", "neutral")


def test_the_change_is_that_of_the_metric_which_is_shown_whatever_else_is_asked(town_of):
    both = ("order.revenue", "client.active")
    assert card(town_of(two_springs), "", metrics=both).change == "50.0% vs previous year"


@pytest.mark.parametrize(
    ("period", "note"),
    [
        (days("2025-04-01", "2025-06-30"), "to date"),
        (days("2025-04-01", "2025-06-14"), None),
        (This("month"), "to date"),
        (Previous("month"), None),
        (Last(12, "month"), "to date"),
        # Data ends on 10 May, and May is over: nothing will come, though it has not all its days.
        (Last(12, "month", "data"), None),
        (Last(2, "quarter", "data"), "to date"),
        (Last(1, "year", "data"), "to date"),
        (Everything(), None),
    ],
    ids=str,
)
def test_a_period_that_runs_today_says_so(town_of, period, note):
    assert card(town_of(two_springs), "order.revenue", period=period).note == note


def test_a_period_with_data_of_today_runs_too(town_of):
    town = town_of(lambda shop: shop.sells(("lamp", "1", "1"), on=f"{NOW:%Y-%m-%d}"))
    assert card(town, "order.revenue", period=Everything()).note == "to date"


def test_a_count_says_what_it_counts_and_an_amount_or_a_share_says_it_itself(town_of):
    town = town_of(two_springs)
    assert card(town, "order.count").unit == "orders"
    assert card(town, "order.count", period=days("2025-04-01", "2025-04-30")).unit == "order"
    assert card(town, "order.revenue").unit is None
    assert card(town, "order.gross_margin").unit is None


def target(town: Town, *metrics: str, locale: str = "en", **asked) -> TargetProgress | None:
    return card(town, "", locale, metrics=metrics, **asked).target


def test_a_second_metric_is_the_target_of_the_first(town_of):
    def story(shop: Shop) -> None:
        two_springs(shop)
        Books(shop).posts("Sales", "16000", on="2025-04-30")

    town = town_of(story)
    assert target(town, "order.revenue", "ledger.sales") == TargetProgress(12000.5 / 16000, "75% of target €16K")
    assert target(town, "order.revenue", "ledger.sales", locale="de").words == "75% of target 16.000,00\u00a0€"


def test_a_share_is_stated_beside_its_target_rather_than_as_a_share_of_it():
    columns = (Column("work.utilisation", "Utilisation", "ratio"), Column("work.aim", "Aim", "ratio"))
    asked = Query(metrics=("work.utilisation", "work.aim"), period=SPRING)
    shown = number(answer(asked, columns, [(0.6, 0.8)]), answer(asked, columns, [(0.6, 0.8)]), "en").target
    assert shown == TargetProgress(pytest.approx(0.75), "Target 80.0%")


def test_where_less_is_better_a_full_bar_is_described_to_be_too_much(town_of):
    town = town_of(lambda shop: [shop.sells(("lamp", "1", "1"), on=f"2025-04-1{day}") for day in range(3)])
    assert target(town, "order.open", "order.count") == TargetProgress(1.0, "100% of target 3, within target")


@pytest.mark.parametrize("metric", ["ledger.sales", "ledger.net_profit"])
def test_without_a_target_above_zero_none_is_stated(town_of, metric):
    town = town_of(lambda shop: Books(shop).posts("Rent", "100", on="2025-04-30"))
    assert target(town, "order.revenue", metric) is None


def test_a_number_that_is_missing_is_compared_against_nothing(town_of):
    town = town_of(two_springs)
    nowhere = Compare("order.region", "=", "Nowhere")
    assert target(town, "order.median_value", "order.revenue", where=nowhere) is None


def test_a_ratio_over_zero_is_unavailable_and_says_why(town_of):
    shown = card(town_of(two_springs), "order.gross_margin", where=Compare("order.region", "=", "South"))
    assert (shown.value, shown.exact, shown.change) == (None, None, None)
    assert shown.unavailable == "The denominator is zero in this period."


def test_a_metric_with_a_reason_of_its_own_says_that():
    columns = (Column("bank.runway", "Runway", "number", "months", missing="Not burning."),)
    asked = Query(metrics=("bank.runway",), period=SPRING)
    shown = number(answer(asked, columns, [(None,)]), answer(asked, columns, [(None,)]), "en")
    assert (shown.value, shown.unavailable) == (None, "Not burning.")


def test_a_median_of_no_orders_is_unavailable_rather_than_zero(town_of):
    shown = card(town_of(two_springs), "order.median_value", where=Compare("order.region", "=", "West"))
    assert (shown.value, shown.unavailable) == (None, "There is no data for this in the period.")


def test_a_sum_over_no_orders_is_zero(town_of):
    shown = card(town_of(two_springs), "order.revenue", where=Compare("order.region", "=", "West"))
    assert (shown.value, shown.change, shown.unavailable) == ("€0.00", "unchanged vs previous year", None)


def test_the_sparkline_follows_the_trend_and_needs_two_points(town_of):
    town = town_of(two_springs)
    falling = unquote(card(town, "order.revenue").spark or "")
    assert '<path d="M4.0 4.0 L116.0 28.0"/>' in falling
    assert card(town, "order.revenue", period=days("2025-04-01", "2025-04-30")).spark is None


WIN_RATE = Column("deal.win_rate", "Win rate", "ratio", sample="deal.decided")
DECIDED = Column("deal.decided", "Deals decided", "integer", unit="deals")


def test_a_share_says_of_how_many_it_is_taken_which_is_no_target():
    asked = Query(metrics=(WIN_RATE.name, DECIDED.name))
    both = answer(asked, (WIN_RATE, DECIDED), [(0.25, 1204)])
    shown = number(both, both, "en")
    assert (shown.value, shown.sample, shown.target) == ("25.0%", "of 1,204 deals", None)
    assert number(answer(asked, (WIN_RATE, DECIDED), [(None, 0)]), both, "en").sample is None
