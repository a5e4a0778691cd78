"""Bills: what is owed to vendors and for how long, and what was spent with whom."""

from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, days

QUARTER = days("2025-01-01", "2025-03-31")


def bill_of(shop: Shop) -> None:
    """Wood is paid in March and owed more, the rent is late, Ads are rejected, and Steel is only ordered."""
    books = Books(shop)
    books.is_billed(
        "119", tax="19", by="Wood", on="2025-01-10", due="2025-02-09", paid="2025-03-03", ordered="2024-12-20"
    )
    books.is_billed("238", tax="38", by="Wood", on="2025-03-20", due="2025-04-19", ordered="2025-03-01", centre="Shop")
    books.is_billed("500", by="Rent", on="2025-02-01", due="2025-02-15", centre="Office", status="approved")
    books.is_billed("900", by="Ads", on="2025-02-05", due="2025-03-05", status="rejected")
    books.is_billed("4000", by="Steel", on=None, ordered="2025-03-15", status="pending")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(bill_of, lambda shop: Books(shop).is_billed("1000000", by="Wood", on="2025-01-01", due="2025-01-02"))


def test_payables_are_bills_that_came_and_were_not_paid_when_each_month_ended(town: Town):
    asked = Query(metrics=("bill.payables", "bill.overdue"), period=QUARTER, grain="month")
    assert [row[1:] for row in town.rows(asked)] == [
        (Decimal(119), Decimal(0)),
        (Decimal(619), Decimal(619)),
        (Decimal(738), Decimal(500)),
    ]


def test_the_overdue_share_of_payables_is_a_share_of_what_is_owed(town: Town):
    assert town.rows(Query(metrics=("bill.overdue_share",), period=QUARTER)) == [(pytest.approx(500 / 738),)]


def test_payables_by_age_add_up_to_the_whole(town: Town):
    """The rent is 44 days late, and there is time for the second bill of Wood."""
    asked = Query(metrics=("bill.payables",), dimensions=("bill.ageing",), period=QUARTER)
    assert dict(town.rows(asked)) == {"31–60 days": Decimal(500), "Not due": Decimal(238)}


def test_spend_is_what_vendors_billed_without_tax(town: Town):
    asked = Query(metrics=("bill.spend",), dimensions=("vendor.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"Rent": Decimal(500), "Wood": Decimal(300)}


def test_spend_by_the_day_of_the_order_holds_what_was_not_billed_yet(town: Town):
    asked = Query(metrics=("bill.spend",), dimensions=("vendor.name",), period=QUARTER, time="bill.ordered_on")
    assert dict(town.rows(asked)) == {"Steel": Decimal(4000), "Wood": Decimal(200)}


def test_spend_of_no_cost_centre_counts_as_nobody_s(town: Town):
    asked = Query(metrics=("bill.spend",), dimensions=("cost_centre.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"Office": Decimal(500), "Shop": Decimal(200), None: Decimal(100)}


def test_a_bill_shows_what_is_open_of_it(town: Town):
    asked = Query(
        fields=("vendor.name", "bill.open_amount", "bill.days_overdue"), period=QUARTER, order=("bill.open_amount",)
    )
    assert town.rows(asked) == [
        ("Wood", Decimal(0), 50),
        ("Wood", Decimal(238), -19),
        ("Rent", Decimal(500), 44),
        ("Ads", Decimal(900), 26),
    ]


def test_of_orders_that_were_never_billed_nothing_is_known_to_be_owed(town_of):
    town = town_of(lambda shop: Books(shop).is_billed("4000", by="Steel", on=None, ordered="2025-03-15"))
    assert town.rows(Query(metrics=("bill.payables",), period=QUARTER)) == [(None,)]
    assert town.rows(Query(metrics=("bill.spend",), period=QUARTER, time="bill.ordered_on")) == [(Decimal(4000),)]
