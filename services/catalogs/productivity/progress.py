"""Project schedule and effort compared with the baseline."""

from services.catalogs.productivity.capacity import MINUTES_IN_AN_HOUR, OWNER
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

PROJECTS = CountDistinct(FieldRef("project.id"))
ENDED = ("project.ended_on",)
NOT_CANCELLED = Not(Compare("project.status", "=", "cancelled"))

ACTIVE_PROJECTS = Metric(
    "project.active",
    "Active projects",
    kind="balance",
    type="integer",
    entity="project",
    formula=PROJECTS,
    opened="project.started_on",
    closed=("project.ended_on",),
    better="neither",
    unit="projects",
    definition="Projects started and not ended by the end of the period.",
    exclusions="Projects not started.",
    owner=OWNER,
    synonyms=("running projects", "open projects"),
)
COMPLETED_PROJECTS = Metric(
    "project.done",
    "Completed projects",
    kind="simple",
    type="integer",
    entity="project",
    formula=PROJECTS,
    times=ENDED,
    where=NOT_CANCELLED,
    better="up",
    unit="projects",
    definition="Projects by their end date.",
    exclusions="Projects still active, and cancelled projects.",
    owner=OWNER,
    synonyms=("projects done",),
)
PROJECTS_ON_TIME = Metric(
    "project.on_time",
    "On-time project rate",
    kind="ratio",
    type="ratio",
    entity="project",
    formula=Divide(Sum(FieldRef("project.in_time")), PROJECTS),
    times=ENDED,
    where=And((NOT_CANCELLED, Not(Null("project.baseline_end_on")))),
    better="up",
    unit="% of completed projects",
    definition="Share of completed projects that ended on or before their baseline end date.",
    denominator="Completed projects with a baseline end date; n/a if there are none.",
    exclusions="Projects still active, and cancelled projects.",
    owner=OWNER,
    synonyms=("projects delivered on time",),
)


def _schedule_variance(name: str, label: str, level: float, definition: str, *synonyms: str) -> Metric:
    """Return a percentile of the days that projects ended late."""
    return Metric(
        f"project.{name}",
        label,
        kind="simple",
        type="number",
        entity="project",
        formula=Percentile(level, FieldRef("project.slip_days"), per="project.id"),
        times=ENDED,
        where=NOT_CANCELLED,
        better="down",
        unit="days",
        definition=definition,
        exclusions="Projects still active, cancelled projects, and projects without a baseline end date.",
        owner=OWNER,
        synonyms=synonyms,
    )


SCHEDULE_VARIANCE = _schedule_variance(
    "slip",
    "Schedule variance",
    0.5,
    "Median days from baseline end date to actual end date, for completed projects; negative if early.",
    "project delay",
)
SCHEDULE_VARIANCE_P75 = _schedule_variance(
    "slip_p75",
    "Schedule variance (P75)",
    0.75,
    "Days from baseline end date to actual end date that 75% of completed projects do not exceed (75th percentile).",
    "schedule slip",
)
# Planned and actual progress can be calculated only for these projects.
HAS_BASELINE = And(
    (
        NOT_CANCELLED,
        Not(Null("project.baseline_minutes")),
        Not(Null("project.baseline_start_on")),
        Not(Null("project.baseline_end_on")),
        Compare("project.estimated_minutes", ">", 0),
    )
)
NO_BASELINE = "Projects ended or cancelled, and projects without baseline dates, baseline hours or estimates."


def _effort(name: str, label: str, field: str, definition: str, *synonyms: str) -> Metric:
    """Return hours of the projects that are active, or should be, at the end of the period."""
    return Metric(
        f"project.{name}",
        label,
        kind="balance",
        type="number",
        entity="project",
        formula=Divide(Sum(FieldRef(field)), MINUTES_IN_AN_HOUR),
        where=HAS_BASELINE,
        opened="project.on_the_books",
        closed=("project.ended_on",),
        better="neither",
        unit="hours",
        definition=f"{definition} Projects count from their baseline or actual start, whichever is earlier, until "
        "they end.",
        exclusions=NO_BASELINE,
        owner=OWNER,
        synonyms=synonyms,
    )


def _index(name: str, label: str, against: str, definition: str, denominator: str, *synonyms: str) -> Metric:
    """Return earned value divided by another value."""
    return Metric(
        f"project.{name}",
        label,
        kind="ratio",
        type="number",
        entity="project",
        formula=Divide(MetricRef("project.earned"), MetricRef(against)),
        times=("project.started_on",),
        better="up",
        unit="times plan" if name == "spi" else "times hours",
        definition=definition,
        denominator=denominator,
        exclusions=NO_BASELINE,
        owner=OWNER,
        synonyms=synonyms,
    )


EARNED = _effort(
    "earned",
    "Earned value",
    "project.earned_minutes",
    "Baseline hours multiplied by the share of estimates that belongs to completed tasks.",
    "ev",
)
DUE = _effort(
    "due",
    "Planned value",
    "project.due_minutes",
    "Baseline hours due by the end of the period, spread evenly over the baseline dates.",
    "pv",
)
SPENT = _effort(
    "spent", "Actual effort", "project.spent_minutes", "Hours logged on the projects to date, billable or not.", "ac"
)
SPI = _index(
    "spi",
    "Schedule performance index (SPI)",
    "project.due",
    "Earned value divided by planned value, for active projects. Below 1, they are behind the baseline.",
    "Planned value; n/a if zero.",
    "spi",
    "schedule index",
)
CPI = _index(
    "cpi",
    "Cost performance index (CPI)",
    "project.spent",
    "Earned value divided by actual effort, for active projects. Below 1, completed work took more hours than "
    "planned. It is measured in hours, because hourly costs of people are not recorded.",
    "Actual effort; n/a if zero.",
    "cpi",
    "cost index",
)

METRICS = (
    ACTIVE_PROJECTS,
    COMPLETED_PROJECTS,
    PROJECTS_ON_TIME,
    SCHEDULE_VARIANCE,
    SCHEDULE_VARIANCE_P75,
    EARNED,
    DUE,
    SPENT,
    SPI,
    CPI,
)
