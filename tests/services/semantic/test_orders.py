"""How many orders there are, how large, how soon they leave; how many leads, how soon answered, at what cost."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models import CampaignSpend, Client, Lead, Order
from services.semantic.query import Query
from tests.services.desk import instant
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def five_orders(shop: Shop) -> None:
    """One has two lines, one is cancelled; they left after 2, 10 and 3 days, one of them late; one is still here."""
    promise(shop, "2025-01-01", ("lamp", "10"), ("bike", "30"), shipped="2025-01-03", due="2025-01-05")
    promise(shop, "2025-01-02", ("lamp", "20"), shipped="2025-01-12", due="2025-01-11")
    promise(shop, "2025-02-01", ("lamp", "60"), shipped="2025-02-04", due=None)
    promise(shop, "2025-02-02", ("lamp", "999"), cancelled="2025-02-03", due="2025-02-09")
    promise(shop, "2025-02-03", ("lamp", "40"), due="2025-02-09")


def promise(shop: Shop, on: str, *lines: tuple[str, str], due: str | None, **more: str) -> None:
    number = shop.sells(*((product, amount, "1") for product, amount in lines), on=on, **more)
    shop.connection.execute(Order.__table__.update().where(Order.id == number).values(due_on=due and day(due)))


@pytest.fixture
def town(town_of) -> Town:
    return town_of(five_orders)


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def test_an_order_with_two_lines_is_one_order(town: Town):
    asked = by_month("order.count", "order.revenue", "order.average_value", "order.units")
    assert town.rows(asked) == [
        (JANUARY, 2, Decimal(60), Decimal(30), 3),
        (FEBRUARY, 2, Decimal(100), Decimal(50), 2),
        (MARCH, 0, Decimal(0), None, 0),
    ]


def test_split_by_product_it_counts_for_each_that_is_on_it(town: Town):
    asked = Query(metrics=("order.count",), dimensions=("product.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"lamp": 4, "bike": 1}
    assert town.rows(replace(asked, dimensions=())) == [(4,)]


def test_what_was_called_off_is_a_share_of_what_was_placed(town: Town):
    asked = Query(metrics=("order.cancelled", "order.placed", "order.cancellation_rate"), period=QUARTER)
    assert town.rows(asked) == [(1, 5, 0.2)]


def test_the_time_to_ship_is_that_of_the_middle_order_by_the_day_it_left(town: Town):
    assert town.rows(by_month("order.shipping_time")) == [(JANUARY, 6.0), (FEBRUARY, 3.0), (MARCH, None)]


def test_on_time_is_by_the_promised_day_of_those_that_have_one(town: Town):
    asked = Query(metrics=("order.on_time", "order.shipped_in_time", "order.shipped_with_promise"), period=QUARTER)
    assert town.rows(asked) == [(0.5, 1, 2)]


def test_a_client_is_new_on_the_day_of_the_first_purchase(town_of):
    def three_clients(shop: Shop) -> None:
        for name, on in (("Ada", day("2025-01-09")), ("Bo", day("2025-01-10")), ("Cy", None)):
            shop.row(Client, key=name, name=name, kind="person", acquired_on=on)

    assert [row[1] for row in town_of(three_clients).rows(by_month("client.new"))] == [2, 0, 0]


def four_leads(shop: Shop) -> None:
    """Three come in January, one in February; two are qualified, one of them is taken by sales a month later."""
    lead(shop, "A", "2025-01-05 08:00", responded_at="2025-01-05 09:00")
    lead(shop, "B", "2025-01-06 08:00", responded_at="2025-01-06 11:00", marketing_qualified_at="2025-01-20 08:00")
    lead(
        shop, "C", "2025-01-31 08:00", marketing_qualified_at="2025-01-31 09:00", sales_qualified_at="2025-02-10 08:00"
    )
    lead(shop, "D", "2025-02-05 08:00", converted_at="2025-03-01 08:00")
    lead(shop, "E", None)
    for month, amount in (("2025-01-01", "90"), ("2025-02-01", "50"), ("2025-03-01", "7")):
        shop.row(CampaignSpend, campaign="Fair", month=day(month), amount=Decimal(amount), currency="EUR")


def lead(shop: Shop, key: str, arrived: str | None, **times: str) -> None:
    known = {name: instant(text) for name, text in times.items()}
    shop.row(Lead, key=key, name=key, arrived_at=instant(arrived), **known)


def test_leads_count_when_they_reach_each_point(town_of):
    asked = by_month("lead.arrived", "lead.marketing_qualified", "lead.sales_qualified", "lead.converted")
    assert town_of(four_leads).rows(asked) == [(JANUARY, 3, 2, 0, 0), (FEBRUARY, 1, 0, 1, 0), (MARCH, 0, 0, 0, 1)]


def test_what_sales_took_later_is_a_share_of_those_that_were_qualified_then(town_of):
    asked = by_month("lead.mql_to_sql", "lead.marketing_and_sales_qualified")
    assert town_of(four_leads).rows(asked) == [(JANUARY, 0.5, 1), (FEBRUARY, None, 0), (MARCH, None, 0)]


def test_how_soon_leads_are_answered_is_shown_by_the_middle_one(town_of):
    assert [row[1] for row in town_of(four_leads).rows(by_month("lead.response"))] == [pytest.approx(2), None, None]


def test_a_lead_costs_what_was_spent_over_how_many_came(town_of):
    asked = by_month("campaign.spend", "lead.cost")
    assert town_of(four_leads).rows(asked) == [
        (JANUARY, Decimal(90), Decimal(30)),
        (FEBRUARY, Decimal(50), Decimal(50)),
        (MARCH, Decimal(7), None),
    ]
