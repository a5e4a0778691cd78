"""Who works here, and what they get done."""

from services.semantic.catalog import Entity, Layer, Relation, stored

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

LAYER = Layer(
    "productivity",
    entities=(TEAM, EMPLOYEE),
    relations=(Relation("employee.team", "employee", "team", "team_id", optional=True),),
)
