"""Hours and what they bring, and how work flows."""

from decimal import Decimal

import pytest

from models import Employee, Project, ScheduleEntry, Task, WorkLog
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.desk import instant
from tests.services.shop import Shop, Town, day, days

QUARTER = days("2025-01-01", "2025-03-31")
JANUARY, FEBRUARY, MARCH = (day(f"2025-0{month}-01") for month in range(1, 4))


def by_month(*metrics: str) -> Query:
    return Query(metrics=metrics, period=QUARTER, grain="month")


def noted(shop: Shop, who: str, minutes: int, *, on: str, billed: int | None = None, rate: str | None = None) -> None:
    """Note time; what has a rate is billable. Of the rest, some systems say that nothing of it was charged."""
    shop.row(
        WorkLog,
        key=f"{who} {on} {minutes}",
        employee_id=shop.employee(who),
        worked_on=day(on),
        minutes=minutes,
        billable=rate is not None,
        billed_minutes=billed,
        rate=rate and Decimal(rate),
        currency=rate and "EUR",
    )


def scheduled(shop: Shop, who: str | None, minutes: int, *, on: str, kind: str = "shift") -> None:
    shop.row(
        ScheduleEntry,
        key=f"{who} {on} {kind}",
        employee_id=who and shop.employee(who),
        kind=kind,
        day=day(on),
        minutes=minutes,
    )


def two_people(shop: Shop) -> None:
    """Ada: 8 hours, 6 of them billable, 5 charged at 100. Bo: 4 hours, 2 billable and not decided yet at 50."""
    noted(shop, "Ada", 360, on="2025-01-10", billed=300, rate="100")
    noted(shop, "Ada", 120, on="2025-01-11")
    noted(shop, "Bo", 120, on="2025-01-10", rate="50")
    noted(shop, "Bo", 120, on="2025-01-13", billed=0)
    noted(shop, "Bo", 20, on="2025-02-13", billed=0, rate="50")
    scheduled(shop, "Ada", 480, on="2025-01-10")
    scheduled(shop, "Bo", 480, on="2025-01-10")
    scheduled(shop, "Ada", 480, on="2025-01-14", kind="leave")
    scheduled(shop, None, 480, on="2025-01-01", kind="holiday")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(two_people, lambda shop: noted(shop, "Ada", 6_000, on="2025-01-10", billed=6_000, rate="9999"))


def test_hours_are_noted_billable_and_charged(town: Town):
    asked = by_month("work.hours", "work.billable_hours", "work.billed_hours", "work.decided_hours")
    told = town.rows(asked)
    assert told[0] == (JANUARY, *map(pytest.approx, (12, 8, 5, 6)))
    assert told[1] == (FEBRUARY, *map(pytest.approx, (1 / 3, 1 / 3, 0, 1 / 3)))


def test_ten_times_six_minutes_are_an_hour(town_of):
    def ten_notes(shop: Shop) -> None:
        for number in range(10):
            noted(shop, "Ada", 6, on=f"2025-01-{number + 10}")

    asked = Query(metrics=("work.hours",), period=QUARTER, having=Compare("work.hours", ">=", 1))
    assert town_of(ten_notes).rows(asked) == [(1.0,)]


def test_shares_are_of_all_hours_together_never_a_mean_of_the_people_s(town: Town):
    asked = by_month("work.billable_share", "work.realisation", "work.utilisation", "schedule.shift_hours")
    told = town.rows(asked)
    assert told[0] == (JANUARY, *map(pytest.approx, (8 / 12, 5 / 6, 8 / 16, 16)))
    assert told[1] == (FEBRUARY, pytest.approx(1), pytest.approx(0), None, 0)
    assert told[2] == (MARCH, None, None, None, 0)


def test_utilisation_by_person_is_of_their_own_shifts(town: Town):
    asked = Query(metrics=("work.utilisation",), dimensions=("employee.name",), period=days("2025-01-01", "2025-01-31"))
    assert dict(town.rows(asked)) == {"Ada": pytest.approx(0.75), "Bo": pytest.approx(0.25)}


def test_an_hour_brings_what_was_charged_over_all_that_was_worked(town: Town):
    asked = Query(metrics=("work.billed_value", "work.effective_rate"), period=days("2025-01-01", "2025-01-31"))
    [(value, rate)] = town.rows(asked)
    assert (value, rate) == (Decimal(500), pytest.approx(Decimal("41.66665"), abs=Decimal("0.0001")))


def test_people_are_counted_while_they_are_employed(town_of):
    def three_people(shop: Shop) -> None:
        employed = (("Ada", "2024-05-01", None), ("Bo", "2025-01-15", "2025-02-28"), ("Cy", None, None))
        for name, hired, left in employed:
            shop.row(Employee, key=name, name=name, hired_on=hired and day(hired), left_on=left and day(left))

    assert [row[1] for row in town_of(three_people).rows(by_month("employee.headcount"))] == [2, 1, 1]


def some_work(shop: Shop) -> None:
    """Three tasks take 1, 3 and 10 days; one is begun, one waits, and a project ends in February."""
    tasks = (
        ("A", "2025-01-01 08:00", "2025-01-02 08:00", "2025-01-03 08:00"),
        ("B", "2025-01-01 08:00", "2025-01-10 08:00", "2025-01-13 08:00"),
        ("C", "2025-01-15 08:00", "2025-01-25 08:00", "2025-02-04 08:00"),
        ("D", "2025-02-01 08:00", "2025-02-02 08:00", None),
        ("E", "2025-02-01 08:00", None, None),
    )
    for key, added, started, done in tasks:
        times = {"added_at": instant(added), "started_at": instant(started), "done_at": instant(done)}
        shop.row(Task, key=key, name=key, state="done" if done else "backlog", **times)
    for key, ended in (("P", "2025-02-10"), ("Q", None)):
        dates = {"started_on": day("2025-01-02"), "ended_on": ended and day(ended)}
        shop.row(Project, key=key, name=key, status="active", currency="EUR", **dates)


def test_work_comes_is_begun_and_gets_done(town_of):
    asked = by_month("task.added", "task.done", "task.wip", "project.active")
    assert town_of(some_work).rows(asked) == [(JANUARY, 3, 2, 1, 2), (FEBRUARY, 2, 1, 1, 1), (MARCH, 0, 0, 1, 1)]


def test_how_long_work_takes_is_told_by_percentiles(town_of):
    [(median, slow)] = town_of(some_work).rows(Query(metrics=("task.cycle", "task.cycle_p85"), period=QUARTER))
    assert median == pytest.approx(3)
    assert slow == pytest.approx(3 + 0.7 * 7)
