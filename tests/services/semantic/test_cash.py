"""Burn and runway: what cash fell by, and how long the rest lasts."""

from decimal import Decimal

import pytest

from services.semantic.periods import DAY
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")


def burning(shop: Shop) -> None:
    """Cash at the ends of months: 1,000, 940, 1,000, 700. Clients pay 50 in January and 20 in March."""
    books = Books(shop)
    for on, amount in (("2024-12-31", 1000), ("2025-01-31", 940), ("2025-02-28", 1000), ("2025-03-31", 700)):
        books.stands("Bank", str(amount), on=on)
    books.invoices("70", ("2025-01-20", "50"), ("2025-03-20", "20"), on="2025-01-10", due="2025-02-10")
    shop.subscribes("S", ("2025-01-05", "new", "10"), ("2025-03-05", "expansion", "2.5"), started="2025-01-05")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(burning, lambda shop: Books(shop).stands("Bank", "9000000", on="2025-01-31"))


def by_month(town: Town, metric: str) -> list:
    return [row[1] for row in town.rows(Query(metrics=(metric,), period=QUARTER, grain="month"))]


def over(town: Town, metric: str, first: str, last: str):
    [row] = town.rows(Query(metrics=(metric,), period=days(first, last)))
    return row[0]


def test_net_burn_is_what_cash_fell_by(town: Town):
    assert by_month(town, "cash.net_burn") == [Decimal(60), Decimal(-60), Decimal(300)]
    assert over(town, "cash.net_burn", "2025-01-01", "2025-03-31") == Decimal(300)


def test_a_month_whose_books_are_not_closed_is_not_known_to_have_burnt_nothing(town: Town):
    assert over(town, "cash.net_burn", "2025-04-01", "2025-04-30") is None


def test_before_the_first_balance_no_burn_is_known(town: Town):
    assert over(town, "cash.net_burn", "2024-12-01", "2024-12-31") is None


def test_gross_burn_is_what_went_out_and_not_known_without_payments(town: Town):
    assert by_month(town, "cash.gross_burn") == [Decimal(110), None, Decimal(320)]


def test_runway_is_how_long_cash_lasts_at_the_pace_of_three_months(town: Town):
    """700 are left of 1,000 after 90 days: they last for 210 days more."""
    assert over(town, "cash.runway", "2025-03-01", "2025-03-31") == pytest.approx(210 / (365.25 / 12))


def test_three_months_back_is_the_end_of_a_month_however_long_the_months_are(town_of):
    """On the last days of months, from October 2023 to December 2025, cash is 1, 2, 3 and so on."""
    ends = [day(f"{2023 + month // 12}-{month % 12 + 1:02}-01") - DAY for month in range(10, 37)]

    def growing(shop: Shop) -> None:
        books = Books(shop)
        for amount, end in enumerate(ends, 1):
            books.stands("Bank", str(amount), on=end.isoformat())

    two_years = days("2024-01-01", "2025-12-31")
    asked = Query(metrics=("account.cash", "account.cash_earlier"), period=two_years, grain="month")
    assert {now - before for _, now, before in town_of(growing).rows(asked)} == {Decimal(3)}


def test_a_balance_of_the_last_day_is_0_days_old(town_of):
    town = town_of(lambda shop: Books(shop).stands("Bank", "1", on="2025-03-30"))
    assert over(town, "account.cash_age", "2025-03-01", "2025-03-30") == 0
    assert over(town, "account.cash_age", "2025-01-01", "2025-03-31") == 1


def test_runway_is_the_same_whatever_the_period_that_ends_then(town: Town):
    assert over(town, "cash.runway", "2025-01-01", "2025-03-31") == over(
        town, "cash.runway", "2025-03-31", "2025-03-31"
    )


def test_who_does_not_burn_has_no_runway_and_hears_why(town_of):
    def saving(shop: Shop) -> None:
        books = Books(shop)
        books.stands("Bank", "100", on="2024-12-31")
        books.stands("Bank", "100", on="2025-03-31")

    answer = town_of(saving).ask(Query(metrics=("cash.runway",), period=QUARTER))
    assert answer.frame["cash.runway"].tolist() == [None]
    assert answer.columns[0].missing.startswith("No burn")


def test_the_burn_multiple_holds_burn_against_the_growth_of_a_year_s_recurring_revenue(town: Town):
    """March: 300 burnt for twelve times 2.50. February did not burn, and nothing grew."""
    assert by_month(town, "cash.burn_multiple") == [pytest.approx(60 / 120), None, pytest.approx(300 / 30)]


def test_each_bank_account_counts_as_it_was_recorded_last(town_of):
    """The savings account is told of at the ends of months alone."""

    def two_banks(shop: Shop) -> None:
        books = Books(shop)
        books.bank("Main", "100", on="2025-01-31")
        books.bank("Savings", "50", on="2025-01-31")
        books.bank("Main", "90", on="2025-02-14")

    assert by_month(town_of(two_banks), "bank.cash") == [Decimal(150), Decimal(140), Decimal(140)]
