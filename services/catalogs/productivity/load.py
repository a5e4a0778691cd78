"""Load: what is planned for people, held against the hours that they have."""

from services.catalogs.productivity.capacity import (
    ALLOCATED,
    MINUTES_IN_AN_HOUR,
    OTHERS,
    OWNER,
    PEOPLE,
    PLANNED_ON,
    WEEKDAY_MINUTES,
)
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, In, Not, Null
from services.semantic.expression import (
    Arithmetic,
    Constant,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    Max,
    MetricRef,
    Sum,
    SumPer,
    When,
)

PLANNED = Metric(
    "schedule.planned_hours",
    "Planned hours",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(Sum(FieldRef("schedule_entry.minutes")), MINUTES_IN_AN_HOUR),
    times=PLANNED_ON,
    where=ALLOCATED,
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition="Hours of work on projects that are planned for people: the load.",
    exclusions="Shifts, leave and holidays.",
    owner=OWNER,
    synonyms=("load", "allocated hours", "workload"),
)
ALLOCATION = Metric(
    "schedule.allocation",
    "Allocation",
    kind="ratio",
    type="ratio",
    entity="schedule_entry",
    formula=Divide(MetricRef("schedule.planned_hours"), MetricRef("employee.available")),
    times=PLANNED_ON,
    people=PEOPLE,
    better="neither",
    unit="% of available hours",
    definition="Planned hours as a share of the available hours. Above 100 % more is planned than can be done.",
    denominator="Available hours: capacity less leave and holidays; n/a where there is none.",
    exclusions=f"{OTHERS} A split by project or client is refused, since nobody's time belongs to one.",
    owner=OWNER,
    synonyms=("load against capacity", "allocation rate"),
)
BENCH = Metric(
    "schedule.bench",
    "Bench",
    kind="derived",
    type="number",
    entity="schedule_entry",
    formula=Arithmetic("-", MetricRef("employee.available"), MetricRef("schedule.planned_hours")),
    times=PLANNED_ON,
    people=PEOPLE,
    better="down",
    unit="hours",
    definition="Available hours for which nothing is planned; below zero where more is planned than there is. Who has "
    "too much planned makes up for who has too little: overbooked hours tell of the former alone.",
    exclusions=OTHERS,
    owner=OWNER,
    synonyms=("unplanned hours", "bench hours", "free capacity"),
)

# Leave on a weekend takes nothing of anybody's hours; work that is planned for one does.
_TAKEN = When(
    FieldRef("schedule_entry.kind"), "=", Constant("allocation"), FieldRef("schedule_entry.minutes"), WEEKDAY_MINUTES
)
_OWN_HOURS = Max(Arithmetic("-", FieldRef("employee.agreed_minutes"), FieldRef("employee.holiday_minutes")))
_TOO_MUCH: Expression = Greatest(Constant(0), Arithmetic("-", Sum(_TAKEN), _OWN_HOURS))
OVERBOOKED = Metric(
    "schedule.overbooked_hours",
    "Overbooked hours",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(SumPer("employee.id", _TOO_MUCH), MINUTES_IN_AN_HOUR),
    times=PLANNED_ON,
    where=And((In("schedule_entry.kind", ("allocation", "leave", "holiday")), Not(Null("employee.hired_on")))),
    people=PEOPLE,
    better="down",
    unit="hours",
    definition="Of each person, the hours by which planned work and leave together exceed their agreed hours less "
    "public holidays in the step of time that is shown, added up. By week it tells most: over a month, weeks make up "
    "for each other.",
    exclusions="People whose first day is not known.",
    owner=OWNER,
    synonyms=("over-allocation", "overallocated hours", "overbooking"),
)
SHIFT_HOURS = Metric(
    "schedule.shift_hours",
    "Shift hours",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(Sum(FieldRef("schedule_entry.minutes")), MINUTES_IN_AN_HOUR),
    times=PLANNED_ON,
    where=Compare("schedule_entry.kind", "=", "shift"),
    people=PEOPLE,
    better="neither",
    unit="hours",
    definition="Hours of the shifts in people's schedules. Leave and holidays stand beside them and stay in.",
    exclusions="People without a schedule.",
    owner=OWNER,
    synonyms=("scheduled hours", "rostered hours"),
)

METRICS = (PLANNED, ALLOCATION, BENCH, OVERBOOKED, SHIFT_HOURS)
