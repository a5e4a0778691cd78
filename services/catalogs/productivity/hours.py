"""Hours: how many, for whom, how many are charged, and what an hour brings."""

from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, Of, Sum, Use

OWNER = "Delivery"
WORKED = ("work_log.worked_on",)
# Whole minutes are added up before they become hours: ten times a tenth of an hour is an hour.
MINUTES_IN_AN_HOUR = Constant(60)
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
        formula=Divide(Sum(Of(field)), MINUTES_IN_AN_HOUR),
        times=WORKED,
        where=where,
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
    formula=Divide(Use("work.billable_hours"), Use("work.hours")),
    times=WORKED,
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
    formula=Divide(Use("work.billed_hours"), Use("work.decided_hours")),
    times=WORKED,
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
    formula=Divide(Sum(Arithmetic("*", Of("work_log.billed_minutes"), Of("work_log.rate"))), MINUTES_IN_AN_HOUR),
    times=WORKED,
    where=BILLABLE,
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
    formula=Divide(Use("work.billed_value"), Use("work.hours")),
    times=WORKED,
    better="up",
    unit="an hour",
    definition="Value billed divided by all hours worked, charged or not.",
    denominator="Hours worked; n/a where there is none.",
    exclusions="Work that nobody noted.",
    owner=OWNER,
    synonyms=("effective bill rate", "average rate"),
)
SHIFT_HOURS = Metric(
    "schedule.shift_hours",
    "Available hours",
    kind="simple",
    type="number",
    entity="schedule_entry",
    formula=Divide(Sum(Of("schedule_entry.minutes")), MINUTES_IN_AN_HOUR),
    times=("schedule_entry.day",),
    where=Compare("schedule_entry.kind", "=", "shift"),
    better="neither",
    unit="hours",
    definition="Hours of the shifts in people's schedules. Leave and holidays stand beside them and stay in.",
    exclusions="People without a schedule.",
    owner=OWNER,
    synonyms=("capacity", "scheduled hours"),
)
UTILISATION = Metric(
    "work.utilisation",
    "Billable utilisation",
    kind="ratio",
    type="ratio",
    entity="work_log",
    formula=Divide(Use("work.billable_hours"), Use("schedule.shift_hours")),
    times=WORKED,
    better="up",
    unit="% of available hours",
    definition="Billable hours as a share of the hours that people were to be at work.",
    denominator="Available hours: scheduled shifts; n/a where there is none.",
    exclusions="People without a schedule have no available hours, but their billable hours count. No shift is for a "
    "project or a client, so a split by these tells nothing.",
    owner=OWNER,
    synonyms=("utilisation", "utilization"),
)
HEADCOUNT = Metric(
    "employee.headcount",
    "Headcount",
    kind="balance",
    type="integer",
    entity="employee",
    formula=CountDistinct(Of("employee.id")),
    opened="employee.hired_on",
    closed=("employee.left_on",),
    better="neither",
    unit="people",
    definition="People who are employed after the last day of the period: whoever leaves on it is not counted.",
    exclusions="People whose first day is not known.",
    owner="People",
    synonyms=("employees", "number of employees", "staff count"),
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
    SHIFT_HOURS,
    UTILISATION,
    HEADCOUNT,
)
