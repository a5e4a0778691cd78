"""Quotas: what was to be won in the days asked for, how far it has come, and what the pipeline adds."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models import Deal, DealSnapshot, Employee
from services.semantic.query import Query
from tests.services.funnel import has_stages, passes, quota, take_snapshot
from tests.services.shop import Shop, Town, days

FEBRUARY = days("2025-02-01", "2025-02-28")


def a_quarter(shop: Shop) -> None:
    """Eve is to win 900 in 90 days, Gus 50, Finn nothing. The first quarter runs until 31 March."""
    has_stages(shop)
    quota(shop, "Eve", "900", starts="2025-01-01")
    quota(shop, "Eve", "7000", starts="2024-10-01")
    quota(shop, "Gus", "50", starts="2025-01-01")
    passes(shop, "A", "999", ("Talks", "2024-11-01"), ("Won", "2024-12-20"))
    passes(shop, "B", "200", ("Talks", "2025-01-02"), ("Won", "2025-01-20"))
    passes(shop, "C", "100", ("Talks", "2025-01-02"), ("Won", "2025-02-10"))
    passes(shop, "D", "500", ("Talks", "2025-01-02"), ("Won", "2025-02-10"), owner="Finn")
    passes(shop, "E", "50", ("Talks", "2025-01-02"), ("Won", "2025-01-03"), owner="Gus")
    for key in "STUV":
        passes(shop, key, "1", ("Talks", "2025-01-02"))
    passes(shop, "W", "1", ("Talks", "2025-01-02"), owner="Finn")
    # On the evening before February one deal was due in it, and one later.
    take_snapshot(shop, "S", "800", on="2025-01-31", due="2025-02-15", owner="Eve")
    take_snapshot(shop, "T", "400", on="2025-01-31", due="2025-03-10", owner="Eve")
    take_snapshot(shop, "S", "150", on="2025-02-28", due="2025-03-20", category="commit", owner="Eve")
    take_snapshot(shop, "T", "70", on="2025-02-28", due="2025-03-30", category="best_case", owner="Eve")
    take_snapshot(shop, "U", "1000", on="2025-02-28", due="2025-04-05", category="commit", owner="Eve")
    take_snapshot(shop, "V", "30", on="2025-02-28", due="2025-02-20", category="pipeline", owner="Eve")
    take_snapshot(shop, "W", "999", on="2025-02-28", due="2025-03-05", category="commit", owner="Finn")


@pytest.fixture
def town(town_of) -> Town:
    def neighbours(shop: Shop) -> None:
        has_stages(shop)
        quota(shop, "Eve", "1000000", starts="2025-01-01")
        passes(shop, "Z", "1000000", ("Talks", "2025-01-01"), ("Won", "2025-02-10"))

    return town_of(a_quarter, neighbours)


def of_each(*metrics: str) -> Query:
    return Query(metrics=metrics, dimensions=("employee.name",), period=FEBRUARY, order=("employee.name",))


def test_a_quota_is_for_each_of_its_days_in_equal_parts(town: Town):
    """Eve has 10 for each of the 28 days of February; in 2025 up to 10 February it is that of 41 days."""
    assert town.rows(of_each("quota.target")) == [
        ("Eve", pytest.approx(Decimal(280))),
        ("Gus", pytest.approx(Decimal(50 * 28) / 90)),
    ]
    until = Query(metrics=("quota.target",), dimensions=("employee.name",), period=days("2025-01-01", "2025-02-10"))
    assert town.rows(until)[0] == ("Eve", pytest.approx(Decimal(410)))


def test_what_was_won_is_split_by_the_region_in_which_its_owner_works(town_of):
    def in_regions(shop: Shop) -> None:
        has_stages(shop)
        passes(shop, "A", "100", ("Talks", "2025-01-02"), ("Won", "2025-02-10"))
        passes(shop, "B", "30", ("Talks", "2025-01-02"), ("Won", "2025-02-10"), owner="Finn")
        eve = sa.update(Employee).where(Employee.id == shop.employee("Eve"))
        shop.connection.execute(eve.values(region="North"))

    asked = Query(metrics=("deal.won_amount",), dimensions=("employee.region",), period=FEBRUARY)
    assert town_of(in_regions).rows(asked) == [("North", 100), (None, 30)]


def test_the_attainment_is_of_the_quota_for_the_same_days_and_absent_without_one(town: Town):
    rows = town.rows(of_each("deal.won_amount", "quota.attainment"))
    assert rows == [("Eve", 100, pytest.approx(100 / 280)), ("Finn", 500, None), ("Gus", 0, 0.0)]


def test_the_running_quota_is_the_whole_one_that_holds_at_the_end(town: Town):
    by_month = Query(metrics=("quota.running",), grain="month", period=days("2024-12-01", "2025-04-30"))
    assert [row[1] for row in town.rows(by_month)] == [7000, 950, 950, 950, 0]


def test_the_forecast_is_what_was_won_in_the_stretch_and_what_is_due_in_it(town: Town):
    names = ("forecast.won", "forecast.commit", "forecast.best_case", "forecast.due", "quota.running")
    assert town.rows(of_each(*names)) == [
        ("Eve", 300, 150, 70, 250, 900),
        ("Finn", 0, 0, 0, 0, 0),
        ("Gus", 50, 0, 0, 0, 50),
    ]


def test_the_pipeline_covers_what_is_left_of_the_quota_and_nothing_where_none_is(town: Town):
    assert town.rows(of_each("quota.coverage")) == [
        ("Eve", pytest.approx(250 / 600)),
        ("Finn", None),
        ("Gus", None),
    ]


def test_a_forecast_is_as_good_as_what_was_expected_on_the_evening_before(town: Town):
    """A deal of 800 with a chance of a quarter was due; 600 were won."""
    names = ("forecast.at_first", "deal.won_amount", "forecast.accuracy")
    assert town.rows(Query(metrics=names, period=FEBRUARY)) == [(200, 600, pytest.approx(1 / 3))]


def test_a_forecast_that_was_too_high_has_missed_as_well(town_of):
    def too_high(shop: Shop) -> None:
        has_stages(shop)
        passes(shop, "A", "100", ("Talks", "2025-01-02"), ("Won", "2025-02-10"))
        take_snapshot(shop, "A", "500", on="2025-01-31", due="2025-02-15")

    asked = Query(metrics=("forecast.at_first", "forecast.accuracy"), period=FEBRUARY)
    assert town_of(too_high).rows(asked) == [(125, pytest.approx(0.75))]


def test_a_longer_period_has_no_forecast_of_its_own_and_its_months_have(town: Town):
    year = Query(metrics=("forecast.accuracy", "deal.slip_rate"), period=days("2024-04-01", "2025-03-31"))
    assert town.rows(year) == [(None, None)]
    months = {row[0].month: row[1:] for row in town.rows(replace(year, grain="month"))}
    assert months[2] == (pytest.approx(1 / 3), pytest.approx(1.0))


def test_without_a_deal_on_record_no_quota_is_attained(town_of):
    def quotas_alone(shop: Shop) -> None:
        has_stages(shop)
        quota(shop, "Eve", "900", starts="2025-01-01")

    names = ("deal.won_amount", "quota.target", "quota.attainment")
    answer = town_of(quotas_alone).ask(Query(metrics=names, period=FEBRUARY))
    assert answer.frame.iloc[0].tolist() == [None, Decimal(280), None]
    assert {note.about for note in answer.notes if note.kind == "unknown"} == {"deal.won_amount", "quota.attainment"}


def test_before_the_first_win_the_whole_quota_is_to_be_covered(town_of):
    def no_wins(shop: Shop) -> None:
        has_stages(shop)
        quota(shop, "Eve", "900", starts="2025-01-01")
        passes(shop, "S", "450", ("Talks", "2025-01-02"))
        take_snapshot(shop, "S", "450", on="2025-02-28", due="2025-03-20", owner="Eve")

    names = ("forecast.won", "quota.coverage")
    assert town_of(no_wins).rows(Query(metrics=names, period=FEBRUARY)) == [(None, pytest.approx(0.5))]


def test_what_is_won_and_what_is_open_have_the_rate_of_the_deals_creation(town_of):
    """A dollar was worth 1 when both deals were created, and 2 when one of them was won."""

    def in_dollars(shop: Shop) -> None:
        has_stages(shop)
        quota(shop, "Eve", "900", starts="2025-01-01")
        shop.rate("USD", "EUR", "1", on="2025-01-01")
        shop.rate("USD", "EUR", "2", on="2025-02-01")
        passes(shop, "A", "100", ("Talks", "2025-01-02"), ("Won", "2025-02-10"))
        passes(shop, "S", "400", ("Talks", "2025-01-02"))
        take_snapshot(shop, "A", "100", on="2025-01-31", due="2025-02-15", owner="Eve")
        take_snapshot(shop, "S", "400", on="2025-02-28", due="2025-03-20", owner="Eve")
        for table in (Deal, DealSnapshot):
            shop.connection.execute(sa.update(table).values(currency="USD"))

    names = ("forecast.won", "deal.won_amount", "quota.coverage", "forecast.accuracy")
    assert town_of(in_dollars).rows(Query(metrics=names, period=FEBRUARY)) == [
        (100, 200, pytest.approx(400 / 800), pytest.approx(1 - 75 / 100))
    ]


def test_what_is_open_falls_into_the_month_in_which_it_is_due(town: Town):
    asked = Query(metrics=("deal.open_amount",), dimensions=("deal_snapshot.due",), period=FEBRUARY)
    assert dict(town.rows(asked)) == {"this month": 30, "next month": 1219, "in two months": 1000}
