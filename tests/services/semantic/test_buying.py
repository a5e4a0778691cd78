"""How often clients buy, how long ago, and whether they come back."""

import pytest

from services.semantic.query import Query
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
CLIENT = ("client.name",)


def four_clients(shop: Shop) -> None:
    """Ada buys every month; Bo on two days that follow each other; Cy once, the second time in vain; Di long ago."""
    result = {
        "Ada": ("2025-01-10", "2025-02-10", "2025-03-10"),
        "Bo": ("2025-01-31", "2025-02-01"),
        "Cy": ("2025-02-05",),
        "Di": ("2024-12-01",),
    }
    for client, bought in result.items():
        shop.client(client, acquired=bought[0])
        for on in bought:
            shop.sells(("lamp", "10", "5"), ("vase", "10", "5"), to=client, on=on)
    shop.sells(("lamp", "10", "5"), to="Cy", on="2025-03-20", cancelled="2025-03-21")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(four_clients)


def test_a_client_repeats_who_orders_twice_in_the_period(town: Town):
    names = ("client.ordering", "client.repeating", "client.repeat_rate", "client.orders_each")
    assert town.rows(Query(metrics=names, period=QUARTER)) == [(3, 2, pytest.approx(2 / 3), 2.0)]
    january = Query(metrics=names, period=days("2025-01-01", "2025-01-31"))
    assert town.rows(january) == [(2, 0, 0.0, 1.0)]


def test_where_nobody_orders_nobody_repeats(town: Town):
    names = ("client.repeating", "client.repeat_rate", "client.orders_each")
    assert town.rows(Query(metrics=names, period=days("2024-10-01", "2024-10-31"))) == [(0, None, None)]


def test_the_days_since_the_last_order_are_counted_from_the_last_day_of_the_period(town: Town):
    asked = Query(metrics=("client.recency",), dimensions=CLIENT, period=QUARTER, order=CLIENT)
    assert town.rows(asked) == [("Ada", 21.0), ("Bo", 58.0), ("Cy", 54.0), ("Di", 120.0)]
    on_the_day = Query(metrics=("client.recency",), dimensions=CLIENT, period=days("2025-02-01", "2025-02-10"))
    assert dict(town.rows(on_the_day)) == {"Ada": 0.0, "Bo": 9.0, "Cy": 5.0, "Di": 71.0}


def test_of_several_clients_the_days_since_the_last_order_are_their_mean(town: Town):
    asked = Query(metrics=("client.recency",), period=QUARTER)
    assert town.rows(asked) == [((21 + 58 + 54 + 120) / 4,)]


def test_a_cohort_is_shown_by_the_month_of_the_first_purchase_and_the_months_since(town: Town):
    """The last of January and the first of February lie a month apart."""
    asked = Query(
        metrics=("client.ordering",),
        dimensions=("order.months_since_first",),
        time="client.acquired_on",
        grain="month",
        period=QUARTER,
        order=("time", "order.months_since_first"),
    )
    found = {(bucket, months): clients for bucket, months, clients in town.rows(asked) if clients}
    january, february = day("2025-01-01"), day("2025-02-01")
    assert found == {(january, 0): 2, (january, 1): 2, (january, 2): 1, (february, 0): 1}


def who_comes_back(shop: Shop) -> None:
    """Ada comes back on day 90, Bo on day 89, Cy calls it off; Di's day 90 is the last of June, on which she buys."""
    result = {
        "Ada": ("2025-01-10", "2025-04-10"),
        "Bo": ("2025-01-31", "2025-04-30", "2025-08-01"),
        "Cy": ("2025-02-05",),
        "Di": ("2025-04-01", "2025-06-30"),
    }
    for client, bought in result.items():
        shop.client(client, acquired=bought[0])
        for on in bought:
            shop.sells(("lamp", "10", "5"), to=client, on=on)
    shop.sells(("lamp", "10", "5"), to="Cy", on="2025-05-10", cancelled="2025-05-12")
    shop.client("Ed")
    shop.sells(("lamp", "10", "5"), to="Ed", on="2025-01-10")


def test_retention_counts_clients_for_whom_ninety_days_have_passed_and_orders_from_that_day_on(town_of):
    town = town_of(who_comes_back).on("2025-07-01")
    names = ("client.aged", "client.came_back", "client.retention")
    assert town.rows(Query(metrics=names, period=days("2025-06-01", "2025-06-30"))) == [(4, 2, 0.5)]
    assert town.rows(Query(metrics=names, period=days("2025-06-01", "2025-06-29"))) == [(3, 1, pytest.approx(1 / 3))]
    assert town.rows(Query(metrics=names, period=days("2025-02-01", "2025-02-28"))) == [(0, 0, None)]


def test_a_client_is_listed_with_the_last_order_that_was_not_called_off(town_of):
    town = town_of(who_comes_back)
    asked = Query(fields=("client.name", "client.last_order_on"), order=("client.name",))
    assert town.rows(asked) == [
        ("Ada", day("2025-04-10")),
        # It is the middle of June, when nobody knows of its end or of August yet.
        ("Bo", day("2025-04-30")),
        ("Cy", day("2025-02-05")),
        ("Di", day("2025-04-01")),
        ("Ed", day("2025-01-10")),
    ]


def test_the_time_as_a_client_is_shown_in_bands_at_the_end_of_the_period(town: Town):
    """On the last of March Ada has been a client for 80 days and Di for 120; a year later, all of them longer."""
    asked = Query(metrics=("client.ever",), dimensions=("client.tenure",), period=QUARTER)
    assert dict(town.rows(asked)) == {"up to 90 days": 3, "91 to 365 days": 1}
    later = Query(metrics=("client.ever",), dimensions=("client.tenure",), period=days("2026-01-01", "2026-02-04"))
    assert dict(town.on("2026-02-05").rows(later)) == {"91 to 365 days": 1, "366 to 730 days": 3}
