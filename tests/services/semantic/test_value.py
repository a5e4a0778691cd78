"""What clients are worth, and what it costs to win one."""

from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, days

QUARTER = days("2025-01-01", "2025-03-31")
DAYS_IN_A_MONTH = 30.4375


def two_buyers(shop: Shop) -> None:
    """Ada leaves 40 and 30, Bo costs 10 more than he pays, and one order is called off."""
    shop.sells(("lamp", "100", "60"), to="Ada", on="2025-01-10")
    shop.sells(("lamp", "50", "20"), to="Ada", on="2025-03-10")
    shop.sells(("vase", "10", "20"), to="Bo", on="2025-03-10")
    shop.sells(("lamp", "900", "1"), to="Cy", on="2025-03-10", cancelled="2025-03-11")


def test_the_value_so_far_is_the_profit_of_all_days_per_client_who_ever_ordered(town_of):
    town = town_of(two_buyers)
    names = ("client.profit_to_date", "client.ever", "client.lifetime_value")
    assert town.rows(Query(metrics=names, period=QUARTER)) == [(Decimal(60), 2, Decimal(30))]
    assert town.rows(Query(metrics=names, period=days("2025-02-01", "2025-02-28"))) == [(Decimal(40), 1, Decimal(40))]
    by_client = Query(metrics=("client.profit_to_date",), dimensions=("client.name",), period=QUARTER)
    assert town.rows(by_client) == [("Ada", Decimal(70)), ("Bo", Decimal(-10))]


def subscribers(shop: Shop, clients: int, lost: int) -> None:
    """Each pays 100 a month from December on, and some end in February; 1,000 are sold that cost 400."""
    for number in range(clients):
        ends = [("2025-02-10", "churn", "-100")] if number < lost else []
        name = f"client {number}"
        shop.subscribes(name, ("2024-12-01", "new", "100"), *ends, client=name, started="2024-12-01")
    books = Books(shop)
    books.posts("Sales", "1000", on="2025-02-01")
    books.posts("Goods", "400", on="2025-02-01")
    books.posts("Advertising", "900", on="2025-01-15")
    books.plans("Advertising", "5000", on="2025-01-15")
    books.posts("Rent", "7000", on="2025-01-15")
    for name in ("Ada", "Bo", "Cy"):
        shop.client(name, acquired="2025-03-01")


def forty_of_whom_four_go(shop: Shop) -> None:
    subscribers(shop, 40, 4)
    for name in ("Ada", "Bo"):
        shop.subscribes(name, ("2025-03-01", "new", "50"), client=name, started="2025-03-01")


def test_a_new_customer_costs_what_selling_cost_by_those_who_were_won(town_of):
    names = ("ledger.sales_and_marketing", "client.new", "client.acquisition_cost")
    town = town_of(lambda shop: subscribers(shop, 1, 0))
    assert town.rows(Query(metrics=names, period=QUARTER)) == [(Decimal(900), 3, Decimal(300))]
    # Nobody was won in January, so what it cost to win one cannot be told.
    assert town.rows(Query(metrics=names, period=days("2025-01-01", "2025-01-31"))) == [(Decimal(900), 0, None)]


def test_before_its_costs_are_posted_a_customer_does_not_come_for_nothing(town_of):
    town = town_of(lambda shop: subscribers(shop, 1, 0))
    asked = Query(metrics=("client.new", "client.acquisition_cost"), period=days("2025-03-01", "2025-03-31"))
    assert town.rows(asked) == [(3, None)]


def test_the_expected_value_is_the_profit_of_a_month_over_the_churn_of_a_month(town_of):
    """38 pay 3,700 a month with a margin of 60 %; four of 40 were lost in 90 days. Two subscribers came for 900, and
    three customers: Cy, who buys without a subscription, is neither worth nor costs what a subscriber is and does."""
    town = town_of(forty_of_whom_four_go)
    value = 3700 / 38 * 0.6 / (0.1 / (90 / DAYS_IN_A_MONTH))
    [(expected, times, payback)] = town.rows(
        Query(metrics=("client.expected_value", "client.value_to_cost", "client.payback"), period=QUARTER)
    )
    assert float(expected) == pytest.approx(value, abs=0.0001)
    assert (times, payback) == (pytest.approx(value / 450), pytest.approx(900 / (100 * 0.6)))
    names = ("client.acquisition_cost", "subscription.new_clients", "subscription.acquisition_cost")
    assert town.rows(Query(metrics=names, period=QUARTER)) == [(Decimal(300), 2, Decimal(450))]


def test_nothing_is_paid_back_without_new_subscriptions_or_before_costs_are_posted(town_of):
    town = town_of(forty_of_whom_four_go)
    names = ("subscription.new_mrr", "subscription.acquisition_cost", "client.payback")
    january, march = days("2025-01-01", "2025-01-31"), days("2025-03-01", "2025-03-31")
    assert town.rows(Query(metrics=names, period=january)) == [(Decimal(0), None, None)]
    assert town.rows(Query(metrics=names, period=march)) == [(Decimal(100), None, None)]


def test_a_second_subscription_or_a_return_makes_no_new_subscriber(town_of):
    def subscribe(shop: Shop) -> None:
        shop.subscribes("A", ("2024-12-01", "new", "10"), client="Ada", started="2024-12-01")
        shop.subscribes("B", ("2025-02-01", "new", "10"), client="Ada", started="2025-02-01")
        returns = [("2024-11-01", "new", "5"), ("2024-12-01", "churn", "-5"), ("2025-02-01", "reactivation", "5")]
        shop.subscribes("C", *returns, client="Bo", started="2024-11-01")
        shop.subscribes("D", ("2025-01-01", "new", "10"), client="Cy", started="2025-01-01")

    assert town_of(subscribe).rows(Query(metrics=("subscription.new_clients",), period=QUARTER)) == [(1,)]


@pytest.mark.parametrize(("clients", "lost"), [(29, 10), (80, 1), (40, 0)], ids=["too few", "too little", "none lost"])
def test_no_lifetime_is_worked_out_of_few_clients_or_of_hardly_any_churn(town_of, clients, lost):
    town: Town = town_of(lambda shop: subscribers(shop, clients, lost))
    asked = Query(metrics=("client.expected_value", "client.value_to_cost"), period=QUARTER)
    assert town.rows(asked) == [(None, None)]
