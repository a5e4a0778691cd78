"""Leads by stage, response time, campaign spend and cost per lead."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Condition, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

OWNER = "Marketing"
ARRIVED_AT = ("lead.arrived_at",)
MQL_AT = ("lead.marketing_qualified_at",)


def _lead_count(
    name: str,
    label: str,
    times: tuple[str, ...],
    definition: str,
    exclusions: str,
    *synonyms: str,
    where: Condition | None = None,
) -> Metric:
    """Return a count of leads that reached a point."""
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


LEADS = _lead_count(
    "arrived", "Leads", ARRIVED_AT, "Leads by the time of arrival.", "Leads without an arrival time.", "new leads"
)
MQLS = _lead_count(
    "marketing_qualified",
    "Marketing qualified leads (MQL)",
    MQL_AT,
    "Leads by the date on which they became marketing qualified (MQL).",
    "Leads that never became marketing qualified.",
    "mql",
    "mqls",
)
SQLS = _lead_count(
    "sales_qualified",
    "Sales qualified leads (SQL)",
    ("lead.sales_qualified_at",),
    "Leads by the date on which sales accepted them (SQL).",
    "Leads that sales did not accept.",
    "sql leads",
    "sqls",
)
CONVERTED = _lead_count(
    "converted",
    "Leads converted",
    ("lead.converted_at",),
    "Leads by the date on which they converted to a deal.",
    "Leads that did not convert.",
    "converted leads",
)
ACCEPTED_MQLS = _lead_count(
    "marketing_and_sales_qualified",
    "MQLs accepted by sales",
    MQL_AT,
    "Leads that became marketing qualified in the period and were accepted by sales at any time since.",
    "Leads that never became marketing qualified.",
    "accepted mqls",
    where=Not(Null("lead.sales_qualified_at")),
)
ACCEPTANCE = Metric(
    "lead.mql_to_sql",
    "MQL to SQL conversion rate",
    kind="ratio",
    type="ratio",
    entity="lead",
    formula=Divide(MetricRef("lead.marketing_and_sales_qualified"), MetricRef("lead.marketing_qualified")),
    times=MQL_AT,
    better="up",
    unit="% of MQLs",
    definition="Share of leads that became marketing qualified in the period and have been accepted by sales. Recent "
    "periods look low because sales is still working on their leads.",
    denominator="Leads that became marketing qualified in the period; n/a if there are none.",
    exclusions="Leads that never became marketing qualified.",
    owner=OWNER,
    synonyms=("mql to sql", "lead acceptance"),
)
RESPONSE = Metric(
    "lead.response",
    "Lead response time",
    kind="simple",
    type="number",
    entity="lead",
    formula=Percentile(0.5, FieldRef("lead.hours_to_response"), per="lead.id"),
    times=ARRIVED_AT,
    better="down",
    unit="hours",
    definition="Median hours from arrival to first response, by date of arrival. Nights and weekends count.",
    exclusions="Leads without a response.",
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
    definition="Cost of campaigns. The cost of a month is dated on its first day, so use months or longer periods.",
    exclusions="Salaries, and marketing outside campaigns.",
    owner=OWNER,
    synonyms=("ad spend", "marketing spend"),
)
COST_PER_LEAD = Metric(
    "lead.cost",
    "Cost per lead (CPL)",
    kind="ratio",
    type="money",
    entity="lead",
    formula=Divide(MetricRef("campaign.spend"), MetricRef("lead.arrived")),
    times=ARRIVED_AT,
    better="down",
    definition="Campaign spend of the period divided by all leads that arrived in it. Use months or longer periods.",
    denominator="All leads, whether or not a campaign generated them; n/a if there are none.",
    exclusions="Salaries, and marketing outside campaigns.",
    owner=OWNER,
    synonyms=("cpl",),
)

METRICS = (
    LEADS,
    MQLS,
    SQLS,
    CONVERTED,
    ACCEPTED_MQLS,
    ACCEPTANCE,
    RESPONSE,
    SPEND,
    COST_PER_LEAD,
)
