"""Headcount, capacity and availability."""

from services.semantic.catalog import Metric
from services.semantic.conditions import EVERYTHING, And, Compare, Exists, In, Not, Null, Or
from services.semantic.expression import Arithmetic, Coalesce, Constant, CountDistinct, Divide, FieldRef, MetricRef, Sum

OWNER = "Delivery"
PEOPLE = "employee.present"
PLANNED_ON = ("schedule_entry.day",)
# Whole minutes are summed before the conversion to hours, to avoid rounding errors.
MINUTES_IN_AN_HOUR = Constant(60)

WEEKDAY_MINUTES = Arithmetic("*", FieldRef("schedule_entry.minutes"), FieldRef("schedule_entry.on_weekday"))

ALLOCATED = Compare("schedule_entry.kind", "=", "allocation")
# Other employees do not track time, so they would appear to be idle.
TRACKS_TIME = And(
    (
        Not(Null("employee.hired_on")),
        Or((Exists("work_log.employee", EVERYTHING), Exists("schedule_entry.employee", ALLOCATED))),
    )
)
COUNTED_EMPLOYEES = "Only employees who have ever logged time or been allocated to a project"
OTHER_EMPLOYEES = "Employees who have never logged time or been allocated to a project, and those without a hire date."

PRESENT = Metric(
    PEOPLE,
    "Employees in period",
    kind="during",
    type="integer",
    entity="employee",
    formula=CountDistinct(FieldRef("employee.id")),
    opened="employee.hired_on",
    closed=("employee.gone_on",),
    better="neither",
    unit="people",
    definition="Employees who were employed on any day of the period.",
    exclusions="Employees without a hire date.",
    owner="People",
    synonyms=("people employed", "people who worked here"),
)
HEADCOUNT = Metric(
    "employee.headcount",
    "Headcount",
    kind="balance",
    type="integer",
    entity="employee",
    formula=CountDistinct(FieldRef("employee.id")),
    opened="employee.hired_on",
    closed=("employee.left_on",),
    better="neither",
    unit="people",
    definition="Employees at the end of the period. Employees whose last day is the last day of the period do not "
    "count.",
    exclusions="Employees without a hire date.",
    owner="People",
    synonyms=("employees", "number of employees", "staff count"),
)


def _employee_hours(name: str, label: str, field: str, definition: str, exclusions: str, *synonyms: str) -> Metric:
    """Return hours of the employees who are employed in the period."""
    return Metric(
        f"employee.{name}",
        label,
        kind="during",
        type="number",
        entity="employee",
        formula=Divide(Sum(FieldRef(field)), MINUTES_IN_AN_HOUR),
        where=TRACKS_TIME,
        opened="employee.hired_on",
        closed=("employee.gone_on",),
        people=PEOPLE,
        better="neither",
        unit="hours",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


CAPACITY = _employee_hours(
    "capacity",
    "Capacity",
    "employee.agreed_minutes",
    "Contracted weekly hours divided by five, for each weekday (Monday to Friday) of the period on which an employee "
    f"is employed. {COUNTED_EMPLOYEES} count.",
    OTHER_EMPLOYEES,
    "agreed hours",
    "contracted hours",
)
HOLIDAYS = _employee_hours(
    "holidays",
    "Public holidays",
    "employee.holiday_minutes",
    f"Hours of public holidays on weekdays, up to one working day per employee. {COUNTED_EMPLOYEES} count.",
    f"{OTHER_EMPLOYEES} Holidays of a single employee count as leave.",
    "public holiday hours",
)
LEAVE = Metric(
    "employee.leave",
    "Leave",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(Sum(WEEKDAY_MINUTES), MINUTES_IN_AN_HOUR),
    times=PLANNED_ON,
    where=And((In("schedule_entry.kind", ("leave", "holiday")), TRACKS_TIME)),
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition=f"Hours of leave and individual holidays on weekdays. {COUNTED_EMPLOYEES} count.",
    exclusions=f"{OTHER_EMPLOYEES} Leave entered on a public holiday counts in addition to it.",
    owner=OWNER,
    synonyms=("leave hours", "absence", "time off"),
)
AVAILABLE = Metric(
    "employee.available",
    "Available hours",
    kind="derived",
    type="number",
    entity="employee",
    formula=Arithmetic(
        "-",
        Arithmetic("-", MetricRef("employee.capacity"), Coalesce(MetricRef("employee.leave"), Constant(0))),
        MetricRef("employee.holidays"),
    ),
    times=PLANNED_ON,
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition=f"Capacity less leave and public holidays, as far as they are recorded. {COUNTED_EMPLOYEES} count.",
    exclusions=OTHER_EMPLOYEES,
    owner=OWNER,
    synonyms=("net capacity", "availability"),
)

METRICS = (PRESENT, HEADCOUNT, CAPACITY, HOLIDAYS, LEAVE, AVAILABLE)
