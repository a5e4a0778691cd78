"""What is worked on, and where the hours went."""

from services.catalogs.common import HOURS_PER_MINUTE
from services.semantic.catalog import Entity, Field, Relation, stored
from services.semantic.expression import Arithmetic, Constant, Of, SecondsBetween

PROJECT = Entity(
    "project",
    "Project",
    "projects",
    "Work with an end.",
    time="project.started_on",
    fields=(
        stored("id", "Project", "integer", "Number of the row."),
        stored("name", "Project", "text", "Name of the project.", dimension=True),
        stored("status", "Project's status", "text", "How far it has come.", dimension=True),
        stored("started_on", "Project began", "date", "First day of work."),
        stored("ended_on", "Project ended", "date", "Last day of work; empty while it goes on."),
        stored("baseline_end_on", "Planned end", "date", "Last day, as first planned."),
    ),
)

TASK = Entity(
    "task",
    "Task",
    "tasks",
    "A piece of work that one person can finish.",
    time="task.added_at",
    fields=(
        stored("id", "Task", "integer", "Number of the row."),
        stored("key", "Task", "text", "Number of the task.", dimension=True),
        stored("kind", "Kind of work", "text", "Kind of work, such as design or assembly.", dimension=True),
        stored("state", "Task's state", "text", "Where it stands after its last change.", dimension=True),
        stored("added_at", "Added", "instant", "When it was entered."),
        stored("started_at", "Begun", "instant", "When work on it first began."),
        stored("done_at", "Done", "instant", "When it was finished; empty while it is not."),
        Field(
            "cycle_days",
            "Days of work",
            "number",
            "From the first work on it to its end, nights and weekends counted.",
            Arithmetic("*", SecondsBetween(Of("task.started_at"), Of("task.done_at")), Constant(1 / 86_400)),
        ),
    ),
    synonyms=("work item",),
)

WORK_LOG = Entity(
    "work_log",
    "Time noted",
    "work_logs",
    "Time that somebody spent on something.",
    time="work_log.worked_on",
    fields=(
        stored("id", "Note", "integer", "Number of the row."),
        stored("worked_on", "Worked", "date", "Day of the work."),
        stored("minutes", "Minutes", "integer", "Minutes worked."),
        stored("billable", "Billable", "boolean", "Whether the client may be charged for it.", dimension=True),
        stored("billed_minutes", "Minutes charged", "integer", "Minutes charged to the client; empty until decided."),
        stored("currency", "Rate's currency", "text", "Currency of the rate."),
        stored("rate", "Rate", "money", "Price of an hour.", currency="work_log.currency"),
        Field("hours", "Hours", "number", "Hours worked.", Arithmetic("*", Of("work_log.minutes"), HOURS_PER_MINUTE)),
        Field(
            "billed_hours",
            "Hours charged",
            "number",
            "Hours charged to the client.",
            Arithmetic("*", Of("work_log.billed_minutes"), HOURS_PER_MINUTE),
        ),
    ),
    synonyms=("time sheet", "time entry"),
)

ENTITIES = (PROJECT, TASK, WORK_LOG)
RELATIONS = (
    Relation("project.client", "project", "client", "client_id", optional=True),
    Relation("task.project", "task", "project", "project_id", optional=True),
    Relation("task.assignee", "task", "employee", "assignee_id", optional=True),
    Relation("work_log.employee", "work_log", "employee", "employee_id"),
    Relation("work_log.client", "work_log", "client", "client_id", optional=True),
    Relation("work_log.project", "work_log", "project", "project_id", optional=True),
    Relation("work_log.task", "work_log", "task", "task_id", optional=True),
)
