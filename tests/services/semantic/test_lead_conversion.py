"""Leads: how far they get within a rolling time from their arrival, counted by when they came."""

import pytest

from services.semantic.query import Query
from tests.services.funnel import has_stages, lead, passes
from tests.services.shop import Shop, Town, days

JANUARY = days("2025-01-01", "2025-01-31")


@pytest.fixture
def town(town_of) -> Town:
    def five_leads(shop: Shop) -> None:
        """A is won soon, B too late; C is qualified a day too late, D on the last day; E came in February."""
        has_stages(shop)
        soon = passes(shop, "soon", "10", ("Talks", "2025-01-04"), ("Won", "2025-02-01"))
        late = passes(shop, "late", "10", ("Talks", "2025-01-04"), ("Won", "2025-07-01"))
        lead(shop, "A", "2025-01-01", mql="2025-01-02", sql="2025-01-03", became="2025-01-04", deal=soon)
        lead(shop, "B", "2025-01-01", mql="2025-01-02", sql="2025-01-03", became="2025-01-04", deal=late)
        lead(shop, "C", "2025-01-01", mql="2025-03-03")
        lead(shop, "D", "2025-01-01", mql="2025-03-02")
        lead(shop, "E", "2025-02-01", mql="2025-02-02")

    def neighbours(shop: Shop) -> None:
        lead(shop, "Z", "2025-01-01", mql="2025-01-02")

    return town_of(five_leads, neighbours)


def test_a_step_counts_within_sixty_days_of_the_arrival(town: Town):
    names = tuple(f"lead.{name}" for name in ("arrived", "became_mql", "became_sql", "became_deal", "became_won"))
    assert town.rows(Query(metrics=names, period=JANUARY)) == [(4, 3, 2, 2, 1)]


def test_the_conversion_is_of_all_that_came(town: Town):
    asked = Query(metrics=("lead.conversion",), grain="month", period=days("2025-01-01", "2025-03-31"))
    assert [row[1] for row in town.rows(asked)] == [0.5, 0.0, None]
