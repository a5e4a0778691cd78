"""From one pipeline to the next: what came, what changed, what left it, and what was put off."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.funnel import has_stages, passes, take_snapshot
from tests.services.shop import Shop, Town, days

FEBRUARY = days("2025-02-01", "2025-02-28")
PARTS = ("opening", "created", "increased", "decreased", "won", "lost", "slipped", "closing")
NAMES = tuple(f"pipeline.{part}" for part in PARTS)


def a_month(shop: Shop) -> None:
    """K grows, L shrinks and slips, M is won for more, N lost; O is new and open, P new and won. Q was won before."""
    has_stages(shop)
    passes(shop, "K", "130", ("Talks", "2025-01-05"))
    passes(shop, "L", "150", ("Talks", "2025-01-05"), owner="Finn")
    passes(shop, "M", "90", ("Talks", "2025-01-05"), ("Won", "2025-02-12"))
    passes(shop, "N", "60", ("Talks", "2025-01-05"), ("Lost", "2025-02-20"))
    passes(shop, "O", "40", ("Talks", "2025-02-05"))
    passes(shop, "P", "25", ("Talks", "2025-02-06"), ("Won", "2025-02-16"))
    passes(shop, "Q", "500", ("Talks", "2025-01-05"), ("Won", "2025-01-20"))
    take_snapshot(shop, "Q", "500", on="2025-01-15", due="2025-02-01")
    take_snapshot(shop, "K", "100", on="2025-01-31", due="2025-02-20")
    take_snapshot(shop, "L", "200", on="2025-01-31", due="2025-02-10", owner="Finn")
    take_snapshot(shop, "M", "70", on="2025-01-31", due="2025-04-01")
    take_snapshot(shop, "N", "60", on="2025-01-31", due="2025-02-20")
    take_snapshot(shop, "P", "25", on="2025-02-10", due="2025-02-20")
    take_snapshot(shop, "K", "130", on="2025-02-28", due="2025-02-25")
    take_snapshot(shop, "L", "150", on="2025-02-28", due="2025-03-15", owner="Finn")
    take_snapshot(shop, "O", "40", on="2025-02-28", due="2025-03-10")


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        has_stages(shop)
        passes(shop, "Z", "1000000", ("Talks", "2025-01-05"))
        for on in ("2025-01-31", "2025-02-28"):
            take_snapshot(shop, "Z", "1000000", on=on, due="2025-02-20")

    return town_of(a_month, neighbours)


def test_the_parts_lead_from_the_opening_to_the_closing(town: Town):
    [row] = town.rows(Query(metrics=NAMES, period=FEBRUARY))
    assert row == tuple(map(Decimal, (430, 65, 50, -50, -115, -60, -150, 170)))
    assert sum(row[:-1]) == row[-1]


def test_what_slipped_is_still_open(town: Town):
    [(open_amount, slipped, closing)] = town.rows(
        Query(metrics=("deal.open_amount", "pipeline.slipped", "pipeline.closing"), period=FEBRUARY)
    )
    assert open_amount == closing - slipped == 320


def test_what_is_new_is_open_or_decided(town: Town):
    names = ("pipeline.created_and_open", "pipeline.created_and_decided")
    assert town.rows(Query(metrics=names, period=FEBRUARY)) == [(40, 25)]


def test_each_month_begins_with_what_was_open_when_the_last_one_ended(town: Town):
    asked = Query(
        metrics=("pipeline.opening", "deal.open_amount"), grain="month", period=days("2025-01-01", "2025-03-31")
    )
    assert [row[1:] for row in town.rows(asked)] == [(None, 430), (430, 320), (320, 320)]


def test_before_the_first_snapshot_the_opening_is_not_known(town: Town):
    assert town.rows(Query(metrics=("pipeline.opening",), period=days("2025-01-01", "2025-01-31"))) == [(None,)]


def test_the_slip_rate_is_of_the_deals_that_were_due_at_first(town: Town):
    """K, L and N were due in February, M was not; of the three only L was put off beyond it."""
    names = ("deal.due", "deal.slipped", "deal.slip_rate")
    assert town.rows(Query(metrics=names, period=FEBRUARY)) == [(3, 1, pytest.approx(1 / 3))]


def test_a_push_is_a_new_day_that_was_not_expected_before(town: Town):
    """In February K and L got one; that a deal comes with a day is no push, in its month or later."""
    asked = Query(metrics=("deal.pushes",), grain="month", period=days("2025-01-01", "2025-03-31"))
    assert [row[1] for row in town.rows(asked)] == [0, 2, 0]


def test_a_foreign_amount_keeps_the_rate_of_its_entry(town_of):
    def abroad(shop: Shop) -> None:
        has_stages(shop)
        shop.rate("USD", "EUR", "0.5", on="2025-01-01")
        shop.rate("USD", "EUR", "0.9", on="2025-02-01")
        shop.deal("A", "100", stage="Won", opened="2025-01-05", closed="2025-02-10", currency="USD")
        shop.deal("B", "100", opened="2025-01-05", currency="USD")
        for key, on in (("A", "2025-01-31"), ("B", "2025-01-31"), ("B", "2025-02-28")):
            take_snapshot(shop, key, "100", on=on, due="2025-06-01", currency="USD")

    town = town_of(abroad)
    [row] = town.rows(Query(metrics=(*NAMES, "deal.open_amount"), period=FEBRUARY))
    assert row == tuple(map(Decimal, (100, 0, 0, 0, -50, 0, 0, 50, 50)))


def test_a_filter_leaves_the_bridge_of_those_deals(town: Town):
    asked = Query(metrics=NAMES, period=FEBRUARY, where=Compare("employee.name", "=", "Finn"))
    assert town.rows(asked) == [tuple(map(Decimal, (200, 0, 0, -50, 0, 0, -150, 0)))]
    assert town.rows(replace(asked, metrics=("deal.slip_rate",))) == [(1.0,)]
