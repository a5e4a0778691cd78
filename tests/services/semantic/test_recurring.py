"""MRR is a balance whose changes tie to the cent."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.shop import Shop, Town, day, days

MONTHS = days("2025-01-01", "2025-04-30")
JANUARY, FEBRUARY, MARCH, APRIL = (day(f"2025-0{month}-01") for month in range(1, 5))


def three_subscriptions(shop: Shop) -> None:
    """Ada's grows and shrinks, Bo's ends and comes back, Cy is on trial until the end of February."""
    shop.subscribes(
        "S1",
        ("2024-12-10", "new", "100"),
        ("2025-02-01", "expansion", "50.50"),
        ("2025-03-15", "contraction", "-30.25"),
        client="Ada",
        started="2024-12-10",
    )
    shop.subscribes(
        "S2",
        ("2025-01-05", "new", "40"),
        ("2025-02-28", "churn", "-40"),
        ("2025-04-01", "reactivation", "40"),
        client="Bo",
        started="2025-01-05",
        ended="2025-02-28",
    )
    shop.subscribes("S3", ("2025-03-01", "new", "10"), client="Cy", started="2025-03-01")
    shop.subscribes("S4", client="Di")


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        shop.subscribes("S1", ("2025-01-05", "new", "1000000"), client="Ada", started="2025-01-05")

    return town_of(three_subscriptions, neighbours)


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=MONTHS, grain="month")


def column(town: Town, metric: str) -> list:
    return [row[1] for row in town.rows(by_month(metric))]


def test_mrr_is_every_change_up_to_the_end_of_the_month(town: Town):
    assert column(town, "subscription.mrr") == [Decimal(140), Decimal("150.5"), Decimal("130.25"), Decimal("170.25")]
    assert column(town, "subscription.arr") == [Decimal(1680), Decimal(1806), Decimal(1563), Decimal(2043)]


def test_the_bridge_from_one_mrr_to_the_next_ties_to_the_cent(town: Town):
    mrr = [Decimal(100), *column(town, "subscription.mrr")]
    kinds = ("new", "expansion", "contraction", "churned", "reactivation")
    parts = [column(town, f"subscription.{kind}_mrr") for kind in kinds]
    moved = column(town, "subscription.net_new_mrr")
    assert [sum(part) for part in zip(*parts, strict=True)] == moved
    assert [after - before for before, after in zip(mrr, mrr[1:], strict=False)] == moved


def test_split_by_its_kind_the_change_is_the_bridge(town: Town):
    asked = Query(metrics=("subscription.net_new_mrr",), dimensions=("subscription_movement.kind",), period=MONTHS)
    assert town.rows(replace(asked, order=("subscription_movement.kind",))) == [
        ("churn", Decimal(-40)),
        ("contraction", Decimal("-30.25")),
        ("expansion", Decimal("50.5")),
        ("new", Decimal(50)),
        ("reactivation", Decimal(40)),
    ]


def test_a_client_pays_from_the_first_paid_day_to_the_last_and_again_once_they_come_back(town: Town):
    """Bo's last paid day is the 27th of February, until he comes back on the first of April; Di never paid."""
    assert column(town, "subscription.clients") == [2, 1, 2, 3]
    last_paid = Query(metrics=("subscription.clients",), period=days("2025-02-01", "2025-02-27"))
    assert town.rows(last_paid) == [(2,)]


def test_mrr_per_client_is_what_is_paid_over_who_pays(town: Town):
    assert column(town, "subscription.arpa")[:2] == [Decimal(70), Decimal("150.5")]


def dollars_that_rise(shop: Shop) -> None:
    shop.rate("USD", "EUR", "0.5", on="2025-01-01")
    shop.rate("USD", "EUR", "0.8", on="2025-02-01")


def test_mrr_in_another_currency_keeps_the_rate_of_the_day_it_began(town_of):
    def in_dollars(shop: Shop) -> None:
        dollars_that_rise(shop)
        shop.subscribes(
            "S1", ("2025-01-05", "new", "100"), ("2025-02-05", "expansion", "10"), started="2025-01-05", currency="USD"
        )

    february = days("2025-02-01", "2025-02-28")
    asked = Query(
        metrics=("subscription.mrr", "subscription.expansion_mrr", "subscription.net_new_mrr"), period=february
    )
    assert town_of(in_dollars).rows(asked) == [(Decimal(55), Decimal(5), Decimal(5))]


def test_a_subscription_in_another_currency_leaves_nothing_when_it_has_ended(town_of):
    def end_of(shop: Shop) -> None:
        dollars_that_rise(shop)
        shop.subscribes(
            "S1", ("2025-01-05", "new", "100"), ("2025-02-05", "churn", "-100"), started="2025-01-05", currency="USD"
        )

    names = ("opening_mrr", "churned_mrr", "mrr", "clients")
    asked = Query(metrics=tuple(f"subscription.{name}" for name in names), period=days("2025-02-01", "2025-02-28"))
    assert town_of(end_of).rows(asked) == [(Decimal(50), Decimal(-50), Decimal(0), 0)]
