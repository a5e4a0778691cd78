"""Capacity: what people have, what is planned with it, and what share of it is billed.

January 2025 has 23 weekdays, February 20 and March 21.
"""

from dataclasses import replace

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.semantic.query import Query
from tests.services.crew import Crew
from tests.services.shop import Shop, Town, context, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY = days("2025-01-01", "2025-01-31")
WEEK = ("2025-01-13", "2025-01-14", "2025-01-15", "2025-01-16", "2025-01-17")
NEXT_WEEK = ("2025-01-20", "2025-01-21", "2025-01-22", "2025-01-23", "2025-01-24")


def two_on_projects(shop: Shop) -> None:
    """Ada has 8 hours a day. Bo has 4, from Wednesday 15 January to Friday 14 February. Cy is on no project."""
    crew = Crew(shop)
    crew.hires("Ada", 40)
    crew.hires("Bo", 20, on="2025-01-15", last="2025-02-14")
    crew.hires("Cy", 40)
    crew.hires("Di", 40, on=None)
    crew.notes("Ada", 6_120, on="2025-01-10", rate="100")
    crew.notes("Ada", 1_224, on="2025-01-10")
    crew.notes("Di", 60, on="2025-03-10")
    crew.plans("Ada", 480, *WEEK, *NEXT_WEEK)
    crew.plans("Bo", 120, "2025-01-20")
    crew.plans("Cy", 480, "2025-01-20", kind="shift")


def time_off(shop: Shop) -> None:
    """Everybody is off on two days of January, on a Saturday, and for half of 28 February."""
    crew = Crew(shop, 100)
    crew.plans(None, 480, "2025-01-01", "2025-01-20", "2025-02-01", kind="holiday")
    crew.plans(None, 240, "2025-02-28", kind="holiday")
    crew.plans("Ada", 480, "2025-01-14", "2025-01-18", kind="leave")
    crew.plans("Bo", 240, "2025-01-16", kind="holiday")
    crew.plans("Cy", 480, "2025-01-14", kind="leave")
    crew.plans("Di", 480, "2025-01-14", kind="leave")


def both(shop: Shop) -> None:
    two_on_projects(shop)
    time_off(shop)


@pytest.fixture
def town(town_of) -> Town:
    return town_of(both, both)


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def values(town: Town, query: Query) -> list[tuple]:
    return [row[1:] for row in town.rows(query)]


def test_capacity_is_a_fifth_of_a_week_for_each_weekday_of_who_is_employed_and_on_projects(town: Town):
    """Ada: 23, 20 and 21 days of 8 hours. Bo: 13 days of 4 hours in January, and 10 up to his last one."""
    assert values(town, by_month("employee.capacity")) == [(184 + 52,), (160 + 40,), (168,)]


def test_a_holiday_takes_of_each_who_is_employed_no_more_than_a_day_of_theirs_and_no_weekend(town: Town):
    """Ada: 8 and 8 hours, then 4. Bo has no 1 January, 4 hours on the 20th, and is gone by the 28th."""
    assert values(town, by_month("employee.holidays")) == [(8 + 8 + 4,), (4,), (0,)]


def test_leave_is_that_of_people_on_projects_on_weekdays(town: Town):
    assert values(town, by_month("employee.leave")) == [(8 + 4,), (0,), (0,)]


def test_what_is_available_is_capacity_less_leave_and_holidays(town: Town):
    assert values(town, by_month("employee.available")) == [(236 - 20 - 12,), (200 - 4,), (168,)]


def test_utilisation_is_of_the_available_hours(town: Town):
    """Of 204 hours Ada noted 102 that are billable and 20.4 that are not."""
    [january, february, _] = values(town, by_month("work.utilisation", "work.total_utilisation"))
    assert january == (pytest.approx(0.5), pytest.approx(0.6))
    assert february == (0, 0)


def test_where_nobody_is_on_a_project_there_is_no_utilisation(town_of):
    def shifts_alone(shop: Shop) -> None:
        Crew(shop).hires("Cy")
        Crew(shop).plans("Cy", 480, "2025-01-20", kind="shift")

    asked = Query(metrics=("work.utilisation", "schedule.allocation"), period=JANUARY)
    assert town_of(shifts_alone).rows(asked) == [(None, None)]


def test_the_load_is_compared_with_what_is_available(town: Town):
    """Ada is planned for ten days of 8 hours, Bo for 2 hours."""
    asked = Query(metrics=("schedule.planned_hours", "schedule.allocation", "schedule.bench"), period=JANUARY)
    assert town.rows(asked) == [(82, pytest.approx(82 / 204), pytest.approx(204 - 82))]


def test_by_person_each_is_compared_with_their_own_hours_where_that_may_be_shown(town: Town):
    everybody = context(town.ours, policy=replace(policy_of(town.ours, BUSINESS), show_individuals=True))
    asked = Query(
        metrics=("employee.available", "schedule.planned_hours"), dimensions=("employee.name",), period=JANUARY
    )
    result = {name: hours for name, *hours in town.rows(asked, everybody)}
    assert result == {"Ada": [184 - 16 - 8, 80], "Bo": [52 - 4 - 4, 2]}
    assert {row[1:] for row in town.rows(asked)} == {(None, None)}


def test_overbooked_is_what_each_has_planned_over_their_own_hours_of_the_week(town: Town):
    """Ada's first week is full beside a day of leave, and a holiday lies in her next. Over both, each is 8 hours."""
    asked = Query(metrics=("schedule.overbooked_hours",), period=days("2025-01-13", "2025-01-26"))
    assert values(town, replace(asked, grain="week")) == [(8,), (8,)]
    assert town.rows(asked) == [(16,)]


def test_hours_that_one_has_too_many_are_not_made_up_for_by_who_has_none(town_of):
    def one_has_all(shop: Shop) -> None:
        crew = Crew(shop)
        crew.hires("Ada")
        crew.hires("Bo")
        crew.plans("Ada", 600, *WEEK)
        crew.plans("Bo", 60, "2025-01-13")

    metrics = ("schedule.overbooked_hours", "schedule.bench")
    asked = Query(metrics=metrics, period=days("2025-01-13", "2025-01-19"))
    assert town_of(one_has_all).rows(asked) == [(10, 80 - 50 - 1)]


def test_people_are_counted_while_they_are_employed(town_of):
    """Bo's last day is the end of February; Cy's first day is not known."""

    def three_people(shop: Shop) -> None:
        crew = Crew(shop)
        crew.hires("Ada", on="2024-05-01")
        crew.hires("Bo", on="2025-01-15", last="2025-02-28")
        crew.hires("Cy", on=None)

    result = values(town_of(three_people), by_month("employee.headcount", "employee.present"))
    assert result == [(2, 2), (1, 2), (1, 1)]


def test_who_leaves_on_the_first_day_of_a_month_was_there_in_it(town_of):
    def story(shop: Shop) -> None:
        Crew(shop).hires("Bo", last="2025-02-03")
        Crew(shop).plans("Bo", 60, "2025-01-13")

    metrics = ("employee.capacity", "employee.present")
    asked = Query(metrics=metrics, period=days("2025-02-03", "2025-02-28"), grain="month")
    assert town_of(story).rows(asked) == [(day("2025-02-03"), 8, 1)]
