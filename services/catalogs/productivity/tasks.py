"""Tasks, each of their states, and the time that was spent on them."""

from services.catalogs.common import HOURS_PER_MINUTE
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    DayOf,
    Divide,
    Expression,
    FieldRef,
    RelatedAggregate,
    SecondsBetween,
    When,
)

STATES = ("backlog", "active", "waiting", "done", "cancelled")
DAYS_PER_SECOND = Constant(1 / 86_400)


def days(start: Expression, end: Expression) -> Expression:
    """Return days and parts of days from one instant to another."""
    return Arithmetic("*", SecondsBetween(start, end), DAYS_PER_SECOND)


TASK = Entity(
    "task",
    "Task",
    "tasks",
    "A piece of work that one person can finish.",
    time="task.added_at",
    hide_identities=True,
    fields=(
        column_field("id", "Task", "integer", "Number of the row."),
        column_field("key", "Task", "text", "Number of the task.", dimension=True),
        column_field("name", "What is to be done", "text", "What is to be done, in a line."),
        column_field("kind", "Kind of work", "text", "Kind of work, such as design or assembly.", dimension=True),
        column_field(
            "state",
            "Task's state",
            "text",
            "Where it stands after its last change.",
            dimension=True,
            values=STATES,
        ),
        column_field("added_at", "Added", "instant", "When it was entered."),
        column_field("started_at", "Begun", "instant", "When work on it first began."),
        column_field("done_at", "Done", "instant", "When it was finished; empty while it is not."),
        Field(
            "done_on",
            "Done on",
            "date",
            "Day on which it was finished, in the organisation's time zone.",
            DayOf(FieldRef("task.done_at")),
        ),
        Field(
            "given_up_at",
            "Given up",
            "instant",
            "When it was last cancelled, where it still is.",
            When(
                FieldRef("task.state"),
                "=",
                Constant("cancelled"),
                RelatedAggregate(
                    "max",
                    "task_change.task",
                    When(FieldRef("task_change.state"), "=", Constant("cancelled"), FieldRef("task_change.changed_at")),
                ),
            ),
        ),
        column_field(
            "committed_on", "Promised first", "date", "Day that was promised first; later promises do not move it."
        ),
        column_field("due_on", "Promised now", "date", "Day that is promised now."),
        column_field(
            "estimate_minutes", "Minutes estimated", "integer", "How long it should take, as first estimated."
        ),
        Field(
            "cycle_days",
            "Days of work",
            "number",
            "From the first work on it to its end, nights and weekends counted.",
            days(FieldRef("task.started_at"), FieldRef("task.done_at")),
        ),
        Field(
            "age_days",
            "Days in work",
            "number",
            "From the first work on it to the end of the period, nights and weekends counted.",
            days(FieldRef("task.started_at"), Boundary("end_at")),
        ),
        Field(
            "in_time",
            "Done in time",
            "integer",
            "1 where it was done by the end of the day that was promised first, else 0.",
            When(FieldRef("task.done_on"), "<=", FieldRef("task.committed_on"), Constant(1), Constant(0)),
        ),
        Field(
            "noted_minutes",
            "Minutes noted",
            "integer",
            "Time that was noted for it on any day.",
            RelatedAggregate("sum", "work_log.task", FieldRef("work_log.minutes")),
        ),
        Field(
            "against_estimate",
            "Time against the estimate",
            "number",
            "Time noted over time estimated; empty where either is none.",
            When(
                FieldRef("task.noted_minutes"),
                ">",
                Constant(0),
                Divide(FieldRef("task.noted_minutes"), FieldRef("task.estimate_minutes")),
            ),
        ),
    ),
    synonyms=("work item",),
)

TASK_CHANGE = Entity(
    "task_change",
    "Task's stretch in a state",
    "task_changes",
    "The time from a task's step into a state to its next step.",
    time="task_change.changed_at",
    hide_identities=True,
    fields=(
        column_field("id", "Step", "integer", "Number of the row."),
        column_field("number", "Number of the step", "integer", "Place among the task's steps, from 1."),
        column_field(
            "state",
            "State at the time",
            "text",
            "State of the task from then on.",
            dimension=True,
            # As they lie upon each other in a picture of the flow: what is done is the ground.
            values=tuple(reversed(STATES)),
        ),
        column_field("changed_at", "Since", "instant", "When it came into this state."),
        Field(
            "until",
            "Until",
            "instant",
            "When it went on to the next; empty while it has not.",
            RelatedAggregate(
                "min",
                "task_step.change",
                When(
                    FieldRef("task_step.number"), ">", FieldRef("task_change.number"), FieldRef("task_step.changed_at")
                ),
            ),
        ),
        Field(
            "seconds",
            "Seconds in the state",
            "integer",
            "How long it was in this state, nights and weekends counted.",
            SecondsBetween(FieldRef("task_change.changed_at"), FieldRef("task_change.until")),
        ),
    ),
)
TASK_STEP = Entity(
    "task_step",
    "Task's other step",
    "task_changes",
    "A step of the same task, by which it is told when a state ended.",
    fields=(
        column_field("id", "Step", "integer", "Number of the row."),
        column_field("number", "Number of the step", "integer", "Place among the task's steps, from 1."),
        column_field("changed_at", "Taken", "instant", "When it was taken."),
    ),
)

WORK_LOG = Entity(
    "work_log",
    "Time noted",
    "work_logs",
    "Time that somebody spent on something.",
    time="work_log.worked_on",
    hide_identities=True,
    fields=(
        column_field("id", "Note", "integer", "Number of the row."),
        column_field("key", "Note", "text", "Number of the note."),
        column_field("worked_on", "Worked", "date", "Day of the work."),
        column_field("minutes", "Minutes", "integer", "Minutes worked."),
        column_field("billable", "Billable", "boolean", "Whether the client may be charged for it.", dimension=True),
        column_field(
            "billed_minutes", "Minutes charged", "integer", "Minutes charged to the client; empty until decided."
        ),
        column_field("currency", "Rate's currency", "text", "Currency of the rate."),
        column_field("rate", "Rate", "money", "Price of an hour.", currency="work_log.currency"),
        Field(
            "hours", "Hours", "number", "Hours worked.", Arithmetic("*", FieldRef("work_log.minutes"), HOURS_PER_MINUTE)
        ),
        Field(
            "billed_hours",
            "Hours charged",
            "number",
            "Hours charged to the client.",
            Arithmetic("*", FieldRef("work_log.billed_minutes"), HOURS_PER_MINUTE),
        ),
    ),
    synonyms=("time sheet", "time entry"),
)

ENTITIES = (TASK, TASK_CHANGE, TASK_STEP, WORK_LOG)
RELATIONS = (
    Relation("task.project", "task", "project", "project_id", optional=True),
    Relation("task.assignee", "task", "employee", "assignee_id", optional=True),
    Relation("task_change.task", "task_change", "task", "task_id"),
    Relation("task_step.task", "task_step", "task", "task_id"),
    # A step hangs on each of its task's steps, of which it may be a later one.
    Relation("task_step.change", "task_step", "task_change", "task_id", "task_id"),
    Relation("work_log.employee", "work_log", "employee", "employee_id"),
    Relation("work_log.client", "work_log", "client", "client_id", optional=True),
    Relation("work_log.project", "work_log", "project", "project_id", optional=True),
    Relation("work_log.task", "work_log", "task", "task_id", optional=True),
)
