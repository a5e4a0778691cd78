"""Fit-out projects at clients, in sequence for each of four crews, and smaller tasks of other teams."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.demo.clients import Clients
from services.demo.days import OPEN_MINUTES, DemoCalendar
from services.demo.rows import Array, rng_of
from services.demo.staff import Staff

CREWS = 4
# name, kind, share of the time, whether the designer does it
STEPS = (
    ("Measure the rooms", "Survey", 0.08, True),
    ("Draw the plan", "Design", 0.22, True),
    ("Choose colours and light", "Design", 0.10, True),
    ("Prepare the rooms", "Site work", 0.14, False),
    ("Bring the furniture", "Delivery", 0.08, False),
    ("Assemble desks and storage", "Assembly", 0.20, False),
    ("Hang the lamps", "Assembly", 0.12, False),
    ("Hand over", "Hand-over", 0.06, True),
)
CHORES = (
    ("Write a product page", "Content", "MARKETING"),
    ("Prepare a mailing", "Campaign", "MARKETING"),
    ("Count a shelf", "Stock count", "WAREHOUSE"),
    ("Mend a return", "Repair", "WAREHOUSE"),
    ("Answer an auditor", "Audit", "FINANCE"),
)
CHORE_COUNT = 900
PLANNED_DAILY = 2 * 400
WAITS = 0.3


@dataclass(frozen=True)
class DemoProject:
    """A project. Its days are indexes of workdays, and can be in the future."""

    client: int
    crew: int
    start: int
    planned: int
    takes: int

    @property
    def end(self) -> int:
        return self.start + self.takes - 1


@dataclass(frozen=True)
class DemoTask:
    """A task. Its times are in opening minutes, and after today if they have not happened."""

    name: str
    kind: str
    project: int | None
    assignee: int
    added: int
    started: int
    waits: tuple[int, int] | None
    done: int
    committed: int
    due: int
    estimate: int


@dataclass(frozen=True)
class ProjectPortfolio:
    """The projects, their tasks, and the tasks of other teams."""

    projects: list[DemoProject]
    tasks: list[DemoTask]
    first_task: list[int]
    crews: list[tuple[int, tuple[int, ...]]]

    def task_on(self, project: int, workday: int) -> int | None:
        """Return the id of the task that is in progress on a workday."""
        first = self.first_task[project]
        for place in range(first, first + len(STEPS)):
            if workday * OPEN_MINUTES < self.tasks[place].done:
                return place + 1
        return None


def place_of(calendar: DemoCalendar, workday: int) -> int:
    """Return the day index of a workday. Future weeks have five workdays."""
    known = len(calendar.workdays)
    return int(calendar.workdays[workday]) if workday < known else calendar.last + 1 + (workday - known) * 7 // 5


def build_projects(calendar: DemoCalendar, clients: Clients, staff: Staff, seed: int) -> ProjectPortfolio:
    """Return the projects and tasks. Each crew of a designer and a fitter does one project after the other."""
    rng = rng_of(seed, "projects")
    team = staff.in_teams("FIT-OUT")
    designers = [int(each) for each in team if staff.titles[each - 1] == "Interior designer"]
    fitters = [int(each) for each in team if staff.titles[each - 1] == "Fitter"]
    fourth = tuple(fitters[CREWS - 1 :])
    crews: list[tuple[int, tuple[int, ...]]] = [
        (designers[crew % len(designers)], (fitters[crew],)) for crew in range(CREWS - 1)
    ]
    crews.append((designers[0], fourth))
    companies = np.flatnonzero((clients.segment < 2) & ~clients.in_dollars)
    found = sorted(
        (project for crew in range(CREWS) for project in _crew(rng, calendar, clients, companies, crew)),
        key=lambda project: project.start,
    )
    work = ProjectPortfolio(found, [], [], crews)
    for place, project in enumerate(found):
        work.first_task.append(len(work.tasks))
        work.tasks.extend(_tasks(rng, calendar, staff, work, place, project))
    work.tasks.extend(_chores(rng, calendar, staff))
    return work


def _crew(
    rng: np.random.Generator, calendar: DemoCalendar, clients: Clients, companies: Array, crew: int
) -> Iterator[DemoProject]:
    start, known = 3 * crew, len(calendar.workdays)
    while start < known + 30:
        joined = companies[clients.joins[companies] <= place_of(calendar, start)]
        planned = int(rng.integers(14, 60))
        takes = max(8, round(planned * float(rng.lognormal(0.06, 0.2))))
        # A future project has no actual duration yet.
        takes = takes if start < known else planned
        yield DemoProject(int(rng.choice(joined)), crew, start, planned, takes)
        start += takes + int(rng.integers(1, 7))


def _tasks(
    rng: np.random.Generator,
    calendar: DemoCalendar,
    staff: Staff,
    work: ProjectPortfolio,
    place: int,
    project: DemoProject,
) -> Iterator[DemoTask]:
    shares = np.array([share for *_, share, _ in STEPS])
    bounds = np.concatenate([[0], np.cumsum(shares) / shares.sum()])
    designer, fitters = work.crews[project.crew]
    begins = place_of(calendar, project.start)
    fitter = next((each for each in fitters if staff.works(each, begins)), fitters[-1])
    added = max(0, project.start - 5) * OPEN_MINUTES + 60
    for number, (name, kind, _, by_designer) in enumerate(STEPS):
        starts, ends = (
            project.start * OPEN_MINUTES + round(project.takes * OPEN_MINUTES * each)
            for each in bounds[number : number + 2]
        )
        planned = project.start + round(project.planned * bounds[number + 1])
        middle, long = (starts + ends) // 2, (ends - starts) // 4
        waits = (middle, middle + long) if rng.random() < WAITS and long > 60 else None
        due = max(planned, ends // OPEN_MINUTES) if rng.random() < 0.6 else planned
        estimate = round(project.planned * PLANNED_DAILY * (bounds[number + 1] - bounds[number]) / 30) * 30
        yield DemoTask(
            name,
            kind,
            place,
            designer if by_designer else fitter,
            added + number,
            starts,
            waits,
            ends,
            planned,
            due,
            estimate,
        )


def _chores(rng: np.random.Generator, calendar: DemoCalendar, staff: Staff) -> Iterator[DemoTask]:
    until = len(calendar.workdays) * OPEN_MINUTES
    for added in sorted(rng.integers(0, until, CHORE_COUNT).tolist()):
        name, kind, team = CHORES[rng.integers(len(CHORES))]
        place = place_of(calendar, added // OPEN_MINUTES)
        employed = [int(each) for each in staff.in_teams(team)[1:] if staff.works(int(each), place)]
        started = added + int(rng.exponential(3 * OPEN_MINUTES))
        takes = 30 + int(rng.lognormal(np.log(3 * OPEN_MINUTES), 0.8))
        waits = (started + takes // 3, started + takes // 2) if rng.random() < WAITS else None
        committed = (started + int(4.5 * OPEN_MINUTES)) // OPEN_MINUTES
        estimate = round(takes / 4 * float(rng.uniform(0.6, 1.3)) / 15 + 1) * 15
        yield DemoTask(
            name,
            kind,
            None,
            int(rng.choice(employed)),
            added,
            started,
            waits,
            started + takes,
            committed,
            committed,
            estimate,
        )
