"""What is worked on, and how far it has come against its first plan."""

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


def _of_the_plan(part: Expression, whole: Expression) -> Expression:
    """Return the minutes first planned, times part over whole."""
    return Divide(Arithmetic("*", FieldRef("project.baseline_minutes"), part), whole)


PLANNED_DAYS = Arithmetic(
    "+", DaysBetween(FieldRef("project.baseline_start_on"), FieldRef("project.baseline_end_on")), Constant(1)
)
DAYS_GONE = Greatest(
    Constant(0), Least(PLANNED_DAYS, DaysBetween(FieldRef("project.baseline_start_on"), Boundary("end")))
)
ESTIMATE_DONE = RelatedAggregate(
    "sum",
    "task.project",
    When(FieldRef("task.done_at"), "<", Boundary("end_at"), FieldRef("task.estimate_minutes"), Constant(0)),
)
NOTED = RelatedAggregate(
    "sum", "work_log.project", When(FieldRef("work_log.worked_on"), "<", Boundary("end"), FieldRef("work_log.minutes"))
)

PROJECT = Entity(
    "project",
    "Project",
    "projects",
    "Work with an end.",
    time="project.started_on",
    fields=(
        column_field("id", "Project", "integer", "Number of the row."),
        column_field("name", "Project", "text", "Name of the project.", dimension=True),
        column_field("status", "Project's status", "text", "How far it has come.", dimension=True, values=STATUSES),
        column_field("baseline_start_on", "Planned start", "date", "First day, as first planned."),
        column_field("baseline_end_on", "Planned end", "date", "Last day, as first planned."),
        column_field("started_on", "Project began", "date", "First day of work."),
        column_field("ended_on", "Project ended", "date", "Last day of work; empty while it goes on."),
        column_field("baseline_minutes", "Planned minutes", "integer", "Minutes of work, as first planned."),
        column_field("currency", "Budget's currency", "text", "Currency of the budget."),
        column_field(
            "budget", "Budget", "money", "What the work may cost, as first planned.", currency="project.currency"
        ),
        Field(
            "slip_days",
            "Days of slip",
            "integer",
            "Days from the planned end to the end; below zero where it ended sooner.",
            DaysBetween(FieldRef("project.baseline_end_on"), FieldRef("project.ended_on")),
        ),
        Field(
            "in_time",
            "Ended in time",
            "integer",
            "1 where it ended by its planned end, else 0.",
            When(FieldRef("project.slip_days"), "<=", Constant(0), Constant(1), Constant(0)),
        ),
        Field(
            "on_the_books",
            "Began or was to begin",
            "date",
            "First day of work, planned or actual, whichever came first.",
            Least(
                Coalesce(FieldRef("project.baseline_start_on"), FieldRef("project.started_on")),
                Coalesce(FieldRef("project.started_on"), FieldRef("project.baseline_start_on")),
            ),
        ),
        Field(
            "estimated_minutes",
            "Minutes estimated",
            "integer",
            "What its tasks were estimated to take, together.",
            RelatedAggregate("sum", "task.project", FieldRef("task.estimate_minutes")),
        ),
        Field(
            "earned_minutes",
            "Minutes earned",
            "number",
            "Of the minutes first planned, the share of the estimates that belongs to tasks done by the period's end.",
            _of_the_plan(ESTIMATE_DONE, FieldRef("project.estimated_minutes")),
        ),
        Field(
            "due_minutes",
            "Minutes due",
            "number",
            "Of the minutes first planned, the share of the planned days that is over at the end of the period.",
            _of_the_plan(DAYS_GONE, PLANNED_DAYS),
        ),
        Field("spent_minutes", "Minutes spent", "integer", "Minutes noted by the end of the period.", NOTED),
    ),
)

ENTITIES = (PROJECT,)
RELATIONS = (Relation("project.client", "project", "client", "client_id", optional=True),)
