"""Deals: flows by the day of the close, the pipeline as it stood, and how long a sale takes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.conditions import Compare
from services.semantic.context import Policy
from services.semantic.query import Last, Query
from tests.services.shop import Shop, Town, context, day, days

FIRST_HALF = days("2025-01-01", "2025-06-30")


def a_few_deals(shop: Shop) -> None:
    """Five decided deals, and two open ones that changed on their way."""
    shop.stage("Talks", position=1, probability="0.25")
    shop.stage("Offer", position=2, probability="0.5")
    shop.stage("Won", position=3, outcome="won", probability="1")
    shop.stage("Lost", position=4, outcome="lost", probability="0")
    shop.deal("A", "100", stage="Won", opened="2025-01-01", closed="2025-01-11", owner="Eve")
    shop.deal("B", "300", stage="Won", opened="2025-01-01", closed="2025-02-10", owner="Eve")
    shop.deal("C", "500", stage="Won", opened="2025-02-01", closed="2025-02-21", owner="Finn")
    shop.deal("D", "1000", stage="Lost", opened="2025-01-15", closed="2025-02-15", owner="Finn")
    shop.deal("E", None, stage="Lost", opened=None, closed="2025-02-20")
    shop.deal("F", "80", stage="Offer", opened="2025-02-20", owner="Eve")
    shop.deal("G", "40", stage="Talks", opened="2025-03-10", owner="Finn")
    # F was hoped to be larger, and stood a stage earlier; it was Finn's then.
    shop.snapshot("F", "200", on="2025-02-27", stage="Talks", owner="Finn")
    shop.snapshot("F", "120", on="2025-02-28", stage="Talks", owner="Finn")
    shop.snapshot("D", "1000", on="2025-01-31", stage="Offer", owner="Finn")
    shop.snapshot("F", "80", on="2025-03-31", stage="Offer", owner="Eve")
    shop.snapshot("G", "40", on="2025-03-31", stage="Talks", owner="Finn")


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        shop.stage("Won", outcome="won")
        shop.deal("Z", "1000000", stage="Won", opened="2025-01-01", closed="2025-02-10")
        shop.stage("Talks", probability="1")
        shop.deal("Y", "1000000", stage="Talks", opened="2025-01-01")
        shop.snapshot("Y", "1000000", on="2025-03-31")

    return town_of(a_few_deals, neighbours)


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=days("2025-01-01", "2025-04-30"), grain="month")


JANUARY, FEBRUARY, MARCH, APRIL = (day(f"2025-0{month}-01") for month in range(1, 5))


def test_a_deal_counts_on_the_day_it_was_closed(town: Town):
    assert town.rows(by_month("deal.won", "deal.lost", "deal.won_amount", "deal.lost_amount")) == [
        (JANUARY, 1, 0, Decimal(100), Decimal(0)),
        (FEBRUARY, 2, 2, Decimal(800), Decimal(1000)),
        (MARCH, 0, 0, Decimal(0), Decimal(0)),
        (APRIL, 0, 0, Decimal(0), Decimal(0)),
    ]


def test_a_deal_is_created_on_the_day_it_was_entered(town: Town):
    assert [row[1] for row in town.rows(by_month("deal.created"))] == [3, 2, 1, 0]


def test_the_win_rate_is_of_what_was_decided_and_absent_where_nothing_was(town: Town):
    assert town.rows(by_month("deal.win_rate")) == [(JANUARY, 1.0), (FEBRUARY, 0.5), (MARCH, None), (APRIL, None)]
    whole = Query(metrics=("deal.win_rate", "deal.win_rate_by_value", "deal.average_won"), period=FIRST_HALF)
    assert town.rows(whole) == [(0.6, pytest.approx(900 / 1900), Decimal(300))]


def test_deals_without_an_amount_are_not_worth_nothing(town_of):
    """Two are won, of which one has no amount; of the two lost none has; in March alone nobody knows any amount."""

    def deals(shop: Shop) -> None:
        shop.stage("Won", position=3, outcome="won")
        shop.stage("Lost", position=4, outcome="lost")
        shop.deal("A", "100", stage="Won", opened="2025-01-01", closed="2025-01-11")
        shop.deal("B", None, stage="Won", opened="2025-01-01", closed="2025-01-12")
        shop.deal("C", None, stage="Lost", opened="2025-01-01", closed="2025-02-13")
        shop.deal("D", None, stage="Lost", opened="2025-01-01", closed="2025-02-14")
        shop.deal("E", None, stage="Won", opened="2025-01-01", closed="2025-03-12")

    town = town_of(deals)
    names = ("won_amount", "lost_amount", "decided_with_amount", "win_rate_by_value", "average_won")
    asked = by_month(*(f"deal.{name}" for name in names))
    assert [row[1:] for row in town.rows(asked)] == [
        (Decimal(100), Decimal(0), 1, 1.0, Decimal(100)),
        (Decimal(0), None, 0, None, None),
        (None, Decimal(0), 0, None, None),
        (Decimal(0), Decimal(0), 0, None, None),
    ]
    whole = replace(asked, grain=None, metrics=("deal.win_rate_by_value", "deal.average_won"))
    assert town.rows(whole) == [(None, Decimal(100))]


def test_deals_without_a_date_are_reported_with_their_count(town_of):
    def without_dates(shop: Shop) -> None:
        for key in "ABC":
            shop.deal(key, "1", opened=None)

    answer = town_of(without_dates).ask(Query(metrics=("deal.created",), period=FIRST_HALF))
    assert answer.frame.iloc[0].tolist() == [None]
    [note] = [note for note in answer.notes if note.kind == "unknown"]
    assert note.words == "3 deals, none with “Creation date”. This value is unknown."


def test_a_deal_is_0_days_open_on_the_day_it_was_created(town: Town):
    asked = Query(fields=("deal.key", "deal.days_open"), period=days("2025-02-20", "2025-02-20"), order=("deal.key",))
    assert town.rows(asked) == [("F", 0)]


def test_a_win_rate_has_data_until_the_last_deal_was_decided_whether_it_was_won_or_lost(town_of):
    def story(shop: Shop) -> None:
        a_few_deals(shop)
        shop.deal("H", "5", stage="Lost", opened="2025-03-01", closed="2025-03-20")

    town = town_of(story)
    answer = town.ask(Query(metrics=("deal.win_rate",), period=Last(12, "month", "data")))
    assert answer.span is not None and answer.span.until == day("2025-03-20")
    won = town.ask(Query(metrics=("deal.won",), period=Last(12, "month", "data")))
    assert won.span is not None and won.span.until == day("2025-02-21")


def test_the_win_rate_of_each_owner_is_summed_before_it_is_divided(town: Town):
    asked = Query(metrics=("deal.win_rate",), dimensions=("employee.name",), period=FIRST_HALF)
    assert town.rows(replace(asked, order=("employee.name",))) == [("Eve", 1.0), ("Finn", 0.5), (None, 0.0)]


def test_the_cycle_is_of_deals_won_from_entry_to_close(town: Town):
    """They took 10, 40 and 20 days."""
    assert town.rows(Query(metrics=("deal.cycle_median", "deal.cycle_p75"), period=FIRST_HALF)) == [(20.0, 30.0)]


def test_the_pipeline_is_that_of_the_last_day_that_was_recorded(town: Town):
    asked = by_month("deal.open", "deal.open_amount", "deal.weighted_amount")
    assert town.rows(asked) == [
        (JANUARY, 1, Decimal(1000), Decimal(500)),
        (FEBRUARY, 1, Decimal(120), Decimal(30)),
        (MARCH, 2, Decimal(120), Decimal(50)),
        (APRIL, 2, Decimal(120), Decimal(50)),
    ]


def test_before_the_first_snapshot_the_pipeline_is_not_known(town: Town):
    earlier = Query(metrics=("deal.open", "deal.open_amount"), period=days("2024-12-01", "2025-01-30"), grain="month")
    assert [row[1:] for row in town.rows(earlier)] == [(None, None), (None, None)]


def test_a_deal_stands_with_the_stage_and_the_owner_of_then(town: Town):
    asked = Query(metrics=("deal.open_amount",), dimensions=("stage.name",), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(asked) == [("Talks", Decimal(120))]
    assert town.rows(replace(asked, dimensions=("employee.name",))) == [("Finn", Decimal(120))]


def test_a_filter_does_not_bring_back_an_older_day(town: Town):
    """Nothing of Eve's was open at the end of February, though something of hers was open later."""
    asked = Query(metrics=("deal.open",), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(replace(asked, where=Compare("employee.name", "=", "Eve"))) == [(0,)]
    assert town.rows(replace(asked, where=Compare("deal.key", "=", "D"))) == [(0,)]


def test_somebody_who_sees_only_some_deals_sees_them_as_of_the_same_day(town: Town):
    rows = {**policy_of(town.ours, BUSINESS).rows, "deal": Compare("deal.key", "=", "D")}
    reader_context = context(town.ours, policy=Policy(town.ours, rows))
    by_deal = Query(metrics=("deal.open",), dimensions=("deal.key",), period=days("2025-01-01", "2025-01-31"))
    assert town.rows(by_deal, reader_context) == [("D", 1)]
    assert town.rows(replace(by_deal, period=days("2025-03-01", "2025-03-31")), reader_context) == []


def test_a_row_rule_on_the_snapshots_does_not_make_an_older_day_the_last(town: Town):
    rows = {**policy_of(town.ours, BUSINESS).rows, "deal_snapshot": Compare("deal_snapshot.amount", ">", 150)}
    reader_context = context(town.ours, policy=Policy(town.ours, rows))
    asked = Query(metrics=("deal.open_amount",), period=days("2025-02-01", "2025-02-28"))
    assert town.rows(asked, reader_context) == [(Decimal(0),)]


def test_the_pipeline_is_compared_with_the_day_it_was_then(town: Town):
    asked = Query(metrics=("deal.open_amount",), period=days("2025-03-01", "2025-03-31"), compare="previous_period")
    assert town.rows(asked) == [(Decimal(120), Decimal(120))]
    of_eve = replace(asked, where=Compare("employee.name", "=", "Eve"))
    assert town.rows(of_eve) == [(Decimal(80), Decimal(0))]


def test_a_deal_without_an_amount_needs_no_rate(town_of):
    def abroad(shop: Shop) -> None:
        shop.deal("A", None, opened="2025-01-01", currency="GBP")
        shop.deal("B", "10", opened="2025-01-02")

    listed = town_of(abroad).rows(Query(fields=("deal.key", "deal.amount"), order=("deal.key",)))
    assert listed == [("A", None), ("B", Decimal(10))]


def test_the_pipeline_is_never_added_up_over_time(town: Town):
    answer = town.ask(by_month("deal.open_amount"))
    [column] = [column for column in answer.columns if column.name == "deal.open_amount"]
    assert column.additive
    assert not column.additive_over_time
