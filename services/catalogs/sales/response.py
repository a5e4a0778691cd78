"""How many leads come, how far they get, how soon they are answered, and what they cost."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Condition, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

OWNER = "Marketing"
ARRIVED = ("lead.arrived_at",)
MQL = ("lead.marketing_qualified_at",)


def _leads(
    name: str,
    label: str,
    times: tuple[str, ...],
    definition: str,
    exclusions: str,
    *synonyms: str,
    where: Condition | None = None,
) -> Metric:
    """Return how many leads reached a point."""
    return Metric(
        f"lead.{name}",
        label,
        kind="simple",
        type="integer",
        entity="lead",
        formula=CountDistinct(FieldRef("lead.id")),
        times=times,
        where=where,
        better="up",
        unit="leads",
        definition=definition,
        exclusions=exclusions,
        owner=OWNER,
        synonyms=synonyms,
    )


LEADS = _leads(
    "arrived", "Leads", ARRIVED, "Leads by when they first showed interest.", "Leads without that time.", "new leads"
)
QUALIFIED = _leads(
    "marketing_qualified",
    "Qualified by marketing",
    MQL,
    "Leads by when marketing found them worth a call (MQL).",
    "Leads that were never qualified.",
    "mql",
    "mqls",
)
ACCEPTED = _leads(
    "sales_qualified",
    "Qualified by sales",
    ("lead.sales_qualified_at",),
    "Leads by when sales agreed that they are worth its time (SQL).",
    "Leads that sales did not take.",
    "sql leads",
    "sqls",
)
CONVERTED = _leads(
    "converted",
    "Leads converted",
    ("lead.converted_at",),
    "Leads by when they became a deal.",
    "Leads that did not become a deal.",
    "converted leads",
)
QUALIFIED_AND_ACCEPTED = _leads(
    "marketing_and_sales_qualified",
    "Qualified by both",
    MQL,
    "Leads that marketing found worth a call, by when it did, and sales took at any time since.",
    "Leads that were never qualified.",
    "accepted mqls",
    where=Not(Null("lead.sales_qualified_at")),
)
ACCEPTANCE = Metric(
    "lead.mql_to_sql",
    "MQL to SQL",
    kind="ratio",
    type="ratio",
    entity="lead",
    formula=Divide(MetricRef("lead.marketing_and_sales_qualified"), MetricRef("lead.marketing_qualified")),
    times=MQL,
    better="up",
    unit="% of leads qualified by marketing",
    definition="Share of the leads that marketing qualified in the period which sales took, then or later. The last "
    "weeks look low for a while, because sales is not done with them.",
    denominator="Leads qualified by marketing in the period; n/a where there is none.",
    exclusions="Leads that were never qualified.",
    owner=OWNER,
    synonyms=("mql to sql conversion", "lead acceptance"),
)
RESPONSE = Metric(
    "lead.response",
    "Lead response time",
    kind="simple",
    type="number",
    entity="lead",
    formula=Percentile(0.5, FieldRef("lead.hours_to_response"), per="lead.id"),
    times=ARRIVED,
    better="down",
    unit="hours",
    definition="Half of the leads were first answered sooner, half later, by when they came.",
    exclusions="Leads that were not answered. Nights and weekends count.",
    owner="Sales",
    synonyms=("speed to lead", "median lead response"),
)
SPEND = Metric(
    "campaign.spend",
    "Campaign spend",
    kind="simple",
    type="money",
    entity="campaign_spend",
    formula=Sum(FieldRef("campaign_spend.amount")),
    times=("campaign_spend.month",),
    better="down",
    definition="What campaigns cost. A month's cost counts on its first day, so ask by month or longer.",
    exclusions="Salaries, and marketing that is no campaign.",
    owner=OWNER,
    synonyms=("ad spend", "marketing spend"),
)
COST_PER_LEAD = Metric(
    "lead.cost",
    "Cost per lead",
    kind="ratio",
    type="money",
    entity="lead",
    formula=Divide(MetricRef("campaign.spend"), MetricRef("lead.arrived")),
    times=ARRIVED,
    better="down",
    definition="Campaign spend of the period divided by all leads that came in it. Ask by month or longer.",
    denominator="Leads, whether a campaign brought them or not; n/a where there is none.",
    exclusions="Salaries, and marketing that is no campaign.",
    owner=OWNER,
    synonyms=("cpl",),
)

METRICS = (
    LEADS,
    QUALIFIED,
    ACCEPTED,
    CONVERTED,
    QUALIFIED_AND_ACCEPTED,
    ACCEPTANCE,
    RESPONSE,
    SPEND,
    COST_PER_LEAD,
)
