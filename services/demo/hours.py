"""Schedules, leave, and time entries of the employees."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from services.demo.days import DemoCalendar
from services.demo.projects import DemoProject, ProjectPortfolio, place_of
from services.demo.rows import CENT, Array, Rows, ids, keys, rng_of
from services.demo.staff import Staff

# EUR per hour charged to the client.
DESIGN_RATE, FITTING_RATE = 118, 84
NOTED, NOTED_SPREAD = 0.86, 0.07
BILLABLE, INTERNAL = 0.93, 0.12
INTERNAL_MINUTES = 90
LEAVES_A_YEAR, AHEAD = 3, 20


class TimeEntry(NamedTuple):
    """A time entry on a workday. ``billed`` is None until the month has been billed."""

    employee: int
    project: int | None
    task: int | None
    workday: int
    minutes: int
    billable: bool
    billed: int | None
    rate: int


class TimeSheets(NamedTuple):
    """The time entries, and the workdays on which each employee was on leave."""

    notes: list[TimeEntry]
    leave: dict[int, set[int]]


def record_time(calendar: DemoCalendar, staff: Staff, work: ProjectPortfolio, seed: int) -> TimeSheets:
    """Return the time entries of the fit-out crews, by workday, and the leave of all employees."""
    rng = rng_of(seed, "hours")
    leave = {employee: _leave(rng, calendar) for employee in range(1, len(staff.names) + 1)}
    notes = [
        note
        for place, project in enumerate(work.projects)
        for note in _notes(rng, calendar, staff, work, place, project, leave)
    ]
    return TimeSheets(sorted(notes, key=lambda note: (note.workday, note.employee)), leave)


def _leave(rng: np.random.Generator, calendar: DemoCalendar) -> set[int]:
    known = len(calendar.workdays)
    starts = rng.integers(0, known, 3 * LEAVES_A_YEAR).tolist()
    return {start + day for start in starts for day in range(int(rng.integers(4, 12))) if start + day < known}


def crew_on(staff: Staff, work: ProjectPortfolio, project: DemoProject, place: int) -> list[int]:
    """Return the designer and the fitter of a project's crew on a day."""
    designer, fitters = work.crews[project.crew]
    return [each for each in (designer, *fitters) if staff.works(each, place)]


def _notes(
    rng: np.random.Generator,
    calendar: DemoCalendar,
    staff: Staff,
    work: ProjectPortfolio,
    place: int,
    project: DemoProject,
    leave: dict[int, set[int]],
) -> Iterator[TimeEntry]:
    written_down = float(rng.beta(9, 1))
    for workday in range(project.start, min(project.end + 1, len(calendar.workdays))):
        day = int(calendar.workdays[workday])
        is_billed = calendar.month[day] < calendar.month[-1]
        for employee in crew_on(staff, work, project, day):
            if workday in leave[employee]:
                continue
            share = float(np.clip(rng.normal(NOTED, NOTED_SPREAD), 0.4, 1.15))
            minutes = round(int(staff.weekly_minutes[employee - 1]) / 5 * share / 15) * 15
            # One designer serves two crews at the same time.
            minutes = minutes // 2 if employee == work.crews[-1][0] else minutes
            billable = bool(rng.random() < BILLABLE)
            rate = DESIGN_RATE if employee == work.crews[project.crew][0] else FITTING_RATE
            billed = round(minutes * written_down / 5) * 5 if billable else 0
            task = work.task_on(place, workday)
            yield TimeEntry(employee, place, task, workday, minutes, billable, billed if is_billed else None, rate)
            if rng.random() < INTERNAL:
                yield TimeEntry(employee, None, None, workday, INTERNAL_MINUTES, False, 0, 0)


def to_bill(calendar: DemoCalendar, work: ProjectPortfolio, times: TimeSheets) -> tuple[Array, Array, Array]:
    """Return client, day and cents of each invoice: at each month end, for the billed hours of each project."""
    owed: dict[tuple[int, int], int] = {}
    for note in times.notes:
        if note.billed and note.project is not None:
            end = int(calendar.month_ends[calendar.month[calendar.workdays[note.workday]]])
            owed[end, note.project] = owed.get((end, note.project), 0) + note.billed * note.rate
    found = [
        (work.projects[project].client, end, round(owed[end, project] * 100 / 60)) for end, project in sorted(owed)
    ]
    client, day, net = (np.array(column) for column in zip(*found, strict=True))
    return client, day, net


def rows(calendar: DemoCalendar, staff: Staff, work: ProjectPortfolio, times: TimeSheets) -> Iterator[Rows]:
    """Yield the time entries, and the schedule, which extends a few weeks ahead."""
    notes, count = times.notes, len(times.notes)
    projects = [None if note.project is None else work.projects[note.project] for note in notes]
    yield Rows(
        "work_logs",
        {
            "id": ids(count),
            "key": keys("W", range(1, count + 1)),
            "employee_id": [note.employee for note in notes],
            "client_id": [project and project.client + 1 for project in projects],
            "project_id": [None if note.project is None else note.project + 1 for note in notes],
            "task_id": [note.task for note in notes],
            "worked_on": calendar.day_of(calendar.workdays[[note.workday for note in notes]]),
            "minutes": [note.minutes for note in notes],
            "billable": [note.billable for note in notes],
            "billed_minutes": [note.billed for note in notes],
            "rate": [note.rate * 100 * CENT if note.rate else None for note in notes],
            "currency": ["EUR" if note.rate else None for note in notes],
        },
    )
    plans = [*_schedule(calendar, staff, work, times)]
    plans.sort(key=lambda plan: plan[3])
    yield Rows(
        "schedule_entries",
        {
            "id": ids(len(plans)),
            "key": keys("S", range(1, len(plans) + 1)),
            "employee_id": [plan[0] for plan in plans],
            "project_id": [plan[1] for plan in plans],
            "kind": [plan[2] for plan in plans],
            "day": calendar.day_of(np.array([plan[3] for plan in plans])),
            "minutes": [plan[4] for plan in plans],
        },
    )


def _schedule(
    calendar: DemoCalendar, staff: Staff, work: ProjectPortfolio, times: TimeSheets
) -> Iterator[tuple[int | None, int | None, str, int, int]]:
    daily = staff.weekly_minutes // 5
    for place in np.flatnonzero(calendar.is_holiday & (calendar.weekday < 5)).tolist():
        yield None, None, "holiday", place, 8 * 60
    known = len(calendar.workdays)
    shifts = {int(employee) for employee in staff.in_teams("SERVICE", "WAREHOUSE")}
    for employee, off in times.leave.items():
        for workday in range(known + AHEAD if employee in shifts else known):
            place = place_of(calendar, workday)
            if (workday in off or employee in shifts) and staff.works(employee, place):
                yield employee, None, "leave" if workday in off else "shift", place, int(daily[employee - 1])
    for number, project in enumerate(work.projects, 1):
        for workday in range(project.start, project.start + project.planned):
            place = place_of(calendar, workday)
            for employee in crew_on(staff, work, project, place):
                minutes = int(daily[employee - 1]) * 9 // 10
                yield employee, number, "allocation", place, minutes // 2 if employee == work.crews[-1][0] else minutes
