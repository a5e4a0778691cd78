"""Workload: planned hours compared with available hours."""

from services.catalogs.productivity.capacity import (
    ALLOCATED,
    MINUTES_IN_AN_HOUR,
    OTHER_EMPLOYEES,
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
    definition="Hours of project work allocated to people.",
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
    definition="Planned hours as a share of available hours. Above 100%, more is planned than is available.",
    denominator="Available hours: capacity less leave and public holidays; n/a if there are none.",
    exclusions=f"{OTHER_EMPLOYEES} A split by project or customer is not available, because available hours belong to "
    "neither.",
    owner=OWNER,
    synonyms=("allocation vs capacity", "allocation rate"),
)
BENCH = Metric(
    "schedule.bench",
    "Bench hours",
    kind="derived",
    type="number",
    entity="schedule_entry",
    formula=Arithmetic("-", MetricRef("employee.available"), MetricRef("schedule.planned_hours")),
    times=PLANNED_ON,
    people=PEOPLE,
    better="down",
    unit="hours",
    definition="Available hours without planned work; negative if more is planned than is available. Overbooked "
    "people offset people on the bench; see overbooked hours.",
    exclusions=OTHER_EMPLOYEES,
    owner=OWNER,
    synonyms=("unplanned hours", "bench", "free capacity"),
)

# Leave on a weekend does not reduce capacity; work planned for a weekend counts.
_BOOKED = When(
    FieldRef("schedule_entry.kind"), "=", Constant("allocation"), FieldRef("schedule_entry.minutes"), WEEKDAY_MINUTES
)
_OWN_HOURS = Max(Arithmetic("-", FieldRef("employee.agreed_minutes"), FieldRef("employee.holiday_minutes")))
_EXCESS: Expression = Greatest(Constant(0), Arithmetic("-", Sum(_BOOKED), _OWN_HOURS))
OVERBOOKED = Metric(
    "schedule.overbooked_hours",
    "Overbooked hours",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(SumPer("employee.id", _EXCESS), MINUTES_IN_AN_HOUR),
    times=PLANNED_ON,
    where=And((In("schedule_entry.kind", ("allocation", "leave", "holiday")), Not(Null("employee.hired_on")))),
    people=PEOPLE,
    better="down",
    unit="hours",
    definition="Sum over employees of the hours by which planned work and leave exceed contracted hours less public "
    "holidays. It is calculated per time interval shown; weekly intervals are the most precise, because weeks offset "
    "each other in a month.",
    exclusions="Employees without a hire date.",
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
    definition="Hours of scheduled shifts. Leave and holidays are not deducted.",
    exclusions="People without scheduled shifts.",
    owner=OWNER,
    synonyms=("scheduled hours", "rostered hours"),
)

METRICS = (PLANNED, ALLOCATION, BENCH, OVERBOOKED, SHIFT_HOURS)
