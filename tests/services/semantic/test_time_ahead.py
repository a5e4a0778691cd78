"""What has happened ends today, on both sides of a comparison. What is planned or due goes on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.catalogs import BUSINESS
from services.errors import NotBegun
from services.semantic.compiler.time_ahead import with_time_ahead
from services.semantic.narrow import narrow
from services.semantic.query import Dates, Everything, Query
from tests.services.books import Books
from tests.services.shop import Shop, context, day, days

# Today is 15 June 2025.
YEAR = days("2025-01-01", "2025-12-31")
REVENUE = Query(metrics=("order.revenue",), period=YEAR)


def two_years(shop: Shop) -> None:
    shop.sells(("lamp", "1", "1"), on="2024-06-15")
    shop.sells(("lamp", "2", "1"), on="2024-06-16")
    shop.sells(("lamp", "4", "1"), on="2024-12-15")
    shop.sells(("lamp", "8", "1"), on="2025-06-15")
    # A slip of the pen, or an order that was entered in advance.
    shop.sells(("lamp", "16", "1"), on="2025-06-16")
    shop.sells(("lamp", "32", "1"), on="2026-01-01")


def test_both_sides_of_a_comparison_end_at_today(town_of):
    town = town_of(two_years)
    assert town.rows(replace(REVENUE, compare="previous_year")) == [(Decimal("8"), Decimal("1"))]
    assert town.rows(replace(REVENUE, compare="previous_period")) == [(Decimal("8"), Decimal("1"))]


def test_months_that_have_not_begun_have_no_value(town_of):
    months = town_of(two_years).rows(replace(REVENUE, grain="month"))
    assert [month for month, _ in months] == [day(f"2025-0{month}-01") for month in range(1, 7)]
    assert months[-1] == (day("2025-06-01"), Decimal("8"))


def test_everything_ends_today(town_of):
    assert town_of(two_years).rows(replace(REVENUE, period=Everything())) == [(Decimal("15"),)]


def test_records_of_what_has_happened_end_today(town_of):
    listed = Query(fields=("order.ordered_on",), period=YEAR)
    assert town_of(two_years).rows(listed) == [(day("2025-06-15"),)]


def test_a_period_that_has_not_begun_is_refused_in_words(town_of):
    later = replace(REVENUE, period=days("2025-07-01", "2025-07-31"))
    with pytest.raises(NotBegun, match=r"begins on 1 July 2025\. Choose one that has begun\."):
        town_of(two_years).rows(later)


def test_what_is_due_goes_on(town_of):
    def two_invoices(shop: Shop) -> None:
        books = Books(shop)
        books.invoices("8", on="2025-06-01", due="2025-06-10")
        books.invoices("16", on="2025-06-10", due="2025-08-10")

    due = Query(metrics=("invoice.billed",), time="invoice.due_on", period=YEAR)
    assert town_of(two_invoices).rows(due) == [(Decimal("24"),)]


def looks_ahead(query: Query) -> bool:
    return with_time_ahead(narrow(query, context(1)), BUSINESS).ahead


def test_only_plans_quotas_and_what_is_due_look_ahead():
    ahead = {
        (name, time)
        for name, metric in BUSINESS.metrics.items()
        for time in (None, *metric.times)
        if looks_ahead(Query(metrics=(name,), time=time))
    }
    assert ("invoice.billed", "invoice.due_on") in ahead
    assert ("invoice.billed", None) not in ahead
    assert ("quota.target", None) in ahead
    assert ("schedule.planned_hours", None) in ahead
    days_ahead = {"invoice.due_on", "quota.starts_on", "schedule_entry.day"}
    assert {name for name, spec in BUSINESS.fields.items() if spec.ahead} == days_ahead


def test_a_budget_is_compared_with_the_whole_period():
    assert looks_ahead(Query(metrics=("ledger.revenue",), compare="budget"))
    assert not looks_ahead(Query(metrics=("ledger.revenue",), compare="previous_year"))


def test_no_metric_of_what_has_happened_has_a_value_after_today(town_of):
    town = town_of(two_years)
    tomorrow = Dates(day("2025-06-16"), day("2025-12-31"))
    happened = [name for name in BUSINESS.metrics if not looks_ahead(Query(metrics=(name,)))]
    assert len(happened) > 200
    for names in in_groups(happened, 12):
        with pytest.raises(NotBegun):
            town.rows(Query(metrics=names, period=tomorrow))
        months = town.rows(Query(metrics=names, period=YEAR, grain="month"))
        assert max(month for month, *_ in months) == day("2025-06-01"), names


def in_groups(names: list[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(names[start : start + size]) for start in range(0, len(names), size)]
