"""Lead conversion within a fixed window, by date of arrival."""

from services.catalogs.sales.leads import WINDOW_HOURS, WON_WITHIN_DAYS
from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef

OWNER = "Marketing"
ARRIVED_AT = ("lead.arrived_at",)
WINDOW = f"{WINDOW_HOURS // 24} days ({WINDOW_HOURS:,} hours)"
OPEN_WINDOWS = "Leads whose window is still running are included, so recent periods look low."


def _conversion_step(name: str, label: str, where: Condition, definition: str, *synonyms: str) -> Metric:
    """Return a count of leads that reached a point within the window."""
    return Metric(
        f"lead.{name}",
        label,
        kind="simple",
        type="integer",
        entity="lead",
        formula=CountDistinct(FieldRef("lead.id")),
        times=ARRIVED_AT,
        where=where,
        better="up",
        unit="leads",
        definition=f"{definition} {OPEN_WINDOWS}",
        exclusions="Leads that got there after the window, and leads without an arrival time.",
        owner=OWNER,
        synonyms=synonyms,
    )


def _in_window(field: str) -> Condition:
    return Compare(f"lead.hours_to_{field}", "<=", WINDOW_HOURS)


MQL = _conversion_step(
    "became_mql",
    f"MQL within {WINDOW_HOURS // 24} days",
    _in_window("mql"),
    f"Leads that arrived in the period and became marketing qualified (MQL) within {WINDOW} of arrival.",
    "leads to mql",
)
SQL = _conversion_step(
    "became_sql",
    f"SQL within {WINDOW_HOURS // 24} days",
    _in_window("sql"),
    f"Leads that arrived in the period and became sales qualified (SQL) within {WINDOW} of arrival.",
    "leads to sql",
)
DEAL = _conversion_step(
    "became_deal",
    f"Deal within {WINDOW_HOURS // 24} days",
    _in_window("deal"),
    f"Leads that arrived in the period and converted to a deal within {WINDOW} of arrival.",
    "leads to deal",
)
WON = _conversion_step(
    "became_won",
    f"Won within {WON_WITHIN_DAYS} days",
    And((_in_window("deal"), IS_WON, Compare("lead.days_to_win", "<=", WON_WITHIN_DAYS))),
    f"Leads that arrived in the period, converted to a deal within {WINDOW} of arrival, and were won within "
    f"{WON_WITHIN_DAYS} days of arrival.",
    "leads to win",
)
CONVERSION = Metric(
    "lead.conversion",
    "Lead conversion rate",
    kind="ratio",
    type="ratio",
    entity="lead",
    formula=Divide(MetricRef("lead.became_deal"), MetricRef("lead.arrived")),
    times=ARRIVED_AT,
    better="up",
    unit="% of leads",
    definition=f"Share of leads that arrived in the period and converted to a deal within {WINDOW} of arrival. The "
    f"window rolls with each lead and does not follow the calendar. {OPEN_WINDOWS}",
    denominator="Leads that arrived in the period; n/a if there are none.",
    exclusions="Leads that converted after the window.",
    owner=OWNER,
    synonyms=("lead to deal conversion", "lead conversion"),
)

METRICS = (MQL, SQL, DEAL, WON, CONVERSION)
