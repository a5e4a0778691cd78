"""The statement line by line, variances with the sign that is good news, and balances that are never added up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.errors import NoExchangeRate
from services.semantic.conditions import Compare
from services.semantic.query import Last, Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def a_quarter(shop: Shop) -> None:
    """Two months with a plan for the first; what is planned for March has no actuals yet."""
    books = Books(shop)
    for account, amount in (("Sales", "1000"), ("Returns", "100"), ("Goods", "400"), ("Advertising", "120")):
        books.posts(account, amount, on="2025-01-31", centre="Shop", entity="House")
    for account, amount in (("Rent", "80"), ("Wear", "50"), ("Interest earned", "5"), ("Interest paid", "15")):
        books.posts(account, amount, on="2025-01-31", centre="Office", entity="House")
    books.posts("Tax", "40", on="2025-01-31")
    books.posts("Sales", "500", on="2025-02-28", centre="Shop")
    books.posts("Rent", "80", on="2025-02-28", centre="Office")
    books.posts("Bank", "9000", on="2025-01-31")
    books.posts("People", "12", on="2025-01-31", currency=None)
    books.plans("Sales", "900", on="2025-01-31", centre="Shop")
    books.plans("Goods", "450", on="2025-01-31", centre="Shop")
    books.plans("Rent", "70", on="2025-01-31", centre="Office")
    books.posts("Sales", "7777", on="2025-01-31", scenario="forecast")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(a_quarter, lambda shop: Books(shop).posts("Sales", "1000000", on="2025-01-31"))


def january(town: Town, *metrics: str):
    [row] = town.rows(Query(metrics=metrics, period=days("2025-01-01", "2025-01-31")))
    return row


def test_each_line_of_the_statement_is_what_the_ones_above_it_leave(town: Town):
    lines = {
        "sales": 1000,
        "sales_deductions": 100,
        "revenue": 900,
        "cost_of_sales": 400,
        "gross_profit": 500,
        "operating_expenses": 200,
        "ebitda": 300,
        "depreciation": 50,
        "operating_profit": 250,
        "other_income": 5,
        "interest": 15,
        "tax": 40,
        "net_profit": 200,
    }
    assert january(town, *(f"ledger.{line}" for line in lines)) == tuple(map(Decimal, lines.values()))


def test_a_margin_is_a_share_of_revenue(town: Town):
    result = january(town, *(f"ledger.{name}_margin" for name in ("gross", "ebitda", "operating", "net")))
    assert result == pytest.approx((500 / 900, 300 / 900, 250 / 900, 200 / 900))


def test_a_month_without_revenue_has_no_margin(town: Town):
    asked = Query(metrics=("ledger.net_margin",), period=days("2025-03-01", "2025-03-31"))
    assert town.rows(asked) == [(None,)]


def test_the_statement_by_cost_centre_adds_up_to_the_whole(town: Town):
    asked = Query(metrics=("ledger.operating_profit",), dimensions=("cost_centre.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"Shop": Decimal(880), "Office": Decimal(-210)}
    assert town.rows(replace(asked, dimensions=())) == [(Decimal(670),)]


def test_an_entry_of_no_entity_counts_as_nobody_s(town: Town):
    asked = Query(metrics=("ledger.sales",), dimensions=("legal_entity.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"House": Decimal(1000), None: Decimal(500)}


def test_more_revenue_and_less_cost_than_planned_are_both_above_zero(town: Town):
    asked = Query(metrics=("ledger.variance",), dimensions=("account.name",), period=days("2025-01-01", "2025-01-31"))
    result = dict(town.rows(replace(asked, where=Compare("account.name", "!=", "Bank"))))
    assert {name: result[name] for name in ("Sales", "Goods", "Rent", "Tax")} == {
        "Sales": Decimal(100),
        "Goods": Decimal(50),
        "Rent": Decimal(-10),
        "Tax": None,
    }


def test_the_variance_is_that_of_the_result(town: Town):
    """Actual: 1,005 less 805. Planned: 900 less 520. In the whole, tax counts though nobody planned it."""
    result = january(town, "ledger.planned_profit", "ledger.variance", "ledger.variance_share")
    assert result == (Decimal(380), Decimal(-180), pytest.approx(-180 / 380))


def test_the_share_of_an_account_is_one_of_its_own_budget(town: Town):
    asked = Query(
        metrics=("ledger.variance_share",), dimensions=("account.name",), period=days("2025-01-01", "2025-01-31")
    )
    result = dict(town.rows(asked))
    assert {name: result[name] for name in ("Sales", "Goods", "Rent")} == {
        "Sales": pytest.approx(100 / 900),
        "Goods": pytest.approx(50 / 450),
        "Rent": pytest.approx(-10 / 70),
    }


def test_what_was_not_planned_has_no_variance_and_no_share_of_a_plan(town: Town):
    names = ("ledger.planned_profit", "ledger.variance", "ledger.variance_share")
    [row] = town.rows(Query(metrics=names, period=days("2025-02-01", "2025-02-28")))
    assert row == (None, None, None)


@pytest.mark.parametrize("planned, sold, share", [("100", "-50", None), ("-50", "100", None), ("-50", "-40", 0.2)])
def test_where_the_sign_changes_there_is_no_share_of_a_plan(town_of, planned, sold, share):
    def story(shop: Shop) -> None:
        books = Books(shop)
        books.plans("Sales", planned, on="2025-01-31")
        books.posts("Sales", sold, on="2025-01-31")

    result = january(town_of(story), "ledger.variance", "ledger.variance_share")
    assert result == (Decimal(sold) - Decimal(planned), share if share is None else pytest.approx(share))


def test_what_was_planned_to_bring_nothing_has_a_variance_and_no_share(town_of):
    def story(shop: Shop) -> None:
        books = Books(shop)
        books.plans("Sales", "0", on="2025-01-31")
        books.posts("Sales", "40", on="2025-01-31")

    assert january(town_of(story), "ledger.variance", "ledger.variance_share") == (Decimal(40), None)


def test_an_account_stands_under_its_heading(town_of):
    def story(shop: Shop) -> None:
        books = Books(shop)
        books.account("Rent", under="House and office")
        books.posts("Rent", "80", on="2025-01-31")
        books.posts("Tax", "5", on="2025-01-31")

    asked = Query(metrics=("ledger.net_profit",), dimensions=("account_group.name", "account.name"), period=QUARTER)
    assert town_of(story).rows(asked) == [(None, "Tax", Decimal(-5)), ("House and office", "Rent", Decimal(-80))]


def test_people_on_a_statistical_account_are_no_money_and_need_no_rate(town: Town):
    by_type = Query(metrics=("ledger.net_profit",), dimensions=("account.type",), period=QUARTER)
    assert "statistical" not in dict(town.rows(by_type))


def lies_there(shop: Shop) -> None:
    """Two bank accounts, and two products of which only one is in stock in the end."""
    books = Books(shop)
    books.bank("Main", "100", on="2025-01-30")
    books.bank("Main", "150.25", on="2025-01-31")
    books.bank("Savings", "50", on="2025-01-31")
    books.bank("Main", "90", on="2025-02-14")
    books.bank("Savings", "50", on="2025-02-14")
    books.stock("lamp", 10, "200", on="2025-01-31")
    books.stock("bike", 2, "600", on="2025-01-31")
    books.stock("lamp", 4, "80", on="2025-02-28")
    books.stands("Bank", "500", on="2025-01-31")
    books.stands("Loan", "300", on="2025-01-31")
    books.stands("Bank", "700", on="2025-02-28")
    books.stands("Bank", "9999", on="2025-02-28", scenario="budget")


def test_what_lay_there_is_that_of_the_last_day_that_was_recorded(town_of):
    town = town_of(lies_there)
    asked = Query(metrics=("bank.cash", "inventory.value", "inventory.units"), period=QUARTER, grain="month")
    assert town.rows(asked) == [
        (JANUARY, Decimal("200.25"), Decimal(800), 12),
        (FEBRUARY, Decimal(140), Decimal(80), 4),
        (MARCH, Decimal(140), Decimal(80), 4),
    ]


def test_a_product_that_is_no_longer_counted_is_no_longer_in_stock(town_of):
    asked = Query(metrics=("inventory.units",), dimensions=("product.category",), period=QUARTER, grain="month")
    rows = {(month, product): units for month, product, units in town_of(lies_there).rows(asked)}
    assert rows[JANUARY, "bike"] == 2
    assert rows[FEBRUARY, "bike"] == rows[MARCH, "bike"] == 0


def test_each_kind_of_account_stands_as_on_the_last_day_that_it_was_recorded(town_of):
    asked = Query(metrics=("account.assets", "account.liabilities"), period=QUARTER, grain="month")
    assert town_of(lies_there).rows(asked) == [
        (JANUARY, Decimal(500), Decimal(300)),
        (FEBRUARY, Decimal(700), Decimal(300)),
        (MARCH, Decimal(700), Decimal(300)),
    ]


def test_a_plan_does_not_move_the_day_of_what_there_is(town_of):
    def planned_ahead(shop: Shop) -> None:
        lies_there(shop)
        Books(shop, written=100).stands("Bank", "5000", on="2025-03-31", scenario="budget")

    asked = Query(metrics=("account.assets",), period=days("2025-03-01", "2025-03-31"))
    assert town_of(planned_ahead).rows(asked) == [(Decimal(700),)]


def test_entries_are_listed_in_our_currency_by_the_average_rate(town_of):
    def abroad(shop: Shop) -> None:
        Books(shop).posts("Sales", "100", on="2025-01-31", currency="USD")
        shop.rate("USD", "EUR", "0.7", on="2025-01-01", kind="average")

    assert town_of(abroad).rows(Query(fields=("account.name", "ledger_entry.amount"))) == [("Sales", Decimal(70))]


def test_a_plan_for_later_is_no_data_of_now(town_of):
    """Actuals end in February; a plan, and what was planned by somebody else, go on."""

    def planned_ahead(shop: Shop) -> None:
        a_quarter(shop)
        Books(shop, written=100).plans("Sales", "900", on="2025-05-31")

    town = town_of(planned_ahead)
    last = Last(2, "month", "data", of="ledger.sales")
    assert [row[0] for row in town.rows(Query(metrics=("ledger.variance",), period=last, grain="month"))] == [
        JANUARY,
        FEBRUARY,
    ]


def test_who_has_no_data_of_what_the_period_names_sees_the_rest_by_its_own(town_of):
    town = town_of(lambda shop: Books(shop).bank("Main", "100", on="2025-02-14"))
    last = Last(1, "month", "data", of="ledger.sales")
    assert town.rows(Query(metrics=("bank.cash",), period=last, grain="month")) == [(FEBRUARY, Decimal(100))]


def test_money_on_an_account_in_another_currency_is_worth_what_it_was_on_that_day(town_of):
    def abroad(shop: Shop) -> None:
        Books(shop).bank("Abroad", "100", on="2025-01-31", currency="USD")
        shop.rate("USD", "EUR", "0.5", on="2025-01-01", kind="closing")
        shop.rate("USD", "EUR", "0.9", on="2025-02-01", kind="closing")
        shop.rate("USD", "EUR", "0.7", on="2025-01-01", kind="average")

    assert town_of(abroad).rows(Query(metrics=("bank.cash",), period=QUARTER)) == [(Decimal(50),)]


def test_what_was_posted_in_another_currency_is_worth_what_it_was_on_average(town_of):
    def abroad(shop: Shop) -> None:
        Books(shop).posts("Sales", "100", on="2025-01-31", currency="USD")
        shop.rate("USD", "EUR", "0.5", on="2025-01-01", kind="closing")
        shop.rate("USD", "EUR", "0.7", on="2025-01-01", kind="average")

    assert town_of(abroad).rows(Query(metrics=("ledger.revenue",), period=QUARTER)) == [(Decimal(70),)]


def test_without_a_rate_it_is_refused(town_of):
    town = town_of(lambda shop: Books(shop).bank("Abroad", "100", on="2025-01-31", currency="USD"))
    with pytest.raises(NoExchangeRate):
        town.rows(Query(metrics=("bank.cash",), period=QUARTER))
