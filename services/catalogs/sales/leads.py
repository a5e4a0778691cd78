"""Leads, and what the campaigns cost that bring them."""

from services.catalogs.common import HOURS_PER_SECOND
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import Arithmetic, DayOf, DaysBetween, FieldRef, SecondsBetween

# Within which time a lead's next steps count, from its arrival on.
WINDOW_HOURS, WON_WITHIN_DAYS = 60 * 24, 180


def _hours_to(name: str, label: str, reached: str, definition: str) -> Field:
    spent = SecondsBetween(FieldRef("lead.arrived_at"), FieldRef(f"lead.{reached}"))
    return Field(f"hours_to_{name}", label, "number", definition, Arithmetic("*", spent, HOURS_PER_SECOND))


LEAD = Entity(
    "lead",
    "Lead",
    "leads",
    "A person or company that showed interest, before there is a deal.",
    time="lead.arrived_at",
    fields=(
        column_field("id", "Lead", "integer", "Number of the row."),
        column_field("key", "Lead", "text", "Number of the lead.", dimension=True),
        column_field("source", "Lead's source", "text", "Where they heard of the business.", dimension=True),
        column_field("campaign", "Campaign", "text", "Campaign that brought them.", dimension=True),
        column_field("region", "Lead's region", "text", "Sales territory in which they sit.", dimension=True),
        column_field("status", "Lead's status", "text", "How far it has come.", dimension=True),
        column_field("arrived_at", "Arrived", "instant", "When they first showed interest."),
        column_field("responded_at", "Responded", "instant", "When somebody first answered them."),
        column_field("marketing_qualified_at", "MQL since", "instant", "When marketing found them worth a call."),
        column_field("sales_qualified_at", "SQL since", "instant", "When sales agreed."),
        column_field("converted_at", "Converted", "instant", "When they became a deal."),
        _hours_to(
            "response",
            "Hours to first answer",
            "responded_at",
            "From the first sign of interest to the first answer, nights and weekends counted.",
        ),
        _hours_to(
            "mql", "Hours to MQL", "marketing_qualified_at", "From the first sign of interest until marketing agreed."
        ),
        _hours_to("sql", "Hours to SQL", "sales_qualified_at", "From the first sign of interest until sales agreed."),
        _hours_to("deal", "Hours to the deal", "converted_at", "From the first sign of interest to the deal."),
        Field(
            "days_to_win",
            "Days to the close",
            "integer",
            "Days from the first sign of interest until its deal was won or lost.",
            DaysBetween(DayOf(FieldRef("lead.arrived_at")), FieldRef("deal.closed_on")),
        ),
    ),
    synonyms=("prospect", "enquiry"),
)

SPEND = Entity(
    "campaign_spend",
    "Campaign cost",
    "campaign_spends",
    "What a campaign cost in one month.",
    time="campaign_spend.month",
    fields=(
        column_field("id", "Cost", "integer", "Number of the row."),
        column_field("campaign", "Campaign paid for", "text", "Name of the campaign.", dimension=True),
        column_field("source", "Source paid for", "text", "Source of its leads.", dimension=True),
        column_field("month", "Month", "date", "First day of the month."),
        column_field("currency", "Cost's currency", "text", "Currency of the amount."),
        column_field("amount", "Money spent", "money", "What it cost.", currency="campaign_spend.currency"),
    ),
)

ENTITIES = (LEAD, SPEND)
RELATIONS = (
    Relation("lead.owner", "lead", "employee", "owner_id", optional=True),
    Relation("lead.deal", "lead", "deal", "deal_id", optional=True),
    Relation("lead.client", "lead", "client", "client_id", optional=True),
)
