"""The balance sheet, how long money is tied up, and what cash a period brought."""

from decimal import Decimal

import pytest

from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, days

QUARTER = days("2025-01-01", "2025-03-31")
FEBRUARY = days("2025-02-01", "2025-02-28")
AT_THE_START = {"Bank": 900, "Clients": 300, "Shelf": 200, "Prepaid": 40, "Vans": 1000, "Vendors": 150, "Sales tax": 50}
IN_THE_END = {"Bank": 700, "Clients": 500, "Shelf": 160, "Prepaid": 40, "Vans": 1120, "Vendors": 210, "Sales tax": 80}


def close(shop: Shop) -> None:
    """The books of January and of February, with sales of 1,400 and a profit of 130 in February."""
    books = Books(shop)
    for on, accounts in (("2025-01-31", AT_THE_START), ("2025-02-28", IN_THE_END)):
        for account, amount in accounts.items():
            books.stands(account, str(amount), on=on, entity="House")
        books.stands("Overdraft", "100", on=on, entity="House")
        books.stands("Clients", "8888", on=on, entity="House", scenario="budget")
    for account, amount in (("Sales", "1500"), ("Returns", "100"), ("Goods", "840"), ("Rent", "400"), ("Wear", "30")):
        books.posts(account, amount, on="2025-02-28", entity="House")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(close, lambda shop: Books(shop).stands("Clients", "1000000", on="2025-02-28"))


def february(town: Town, *metrics: str) -> tuple:
    [row] = town.rows(Query(metrics=metrics, period=FEBRUARY))
    return row


def test_current_assets_and_liabilities_are_those_of_a_year(town: Town):
    assert february(town, "account.current_assets", "account.current_liabilities", "account.working_capital") == (
        Decimal(1400),
        Decimal(390),
        Decimal(1010),
    )


def test_the_quick_ratio_leaves_out_stock_and_what_is_prepaid(town: Town):
    assert february(town, "account.current_ratio", "account.quick_ratio") == pytest.approx((1400 / 390, 1200 / 390))


def test_the_cash_cycle_is_days_of_sales_and_stock_less_days_of_payables(town: Town):
    """28 days, revenue of 1,400 and cost of sales of 840."""
    dso, dio, dpo, ccc = february(town, "account.dso", "account.dio", "account.dpo", "account.ccc")
    assert (dso, dio, dpo) == pytest.approx((500 / 1400 * 28, 160 / 840 * 28, 210 / 840 * 28))
    assert ccc == pytest.approx(10 + 16 / 3 - 7)


def test_the_days_of_a_quarter_count_all_its_sales_and_all_its_days(town: Town):
    assert town.rows(Query(metrics=("account.dso",), period=QUARTER)) == [(pytest.approx(500 / 1400 * 90),)]


def test_without_sales_there_is_no_cycle(town: Town):
    asked = Query(metrics=("account.dso", "account.ccc"), period=days("2025-03-01", "2025-03-31"))
    assert town.rows(asked) == [(None, None)]


def test_operating_cash_flow_is_profit_and_wear_less_what_was_tied_up(town: Town):
    """Profit 130 and wear 30; tied up 340 before (540 less 200) and 410 in the end (700 less 290)."""
    result = february(town, "account.operating_capital_at_start", "account.operating_capital", "cash.operating_flow")
    assert result == (Decimal(340), Decimal(410), Decimal(90))


def test_free_cash_flow_takes_off_what_was_invested(town: Town):
    """Vans rose by 120 though 30 of them wore off: 150 were spent."""
    assert february(town, "cash.invested", "cash.free_flow") == (Decimal(150), Decimal(-60))


def test_before_the_first_balance_no_cash_flow_is_known(town: Town):
    asked = Query(metrics=("cash.operating_flow", "cash.free_flow"), period=days("2025-01-01", "2025-01-31"))
    assert town.rows(asked) == [(None, None)]


def test_each_entity_stands_as_its_own_books_were_closed_last(town_of):
    """The house closed February, its daughter January alone; she has no prepaid costs."""

    def two_entities(shop: Shop) -> None:
        close(shop)
        Books(shop, written=100).stands("Clients", "70", on="2025-01-31", entity="Daughter")

    town = town_of(two_entities)
    asked = Query(metrics=("account.receivables",), period=QUARTER, grain="month")
    assert [row[1] for row in town.rows(asked)] == [Decimal(370), Decimal(570), Decimal(570)]
    by_entity = Query(metrics=("account.receivables",), dimensions=("legal_entity.name",), period=QUARTER)
    assert dict(town.rows(by_entity)) == {"House": Decimal(500), "Daughter": Decimal(70)}


def test_a_filter_by_entity_reaches_balances_and_entries_alike(town: Town):
    asked = Query(metrics=("account.dso",), period=FEBRUARY, where=Compare("legal_entity.name", "=", "House"))
    assert town.rows(asked) == [(pytest.approx(10),)]
