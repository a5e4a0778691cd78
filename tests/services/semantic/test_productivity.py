"""Hours: how many, for whom, how many are charged, and what they bring."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.crew import Crew
from tests.services.shop import Shop, Town, context, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def two_people(shop: Shop) -> None:
    """Ada: 8 hours, 6 of them billable, 5 charged at 100. Bo: 4 hours, 2 billable and not decided yet at 50."""
    crew = Crew(shop)
    crew.notes("Ada", 360, on="2025-01-10", billed=300, rate="100")
    crew.notes("Ada", 120, on="2025-01-11")
    crew.notes("Bo", 120, on="2025-01-10", rate="50")
    crew.notes("Bo", 120, on="2025-01-13", billed=0)
    crew.notes("Bo", 20, on="2025-02-13", billed=0, rate="50")
    crew.plans("Ada", 480, "2025-01-10", kind="shift")
    crew.plans("Bo", 480, "2025-01-10", kind="shift")
    crew.plans("Ada", 480, "2025-01-14", kind="leave")
    crew.plans(None, 480, "2025-01-01", kind="holiday")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(two_people, lambda shop: Crew(shop).notes("Ada", 6_000, on="2025-01-10", billed=6_000, rate="9999"))


def test_hours_are_noted_billable_and_charged(town: Town):
    asked = by_month("work.hours", "work.billable_hours", "work.billed_hours", "work.decided_hours")
    result = town.rows(asked)
    assert result[0] == (JANUARY, *map(pytest.approx, (12, 8, 5, 6)))
    assert result[1] == (FEBRUARY, *map(pytest.approx, (1 / 3, 1 / 3, 0, 1 / 3)))


def test_ten_times_six_minutes_are_an_hour(town_of):
    def ten_notes(shop: Shop) -> None:
        crew = Crew(shop)
        for number in range(10):
            crew.notes("Ada", 6, on=f"2025-01-{number + 10}")

    asked = Query(metrics=("work.hours",), period=QUARTER, having=Compare("work.hours", ">=", 1))
    assert town_of(ten_notes).rows(asked) == [(1.0,)]


def test_shares_are_of_all_hours_together_never_a_mean_of_the_people_s(town: Town):
    asked = by_month("work.billable_share", "work.realisation", "work.shift_utilisation", "schedule.shift_hours")
    result = town.rows(asked)
    assert result[0] == (JANUARY, *map(pytest.approx, (8 / 12, 5 / 6, 8 / 16, 16)))
    assert result[1] == (FEBRUARY, pytest.approx(1), pytest.approx(0), None, 0)
    assert result[2] == (MARCH, None, None, None, 0)


def test_utilisation_by_person_is_of_their_own_shifts(town: Town):
    allowed = context(town.ours, policy=replace(policy_of(town.ours, BUSINESS), show_individuals=True))
    january = days("2025-01-01", "2025-01-31")
    asked = Query(metrics=("work.shift_utilisation",), dimensions=("employee.name",), period=january)
    assert dict(town.rows(asked, allowed)) == {"Ada": pytest.approx(0.75), "Bo": pytest.approx(0.25)}


def test_an_hour_brings_what_was_charged_over_all_that_was_worked(town: Town):
    asked = Query(metrics=("work.billed_value", "work.effective_rate"), period=days("2025-01-01", "2025-01-31"))
    [(value, rate)] = town.rows(asked)
    assert (value, rate) == (Decimal(500), pytest.approx(Decimal("41.66665"), abs=Decimal("0.0001")))


def test_a_list_of_time_noted_does_not_say_whose_it_is(town: Town):
    asked = Query(fields=("work_log.worked_on", "employee.name", "work_log.hours"), order=("-work_log.hours",), limit=1)
    assert town.rows(asked) == [(day("2025-01-10"), None, pytest.approx(6))]
