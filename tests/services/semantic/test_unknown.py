"""What was never recorded is not known: it is told as such, and not as 0."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.conditions import Compare
from services.semantic.context import Policy
from services.semantic.query import Query
from tests.services.shop import Shop, Town, context, days

YEAR = days("2025-01-01", "2025-12-31")


def one_order(shop: Shop) -> None:
    shop.sells(("lamp", "1", "1"), on="2025-03-01")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(one_order)


def test_hours_that_nobody_notes_are_not_known(town: Town):
    answer = town.ask(Query(metrics=("work.hours", "order.revenue"), period=YEAR, compare="previous_year"))
    assert answer.frame.iloc[0].tolist() == [None, None, Decimal(1), Decimal(0)]
    assert [(note.kind, note.about, note.words) for note in answer.notes if note.kind == "unknown"] == [
        ("unknown", "work.hours", "No data recorded yet: time entry. This value is unknown.")
    ]


def test_a_year_without_orders_is_a_year_of_none(town: Town):
    assert town.rows(Query(metrics=("order.revenue",), period=days("2024-01-01", "2024-12-31"))) == [(0,)]
    north = Query(metrics=("order.revenue",), period=YEAR, where=Compare("order.region", "=", "South"))
    assert town.rows(north) == [(0,)]


def test_nothing_cancelled_is_known_to_be_none(town: Town):
    assert town.rows(Query(metrics=("order.cancelled",), period=YEAR)) == [(0,)]


def test_whoever_may_see_no_row_is_not_shown_that_there_are_none(town: Town):
    rules = {**policy_of(town.ours, BUSINESS).rows, "order_line": Compare("order_line.amount", ">", 5)}
    reader_context = context(town.ours, policy=Policy(town.ours, rules))
    assert town.rows(replace(Query(metrics=("order.revenue",)), period=YEAR), reader_context) == [(None,)]
