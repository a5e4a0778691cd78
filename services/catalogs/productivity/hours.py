"""Hours: how many, for whom, how many are charged, and what an hour brings."""

from services.catalogs.productivity.capacity import MINUTES_IN_AN_HOUR, OWNER, PEOPLE
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Sum

WORKED = ("work_log.worked_on",)
BILLABLE = Compare("work_log.billable", "=", True)


def _hours(
    name: str, label: str, field: str, definition: str, exclusions: str, *synonyms: str, where: Condition | None = None
) -> Metric:
    """Return a sum of hours that were noted."""
    return Metric(
        f"work.{name}",
        label,
        kind="simple",
        type="number",
        entity="work_log",
        formula=Divide(Sum(FieldRef(field)), MINUTES_IN_AN_HOUR),
        times=WORKED,
        where=where,
        people=PEOPLE,
        better="up",
        unit="hours",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


HOURS = _hours(
    "hours", "Hours worked", "work_log.minutes", "Hours that people noted.", "Work that nobody noted.", "time worked"
)
BILLABLE_HOURS = _hours(
    "billable_hours",
    "Billable hours",
    "work_log.minutes",
    "Hours that a client may be charged for.",
    "Hours that are not billable.",
    "chargeable hours",
    where=BILLABLE,
)
BILLED_HOURS = _hours(
    "billed_hours",
    "Billed hours",
    "work_log.billed_minutes",
    "Billable hours that were charged to clients, by the day of the work.",
    "Hours of which it is not decided yet.",
    "charged hours",
    where=BILLABLE,
)
DECIDED_HOURS = _hours(
    "decided_hours",
    "Billable hours decided",
    "work_log.minutes",
    "Billable hours of which it is decided how many are charged.",
    "Hours of which it is not decided yet.",
    "hours ready to bill",
    where=And((BILLABLE, Not(Null("work_log.billed_minutes")))),
)
BILLABLE_SHARE = Metric(
    "work.billable_share",
    "Billable share",
    kind="ratio",
    type="ratio",
    entity="work_log",
    formula=Divide(MetricRef("work.billable_hours"), MetricRef("work.hours")),
    times=WORKED,
    people=PEOPLE,
    better="up",
    unit="% of hours worked",
    definition="Billable hours as a share of the hours worked. Some call this realisation.",
    denominator="Hours worked; n/a where there is none.",
    exclusions="Work that nobody noted.",
    owner=OWNER,
    synonyms=("billable ratio",),
)
REALISATION = Metric(
    "work.realisation",
    "Realisation",
    kind="ratio",
    type="ratio",
    entity="work_log",
    formula=Divide(MetricRef("work.billed_hours"), MetricRef("work.decided_hours")),
    times=WORKED,
    people=PEOPLE,
    better="up",
    unit="% of billable hours",
    definition="Hours charged as a share of the billable hours of which it is decided. Others mean the billable share.",
    denominator="Billable hours of which it is decided; n/a where there is none.",
    exclusions="Hours of which it is not decided yet.",
    owner=OWNER,
    synonyms=("realization",),
)
BILLED_VALUE = Metric(
    "work.billed_value",
    "Value billed",
    kind="simple",
    type="money",
    entity="work_log",
    formula=Divide(
        Sum(Arithmetic("*", FieldRef("work_log.billed_minutes"), FieldRef("work_log.rate"))), MINUTES_IN_AN_HOUR
    ),
    times=WORKED,
    where=BILLABLE,
    people=PEOPLE,
    better="up",
    definition="Hours charged times their rate, by the day of the work, without tax.",
    exclusions="Hours without a rate, and hours of which it is not decided yet.",
    owner=OWNER,
    synonyms=("fees", "billed work"),
)
EFFECTIVE_RATE = Metric(
    "work.effective_rate",
    "Effective rate",
    kind="ratio",
    type="money",
    entity="work_log",
    formula=Divide(MetricRef("work.billed_value"), MetricRef("work.hours")),
    times=WORKED,
    people=PEOPLE,
    better="up",
    unit="an hour",
    definition="Value billed divided by all hours worked, charged or not.",
    denominator="Hours worked; n/a where there is none.",
    exclusions="Work that nobody noted.",
    owner=OWNER,
    synonyms=("effective bill rate", "average rate"),
)


def _utilisation(
    name: str, label: str, hours: str, available: str, unit: str, definition: str, denominator: str, *synonyms: str
) -> Metric:
    """Return hours as a share of the hours that people had."""
    return Metric(
        f"work.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="work_log",
        formula=Divide(MetricRef(hours), MetricRef(available)),
        times=WORKED,
        people=PEOPLE,
        better="up",
        unit=unit,
        definition=definition,
        denominator=denominator,
        exclusions="Work that nobody noted. By project or client it is not told: nobody's hours belong to one.",
        owner=OWNER,
        synonyms=synonyms,
    )


AVAILABLE = (
    "Available hours: capacity less leave and public holidays, of people who ever noted time or were ever planned on a "
    "project; n/a where there is none."
)
UTILISATION = _utilisation(
    "utilisation",
    "Billable utilisation",
    "work.billable_hours",
    "employee.available",
    "% of available hours",
    "Billable hours as a share of the hours that people had, without leave and public holidays. Others leave them in.",
    AVAILABLE,
    "utilisation",
    "utilization",
)
TOTAL_UTILISATION = _utilisation(
    "total_utilisation",
    "Total utilisation",
    "work.hours",
    "employee.available",
    "% of available hours",
    "Hours worked, billable or not, as a share of the hours that people had, leave and public holidays taken off.",
    AVAILABLE,
    "productive utilisation",
    "resource utilisation",
)
SHIFT_UTILISATION = _utilisation(
    "shift_utilisation",
    "Billable utilisation of shifts",
    "work.billable_hours",
    "schedule.shift_hours",
    "% of shift hours",
    "Billable hours as a share of the hours of scheduled shifts: for those whose work is planned by shift.",
    "Shift hours, of which leave and holidays are not taken off; n/a where there is none.",
    "utilisation of shifts",
)

METRICS = (
    HOURS,
    BILLABLE_HOURS,
    BILLED_HOURS,
    DECIDED_HOURS,
    BILLABLE_SHARE,
    REALISATION,
    BILLED_VALUE,
    EFFECTIVE_RATE,
    UTILISATION,
    TOTAL_UTILISATION,
    SHIFT_UTILISATION,
)
