"""Projects, and their progress compared with the baseline."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    Constant,
    DaysBetween,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    Least,
    RelatedAggregate,
    When,
)

STATUSES = ("planned", "active", "on_hold", "done", "cancelled")


def _baseline_share(part: Expression, whole: Expression) -> Expression:
    """Return the baseline minutes multiplied by ``part`` over ``whole``."""
    return Divide(Arithmetic("*", FieldRef("project.baseline_minutes"), part), whole)


PLANNED_DAYS = Arithmetic(
    "+", DaysBetween(FieldRef("project.baseline_start_on"), FieldRef("project.baseline_end_on")), Constant(1)
)
DAYS_ELAPSED = Greatest(
    Constant(0), Least(PLANNED_DAYS, DaysBetween(FieldRef("project.baseline_start_on"), Boundary("end")))
)
COMPLETED_ESTIMATE = RelatedAggregate(
    "sum",
    "task.project",
    When(FieldRef("task.done_at"), "<", Boundary("end_at"), FieldRef("task.estimate_minutes"), Constant(0)),
)
LOGGED_MINUTES = RelatedAggregate(
    "sum", "work_log.project", When(FieldRef("work_log.worked_on"), "<", Boundary("end"), FieldRef("work_log.minutes"))
)

PROJECT = Entity(
    "project",
    "Project",
    "projects",
    "A body of work with an end date.",
    time="project.started_on",
    fields=(
        column_field("id", "Project ID", "integer", "Internal ID of the row."),
        column_field("name", "Project", "text", "Name of the project.", dimension=True),
        column_field(
            "status", "Project status", "text", "Current status of the project.", dimension=True, values=STATUSES
        ),
        column_field("baseline_start_on", "Baseline start", "date", "Start date in the baseline."),
        column_field("baseline_end_on", "Baseline end", "date", "End date in the baseline."),
        column_field("started_on", "Project start", "date", "First day of work."),
        column_field("ended_on", "Project end", "date", "Last day of work; empty while active."),
        column_field("baseline_minutes", "Baseline minutes", "integer", "Minutes of work in the baseline."),
        column_field("currency", "Budget currency", "text", "Currency of the budget."),
        column_field(
            "budget", "Budget", "money", "Approved cost of the work in the baseline.", currency="project.currency"
        ),
        Field(
            "slip_days",
            "Schedule variance in days",
            "integer",
            "Days from baseline end to actual end; negative if early.",
            DaysBetween(FieldRef("project.baseline_end_on"), FieldRef("project.ended_on")),
        ),
        Field(
            "in_time",
            "Ended on time",
            "integer",
            "1 if the project ended on or before its baseline end; otherwise 0.",
            When(FieldRef("project.slip_days"), "<=", Constant(0), Constant(1), Constant(0)),
        ),
        Field(
            "on_the_books",
            "Effective start",
            "date",
            "Baseline or actual start, whichever is earlier.",
            Least(
                Coalesce(FieldRef("project.baseline_start_on"), FieldRef("project.started_on")),
                Coalesce(FieldRef("project.started_on"), FieldRef("project.baseline_start_on")),
            ),
        ),
        Field(
            "estimated_minutes",
            "Estimated minutes",
            "integer",
            "Sum of the estimates of its tasks.",
            RelatedAggregate("sum", "task.project", FieldRef("task.estimate_minutes")),
        ),
        Field(
            "earned_minutes",
            "Earned minutes",
            "number",
            "Baseline minutes multiplied by the share of estimates that belongs to tasks completed by the end of the "
            "period.",
            _baseline_share(COMPLETED_ESTIMATE, FieldRef("project.estimated_minutes")),
        ),
        Field(
            "due_minutes",
            "Minutes due",
            "number",
            "Baseline minutes multiplied by the share of baseline days that have passed by the end of the period.",
            _baseline_share(DAYS_ELAPSED, PLANNED_DAYS),
        ),
        Field("spent_minutes", "Minutes logged", "integer", "Minutes logged by the end of the period.", LOGGED_MINUTES),
    ),
)

ENTITIES = (PROJECT,)
RELATIONS = (Relation("project.client", "project", "client", "client_id", optional=True),)
