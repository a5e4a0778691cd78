"""The five numbers, one of each difficult kind, over rows that can be checked by eye."""

from decimal import Decimal

import pytest

from services.semantic.conditions import And, Compare, In, Not, Null
from services.semantic.context import Calendar
from services.semantic.query import Last, Query
from tests.services.shop import Shop, context, day, days

FIVE = ("order.revenue", "order.gross_margin", "order.median_value", "client.active", "order.open")
HALF_YEAR = days("2025-01-01", "2025-06-30")


def half_year(shop: Shop) -> None:
    shop.product("lamp", category="Home")
    shop.product("bike", category="Sport")
    shop.sells(("lamp", "10.10", "4"), ("bike", "89.90", "50"), to="Ada", on="2025-01-31", shipped="2025-02-02")
    shop.sells(("lamp", "20.00", "9"), to="Bo", on="2025-02-01", region="South", shipped="2025-02-01")
    shop.sells(("bike", "30.01", "20"), to="Ada", on="2025-02-28", shipped="2025-03-01")
    shop.sells(("bike", "999.99", "1"), to="Cy", on="2025-02-15", cancelled="2025-02-20")
    shop.sells(("lamp", "50.00", "25"), to="Cy", on="2025-04-30", region=None)


def ratio(part: str, whole: str) -> float:
    return pytest.approx(float(Decimal(part) / Decimal(whole)), rel=1e-12)


def test_revenue_is_the_sum_of_the_lines_of_orders_that_were_not_cancelled(town_of):
    assert town_of(half_year).rows(Query(metrics=("order.revenue",), period=HALF_YEAR)) == [(Decimal("200.01"),)]


def test_gross_margin_is_the_sum_of_what_is_left_over_the_sum_of_revenue(town_of):
    assert town_of(half_year).rows(Query(metrics=("order.gross_margin",), period=HALF_YEAR)) == [
        (ratio("92.01", "200.01"),)
    ]


def test_the_median_order_lies_halfway_between_the_two_in_the_middle(town_of):
    # 20.00, 30.01, 50.00, 100.00
    assert town_of(half_year).rows(Query(metrics=("order.median_value",), period=HALF_YEAR)) == [(Decimal("40.005"),)]


def test_the_median_of_an_odd_number_of_orders_is_the_one_in_the_middle(town_of):
    town = town_of(half_year)
    late = Query(metrics=("order.median_value",), period=days("2025-02-01", "2025-06-30"))
    assert town.rows(late) == [(Decimal("30.01"),)]


def test_a_client_who_buys_twice_is_one_active_client(town_of):
    town = town_of(half_year)
    assert town.rows(Query(metrics=("client.active",), period=days("2025-02-28", "2025-02-28"))) == [(2,)]


def test_a_client_is_active_for_ninety_days_the_last_day_of_the_period_included(town_of):
    town = town_of(half_year)
    # Bo last bought on 1 February, with which 90 days begin that end on 1 May.
    daily = Query(metrics=("client.active",), period=days("2025-05-01", "2025-05-02"), grain="day")
    assert town.rows(daily) == [(day("2025-05-01"), 3), (day("2025-05-02"), 2)]


def test_an_order_is_open_until_the_day_on_which_it_is_shipped_or_cancelled(town_of):
    town = town_of(half_year)
    february = Query(metrics=("order.open",), period=days("2025-01-30", "2025-02-03"), grain="day")
    assert [number for _, number in town.rows(february)] == [0, 1, 1, 0, 0]
    cancelled = Query(metrics=("order.open",), period=days("2025-02-19", "2025-02-20"), grain="day")
    assert [number for _, number in town.rows(cancelled)] == [1, 0]


def test_a_balance_over_time_is_its_last_value_and_never_a_sum(town_of):
    town = town_of(half_year)
    months = Query(metrics=("order.open",), period=HALF_YEAR, grain="month")
    assert [number for _, number in town.rows(months)] == [1, 1, 0, 1, 1, 1]
    assert town.rows(Query(metrics=("order.open",), period=HALF_YEAR)) == [(1,)]


def test_five_numbers_by_month_stand_side_by_side(town_of):
    by_month = Query(metrics=FIVE, period=HALF_YEAR, grain="month")
    assert town_of(half_year).rows(by_month) == [
        (day("2025-01-01"), Decimal("100"), ratio("46", "100"), Decimal("100"), 1, 1),
        (day("2025-02-01"), Decimal("50.01"), ratio("21.01", "50.01"), Decimal("25.005"), 2, 1),
        (day("2025-03-01"), 0, None, None, 2, 0),
        (day("2025-04-01"), Decimal("50"), 0.5, Decimal("50"), 3, 1),
        (day("2025-05-01"), 0, None, None, 1, 1),
        (day("2025-06-01"), 0, None, None, 1, 1),
    ]


def test_five_numbers_by_quarter_stand_side_by_side(town_of):
    by_quarter = Query(metrics=FIVE, period=HALF_YEAR, grain="quarter")
    assert town_of(half_year).rows(by_quarter) == [
        (day("2025-01-01"), Decimal("150.01"), ratio("67.01", "150.01"), Decimal("30.01"), 2, 0),
        (day("2025-04-01"), Decimal("50"), 0.5, Decimal("50"), 1, 1),
    ]


def test_five_numbers_by_year_stand_side_by_side(town_of):
    by_year = Query(metrics=FIVE, period=days("2024-01-01", "2025-06-30"), grain="year")
    assert town_of(half_year).rows(by_year) == [
        (day("2024-01-01"), 0, None, None, 0, 0),
        (day("2025-01-01"), Decimal("200.01"), ratio("92.01", "200.01"), Decimal("40.005"), 1, 1),
    ]


def test_five_numbers_by_week_stand_side_by_side(town_of):
    by_week = Query(metrics=FIVE, period=days("2025-01-27", "2025-02-09"), grain="week")
    assert town_of(half_year).rows(by_week) == [
        (day("2025-01-27"), Decimal("120"), ratio("57", "120"), Decimal("60"), 2, 0),
        (day("2025-02-03"), 0, None, None, 2, 0),
    ]


def test_five_numbers_by_day_stand_side_by_side(town_of):
    by_day = Query(metrics=FIVE, period=days("2025-01-31", "2025-02-02"), grain="day")
    assert town_of(half_year).rows(by_day) == [
        (day("2025-01-31"), Decimal("100"), ratio("46", "100"), Decimal("100"), 1, 1),
        (day("2025-02-01"), Decimal("20"), ratio("11", "20"), Decimal("20"), 2, 1),
        (day("2025-02-02"), 0, None, None, 2, 0),
    ]


def test_five_numbers_by_region_keep_the_rows_that_have_none(town_of):
    by_region = Query(metrics=FIVE, period=HALF_YEAR, dimensions=("order.region",))
    assert town_of(half_year).rows(by_region) == [
        ("North", Decimal("130.01"), ratio("56.01", "130.01"), Decimal("65.005"), 0, 0),
        (None, Decimal("50"), 0.5, Decimal("50"), 1, 1),
        ("South", Decimal("20"), ratio("11", "20"), Decimal("20"), 0, 0),
    ]


def test_five_numbers_by_category_count_an_order_with_the_lines_that_match(town_of):
    by_category = Query(metrics=FIVE, period=HALF_YEAR, dimensions=("product.category",))
    assert town_of(half_year).rows(by_category) == [
        ("Sport", Decimal("119.91"), ratio("49.91", "119.91"), Decimal("59.955"), 0, 0),
        ("Home", Decimal("80.10"), ratio("42.10", "80.10"), Decimal("20"), 1, 1),
    ]


def test_a_filter_narrows_all_five(town_of):
    in_the_north = Query(metrics=FIVE, period=HALF_YEAR, where=Compare("order.region", "=", "North"))
    assert town_of(half_year).rows(in_the_north) == [
        (Decimal("130.01"), ratio("56.01", "130.01"), Decimal("65.005"), 0, 0)
    ]


FILTERS = {
    "one of": (In("order.region", ("South", "North")), "150.01"),
    "one of none": (In("order.region", ()), "0"),
    "is not, which an empty field is not either": (Compare("order.region", "!=", "North"), "70"),
    "not, which an empty field meets": (Not(Compare("order.region", "=", "North")), "70"),
    "empty": (Null("order.region"), "50"),
    "contains, whatever the case": (Compare("client.name", "contains", "AD"), "130.01"),
    "starts with": (Compare("product.name", "starts_with", "BI"), "119.91"),
    "percent is an ordinary character": (Compare("product.name", "contains", "%"), "0"),
    "underscore is an ordinary character": (Compare("product.name", "contains", "l_mp"), "0"),
    "an amount, in units of the currency": (Compare("order_line.amount", ">=", 50), "139.90"),
    "the value of the whole order": (Compare("order.value", ">", 50), "100"),
    "a day": (Compare("order.shipped_on", "<=", "2025-02-02"), "120"),
    "a field of a joined entity and one of its own": (
        And((Compare("product.category", "=", "Home"), Compare("client.name", "=", "Ada"))),
        "10.10",
    ),
}


@pytest.mark.parametrize(("where", "revenue"), FILTERS.values(), ids=FILTERS)
def test_a_filter_keeps_the_rows_that_meet_it(town_of, where, revenue):
    filtered = Query(metrics=("order.revenue",), period=HALF_YEAR, where=where)
    assert town_of(half_year).rows(filtered) == [(Decimal(revenue),)]


def test_revenue_may_be_counted_by_the_day_of_shipping(town_of):
    shipped = Query(metrics=("order.revenue",), time="order.shipped_on", period=HALF_YEAR, grain="quarter")
    assert town_of(half_year).rows(shipped) == [(day("2025-01-01"), Decimal("150.01")), (day("2025-04-01"), 0)]


def test_the_last_months_with_data_are_those_of_the_day_that_is_counted_by(town_of):
    def story(shop: Shop) -> None:
        shop.sells(("lamp", "5", "1"), on="2025-01-10", shipped="2025-03-20")
        shop.sells(("lamp", "7", "1"), on="2025-04-10")

    town = town_of(story)
    ends = {
        by: town.ask(Query(metrics=("order.revenue",), time=by, period=Last(1, "month", "data"))).span.until
        for by in ("order.ordered_on", "order.shipped_on")
    }
    assert ends == {"order.ordered_on": day("2025-04-10"), "order.shipped_on": day("2025-03-20")}


def test_a_week_begins_on_the_day_that_the_organisation_says(town_of):
    town = town_of(half_year)
    sundays = context(town.ours, calendar=Calendar(week_start=6))
    by_week = Query(metrics=("order.revenue",), period=days("2025-01-26", "2025-02-08"), grain="week")
    assert town.rows(by_week, sundays) == [(day("2025-01-26"), Decimal("120")), (day("2025-02-02"), 0)]


def test_a_fiscal_year_that_begins_in_february_cuts_quarters_and_years_there(town_of):
    town = town_of(half_year)
    from_february = context(town.ours, calendar=Calendar(fiscal_year_start=2))
    revenue = Query(metrics=("order.revenue",), period=days("2024-11-01", "2025-07-31"), grain="quarter")
    assert town.rows(revenue, from_february) == [
        (day("2024-11-01"), Decimal("100")),
        (day("2025-02-01"), Decimal("100.01")),
        (day("2025-05-01"), 0),
    ]
    by_year = Query(metrics=("order.revenue",), period=days("2024-02-01", "2026-01-31"), grain="year")
    assert town.rows(by_year, from_february) == [
        (day("2024-02-01"), Decimal("100")),
        (day("2025-02-01"), Decimal("100.01")),
    ]
