"""Clients, and how many of them are active."""

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
    "Client",
    "clients",
    "A person or a company that buys.",
    fields=(
        column_field("id", "Client", "integer", "Number of the row."),
        column_field("key", "Client number", "text", "Number by which the business knows the client.", dimension=True),
        column_field("name", "Client", "text", "Full name, or the company's.", dimension=True, synonyms=("customer",)),
        column_field("kind", "Kind of client", "text", "Person or company.", dimension=True),
        column_field("segment", "Segment", "text", "Group in which sales counts the client.", dimension=True),
        column_field("industry", "Industry", "text", "Line of business that the client is in.", dimension=True),
        column_field("status", "Client's status", "text", "Where the client stands with the business.", dimension=True),
        column_field("region", "Client's region", "text", "Sales territory in which the client sits.", dimension=True),
        column_field("country", "Country", "text", "Country in which the client sits.", dimension=True),
        column_field("headcount", "Client's headcount", "integer", "People who work there, as last known."),
        column_field("acquired_on", "Acquired", "date", "Day of the first purchase."),
        Field(
            "tenure",
            "Time as a client",
            "text",
            "Days since the first purchase, at the end of the period, in four bands.",
            Band(DaysBetween(FieldRef("client.acquired_on"), Boundary("end")), limits=(91, 366, 731), labels=TENURES),
            dimension=True,
            values=TENURES,
            synonyms=("acquisition cohort", "customer age"),
        ),
        Field(
            "last_order_on",
            "Last order",
            "date",
            "Day of the last order up to the end of the period; orders that were called off by then do not count.",
            RelatedAggregate("max", "order.client", LAST_ORDER),
        ),
    ),
    synonyms=("customer", "account"),
)

CONTACT = Entity(
    "contact",
    "Contact",
    "contacts",
    "A person at a client.",
    fields=(
        column_field("id", "Contact", "integer", "Number of the row."),
        column_field("key", "Contact number", "text", "Number by which the business knows the contact."),
        column_field("name", "Contact", "text", "Full name."),
        column_field("job_title", "Contact's position", "text", "What they do there.", dimension=True),
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
    definition=f"Different clients with at least one order in the {ACTIVE_WINDOW_DAYS} days up to the end of the "
    "period. A client who buys twice counts once, so the parts of a split may add up to more than the whole.",
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
    definition="Clients by the day of their first purchase.",
    exclusions="Clients whose first purchase is not known.",
    owner="Customer success",
    synonyms=("acquired customers", "new clients", "customer acquisition"),
)

ENTITIES = (CLIENT, CONTACT)
RELATIONS = (
    Relation("client.owner", "client", "employee", "owner_id", optional=True),
    Relation("contact.client", "contact", "client", "client_id"),
)
METRICS = (ACTIVE, NEW)
