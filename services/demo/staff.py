"""The employees: teams, managers, hires and leavers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import CENT, Array, Rows, ids, keep_where, keys, rng_of
from services.demo.words import FIRST, LAST, address_of

OWNER = "Mara Lindholm"
FULL_WEEK = 40 * 60

# key, name, department, territory
TEAMS = (
    ("MANAGEMENT", "Management", "Management", None),
    ("SALES-EU", "Sales Europe", "Sales", "Europe"),
    ("SALES-US", "Sales America", "Sales", "North America"),
    ("MARKETING", "Marketing", "Marketing", None),
    ("SERVICE", "Service desk", "Service", None),
    ("FIT-OUT", "Fit-out", "Projects", None),
    ("WAREHOUSE", "Warehouse", "Logistics", None),
    ("FINANCE", "Finance", "Finance", None),
)

# team, title, headcount, cost per hour; the first person of a team leads it
POSTS = (
    ("MANAGEMENT", "Managing director", 1, 95),
    ("SALES-EU", "Head of sales", 1, 72),
    ("SALES-EU", "Account manager", 5, 47),
    ("SALES-US", "Sales manager", 1, 66),
    ("SALES-US", "Account executive", 2, 50),
    ("MARKETING", "Head of marketing", 1, 58),
    ("MARKETING", "Marketing specialist", 2, 38),
    ("SERVICE", "Head of service", 1, 48),
    ("SERVICE", "Service agent", 5, 29),
    ("FIT-OUT", "Head of fit-out", 1, 58),
    ("FIT-OUT", "Interior designer", 3, 44),
    ("FIT-OUT", "Fitter", 4, 34),
    ("WAREHOUSE", "Warehouse manager", 1, 42),
    ("WAREHOUSE", "Warehouse clerk", 4, 25),
    ("FINANCE", "Head of finance", 1, 62),
    ("FINANCE", "Accountant", 2, 39),
)
# title, days before today on which somebody left, and on which their successor started
LEAVERS = (
    ("Account manager", 610, 570),
    ("Service agent", 420, 395),
    ("Fitter", 280, 240),
    ("Warehouse clerk", 120, 95),
)
PART_TIME = {3: 0.5, 11: 0.75, 17: 0.8, 27: 0.6, 35: 0.5}


@dataclass(frozen=True)
class Staff:
    """The employees in the order of their ids, which start at 1. Days are day indexes of the calendar."""

    calendar: DemoCalendar
    teams: list[str]
    titles: list[str]
    names: list[str]
    hired: Array
    left: Array
    weekly_minutes: Array
    cost_rate: Array

    def in_teams(self, *teams: str) -> Array:
        """Return the ids of all current and former members of these teams."""
        return np.array([number for number, team in enumerate(self.teams, 1) if team in teams])

    def works(self, employee: int, place: int) -> bool:
        """Return whether an employee is employed on a day."""
        return bool(self.hired[employee - 1] <= place <= self.left[employee - 1])

    def at_work(self, employees: Array, places: Array) -> Array:
        """Return whether each employee is employed on each day."""
        employed: Array = (self.hired[employees - 1] <= places) & (places <= self.left[employees - 1])
        return employed

    @cached_property
    def sellers(self) -> Array:
        """The ids of the employees with clients and a quota."""
        titles = ("Account manager", "Account executive")
        return np.array([number for number, title in enumerate(self.titles, 1) if title in titles])

    @property
    def slipping(self) -> int:
        """The id of the account manager whose deals always close late."""
        return int(self.sellers[2])

    def manager_of(self, employee: int) -> int | None:
        """Return the manager: the head of the team, or the managing director for a head."""
        head = self.teams.index(self.teams[employee - 1]) + 1
        return head if employee != head else (1 if employee != 1 else None)

    def rows(self) -> Iterator[Rows]:
        """Yield the teams and the employees."""
        yield Rows("teams", {"id": ids(len(TEAMS)), "key": [t[0] for t in TEAMS], "name": [t[1] for t in TEAMS]})
        count = len(self.names)
        at = {key: (number, department, region) for number, (key, _, department, region) in enumerate(TEAMS, 1)}
        america = np.array([team == "SALES-US" for team in self.teams])
        yield Rows(
            "employees",
            {
                "id": ids(count),
                "key": keys("E", range(1, count + 1), 3),
                "name": self.names,
                "email": [address_of(name) for name in self.names],
                "team_id": [at[team][0] for team in self.teams],
                "manager_id": [self.manager_of(number) for number in range(1, count + 1)],
                "job_title": self.titles,
                "department": [at[team][1] for team in self.teams],
                "region": [at[team][2] for team in self.teams],
                "hired_on": self.calendar.day_of(self.hired),
                "left_on": self.calendar.day_of(self.left),
                "weekly_minutes": self.weekly_minutes,
                # The cost rate of the latest hire is not known yet.
                "cost_rate": keep_where(self.cost_rate, np.arange(count) != count - 1),
                "currency": np.where(america, "USD", "EUR").astype(object),
            },
        )


def build_staff(calendar: DemoCalendar, seed: int) -> Staff:
    """Return the staff, hired before or within the three years, including four leavers."""
    rng = rng_of(seed, "staff")
    posts = [(team, title, rate) for team, title, count, rate in POSTS for _ in range(count)]
    count = len(posts)
    hired = -rng.integers(30, 3_000, count)
    hired[[5, 16, 28]] = calendar.last - np.array([820, 500, 340])
    left = np.full(count, NEVER)
    for title, gone, followed in LEAVERS:
        place = max(number for number, post in enumerate(posts[:count]) if post[1] == title)
        left[place] = calendar.last - gone
        posts.append(posts[place])
        hired, left = np.append(hired, calendar.last - followed), np.append(left, NEVER)
    pairs = rng.permutation(len(FIRST) * len(LAST))[: len(posts)]
    names = [OWNER] + [f"{FIRST[pair % len(FIRST)]} {LAST[pair // len(FIRST)]}" for pair in pairs[1:]]
    rates = np.array([rate for *_, rate in posts]) * rng.uniform(0.9, 1.12, len(posts))
    return Staff(
        calendar,
        teams=[team for team, *_ in posts],
        titles=[title for _, title, _ in posts],
        names=names,
        hired=hired,
        left=left,
        weekly_minutes=np.array([round(FULL_WEEK * PART_TIME.get(number, 1.0)) for number in range(len(posts))]),
        cost_rate=np.rint(rates * 2).astype(np.int64) * 50 * CENT,
    )
