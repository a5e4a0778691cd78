"""Leads and campaign spend."""

from services.catalogs.common import HOURS_PER_SECOND
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import Arithmetic, DayOf, DaysBetween, FieldRef, SecondsBetween

# Time from a lead's arrival within which its conversions count.
WINDOW_HOURS, WON_WITHIN_DAYS = 60 * 24, 180


def _hours_to(name: str, label: str, reached: str, definition: str) -> Field:
    spent = SecondsBetween(FieldRef("lead.arrived_at"), FieldRef(f"lead.{reached}"))
    return Field(f"hours_to_{name}", label, "number", definition, Arithmetic("*", spent, HOURS_PER_SECOND))


LEAD = Entity(
    "lead",
    "Lead",
    "leads",
    "A person or company that has shown interest and is not a deal yet.",
    time="lead.arrived_at",
    fields=(
        column_field("id", "Lead ID", "integer", "Internal ID of the row."),
        column_field("key", "Lead", "text", "Lead number.", dimension=True),
        column_field(
            "source", "Lead source", "text", "Channel through which the lead found the business.", dimension=True
        ),
        column_field("campaign", "Campaign", "text", "Campaign that generated the lead.", dimension=True),
        column_field("region", "Lead region", "text", "Sales territory of the lead.", dimension=True),
        column_field("status", "Lead status", "text", "Current status of the lead.", dimension=True),
        column_field("arrived_at", "Arrived", "instant", "When the lead first showed interest."),
        column_field("responded_at", "First response", "instant", "When the lead was first contacted."),
        column_field("marketing_qualified_at", "MQL at", "instant", "When the lead became marketing qualified (MQL)."),
        column_field("sales_qualified_at", "SQL at", "instant", "When the lead became sales qualified (SQL)."),
        column_field("converted_at", "Converted", "instant", "When the lead converted to a deal."),
        _hours_to(
            "response",
            "Hours to first response",
            "responded_at",
            "Hours from arrival to first response, around the clock.",
        ),
        _hours_to("mql", "Hours to MQL", "marketing_qualified_at", "Hours from arrival until the lead became an MQL."),
        _hours_to("sql", "Hours to SQL", "sales_qualified_at", "Hours from arrival until the lead became an SQL."),
        _hours_to("deal", "Hours to deal", "converted_at", "Hours from arrival to conversion."),
        Field(
            "days_to_win",
            "Days to close of deal",
            "integer",
            "Days from arrival until the deal was won or lost.",
            DaysBetween(DayOf(FieldRef("lead.arrived_at")), FieldRef("deal.closed_on")),
        ),
    ),
    synonyms=("prospect", "enquiry"),
)

SPEND = Entity(
    "campaign_spend",
    "Campaign spend",
    "campaign_spends",
    "Cost of a campaign in one month.",
    time="campaign_spend.month",
    plural="Campaign costs",
    fields=(
        column_field("id", "Spend ID", "integer", "Internal ID of the row."),
        column_field("campaign", "Spend campaign", "text", "Name of the campaign.", dimension=True),
        column_field(
            "source", "Spend source", "text", "Source of the leads that the campaign generates.", dimension=True
        ),
        column_field("month", "Month", "date", "First day of the month."),
        column_field("currency", "Spend currency", "text", "Currency of the amount."),
        column_field(
            "amount", "Spend", "money", "Cost of the campaign in the month.", currency="campaign_spend.currency"
        ),
    ),
)

ENTITIES = (LEAD, SPEND)
RELATIONS = (
    Relation("lead.owner", "lead", "employee", "owner_id", optional=True),
    Relation("lead.deal", "lead", "deal", "deal_id", optional=True),
    Relation("lead.client", "lead", "client", "client_id", optional=True),
)
