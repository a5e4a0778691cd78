"""The rows of projects and tasks as of today, and of the changes of each task."""

from collections.abc import Iterator

import numpy as np

from services.demo.days import OPEN_MINUTES, DemoCalendar
from services.demo.projects import PLANNED_DAILY, DemoTask, ProjectPortfolio, place_of
from services.demo.rows import CENT, Rows, ids, keep_where, keys, rows_from_records

# Budgeted cost of an hour of a crew, in cents.
COST_OF_HOUR = 62 * 100
PROJECT_COLUMNS = (
    "key",
    "name",
    "client_id",
    "manager_id",
    "status",
    "baseline_start_on",
    "baseline_end_on",
    "started_on",
    "ended_on",
    "baseline_minutes",
    "budget",
    "currency",
)


def rows(calendar: DemoCalendar, work: ProjectPortfolio) -> Iterator[Rows]:
    """Yield the projects, the tasks and their changes."""
    known = len(calendar.workdays)
    status = ["planned" if each.start >= known else "done" if each.end < known else "active" for each in work.projects]
    yield rows_from_records(
        "projects",
        PROJECT_COLUMNS,
        (
            (
                f"PR-{number:03}",
                f"Fit-out {number}",
                each.client + 1,
                work.crews[each.crew][0],
                state,
                calendar.day(place_of(calendar, each.start)),
                calendar.day(place_of(calendar, each.start + each.planned - 1)),
                None if state == "planned" else calendar.day(place_of(calendar, each.start)),
                calendar.day(place_of(calendar, each.end)) if state == "done" else None,
                each.planned * PLANNED_DAILY,
                each.planned * PLANNED_DAILY // 60 * COST_OF_HOUR * CENT,
                "EUR",
            )
            for number, (each, state) in enumerate(zip(work.projects, status, strict=True), 1)
        ),
    )
    yield from _task_rows(calendar, work.tasks)


def _task_rows(calendar: DemoCalendar, tasks: list[DemoTask]) -> Iterator[Rows]:
    until = len(calendar.workdays) * OPEN_MINUTES
    added, started, done = (np.array(each) for each in zip(*((t.added, t.started, t.done) for t in tasks), strict=True))
    keep = added < until
    steps = [_steps(task) for task, kept in zip(tasks, keep, strict=True) if kept]
    changes = [
        (task, number, minute, state)
        for task, happened in enumerate(steps, 1)
        for number, (minute, state) in enumerate(happened, 1)
        if minute < until
    ]
    now = ["backlog"] * len(steps)
    for task, _, _, state in changes:
        now[task - 1] = state
    tasks = [task for task, kept in zip(tasks, keep, strict=True) if kept]
    project = np.array([-1 if task.project is None else task.project for task in tasks])
    days = [
        np.array([place_of(calendar, each) for each in dates])
        for dates in zip(*((t.committed, t.due) for t in tasks), strict=True)
    ]
    yield Rows(
        "tasks",
        {
            "id": ids(len(tasks)),
            "key": keys("TK", range(1, len(tasks) + 1)),
            "name": [task.name for task in tasks],
            "kind": [task.kind for task in tasks],
            "project_id": keep_where(project + 1, project >= 0),
            "assignee_id": [task.assignee for task in tasks],
            "state": now,
            "added_at": calendar.open_instant(added[keep]),
            "started_at": calendar.open_instant(started[keep]),
            "done_at": calendar.open_instant(done[keep]),
            "committed_on": calendar.day_of(days[0]),
            "due_on": calendar.day_of(days[1]),
            "estimate_minutes": [task.estimate for task in tasks],
        },
    )
    yield Rows(
        "task_changes",
        {
            "id": ids(len(changes)),
            "task_id": np.array([change[0] for change in changes]),
            "number": np.array([change[1] for change in changes]),
            "changed_at": calendar.open_instant(np.array([change[2] for change in changes])),
            "state": [change[3] for change in changes],
        },
    )


def _steps(task: DemoTask) -> list[tuple[int, str]]:
    waits = [(task.waits[0], "waiting"), (task.waits[1], "active")] if task.waits else []
    return [(task.added, "backlog"), (task.started, "active"), *waits, (task.done, "done")]
