"""Teams, employees and their schedules."""

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

# The part of the period in which the employee is employed.
EMPLOYED_FROM = Greatest(FieldRef("employee.hired_on"), Boundary("start"))
EMPLOYED_UNTIL = Least(Coalesce(FieldRef("employee.gone_on"), Boundary("end")), Boundary("end"))

KIND, DAY = FieldRef("schedule_entry.kind"), FieldRef("schedule_entry.day")
# A holiday takes at most one working day of the employee's own hours.
HOLIDAY_MINUTES = Arithmetic(
    "*",
    FieldRef("schedule_entry.on_weekday"),
    Least(
        Arithmetic("*", FieldRef("schedule_entry.minutes"), DAYS_IN_A_WEEK_OF_WORK), FieldRef("employee.weekly_minutes")
    ),
)
WHILE_EMPLOYED = When(DAY, ">=", EMPLOYED_FROM, When(DAY, "<", EMPLOYED_UNTIL, HOLIDAY_MINUTES))
COMPANY_WIDE = When(Coalesce(FieldRef("schedule_entry.employee_id"), Constant(0)), "=", Constant(0), WHILE_EMPLOYED)

TEAM = Entity(
    "team",
    "Team",
    "teams",
    "A group of employees.",
    fields=(
        column_field("id", "Team ID", "integer", "Internal ID of the row."),
        column_field("name", "Team", "text", "Name of the team.", dimension=True),
    ),
)

EMPLOYEE = Entity(
    "employee",
    "Employee",
    "employees",
    "A person who works for the organisation.",
    fields=(
        column_field("id", "Employee ID", "integer", "Internal ID of the row.", personal=True),
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
            "job_title", "Job title", "text", "Job title of the employee.", dimension=True, synonyms=("role",)
        ),
        column_field("department", "Department", "text", "Department of the employee.", dimension=True),
        column_field("region", "Employee region", "text", "Sales territory of the employee.", dimension=True),
        column_field("hired_on", "Hire date", "date", "First day of employment."),
        column_field("left_on", "Last day", "date", "Last day of employment; empty while employed."),
        Field(
            "gone_on",
            "Day after last day",
            "date",
            "First day after the last day of employment.",
            DaysLater(FieldRef("employee.left_on"), 1),
        ),
        column_field("weekly_minutes", "Weekly minutes", "integer", "Contracted minutes per week."),
        Field(
            "agreed_minutes",
            "Contracted minutes",
            "number",
            "Contracted minutes for the weekdays of the period on which the employee is employed.",
            Divide(
                Arithmetic("*", FieldRef("employee.weekly_minutes"), WeekdaysBetween(EMPLOYED_FROM, EMPLOYED_UNTIL)),
                DAYS_IN_A_WEEK_OF_WORK,
            ),
        ),
        Field(
            "holiday_minutes",
            "Holiday minutes",
            "number",
            "Minutes of public holidays in the period, up to one working day of the employee each.",
            Divide(
                RelatedAggregate("sum", "schedule_entry.everybody", When(KIND, "=", Constant("holiday"), COMPANY_WIDE)),
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
    "Minutes planned for a day: a shift, project work, leave or a holiday.",
    time="schedule_entry.day",
    hide_identities=True,
    fields=(
        column_field("id", "Schedule entry ID", "integer", "Internal ID of the row."),
        column_field(
            "employee_id", "Employee ID", "integer", "Employee of the entry; empty for public holidays.", personal=True
        ),
        column_field(
            "kind",
            "Schedule type",
            "text",
            "shift, allocation, leave or holiday.",
            dimension=True,
            values=("shift", "allocation", "leave", "holiday"),
        ),
        column_field("day", "Date", "date", "Date of the entry.", ahead=True),
        Field(
            "on_weekday",
            "On a weekday",
            "integer",
            "1 from Monday to Friday; otherwise 0.",
            WeekdaysBetween(DAY, DaysLater(DAY, 1)),
        ),
        column_field("minutes", "Minutes", "integer", "Duration in minutes."),
        Field(
            "hours",
            "Hours",
            "number",
            "Duration in hours.",
            Arithmetic("*", FieldRef("schedule_entry.minutes"), HOURS_PER_MINUTE),
        ),
    ),
)

ENTITIES = (TEAM, EMPLOYEE, SCHEDULE)
RELATIONS = (
    Relation("employee.team", "employee", "team", "team_id", optional=True),
    Relation("schedule_entry.employee", "schedule_entry", "employee", "employee_id", optional=True),
    Relation("schedule_entry.project", "schedule_entry", "project", "project_id", optional=True),
    # Entries for all employees relate to each of them by organisation. This relation comes after the one by employee,
    # so that it is not the default path.
    Relation("schedule_entry.everybody", "schedule_entry", "employee", "organization_id", "organization_id"),
)
