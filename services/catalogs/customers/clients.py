"""The entity ``client``, which readers see as "customer", its contacts, and new and active customers."""

from services.semantic.catalog import Entity, Field, Metric, Relation, column_field
from services.semantic.conditions import Null
from services.semantic.expression import (
    Band,
    Boundary,
    Coalesce,
    CountDistinct,
    DaysBetween,
    FieldRef,
    RelatedAggregate,
    When,
)

TENURES = ("up to 90 days", "91 to 365 days", "366 to 730 days", "over 730 days")

PLACED_BY_THEN = When(FieldRef("order.ordered_on"), "<", Boundary("end"), FieldRef("order.ordered_on"))
LAST_ORDER = When(Coalesce(FieldRef("order.cancelled_on"), Boundary("end")), ">=", Boundary("end"), PLACED_BY_THEN)

CLIENT = Entity(
    "client",
    "Customer",
    "clients",
    "A person or company that buys from the business.",
    fields=(
        column_field("id", "Customer ID", "integer", "Internal ID of the row."),
        column_field("key", "Customer number", "text", "Number that identifies the customer.", dimension=True),
        column_field(
            "name", "Customer", "text", "Full name of the person or company.", dimension=True, synonyms=("client",)
        ),
        column_field("kind", "Customer type", "text", "Person or company.", dimension=True),
        column_field("segment", "Segment", "text", "Sales segment of the customer.", dimension=True),
        column_field("industry", "Industry", "text", "Industry of the customer.", dimension=True),
        column_field("status", "Customer status", "text", "Current status of the customer.", dimension=True),
        column_field("region", "Customer region", "text", "Sales territory of the customer.", dimension=True),
        column_field("country", "Country", "text", "Country of the customer.", dimension=True),
        column_field("headcount", "Customer headcount", "integer", "Last known number of employees."),
        column_field("acquired_on", "First purchase", "date", "Date of the first purchase."),
        Field(
            "tenure",
            "Customer tenure",
            "text",
            "Tenure band by days from the first purchase to the end of the period.",
            Band(DaysBetween(FieldRef("client.acquired_on"), Boundary("end")), limits=(91, 366, 731), labels=TENURES),
            dimension=True,
            values=TENURES,
            synonyms=("acquisition cohort", "customer age"),
        ),
        Field(
            "last_order_on",
            "Last order",
            "date",
            "Date of the last order up to the end of the period, excluding orders cancelled by then.",
            RelatedAggregate("max", "order.client", LAST_ORDER),
        ),
    ),
    synonyms=("client",),
)

CONTACT = Entity(
    "contact",
    "Contact",
    "contacts",
    "A person at a customer.",
    fields=(
        column_field("id", "Contact ID", "integer", "Internal ID of the row."),
        column_field("key", "Contact number", "text", "Number that identifies the contact."),
        column_field("name", "Contact", "text", "Full name of the contact."),
        column_field("job_title", "Contact job title", "text", "Job title of the contact.", dimension=True),
    ),
)

ACTIVE_WINDOW_DAYS = 90

ACTIVE = Metric(
    "client.active",
    "Active customers",
    kind="cumulative",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef("order.client_id")),
    times=("order.ordered_on", "order.shipped_on"),
    window_days=ACTIVE_WINDOW_DAYS,
    where=Null("order.cancelled_on"),
    better="up",
    unit="customers",
    definition=f"Distinct customers with at least one order in the {ACTIVE_WINDOW_DAYS} days up to the end of the "
    "period. A customer counts once, so the parts of a split can add up to more than the total.",
    exclusions="Cancelled orders, and orders without lines.",
    owner="Customer success",
    synonyms=("active clients", "buyers"),
)

NEW = Metric(
    "client.new",
    "New customers",
    kind="simple",
    type="integer",
    entity="client",
    formula=CountDistinct(FieldRef("client.id")),
    times=("client.acquired_on",),
    better="up",
    unit="customers",
    definition="Customers by date of first purchase.",
    exclusions="Customers without a known first purchase.",
    owner="Customer success",
    synonyms=("acquired customers", "new clients", "customer acquisition"),
)

ENTITIES = (CLIENT, CONTACT)
RELATIONS = (
    Relation("client.owner", "client", "employee", "owner_id", optional=True),
    Relation("contact.client", "contact", "client", "client_id"),
)
METRICS = (ACTIVE, NEW)
