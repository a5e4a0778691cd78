"""What stays of the MRR and of the clients of the start, each client held against itself."""

from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")


def seven_clients(shop: Shop) -> None:
    """At the start five pay 460; at the end five pay 860.

    Ada pays more and Bo less; Cy goes and comes back for less; Di goes; Ed comes; Flo comes and goes; Gus went before.
    Hal ends one of two subscriptions and pays as much more for the other.
    """
    result = {
        "Ada": [("2024-12-01", "new", "100"), ("2025-02-01", "expansion", "50")],
        "Bo": [("2024-12-01", "new", "200"), ("2025-02-01", "contraction", "-80")],
        "Cy": [("2024-12-01", "new", "40"), ("2025-02-10", "churn", "-40"), ("2025-03-01", "reactivation", "30")],
        "Di": [("2024-12-01", "new", "60"), ("2025-03-05", "churn", "-60")],
        "Ed": [("2025-02-01", "new", "500")],
        "Flo": [("2025-01-10", "new", "20"), ("2025-03-10", "churn", "-20")],
        "Gus": [("2024-11-01", "new", "70"), ("2024-12-20", "churn", "-70")],
    }
    for client, changes in result.items():
        shop.subscribes(client, *changes, client=client, started=changes[0][0])
    shop.subscribes(
        "Hal 1", ("2024-12-01", "new", "30"), ("2025-02-01", "churn", "-30"), client="Hal", started="2024-12-01"
    )
    shop.subscribes(
        "Hal 2", ("2024-12-01", "new", "30"), ("2025-02-01", "expansion", "30"), client="Hal", started="2024-12-01"
    )


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        shop.subscribes(
            "Ada", ("2024-12-01", "new", "1000000"), ("2025-02-01", "churn", "-1000000"), started="2024-12-01"
        )

    return town_of(seven_clients, neighbours)


def of_quarter(*names: str) -> Query:
    return Query(metrics=tuple(f"subscription.{name}" for name in names), period=QUARTER)


def test_the_bridge_leads_from_the_opening_to_the_closing_mrr(town: Town):
    names = ("opening_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")
    [row] = town.rows(of_quarter(*names))
    assert row == tuple(map(Decimal, (460, 520, 30, 80, -80, -150, 860)))
    assert sum(row[:-1]) == row[-1]


def test_mrr_opens_as_it_stood_on_the_eve_of_each_month(town: Town):
    asked = Query(metrics=("subscription.opening_mrr", "subscription.mrr"), period=QUARTER, grain="month")
    assert town.rows(asked) == [
        (day("2025-01-01"), Decimal(460), Decimal(480)),
        (day("2025-02-01"), Decimal(480), Decimal(910)),
        (day("2025-03-01"), Decimal(910), Decimal(860)),
    ]


def test_each_client_keeps_what_they_paid_at_the_most(town: Town):
    """Ada 100, Bo 120, Cy 30, Hal 60 are left of 460; with what was gained Ada pays 150."""
    asked = of_quarter("retained_mrr", "opening_clients_mrr", "grr", "nrr", "gross_churn")
    assert town.rows(asked) == [
        (Decimal(310), Decimal(360), *map(pytest.approx, (310 / 460, 360 / 460, 150 / 460))),
    ]


def test_net_churn_is_what_is_lost_less_what_is_gained_of_those_who_paid(town: Town):
    """360 are left of 460. In all 630 came and 230 went."""
    asked = of_quarter("net_churn", "quick_ratio")
    assert town.rows(asked) == [(pytest.approx(100 / 460), pytest.approx(630 / 230))]
    january = Query(metrics=("subscription.quick_ratio",), period=days("2025-01-01", "2025-01-31"))
    assert town.rows(january) == [(None,)]


def test_a_client_is_lost_who_paid_at_the_start_and_pays_nothing_at_the_end(town: Town):
    """Di alone: Cy came back, and Hal still pays for one of two. Stripe also counts Flo, among seven who ever paid."""
    asked = of_quarter("opening_clients", "lost_clients", "logo_churn")
    assert town.rows(asked) == [(5, 1, pytest.approx(1 / 5))]
    asked = of_quarter("clients_in_period", "lost_in_period", "logo_churn_with_new")
    assert town.rows(asked) == [(7, 2, pytest.approx(2 / 7))]


def test_who_comes_back_within_the_period_counts_with_what_they_pay_then(town: Town):
    """In February alone Cy is lost: six clients paid 480, of whom Ada 150, Bo 120, Di 60, Flo 20, Hal 60 are left."""
    asked = Query(metrics=("subscription.nrr", "subscription.logo_churn"), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(asked) == [(pytest.approx(410 / 480), pytest.approx(1 / 6))]


def test_without_anything_at_the_start_nothing_can_be_retained(town: Town):
    asked = Query(
        metrics=("subscription.nrr", "subscription.grr", "subscription.gross_churn", "subscription.logo_churn"),
        period=days("2024-10-01", "2024-10-31"),
    )
    assert town.rows(asked) == [(None, None, None, None)]
