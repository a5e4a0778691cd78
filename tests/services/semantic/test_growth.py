"""Growth on the year before, in whole months, and what it cost to sell."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, context, days

SECOND_QUARTER = days("2025-04-01", "2025-06-30")


def two_years(shop: Shop) -> None:
    books = Books(shop)
    for on, sales in (("2024-03-31", 900), ("2024-04-30", 100), ("2024-06-30", 110), ("2024-07-31", 900)):
        books.posts("Sales", str(sales), on=on)
    books.posts("Returns", "10", on="2024-06-30")
    books.posts("Sales", "7777", on="2024-05-31", scenario="budget")
    for on, selling in (("2024-12-31", 900), ("2025-01-31", 40), ("2025-03-31", 20), ("2025-04-30", 900)):
        books.posts("Advertising", str(selling), on=on)
    books.posts("Sales", "300", on="2025-05-31")
    books.posts("Goods", "90", on="2025-05-31")
    shop.subscribes("S", ("2025-02-05", "new", "10"), ("2025-05-05", "expansion", "5"), started="2025-02-05")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(two_years, lambda shop: Books(shop).posts("Sales", "1000000", on="2024-05-31"))


def rows(town: Town, query: Query) -> list[tuple]:
    """Return the rows that are seen when the quarter is over."""
    return town.rows(query, context(town.ours, now=datetime(2025, 7, 31, 12, tzinfo=UTC)))


def quarter(town: Town, *metrics: str) -> tuple:
    [row] = rows(town, Query(metrics=metrics, period=SECOND_QUARTER))
    return row


def test_the_year_before_is_the_same_months_of_it(town: Town):
    """100 and 110, less 10 that came back; neither March nor July."""
    assert quarter(town, "ledger.revenue_year_before", "ledger.growth") == (Decimal(200), pytest.approx(0.5))


def test_each_month_has_its_own_year_before(town: Town):
    asked = Query(metrics=("ledger.revenue_year_before", "ledger.growth"), period=SECOND_QUARTER, grain="month")
    assert [row[1:] for row in rows(town, asked)] == [
        (Decimal(100), -1.0),
        (Decimal(0), None),
        (Decimal(100), -1.0),
    ]


def test_nothing_is_a_share_of_a_negative_base(town_of):
    """-100 a year ago and 100 now is no growth of -200%, and a loss on returned goods no margin of +160%."""

    def from_minus_to_plus(shop: Shop) -> None:
        books = Books(shop)
        books.posts("Returns", "100", on="2024-05-31")
        books.posts("Goods", "60", on="2024-05-31")
        books.posts("Sales", "100", on="2025-05-31")
        books.stands("Clients", "50", on="2024-06-30")
        books.stands("Clients", "-30", on="2025-06-30")

    town = town_of(from_minus_to_plus)
    assert quarter(town, "ledger.revenue_year_before", "ledger.growth") == (Decimal(-100), None)
    year_before = days("2024-04-01", "2024-06-30")
    names = ("ledger.revenue", "ledger.net_profit", "ledger.net_margin", "account.dso")
    assert rows(town, Query(metrics=names, period=year_before)) == [(Decimal(-100), Decimal(-160), None, None)]
    assert quarter(town, "account.receivables", "account.dso") == (Decimal(-30), None)


def test_interest_is_covered_by_operating_profit_and_assets_by_equity(town_of):
    def with_a_loan(shop: Shop) -> None:
        books = Books(shop)
        books.posts("Sales", "300", on="2025-05-31")
        books.posts("Rent", "100", on="2025-05-31")
        books.posts("Interest paid", "50", on="2025-05-31")
        books.stands("Bank", "400", on="2025-06-30")
        books.stands("Loan", "300", on="2025-06-30")

    town = town_of(with_a_loan)
    assert quarter(town, "ledger.interest_cover", "account.equity_ratio") == (4.0, 0.25)
    july = Query(metrics=("ledger.interest_cover",), period=days("2025-07-01", "2025-07-31"))
    assert rows(town, july) == [(None,)]


def test_the_rule_of_40_adds_growth_and_margin(town: Town):
    """Growth 50 %; of 300 are left 300 less 90 less 900."""
    assert quarter(town, "ledger.rule_of_40") == (pytest.approx(0.5 - 690 / 300),)


def test_the_magic_number_holds_growth_against_the_selling_of_as_many_months_before(town: Town):
    """Twelve times 5, for the 60 of January to March."""
    assert quarter(town, "ledger.selling_before", "ledger.magic_number") == (Decimal(60), 1.0)


def test_the_contribution_is_gross_profit_less_selling(town: Town):
    assert quarter(town, "ledger.contribution", "ledger.contribution_margin") == (Decimal(-690), pytest.approx(-2.3))
