"""How late clients pay."""

from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, days


def five_payments(shop: Shop) -> None:
    """Ada pays 10 days late, then in two parts 2 days early and 4 late; Bo has not paid, and Cy paid in vain."""
    books = Books(shop)
    books.invoices("50", ("2025-01-20", "50"), on="2025-01-01", due="2025-01-10", to="Ada")
    books.invoices("90", ("2025-01-08", "40"), ("2025-01-14", "50"), on="2025-01-01", due="2025-01-10", to="Ada")
    books.invoices("50", on="2025-01-01", due="2025-01-10", to="Bo")
    books.invoices("50", ("2025-02-28", "50"), on="2025-01-01", due="2025-01-10", to="Cy", cancelled="2025-03-01")


def test_the_delay_is_the_mean_of_the_days_that_payments_came_after_the_last_day_to_pay(town_of):
    town = town_of(five_payments)

    def delay(first: str, last: str) -> float | None:
        [(found,)] = town.rows(Query(metrics=("payment.days_late",), period=days(first, last)))
        return found

    assert delay("2025-01-01", "2025-03-31") == (10 - 2 + 4) / 3
    assert delay("2025-01-01", "2025-01-08") == -2
    assert delay("2025-02-01", "2025-02-28") is None
