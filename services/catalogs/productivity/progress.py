"""Progress: whether projects keep to their first plan of days and hours."""

from services.catalogs.productivity.capacity import MINUTES_IN_AN_HOUR, OWNER
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

PROJECTS = CountDistinct(FieldRef("project.id"))
ENDED = ("project.ended_on",)
NOT_GIVEN_UP = Not(Compare("project.status", "=", "cancelled"))

PROJECTS_RUNNING = Metric(
    "project.active",
    "Running projects",
    kind="balance",
    type="integer",
    entity="project",
    formula=PROJECTS,
    opened="project.started_on",
    closed=("project.ended_on",),
    better="neither",
    unit="projects",
    definition="Projects on which work had begun and that go on after the last day of the period.",
    exclusions="Projects that were not begun.",
    owner=OWNER,
    synonyms=("active projects", "open projects"),
)
PROJECTS_DONE = Metric(
    "project.done",
    "Projects done",
    kind="simple",
    type="integer",
    entity="project",
    formula=PROJECTS,
    times=ENDED,
    where=NOT_GIVEN_UP,
    better="up",
    unit="projects",
    definition="Projects by their last day of work.",
    exclusions="Projects that go on, and those given up.",
    owner=OWNER,
    synonyms=("finished projects",),
)
PROJECTS_ON_TIME = Metric(
    "project.on_time",
    "Projects on time",
    kind="ratio",
    type="ratio",
    entity="project",
    formula=Divide(Sum(FieldRef("project.in_time")), PROJECTS),
    times=ENDED,
    where=And((NOT_GIVEN_UP, Not(Null("project.baseline_end_on")))),
    better="up",
    unit="% of projects done",
    definition="Share of the projects done that ended by their planned end, as first planned.",
    denominator="Projects done that had a planned end; n/a where there is none.",
    exclusions="Projects that go on, and those given up.",
    owner=OWNER,
    synonyms=("projects delivered on time",),
)


def _slip(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of how many days late projects ended."""
    return Metric(
        f"project.{name}",
        label,
        kind="simple",
        type="number",
        entity="project",
        formula=Percentile(level, FieldRef("project.slip_days"), per="project.id"),
        times=ENDED,
        where=NOT_GIVEN_UP,
        better="down",
        unit="days",
        definition=definition,
        exclusions="Projects that go on, those given up, and those without a planned end.",
        owner=OWNER,
        synonyms=synonyms,
    )


SLIP = _slip(
    "slip",
    "Schedule slip",
    0.5,
    "Days from the end first planned to the end, below zero where a project ended sooner: half of the projects done "
    "slipped by less, half by more.",
    "project delay",
)
SLIP_P75 = _slip(
    "slip_p75",
    "Schedule slip, latest quarter",
    0.75,
    "Three quarters of the projects done slipped by fewer days from the end first planned, a quarter by more.",
    "p75 project delay",
)
# Of these it can be told how far they are and how far they should be.
WITH_A_PLAN = And(
    (
        NOT_GIVEN_UP,
        Not(Null("project.baseline_minutes")),
        Not(Null("project.baseline_start_on")),
        Not(Null("project.baseline_end_on")),
        Compare("project.estimated_minutes", ">", 0),
    )
)
WITHOUT_A_PLAN = "Projects that are over or given up, and those without planned days, planned hours or estimates."


def _value(name: str, label: str, field: str, definition: str, *synonyms: str) -> Metric:
    """Return hours of the projects that are under way or should be, at the end of the period."""
    return Metric(
        f"project.{name}",
        label,
        kind="balance",
        type="number",
        entity="project",
        formula=Divide(Sum(FieldRef(field)), MINUTES_IN_AN_HOUR),
        where=WITH_A_PLAN,
        opened="project.on_the_books",
        closed=("project.ended_on",),
        better="neither",
        unit="hours",
        definition=f"{definition} Projects count from their first day, planned or actual, until they end.",
        exclusions=WITHOUT_A_PLAN,
        owner=OWNER,
        synonyms=synonyms,
    )


def _index(name: str, label: str, against: str, definition: str, denominator: str, *synonyms: str) -> Metric:
    """Return earned value over another value."""
    return Metric(
        f"project.{name}",
        label,
        kind="ratio",
        type="number",
        entity="project",
        formula=Divide(MetricRef("project.earned"), MetricRef(against)),
        times=("project.started_on",),
        better="up",
        unit="times the plan" if name == "spi" else "times the hours",
        definition=definition,
        denominator=denominator,
        exclusions=WITHOUT_A_PLAN,
        owner=OWNER,
        synonyms=synonyms,
    )


EARNED = _value(
    "earned",
    "Earned value",
    "project.earned_minutes",
    "Hours first planned, as far as they are earned: times the share of the estimates that belongs to tasks done.",
    "ev",
)
DUE = _value(
    "due",
    "Planned value",
    "project.due_minutes",
    "Hours first planned, as far as they are due: spread evenly from the first planned day to the last.",
    "pv",
)
SPENT = _value(
    "spent", "Actual effort", "project.spent_minutes", "Hours noted for the projects so far, billable or not.", "ac"
)
SPI = _index(
    "spi",
    "Schedule index (SPI)",
    "project.due",
    "Earned over planned value of the projects under way. Below 1 they are behind their first plan.",
    "Planned value; n/a where there is none.",
    "spi",
    "schedule performance index",
)
CPI = _index(
    "cpi",
    "Cost index (CPI)",
    "project.spent",
    "Earned value over the hours spent on the projects under way. Below 1 they take more hours than what they have got "
    "done was to take. Hours, not money: the cost of a person's hour is not shown here.",
    "Actual effort; n/a where there is none.",
    "cpi",
    "cost performance index",
)

METRICS = (
    PROJECTS_RUNNING,
    PROJECTS_DONE,
    PROJECTS_ON_TIME,
    SLIP,
    SLIP_P75,
    EARNED,
    DUE,
    SPENT,
    SPI,
    CPI,
)
