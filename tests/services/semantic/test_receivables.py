"""Invoices and what came in for them: what is open, since when, and how long clients take."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def issue_invoice(shop: Shop) -> None:
    """Ada pays in two parts and owes the rest, Bob pays late, Cleo never; one of Dan's is taken back."""
    books = Books(shop)
    books.invoices("1000", ("2025-01-20", "400"), ("2025-03-10", "500"), on="2025-01-10", due="2025-01-31", to="Ada")
    books.invoices("300", ("2025-03-05", "300"), on="2025-01-15", due="2025-02-14", to="Bob")
    books.invoices("200", on="2024-11-20", due="2024-12-20", to="Cleo")
    books.invoices("700", on="2025-02-10", due="2025-04-30", to="Dan", cancelled="2025-03-01")
    books.invoices("80", on="2025-03-20", due="2025-04-30", to="Dan")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(issue_invoice, lambda shop: Books(shop).invoices("9000000", on="2025-01-10", due="2025-01-11"))


def by_month(town: Town, *metrics: str) -> list[tuple]:
    return [row[1:] for row in town.rows(Query(metrics=metrics, period=QUARTER, grain="month"))]


def test_receivables_are_what_is_open_when_each_month_ends(town: Town):
    """January: 600 of Ada, 300 of Bob, 200 of Cleo. February: 700 of Dan more. March: 100, 200 and 80."""
    result = by_month(town, "invoice.receivables")
    assert result == [(Decimal(1100),), (Decimal(1800),), (Decimal(380),)]


def test_what_is_due_on_the_last_day_is_not_overdue_yet(town: Town):
    """On 31 January Ada still has the day; 28 February is 14 days after Bob's."""
    assert by_month(town, "invoice.overdue", "invoice.overdue_count") == [
        (Decimal(200), 1),
        (Decimal(1100), 3),
        (Decimal(300), 2),
    ]


def test_the_overdue_share_is_a_share_of_what_is_open(town: Town):
    shares = [share for (share,) in by_month(town, "invoice.overdue_share")]
    assert shares == pytest.approx([200 / 1100, 1100 / 1800, 300 / 380])


def test_receivables_by_age_add_up_to_the_whole(town: Town):
    """At the end of February Ada is 28 days late, Bob 14, Cleo 70, and Dan has time until April."""
    asked = Query(
        metrics=("invoice.receivables",), dimensions=("invoice.ageing",), period=days("2025-02-01", "2025-02-28")
    )
    result = dict(town.rows(asked))
    assert result == {"1–30 days": Decimal(900), "61–90 days": Decimal(200), "Not due": Decimal(700)}
    assert town.ask(asked).columns[0].values == ("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days")


@pytest.mark.parametrize(
    "late, band",
    [(0, "Not due"), (1, "1–30 days"), (30, "1–30 days"), (31, "31–60 days"), (60, "31–60 days"), (61, "61–90 days")]
    + [(90, "61–90 days"), (91, "Over 90 days")],
)
def test_a_band_begins_on_the_day_after_the_one_before_ends(town_of, late, band):
    first = day("2025-03-31").toordinal() - late
    due = day("2025-03-31").fromordinal(first).isoformat()
    town = town_of(lambda shop: Books(shop).invoices("10", on="2024-12-01", due=due))
    [(result, _)] = town.rows(Query(metrics=("invoice.receivables",), dimensions=("invoice.ageing",), period=QUARTER))
    assert result == band


def test_invoices_are_listed_with_what_is_open_of_each_and_since_when(town: Town):
    fields = ("client.name", "invoice.open_amount", "invoice.days_overdue", "invoice.ageing")
    overdue = Compare("invoice.days_overdue", ">", 0)
    asked = Query(fields=fields, period=QUARTER, where=overdue, order=("-invoice.open_amount",))
    assert town.rows(asked) == [
        ("Ada", Decimal(100), 59, "31–60 days"),
        ("Bob", Decimal(0), 45, "31–60 days"),
    ]


def test_without_a_period_an_invoice_is_shown_as_it_is_now(town: Town):
    """It is 15 June."""
    asked = Query(
        fields=("client.name", "invoice.days_overdue"),
        where=Compare("invoice.open_amount", ">", 0),
        order=("-invoice.days_overdue",),
    )
    assert town.rows(asked) == [("Cleo", 177), ("Ada", 135), ("Dan", 46), ("Dan", 46)]


def test_days_sales_outstanding_can_be_shown_of_one_client(town: Town):
    """Of the quarter's 90 days: Ada owes 100 of 1,000, Dan all of 80, Bob nothing. Cleo was sent nothing in it."""
    asked = Query(metrics=("invoice.dso",), dimensions=("client.name",), period=QUARTER)
    assert dict(town.rows(asked)) == {"Ada": 9.0, "Bob": 0.0, "Dan": 90.0, "Cleo": None}
    [(whole,)] = town.rows(replace(asked, dimensions=()))
    assert whole == pytest.approx(380 * 90 / 1380)


def test_what_was_invoiced_leaves_out_what_was_taken_back(town: Town):
    assert by_month(town, "invoice.billed", "payment.received") == [
        (Decimal(1300), Decimal(400)),
        (Decimal(0), Decimal(0)),
        (Decimal(80), Decimal(800)),
    ]


def test_half_of_the_payments_came_within_the_median_days(town: Town):
    """10, 59 and 49 days after their invoices."""
    assert town.rows(Query(metrics=("payment.days_to_pay_median",), period=QUARTER)) == [(49.0,)]


def test_what_is_open_abroad_counts_at_the_rate_of_its_invoice_and_by_then(town_of):
    """100 dollars at 0.5, of which 40 came in when a dollar was 0.9."""

    def abroad(shop: Shop) -> None:
        Books(shop).invoices("100", ("2025-03-01", "40"), on="2025-01-10", due="2025-02-10", currency="USD")
        shop.rate("USD", "EUR", "0.5", on="2025-01-01")
        shop.rate("USD", "EUR", "0.9", on="2025-02-01")

    assert by_month(town_of(abroad), "invoice.receivables", "payment.received") == [
        (Decimal(50), Decimal(0)),
        (Decimal(50), Decimal(0)),
        (Decimal(30), Decimal(36)),
    ]


def test_at_the_closing_rate_what_is_open_abroad_follows_the_currency(town_of):
    """100 dollars, of which 40 come in during March: worth 0.5, 0.9 and 0.8 at the ends of the months."""

    def abroad(shop: Shop) -> None:
        Books(shop).invoices("100", ("2025-03-01", "40"), on="2025-01-10", due="2025-02-10", currency="USD")
        for month, rate in (("01", "0.5"), ("02", "0.9"), ("03", "0.8")):
            shop.rate("USD", "EUR", rate, on=f"2025-{month}-01", kind="closing")

    assert by_month(town_of(abroad), "invoice.receivables_closing") == [(Decimal(50),), (Decimal(90),), (Decimal(48),)]


def test_receivables_of_an_order_s_region_are_reached_through_the_order(town_of):
    """An invoice of no order counts as nobody's."""
    asked = Query(metrics=("invoice.receivables",), dimensions=("order.region",), period=QUARTER)
    assert town_of(issue_invoice).rows(asked) == [(None, Decimal(380))]
