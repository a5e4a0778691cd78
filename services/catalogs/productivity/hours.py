"""Time entries: hours logged, billable and billed hours, rates and utilisation."""

from services.catalogs.productivity.capacity import MINUTES_IN_AN_HOUR, OWNER, PEOPLE
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null
from services.semantic.expression import Arithmetic, Divide, FieldRef, MetricRef, Sum

WORKED = ("work_log.worked_on",)
BILLABLE = Compare("work_log.billable", "=", True)


def _hours(
    name: str, label: str, field: str, definition: str, exclusions: str, *synonyms: str, where: Condition | None = None
) -> Metric:
    """Return a sum of logged hours."""
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
    "hours",
    "Hours logged",
    "work_log.minutes",
    "Hours in time entries, by date of the work.",
    "Work without a time entry.",
    "hours worked",
)
BILLABLE_HOURS = _hours(
    "billable_hours",
    "Billable hours",
    "work_log.minutes",
    "Hours that can be billed to a customer, by date of the work.",
    "Non-billable hours.",
    "chargeable hours",
    where=BILLABLE,
)
BILLED_HOURS = _hours(
    "billed_hours",
    "Billed hours",
    "work_log.billed_minutes",
    "Billable hours that were billed to customers, by date of the work.",
    "Hours without a billing decision.",
    "charged hours",
    where=BILLABLE,
)
HOURS_WITH_DECISION = _hours(
    "decided_hours",
    "Billable hours with a billing decision",
    "work_log.minutes",
    "Billable hours for which the billed hours have been decided.",
    "Hours without a billing decision.",
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
    unit="% of hours logged",
    definition="Billable hours as a share of hours logged. Also called realisation by some.",
    denominator="Hours logged; n/a if there are none.",
    exclusions="Work without a time entry.",
    owner=OWNER,
    synonyms=("billable ratio",),
)
REALISATION = Metric(
    "work.realisation",
    "Realisation rate",
    kind="ratio",
    type="ratio",
    entity="work_log",
    formula=Divide(MetricRef("work.billed_hours"), MetricRef("work.decided_hours")),
    times=WORKED,
    people=PEOPLE,
    better="up",
    unit="% of billable hours",
    definition="Billed hours as a share of billable hours with a billing decision. It differs from the billable share.",
    denominator="Billable hours with a billing decision; n/a if there are none.",
    exclusions="Hours without a billing decision.",
    owner=OWNER,
    synonyms=("realization",),
)
BILLED_VALUE = Metric(
    "work.billed_value",
    "Billed value",
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
    definition="Billed hours multiplied by their rate, before tax, by date of the work.",
    exclusions="Hours without a rate, and hours without a billing decision.",
    owner=OWNER,
    synonyms=("fees", "billed work"),
)
EFFECTIVE_RATE = Metric(
    "work.effective_rate",
    "Effective hourly rate",
    kind="ratio",
    type="money",
    entity="work_log",
    formula=Divide(MetricRef("work.billed_value"), MetricRef("work.hours")),
    times=WORKED,
    people=PEOPLE,
    better="up",
    unit="per hour",
    definition="Billed value divided by all hours logged, billed or not.",
    denominator="Hours logged; n/a if there are none.",
    exclusions="Work without a time entry.",
    owner=OWNER,
    synonyms=("effective bill rate", "average rate"),
)


def _utilisation(
    name: str, label: str, hours: str, available: str, unit: str, definition: str, denominator: str, *synonyms: str
) -> Metric:
    """Return hours as a share of the available hours."""
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
        exclusions="Work without a time entry. A split by project or customer is not available, because available "
        "hours belong to neither.",
        owner=OWNER,
        synonyms=synonyms,
    )


AVAILABLE = (
    "Available hours: capacity less leave and public holidays, of employees who have ever logged time or been "
    "allocated to a project; n/a if there are none."
)
UTILISATION = _utilisation(
    "utilisation",
    "Billable utilisation",
    "work.billable_hours",
    "employee.available",
    "% of available hours",
    "Billable hours as a share of available hours. Leave and public holidays are excluded from available hours.",
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
    "Hours logged, billable or not, as a share of available hours. Leave and public holidays are excluded from "
    "available hours.",
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
    "Billable hours as a share of scheduled shift hours, for people whose work is planned in shifts.",
    "Shift hours, from which leave and holidays are not deducted; n/a if there are none.",
    "shift utilisation",
)

METRICS = (
    HOURS,
    BILLABLE_HOURS,
    BILLED_HOURS,
    HOURS_WITH_DECISION,
    BILLABLE_SHARE,
    REALISATION,
    BILLED_VALUE,
    EFFECTIVE_RATE,
    UTILISATION,
    TOTAL_UTILISATION,
    SHIFT_UTILISATION,
)
