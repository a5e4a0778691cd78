"""Who works here, in which team, and when they are meant to."""

from services.catalogs.common import HOURS_PER_MINUTE
from services.semantic.catalog import Entity, Field, Relation, stored
from services.semantic.expression import Arithmetic, Of

TEAM = Entity(
    "team",
    "Team",
    "teams",
    "People who work together.",
    fields=(
        stored("id", "Team", "integer", "Number of the row."),
        stored("name", "Team", "text", "Name of the team.", dimension=True),
    ),
)

EMPLOYEE = Entity(
    "employee",
    "Employee",
    "employees",
    "A person who works for the organisation.",
    fields=(
        stored("id", "Employee", "integer", "Number of the row."),
        stored("name", "Employee", "text", "Full name.", dimension=True, synonyms=("owner", "rep", "person")),
        stored("job_title", "Job title", "text", "What they are employed as.", dimension=True, synonyms=("role",)),
        stored("department", "Department", "text", "Department they are in.", dimension=True),
        stored("hired_on", "Hired", "date", "First day of work."),
        stored("left_on", "Left", "date", "Last day of work; empty while employed."),
    ),
    synonyms=("staff", "colleague"),
)

SCHEDULE = Entity(
    "schedule_entry",
    "Schedule entry",
    "schedule_entries",
    "A day's minutes that are planned: at work, on a project, or off.",
    time="schedule_entry.day",
    fields=(
        stored("id", "Entry", "integer", "Number of the row."),
        stored("kind", "Kind of time", "text", "shift, allocation, leave or holiday.", dimension=True),
        stored("day", "Day", "date", "Day it is for."),
        stored("minutes", "Minutes", "integer", "How long."),
        Field("hours", "Hours", "number", "How long.", Arithmetic("*", Of("schedule_entry.minutes"), HOURS_PER_MINUTE)),
    ),
)

ENTITIES = (TEAM, EMPLOYEE, SCHEDULE)
RELATIONS = (
    Relation("employee.team", "employee", "team", "team_id", optional=True),
    Relation("schedule_entry.employee", "schedule_entry", "employee", "employee_id", optional=True),
    Relation("schedule_entry.project", "schedule_entry", "project", "project_id", optional=True),
)
