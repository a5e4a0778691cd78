"""What happened beside what was planned for the same days."""

from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.semantic.catalog import Layer, Plan
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.books import Books
from tests.services.shop import Shop, Town, days

PLANNED = replace(BUSINESS.entity("ledger_entry"), plan=Plan("ledger_entry.scenario", "actual", "budget"))
WITH_PLAN = replace(BUSINESS, layers=(*BUSINESS.layers, Layer("plan", entities=(PLANNED,))))
QUARTER = days("2025-01-01", "2025-03-31")
ASKED = Query(metrics=("ledger.gross_profit",), period=QUARTER, compare="budget")


def two_months(shop: Shop) -> None:
    """January brought 1000 less 400, where 900 less 450 was planned, and February 500 that nobody planned."""
    shop.sells(("lamp", "1", "1"), on="2025-01-05")
    books = Books(shop)
    books.posts("Sales", "1000", on="2025-01-31", centre="Shop")
    books.posts("Goods", "400", on="2025-01-31", centre="Shop")
    books.posts("Sales", "500", on="2025-02-28", centre="Street")
    books.plans("Sales", "900", on="2025-01-31", centre="Shop")
    books.plans("Goods", "450", on="2025-01-31", centre="Shop")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(two_months).read_by(WITH_PLAN)


def test_every_line_is_compared_with_its_plan_whatever_it_is_made_of(town: Town):
    assert town.rows(ASKED) == [(1100, 450)]
    margin = replace(ASKED, metrics=("ledger.gross_margin",))
    assert town.rows(margin) == [(pytest.approx(1100 / 1500), pytest.approx(0.5))]


def test_over_time_in_groups_and_filtered(town: Town):
    monthly = town.rows(replace(ASKED, grain="month"))
    assert [row[1:] for row in monthly] == [(600, 450), (500, None), (0, None)]
    by_centre = town.rows(replace(ASKED, dimensions=("cost_centre.name",)))
    assert {row[0]: row[1:] for row in by_centre} == {"Shop": (600, 450), "Street": (500, None)}
    assert town.rows(replace(ASKED, where=Compare("cost_centre.name", "=", "Street"))) == [(500, None)]


def test_a_line_that_nobody_planned_has_no_plan(town: Town):
    asked = replace(ASKED, metrics=("ledger.gross_margin", "ledger.interest", "ledger.net_profit"))
    assert town.rows(asked)[0] == (pytest.approx(1100 / 1500), pytest.approx(0.5), 0, None, 1100, 450)
    of_costs = replace(asked, where=Compare("account.name", "=", "Goods"), metrics=("ledger.gross_margin",))
    assert town.rows(of_costs) == [(None, None)]


def test_what_nobody_plans_has_nothing_to_be_compared_with(town: Town):
    assert town.rows(replace(ASKED, metrics=("ledger.gross_profit", "order.count"))) == [(1100, 450, 1, None)]


def test_a_value_that_is_only_planned_is_not_lost(town_of):
    town = town_of(lambda shop: Books(shop).plans("Sales", "70", on="2025-02-28")).read_by(WITH_PLAN)
    assert town.rows(ASKED) == [(0, 70)]
