"""Delivery: what was promised, what was estimated, and how projects stand against their first plan."""

from zoneinfo import ZoneInfo

import pytest

from services.semantic.context import Calendar
from services.semantic.query import Query
from tests.services.crew import Crew
from tests.services.shop import Shop, Town, context, days

JANUARY = days("2025-01-01", "2025-01-31")
QUARTER = days("2025-01-01", "2025-03-31")


def promise(shop: Shop) -> None:
    """One is done in time, one on the very day at half past eleven in the evening, one late, one was never promised."""
    crew = Crew(shop)
    crew.task("early", done="2025-01-10 08:00", promised="2025-01-15")
    crew.task("on the day", done="2025-01-15 23:30", promised="2025-01-15")
    crew.task("late", done="2025-01-16 00:30", promised="2025-01-15")
    crew.task("free", done="2025-01-16 08:00")
    crew.task("open", promised="2025-01-02")


def test_on_time_is_by_the_end_of_the_day_that_was_promised(town_of):
    asked = Query(metrics=("task.on_time", "task.promised"), period=JANUARY)
    town = town_of(promise, promise)
    assert town.rows(asked) == [(pytest.approx(2 / 3), 3)]


@pytest.mark.parametrize(("zone", "in_time"), [("Europe/Berlin", 1), ("America/New_York", 3)])
def test_a_day_ends_when_it_does_so_for_the_organisation(town_of, zone, in_time):
    """In Berlin it was the 16th when the second was done; in New York it was still the 15th when the third was."""
    town = town_of(promise)
    reader_context = context(town.ours, calendar=Calendar(ZoneInfo(zone)))
    assert town.rows(Query(metrics=("task.on_time",), period=JANUARY), reader_context) == [
        (pytest.approx(in_time / 3),)
    ]


def estimate_of(shop: Shop) -> None:
    """Of their estimates five tasks took half, four fifths, all, half as much again and double; one nobody noted."""
    crew = Crew(shop)
    crew.hires("Ada")
    for key, minutes in (("a", 30), ("b", 48), ("c", 60), ("d", 90), ("e", 120)):
        task = crew.task(key, done="2025-01-20 08:00", estimate=60)
        crew.notes("Ada", minutes - 10, on="2025-01-10", task=task)
        crew.notes("Ada", 10, on="2024-12-10", task=task)
    crew.task("nobody noted", done="2025-01-20 08:00", estimate=60)
    crew.notes("Ada", 500, on="2025-01-10", task=crew.task("no estimate", done="2025-01-20 08:00"))
    crew.notes("Ada", 500, on="2025-01-10", task=crew.task("goes on", estimate=60))


def test_estimates_are_shown_by_the_middle_task_and_how_far_the_middle_half_lies_apart(town_of):
    names = ("accuracy", "p25", "p75", "spread")
    asked = Query(metrics=tuple(f"task.estimate_{name}" for name in names), period=JANUARY)
    assert town_of(estimate_of, estimate_of).rows(asked) == [tuple(map(pytest.approx, (1, 0.8, 1.5, 0.7)))]


def four_projects(shop: Shop) -> None:
    """Planned for 1 to 10 January. One ends a day early, one ten days late, one on its last day; one is given up."""
    crew = Crew(shop)
    for name, ended, status in (
        ("early", "2025-01-09", "done"),
        ("late", "2025-01-20", "done"),
        ("just", "2025-01-10", "done"),
        ("never", "2025-01-30", "cancelled"),
        ("open", None, "active"),
    ):
        crew.project(name, planned=("2025-01-01", "2025-01-10"), began="2025-01-01", ended=ended, status=status)
    crew.project("unplanned", began="2025-01-01", ended="2025-01-30", status="done")


def test_projects_slip_by_the_days_between_their_planned_end_and_their_end(town_of):
    metrics = ("project.done", "project.on_time", "project.slip", "project.slip_p75")
    result = town_of(four_projects, four_projects).rows(Query(metrics=metrics, period=JANUARY))
    assert result == [(4, pytest.approx(2 / 3), 0, pytest.approx(5))]


def under_way(shop: Shop) -> None:
    """100 hours are planned for ten days of January; tasks of 30 and 20 hours are done, one of 50 is not."""
    crew = Crew(shop)
    crew.hires("Ada")
    mars = crew.project("Mars", planned=("2025-01-11", "2025-01-20"), hours=100, began="2025-01-13")
    for key, hours, done in (("a", 30, "2025-01-14 12:00"), ("b", 20, "2025-01-18 12:00"), ("c", 50, None)):
        task = crew.task(f"{key}", done=done, estimate=hours * 60, project=mars)
        crew.notes("Ada", 20 * 60, on="2025-01-14", task=task, project=mars)
    crew.notes("Ada", 20 * 60, on="2025-01-18", project=mars)
    crew.project("no estimates", planned=("2025-01-11", "2025-01-20"), hours=100, began="2025-01-13")
    crew.project("over", planned=("2025-01-01", "2025-01-03"), hours=100, began="2025-01-01", ended="2025-01-03")


PROGRESS = tuple(f"project.{name}" for name in ("earned", "due", "spent", "spi", "cpi"))


@pytest.fixture
def town(town_of) -> Town:
    return town_of(under_way, under_way)


@pytest.mark.parametrize(
    ("last", "result"),
    [
        ("2025-01-10", (0, 0, 0, None, None)),
        # Planned to begin, and not begun.
        ("2025-01-12", (0, 20, 0, 0, None)),
        ("2025-01-15", (30, 50, 60, 0.6, 0.5)),
        ("2025-01-18", (50, 80, 80, 0.625, 0.625)),
        # The plan is over, the work is not.
        ("2025-01-31", (50, 100, 80, 0.5, 0.625)),
    ],
)
def test_progress_is_what_is_earned_of_what_is_due_and_of_what_was_spent(town: Town, last, result):
    asked = Query(metrics=PROGRESS, period=days("2025-01-01", last))
    assert town.rows(asked) == [tuple(each if each is None else pytest.approx(each) for each in result)]


def test_a_project_counts_until_it_ends(town_of):
    def ends(shop: Shop) -> None:
        crew = Crew(shop)
        mars = crew.project(
            "Mars",
            planned=("2025-01-01", "2025-01-10"),
            hours=10,
            began="2025-01-01",
            ended="2025-01-20",
            status="done",
        )
        crew.task("a", done="2025-01-05 12:00", estimate=60, project=mars)

    town = town_of(ends)
    earned = [
        town.rows(Query(metrics=("project.earned",), period=days("2025-01-01", last)))
        for last in ("2025-01-19", "2025-01-20")
    ]
    assert earned == [[(10,)], [(0,)]]
