"""Flow: what waits in which state, how old it is, for how much of its time it is worked on."""

from dataclasses import replace

import pytest

from services.semantic.query import Query
from tests.services.crew import Crew
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def some_work(shop: Shop) -> None:
    """Three tasks take 1, 3 and 10 days; one is begun and given up in March, one waits; a project ends in February."""
    crew = Crew(shop)
    crew.task("A", added="2025-01-01 08:00", began="2025-01-02 08:00", done="2025-01-03 08:00")
    crew.task("B", added="2025-01-01 08:00", began="2025-01-10 08:00", done="2025-01-13 08:00")
    crew.task("C", added="2025-01-15 08:00", began="2025-01-25 08:00", done="2025-02-04 08:00")
    begun = ("2025-02-02 08:00", "active")
    crew.task("D", begun, ("2025-03-10 08:00", "cancelled"), added="2025-02-01 08:00", began="2025-02-02 08:00")
    crew.task("E", added="2025-02-01 08:00")
    crew.project("P", began="2025-01-02", ended="2025-02-10")
    crew.project("Q", began="2025-01-02")


def test_work_comes_is_begun_and_gets_done_or_is_given_up(town_of):
    asked = by_month("task.added", "task.done", "task.wip", "project.active")
    result = town_of(some_work, some_work).rows(asked)
    assert result == [(JANUARY, 3, 2, 1, 2), (FEBRUARY, 2, 1, 1, 1), (MARCH, 0, 0, 0, 1)]


def test_throughput_a_week_is_of_the_length_of_the_period(town_of):
    asked = Query(metrics=("task.done_a_week",), period=days("2025-01-01", "2025-01-14"))
    assert town_of(some_work).rows(asked) == [(pytest.approx(1),)]


def test_how_long_work_takes_is_shown_by_percentiles(town_of):
    [(median, slow)] = town_of(some_work).rows(Query(metrics=("task.cycle", "task.cycle_p85"), period=QUARTER))
    assert median == pytest.approx(3)
    assert slow == pytest.approx(3 + 0.7 * 7)


def test_the_age_of_work_in_progress_is_counted_to_the_end_of_each_period(town_of):
    """At the end of January one task is 6 days and 16 hours old; in March there is none."""

    def three_begun(shop: Shop) -> None:
        crew = Crew(shop)
        for key, began in (("A", "2025-01-31 00:00"), ("B", "2025-01-30 00:00"), ("C", "2025-01-22 00:00")):
            crew.task(key, began=began, done="2025-02-20 00:00")

    asked = by_month("task.age", "task.age_p85")
    result = town_of(three_begun).rows(asked)
    assert result == [(JANUARY, 2, pytest.approx(2 + 0.7 * 8)), (FEBRUARY, None, None), (MARCH, None, None)]


def through_states(shop: Shop) -> None:
    """A is worked on for 3 of its 4 days, B for its only one; C lies in the backlog, and D is only known as done."""
    crew = Crew(shop)
    crew.task(
        "A",
        ("2025-01-01 08:00", "backlog"),
        ("2025-01-10 08:00", "active"),
        ("2025-01-11 08:00", "waiting"),
        ("2025-01-12 08:00", "active"),
        ("2025-01-14 08:00", "done"),
        began="2025-01-10 08:00",
        done="2025-01-14 08:00",
    )
    crew.task(
        "B",
        ("2025-01-30 08:00", "backlog"),
        ("2025-01-31 20:00", "active"),
        ("2025-02-01 20:00", "done"),
        began="2025-01-31 20:00",
        done="2025-02-01 20:00",
    )
    crew.task("C", ("2025-01-20 08:00", "backlog"))
    crew.task("D", began="2025-01-02 08:00", done="2025-01-20 08:00")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(through_states, through_states)


def test_flow_efficiency_is_the_time_worked_of_the_time_taken_of_all_tasks_together(town: Town):
    asked = by_month("task.flow_efficiency", "task_change.active_days", "task.cycle_sum")
    result = [row[1:] for row in town.rows(asked)]
    assert result == [(pytest.approx(3 / 4), 3, 4), (pytest.approx(1), 1, 1), (None, 0, 0)]
    [whole] = town.rows(replace(asked, grain=None))
    assert whole == (pytest.approx(4 / 5), 4, 5)


def test_each_task_is_in_one_state_at_the_end_of_each_period(town: Town):
    asked = replace(by_month("task_change.tasks"), dimensions=("task_change.state",))
    result = {(month.month, state): tasks for month, state, tasks in town.rows(asked)}
    assert {state: [result[month, state] for month in (1, 2, 3)] for state in ("backlog", "active", "done")} == {
        "backlog": [1, 1, 1],
        "active": [1, 0, 0],
        "done": [1, 2, 2],
    }
    assert {state for _, state in result} == {"backlog", "active", "done"}
    [on_the_11th] = [
        row for row in town.rows(replace(asked, period=days("2025-01-11", "2025-01-11"), grain=None)) if row[1]
    ]
    assert on_the_11th == ("waiting", 1)


def test_states_are_read_in_the_order_of_the_flow(town: Town):
    asked = replace(by_month("task_change.tasks"), dimensions=("task_change.state",))
    [state, _] = town.ask(asked).columns
    assert state.values == ("cancelled", "done", "waiting", "active", "backlog")


def test_work_in_progress_is_shown_on_average_over_the_time(town_of):
    """In ten days one task is in work for five of them, one for ten and one, begun the month before, for two."""

    def story(shop: Shop) -> None:
        crew = Crew(shop)
        crew.task("A", began="2025-01-01 00:00", done="2025-01-06 00:00")
        crew.task("B", began="2025-01-01 00:00")
        crew.task("C", began="2024-12-01 00:00", done="2025-01-03 00:00")

    asked = Query(metrics=("task.average_wip",), period=days("2025-01-01", "2025-01-10"))
    assert town_of(story).rows(asked) == [(pytest.approx(1.7),)]


def test_a_steady_flow_keeps_little_s_law(town_of):
    """A task is begun each day and takes two: there are two in work, one is done a day."""

    def steady(shop: Shop) -> None:
        crew = Crew(shop)
        for number in range(1, 29):
            crew.task(f"T{number}", began=f"2025-01-{number:02} 00:00", done=f"2025-01-{number + 2:02} 00:00")

    metrics = ("task.average_wip", "task.mean_cycle", "task.expected_cycle", "task.littles_law")
    asked = Query(metrics=metrics, period=days("2025-01-05", "2025-01-24"))
    assert town_of(steady).rows(asked) == [tuple(map(pytest.approx, (2, 2, 2, 1)))]


def test_where_more_is_begun_than_done_the_law_shows(town_of):
    def piling_up(shop: Shop) -> None:
        crew = Crew(shop)
        for number in range(1, 11):
            crew.task(f"T{number}", began=f"2025-01-{number:02} 00:00")
        crew.task("done", began="2025-01-01 00:00", done="2025-01-03 00:00")

    asked = Query(metrics=("task.littles_law",), period=days("2025-01-01", "2025-01-10"))
    [(check,)] = town_of(piling_up).rows(asked)
    assert check == pytest.approx((55 + 2) / 1 / 2)
