"""Capacity: who works here, and how many hours those have who work on projects."""

from services.semantic.catalog import Metric
from services.semantic.conditions import EVERYTHING, And, Compare, Exists, In, Not, Null, Or
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, FieldRef, MetricRef, Sum

OWNER = "Delivery"
PEOPLE = "employee.present"
PLANNED_ON = ("schedule_entry.day",)
# Whole minutes are added up before they become hours: ten times a tenth of an hour is an hour.
MINUTES_IN_AN_HOUR = Constant(60)

WEEKDAY_MINUTES = Arithmetic("*", FieldRef("schedule_entry.minutes"), FieldRef("schedule_entry.on_weekday"))

ALLOCATED = Compare("schedule_entry.kind", "=", "allocation")
# Of all others it is not known what they do with their time, so they would be taken for idle.
ON_PROJECTS = And(
    (
        Not(Null("employee.hired_on")),
        Or((Exists("work_log.employee", EVERYTHING), Exists("schedule_entry.employee", ALLOCATED))),
    )
)
WHO = "People who ever noted time or were ever planned on a project"
OTHERS = "People who never noted time and were never planned on a project, and those whose first day is not known."

PRESENT = Metric(
    PEOPLE,
    "People employed",
    kind="during",
    type="integer",
    entity="employee",
    formula=CountDistinct(FieldRef("employee.id")),
    opened="employee.hired_on",
    closed=("employee.gone_on",),
    better="neither",
    unit="people",
    definition="People who were employed on any day of the period.",
    exclusions="People whose first day is not known.",
    owner="People",
    synonyms=("people present", "people who worked here"),
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
    definition="People who are employed after the last day of the period: whoever leaves on it is not counted.",
    exclusions="People whose first day is not known.",
    owner="People",
    synonyms=("employees", "number of employees", "staff count"),
)


def _of_people(name: str, label: str, field: str, definition: str, exclusions: str, *synonyms: str) -> Metric:
    """Return hours that each employed person has in the period."""
    return Metric(
        f"employee.{name}",
        label,
        kind="during",
        type="number",
        entity="employee",
        formula=Divide(Sum(FieldRef(field)), MINUTES_IN_AN_HOUR),
        where=ON_PROJECTS,
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


CAPACITY = _of_people(
    "capacity",
    "Capacity",
    "employee.agreed_minutes",
    "A fifth of the hours agreed for a week, for each Monday to Friday of the period on which somebody is employed. "
    f"{WHO} count.",
    OTHERS,
    "agreed hours",
    "contracted hours",
)
HOLIDAYS = _of_people(
    "holidays",
    "Public holidays",
    "employee.holiday_minutes",
    "Hours of everybody's holidays that fall on a weekday, for each person who is employed then, at most a day of "
    f"theirs. {WHO} count.",
    f"{OTHERS} Holidays of one person are leave.",
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
    where=And((In("schedule_entry.kind", ("leave", "holiday")), ON_PROJECTS)),
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition=f"Hours of leave, and of holidays of one person's own, from Monday to Friday. {WHO} count.",
    exclusions=f"{OTHERS} Leave that is written on a public holiday counts beside it.",
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
        Arithmetic("-", MetricRef("employee.capacity"), MetricRef("employee.leave")),
        MetricRef("employee.holidays"),
    ),
    times=PLANNED_ON,
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition=f"Capacity less leave and public holidays. {WHO} count.",
    exclusions=OTHERS,
    owner=OWNER,
    synonyms=("net capacity", "availability"),
)

METRICS = (PRESENT, HEADCOUNT, CAPACITY, HOLIDAYS, LEAVE, AVAILABLE)
