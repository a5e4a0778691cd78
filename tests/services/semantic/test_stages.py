"""Stages: who goes on, how long that takes, and what becomes of the deals that were there."""

from decimal import Decimal

import pytest

from services.semantic.query import Query
from tests.services.funnel import has_stages, passes
from tests.services.shop import Shop, Town, days

TWO_MONTHS = days("2025-01-01", "2025-02-28")


def five_deals(shop: Shop) -> None:
    """A goes all the way, B skips two stages, C is lost over the offer; D and E are open."""
    has_stages(shop)
    passes(
        shop,
        "A",
        "100",
        ("Talks", "2025-01-01"),
        ("Offer", "2025-01-11"),
        ("Terms", "2025-01-21"),
        ("Won", "2025-01-31"),
    )
    passes(shop, "B", "200", ("Talks", "2025-01-01"), ("Won", "2025-01-21"))
    passes(shop, "C", "300", ("Talks", "2025-01-05"), ("Offer", "2025-01-15"), ("Lost", "2025-02-14"), why="Price")
    passes(shop, "D", "50", ("Talks", "2025-02-01"))
    passes(shop, "E", "80", ("Talks", "2025-02-10"), ("Offer", "2025-02-20"))


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        has_stages(shop)
        passes(shop, "Z", "1000000", ("Talks", "2025-01-01"), ("Offer", "2025-01-02"), ("Won", "2025-01-03"))

    return town_of(five_deals, neighbours)


def by_stage(*metrics: str) -> Query:
    return Query(metrics=metrics, dimensions=("stage.name",), period=TWO_MONTHS, order=("stage.name",))


def test_who_reached_any_later_stage_has_passed_and_who_skipped_never_entered(town: Town):
    """Of five in talks all but D went on; of three with an offer only A did."""
    assert town.rows(by_stage("stage.entered", "stage.passed", "stage.conversion")) == [
        ("Offer", 3, 1, pytest.approx(1 / 3)),
        ("Talks", 5, 4, 0.8),
        ("Terms", 1, 1, 1.0),
    ]


def test_a_stay_lasts_until_the_next_step_and_only_those_of_deals_won_count(town: Town):
    """In talks A stood for 10 days and B for 20."""
    assert town.rows(by_stage("stage.stay", "stage.stay_p75")) == [
        ("Offer", 10.0, 10.0),
        ("Talks", 15.0, 17.5),
        ("Terms", 10.0, 10.0),
    ]


def test_the_measured_win_rate_stands_beside_the_planned_one(town: Town):
    names = ("stage.decided", "stage.won", "stage.win_rate", "stage.planned_win_rate")
    assert town.rows(by_stage(*names)) == [
        ("Offer", 2, 1, 0.5, 0.5),
        ("Talks", 3, 2, pytest.approx(2 / 3), pytest.approx(0.25)),
        ("Terms", 1, 1, 1.0, pytest.approx(0.75)),
    ]


def test_steps_flow_from_a_stage_to_the_next_or_to_the_reason_of_the_loss(town: Town):
    asked = Query(metrics=("stage.moves",), dimensions=("left_stage.name", "stage_change.went_to"), period=TWO_MONTHS)
    assert sorted(town.rows(asked)) == [
        ("Offer", "Price", 1),
        ("Offer", "Terms", 1),
        ("Talks", "Offer", 3),
        ("Talks", "Won", 1),
        ("Terms", "Won", 1),
    ]


def test_the_deals_created_are_followed_to_what_has_become_of_them(town: Town):
    """Who skips a stage has passed it: B counts as one that reached the last."""
    names = ("deal.created", "deal.advanced", "deal.reached_last", "deal.won_since", "deal.cohort_win_rate")
    assert town.rows(Query(metrics=names, period=TWO_MONTHS)) == [(5, 4, 2, 2, 0.4)]
    assert town.rows(Query(metrics=names, period=days("2025-02-01", "2025-02-28"))) == [(2, 1, 0, 0, 0.0)]


def test_those_decided_are_won_or_lost(town: Town):
    assert town.rows(Query(metrics=("deal.decided",), period=TWO_MONTHS)) == [(3,)]


def test_the_history_of_a_deal_shows_each_step_and_how_long_it_stood_there(town: Town):
    names = ("deal.key", "left_stage.name", "stage.name", "stage_change.days")
    listed = town.rows(Query(fields=(*names, "stage_change.id"), order=("stage_change.id",)))
    assert [row[1:4] for row in listed if row[0] == "C"] == [
        (None, "Talks", 10.0),
        ("Talks", "Offer", 30.0),
        ("Offer", "Lost", None),
    ]


def test_deals_come_in_bands_of_size(town_of):
    def of_sizes(shop: Shop) -> None:
        for key, amount in (("A", "4999.99"), ("B", "5000"), ("C", "50000"), ("D", None)):
            shop.deal(key, amount, opened="2025-01-01")

    asked = Query(metrics=("deal.created",), dimensions=("deal.size",), period=TWO_MONTHS)
    assert dict(town_of(of_sizes).rows(asked)) == {"under 5,000": 1, "5,000–10,000": 1, "50,000 and more": 1, None: 1}


def four_stays(shop: Shop) -> None:
    """Four deals won stood in talks for 1 to 4 days, one lost for 9; X stands there for 3 days and a half, Y for 10."""
    has_stages(shop)
    for stood in range(1, 5):
        passes(shop, f"W{stood}", "10", ("Talks", "2025-01-01"), ("Won", f"2025-01-0{1 + stood}"))
    passes(shop, "L", "10", ("Talks", "2025-01-01"), ("Lost", "2025-01-10"))
    passes(shop, "X", "100", ("Talks", "2025-02-25"))
    passes(shop, "Y", "40", ("Talks", "2025-02-19"))
    for key, amount in (("X", "100"), ("Y", "40")):
        shop.snapshot(key, amount, on="2025-02-28")


def test_a_deal_is_stalled_that_stands_longer_than_three_quarters_of_those_won_did(town_of):
    """Three of four stays are shorter than that of X, which is not more than three quarters; all are than that of Y."""
    town = town_of(four_stays)
    names = ("deal.open", "deal.stalled", "deal.stalled_amount")
    assert town.rows(Query(metrics=names, period=days("2025-02-01", "2025-02-28"))) == [(2, 1, Decimal(40))]
    by_age = Query(metrics=("deal.open",), dimensions=("deal.stage_age",), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(by_age) == [("under 2 weeks", 2)]
    listed = Query(fields=("deal.key", "deal.pace", "deal.days_in_stage"), period=days("2025-02-01", "2025-02-28"))
    assert {row[0]: row[1:] for row in town.rows(listed)} == {"X": ("moving", 3.5), "Y": ("stalled", 9.5)}


def test_the_pipeline_is_weighed_by_what_was_won_from_its_stage_until_then(town_of):
    """Four of five were won from talks."""
    town = town_of(four_stays)
    asked = Query(metrics=("deal.measured_amount",), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(asked) == [(Decimal(112),)]


def test_the_velocity_is_what_open_deals_bring_in_a_day(town_of):
    """Two open deals, 10 on average, four of five won, in 2.5 days."""
    asked = Query(metrics=("deal.velocity",), period=days("2025-01-01", "2025-02-28"))
    assert town_of(four_stays).rows(asked) == [(Decimal("6.4"),)]
