"""What becomes of leads within a time, counted by when they came."""

from services.catalogs.sales.leads import WINDOW_HOURS, WON_WITHIN_DAYS
from services.catalogs.sales.stages import IS_WON
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef

OWNER = "Marketing"
ARRIVED = ("lead.arrived_at",)
WINDOW = f"{WINDOW_HOURS // 24} days ({WINDOW_HOURS:,} hours)"
IMMATURE = "Leads whose time is not over yet are counted as they stand, so the last weeks look low for a while."


def _within(name: str, label: str, where: Condition, definition: str, *synonyms: str) -> Metric:
    """Return how many of the leads that came got so far in time."""
    return Metric(
        f"lead.{name}",
        label,
        kind="simple",
        type="integer",
        entity="lead",
        formula=CountDistinct(FieldRef("lead.id")),
        times=ARRIVED,
        where=where,
        better="up",
        unit="leads",
        definition=f"{definition} {IMMATURE}",
        exclusions="Leads that got there later, and leads without the time of their arrival.",
        owner=OWNER,
        synonyms=synonyms,
    )


def _hours(field: str) -> Condition:
    return Compare(f"lead.hours_to_{field}", "<=", WINDOW_HOURS)


MQL = _within(
    "became_mql",
    "Became MQL in time",
    _hours("mql"),
    f"Of the leads that came in the period, those that marketing found worth a call within {WINDOW} of their arrival.",
    "leads to mql",
)
SQL = _within(
    "became_sql",
    "Became SQL in time",
    _hours("sql"),
    f"Of the leads that came in the period, those that sales took within {WINDOW} of their arrival.",
    "leads to sql",
)
DEAL = _within(
    "became_deal",
    "Became a deal in time",
    _hours("deal"),
    f"Of the leads that came in the period, those that became a deal within {WINDOW} of their arrival.",
    "leads to deal",
)
WON = _within(
    "became_won",
    "Deal won in time",
    And((_hours("deal"), IS_WON, Compare("lead.days_to_win", "<=", WON_WITHIN_DAYS))),
    f"Of the leads that came in the period, those that became a deal within {WINDOW} of their arrival and were won "
    f"within {WON_WITHIN_DAYS} days of it.",
    "leads to win",
)
CONVERSION = Metric(
    "lead.conversion",
    "Lead conversion",
    kind="ratio",
    type="ratio",
    entity="lead",
    formula=Divide(MetricRef("lead.became_deal"), MetricRef("lead.arrived")),
    times=ARRIVED,
    better="up",
    unit="% of leads",
    definition=f"Share of the leads that came in the period which became a deal within {WINDOW} of their arrival: a "
    f"rolling time of each lead, not one of the calendar. {IMMATURE}",
    denominator="Leads that came in the period; n/a where there is none.",
    exclusions="Leads that became a deal later.",
    owner=OWNER,
    synonyms=("lead to deal conversion", "lead conversion rate"),
)

METRICS = (MQL, SQL, DEAL, WON, CONVERSION)
