"""Tasks, their status history, and time entries."""

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


def days_between(start: Expression, end: Expression) -> Expression:
    """Return days, with fractions, from one instant to another."""
    return Arithmetic("*", SecondsBetween(start, end), DAYS_PER_SECOND)


TASK = Entity(
    "task",
    "Task",
    "tasks",
    "A piece of work for one person.",
    time="task.added_at",
    hide_identities=True,
    fields=(
        column_field("id", "Task ID", "integer", "Internal ID of the row."),
        column_field("key", "Task number", "text", "Number of the task.", dimension=True),
        column_field("name", "Task name", "text", "Title of the task."),
        column_field("kind", "Task type", "text", "Type of work, such as design or assembly.", dimension=True),
        column_field(
            "state",
            "Task status",
            "text",
            "Status after the last change.",
            dimension=True,
            values=STATES,
        ),
        column_field("added_at", "Created", "instant", "When the task was created."),
        column_field("started_at", "Started", "instant", "When work on the task first started."),
        column_field("done_at", "Completed", "instant", "When the task was completed; empty while open."),
        Field(
            "done_on",
            "Completion date",
            "date",
            "Date of completion, in the organisation's time zone.",
            DayOf(FieldRef("task.done_at")),
        ),
        Field(
            "given_up_at",
            "Cancelled",
            "instant",
            "When the task was last cancelled; empty if it is not cancelled now.",
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
            "committed_on",
            "First committed date",
            "date",
            "Date that was committed first; later changes do not move it.",
        ),
        column_field("due_on", "Committed date", "date", "Date that is committed now."),
        column_field("estimate_minutes", "Estimated minutes", "integer", "First estimate of the effort."),
        Field(
            "cycle_days",
            "Cycle time in days",
            "number",
            "Days from start to completion; nights and weekends count.",
            days_between(FieldRef("task.started_at"), FieldRef("task.done_at")),
        ),
        Field(
            "age_days",
            "Age in days",
            "number",
            "Days from start to the end of the period; nights and weekends count.",
            days_between(FieldRef("task.started_at"), Boundary("end_at")),
        ),
        Field(
            "in_time",
            "Completed on time",
            "integer",
            "1 if completed on or before the first committed date; otherwise 0.",
            When(FieldRef("task.done_on"), "<=", FieldRef("task.committed_on"), Constant(1), Constant(0)),
        ),
        Field(
            "noted_minutes",
            "Minutes logged",
            "integer",
            "Total time logged on the task.",
            RelatedAggregate("sum", "work_log.task", FieldRef("work_log.minutes")),
        ),
        Field(
            "against_estimate",
            "Actual vs estimate",
            "number",
            "Logged time divided by estimated time; empty if either is missing.",
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
    "Task status interval",
    "task_changes",
    "The time from a task's change to a status until its next change.",
    time="task_change.changed_at",
    hide_identities=True,
    fields=(
        column_field("id", "Status change ID", "integer", "Internal ID of the row."),
        column_field(
            "number", "Status change number", "integer", "Position in the task's status history, starting at 1."
        ),
        column_field(
            "state",
            "Status at the time",
            "text",
            "Status of the task during the interval.",
            dimension=True,
            # In the stacking order of a cumulative flow diagram, with completed tasks at the bottom.
            values=tuple(reversed(STATES)),
        ),
        column_field("changed_at", "Since", "instant", "When the task changed to this status."),
        Field(
            "until",
            "Until",
            "instant",
            "When the task changed to the next status; empty if it has not.",
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
            "Seconds in status",
            "integer",
            "Duration of the interval; nights and weekends count.",
            SecondsBetween(FieldRef("task_change.changed_at"), FieldRef("task_change.until")),
        ),
    ),
)
TASK_STEP = Entity(
    "task_step",
    "Later status change",
    "task_changes",
    "A status change of the same task, used to find the end of an interval.",
    fields=(
        column_field("id", "Status change ID", "integer", "Internal ID of the row."),
        column_field(
            "number", "Status change number", "integer", "Position in the task's status history, starting at 1."
        ),
        column_field("changed_at", "Changed", "instant", "When the status changed."),
    ),
)

WORK_LOG = Entity(
    "work_log",
    "Time entry",
    "work_logs",
    "Time that an employee logged.",
    time="work_log.worked_on",
    hide_identities=True,
    fields=(
        column_field("id", "Time entry ID", "integer", "Internal ID of the row."),
        column_field("key", "Time entry number", "text", "Number of the time entry."),
        column_field("worked_on", "Work date", "date", "Date of the work."),
        column_field("minutes", "Minutes", "integer", "Minutes logged."),
        column_field(
            "billable", "Billable", "boolean", "Whether the time can be billed to the customer.", dimension=True
        ),
        column_field(
            "billed_minutes", "Billed minutes", "integer", "Minutes billed to the customer; empty until decided."
        ),
        column_field("currency", "Rate currency", "text", "Currency of the rate."),
        column_field("rate", "Hourly rate", "money", "Price per hour.", currency="work_log.currency"),
        Field(
            "hours", "Hours", "number", "Hours logged.", Arithmetic("*", FieldRef("work_log.minutes"), HOURS_PER_MINUTE)
        ),
        Field(
            "billed_hours",
            "Billed hours",
            "number",
            "Hours billed to the customer.",
            Arithmetic("*", FieldRef("work_log.billed_minutes"), HOURS_PER_MINUTE),
        ),
    ),
    synonyms=("timesheet", "time entry"),
)

ENTITIES = (TASK, TASK_CHANGE, TASK_STEP, WORK_LOG)
RELATIONS = (
    Relation("task.project", "task", "project", "project_id", optional=True),
    Relation("task.assignee", "task", "employee", "assignee_id", optional=True),
    Relation("task_change.task", "task_change", "task", "task_id"),
    Relation("task_step.task", "task_step", "task", "task_id"),
    # A status change relates to every change of its task, each of which it may follow.
    Relation("task_step.change", "task_step", "task_change", "task_id", "task_id"),
    Relation("work_log.employee", "work_log", "employee", "employee_id"),
    Relation("work_log.client", "work_log", "client", "client_id", optional=True),
    Relation("work_log.project", "work_log", "project", "project_id", optional=True),
    Relation("work_log.task", "work_log", "task", "task_id", optional=True),
)
