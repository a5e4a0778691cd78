"""Who works here, in which team, and when they are meant to."""

from services.catalogs.common import HOURS_PER_MINUTE
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    Constant,
    DaysLater,
    Divide,
    FieldRef,
    Greatest,
    Least,
    RelatedAggregate,
    WeekdaysBetween,
    When,
)

DAYS_IN_A_WEEK_OF_WORK = Constant(5)

# The part of the period in which somebody is employed.
FIRST_DAY_HERE = Greatest(FieldRef("employee.hired_on"), Boundary("start"))
DAY_AFTER_LAST = Least(Coalesce(FieldRef("employee.gone_on"), Boundary("end")), Boundary("end"))

KIND, DAY = FieldRef("schedule_entry.kind"), FieldRef("schedule_entry.day")
# Nobody has more off than a day of their own, whatever is written for the others.
OFF_ON_A_HOLIDAY = Arithmetic(
    "*",
    FieldRef("schedule_entry.on_weekday"),
    Least(
        Arithmetic("*", FieldRef("schedule_entry.minutes"), DAYS_IN_A_WEEK_OF_WORK), FieldRef("employee.weekly_minutes")
    ),
)
WHILE_HERE = When(DAY, ">=", FIRST_DAY_HERE, When(DAY, "<", DAY_AFTER_LAST, OFF_ON_A_HOLIDAY))
OF_EVERYBODY = When(Coalesce(FieldRef("schedule_entry.employee_id"), Constant(0)), "=", Constant(0), WHILE_HERE)

TEAM = Entity(
    "team",
    "Team",
    "teams",
    "People who work together.",
    fields=(
        column_field("id", "Team", "integer", "Number of the row."),
        column_field("name", "Team", "text", "Name of the team.", dimension=True),
    ),
)

EMPLOYEE = Entity(
    "employee",
    "Employee",
    "employees",
    "A person who works for the organisation.",
    fields=(
        column_field("id", "Employee", "integer", "Number of the row."),
        column_field(
            "name",
            "Employee",
            "text",
            "Full name.",
            dimension=True,
            personal=True,
            group="team.name",
            synonyms=("owner", "rep", "person"),
        ),
        column_field(
            "job_title", "Job title", "text", "What they are employed as.", dimension=True, synonyms=("role",)
        ),
        column_field("department", "Department", "text", "Department they are in.", dimension=True),
        column_field("region", "Employee's region", "text", "Sales territory that they work in.", dimension=True),
        column_field("hired_on", "Hired", "date", "First day of work."),
        column_field("left_on", "Left", "date", "Last day of work; empty while employed."),
        Field(
            "gone_on",
            "Gone",
            "date",
            "First day after the last one of work.",
            DaysLater(FieldRef("employee.left_on"), 1),
        ),
        column_field("weekly_minutes", "Minutes a week", "integer", "Minutes of work agreed for a week."),
        Field(
            "agreed_minutes",
            "Minutes agreed",
            "number",
            "Minutes agreed for the weekdays of the period on which they are employed.",
            Divide(
                Arithmetic("*", FieldRef("employee.weekly_minutes"), WeekdaysBetween(FIRST_DAY_HERE, DAY_AFTER_LAST)),
                DAYS_IN_A_WEEK_OF_WORK,
            ),
        ),
        Field(
            "holiday_minutes",
            "Minutes of holidays",
            "number",
            "Minutes that everybody's holidays take of theirs in the period.",
            Divide(
                RelatedAggregate("sum", "schedule_entry.everybody", When(KIND, "=", Constant("holiday"), OF_EVERYBODY)),
                DAYS_IN_A_WEEK_OF_WORK,
            ),
        ),
    ),
    synonyms=("staff", "colleague"),
)

SCHEDULE = Entity(
    "schedule_entry",
    "Schedule entry",
    "schedule_entries",
    "A day's minutes that are planned: at work, on a project, or off.",
    time="schedule_entry.day",
    hide_identities=True,
    fields=(
        column_field("id", "Entry", "integer", "Number of the row."),
        column_field("employee_id", "Employee", "integer", "Number of the person; empty for everybody's holiday."),
        column_field(
            "kind",
            "Kind of time",
            "text",
            "shift, allocation, leave or holiday.",
            dimension=True,
            values=("shift", "allocation", "leave", "holiday"),
        ),
        column_field("day", "Day", "date", "Day it is for."),
        Field(
            "on_weekday",
            "On a weekday",
            "integer",
            "1 from Monday to Friday, else 0.",
            WeekdaysBetween(DAY, DaysLater(DAY, 1)),
        ),
        column_field("minutes", "Minutes", "integer", "How long."),
        Field(
            "hours",
            "Hours",
            "number",
            "How long.",
            Arithmetic("*", FieldRef("schedule_entry.minutes"), HOURS_PER_MINUTE),
        ),
    ),
)

ENTITIES = (TEAM, EMPLOYEE, SCHEDULE)
RELATIONS = (
    Relation("employee.team", "employee", "team", "team_id", optional=True),
    Relation("schedule_entry.employee", "schedule_entry", "employee", "employee_id", optional=True),
    Relation("schedule_entry.project", "schedule_entry", "project", "project_id", optional=True),
    # What is planned for everybody hangs on each person. It stands behind the way to the one whom an entry is for.
    Relation("schedule_entry.everybody", "schedule_entry", "employee", "organization_id", "organization_id"),
)
