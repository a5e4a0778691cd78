"""What a period began with, and what there was some days before its end: snapshots like any other."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.catalogs import BUSINESS
from services.catalogs.finance.balances import CASH
from services.semantic.catalog import Catalog, Layer
from services.semantic.expression import Arithmetic, Constant, Divide, FieldRef, MetricRef, Sum, SumPer, When
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, days

AT_THE_START = replace(CASH, name="bank.cash_at_start", at="start")
A_MONTH_AGO = replace(CASH, name="bank.cash_a_month_ago", window_days=31)
FALLEN = replace(
    CASH,
    name="bank.fallen",
    kind="derived",
    formula=Arithmetic("-", MetricRef("bank.cash_at_start"), MetricRef("bank.cash")),
    missing="Nothing is known of the days before.",
)
OPENINGS = Catalog("business", (*BUSINESS.layers, Layer("own", metrics=(AT_THE_START, A_MONTH_AGO, FALLEN))))
QUARTER = days("2025-01-01", "2025-03-31")


def banks(shop: Shop) -> None:
    books = Books(shop)
    books.bank("Main", "100", on="2025-01-20")
    books.bank("Main", "80", on="2025-02-10")
    books.bank("Main", "30", on="2025-03-31")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(banks).read_by(OPENINGS)


def test_a_month_begins_with_what_was_recorded_last_before_it(town: Town):
    asked = Query(metrics=("bank.cash_at_start", "bank.cash", "bank.fallen"), period=QUARTER, grain="month")
    assert [row[1:] for row in town.rows(asked)] == [
        (None, Decimal(100), None),
        (Decimal(100), Decimal(80), Decimal(20)),
        (Decimal(80), Decimal(30), Decimal(50)),
    ]


def test_what_there_was_some_days_before_the_end(town: Town):
    assert town.rows(Query(metrics=("bank.cash_a_month_ago",), period=QUARTER)) == [(Decimal(80),)]


def test_why_there_is_no_value_comes_with_the_column(town: Town):
    [column] = town.ask(Query(metrics=("bank.fallen",), period=QUARTER)).columns
    assert column.missing == "Nothing is known of the days before."


def test_of_each_value_a_share_can_be_worked_out(town_of):
    """Of the lamp 2 for 40, of the bike 3 for 90: what one of each costs together."""

    def sell(shop: Shop) -> None:
        shop.sells(("lamp", "10", "1"), ("lamp", "30", "1"), ("bike", "90", "1"), on="2025-01-10")

    lines = Sum(When(FieldRef("order_line.cost"), ">", Constant(0), Constant(1)))
    price = replace(
        BUSINESS.metric("order.revenue"),
        name="order.price_of_each",
        formula=SumPer("product.code", Divide(Sum(FieldRef("order_line.amount")), lines)),
    )
    catalog = Catalog("business", (*BUSINESS.layers, Layer("own", metrics=(price,))))
    asked = Query(metrics=("order.price_of_each",), period=QUARTER)
    assert town_of(sell).read_by(catalog).rows(asked) == [(Decimal(110),)]
