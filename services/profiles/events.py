"""The rows that a timeline lists, and their words: a table, so that a new kind of event is one more entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.semantic.conditions import Compare, Condition

ALL_EVENTS = "everything"

# The kinds of events that a reader filters by: their names and icons.
KINDS: dict[str, tuple[str, str]] = {
    "order": ("Orders", "inbox"),
    "deal": ("Deals", "trending-up"),
    "money": ("Invoices and payments", "wallet"),
    "subscription": ("Subscriptions", "rotate-ccw"),
    "ticket": ("Tickets", "triangle-alert"),
    "talk": ("Interactions", "users"),
    "work": ("Hours worked", "gauge"),
    "note": ("Notes", "pencil"),
    "stage": ("Stage changes", "chart-column"),
    "forecast": ("Forecast changes", "gauge"),
    "activity": ("Activities", "users"),
}
# The kinds on a customer's timeline.
OF_CLIENTS = ("order", "deal", "money", "subscription", "ticket", "talk", "work", "note")

# The fields of a row that have a value, in words.
FieldWords = Mapping[str, str]


@dataclass(frozen=True)
class Event:
    """An event in finished words. ``at`` is a day, or an instant where the time of day is known."""

    kind: str
    at: date | datetime
    title: str
    detail: str = ""
    address: str | None = None


@dataclass(frozen=True)
class EventSource:
    """Rows of one entity as events, dated by one of their days. Fields that the catalog lacks are left out.

    ``details`` are fields with the words around them; ``links_to`` is the entity whose page the event links to.
    """

    kind: str
    entity: str
    day: str
    title: Callable[[FieldWords], str]
    title_fields: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    where: Condition | None = None
    links_to: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is read."""
        page = (f"{self.links_to}.id",) if self.links_to else ()
        return (*self.title_fields, *(name for name, _ in self.details), f"{self.entity}.id", *page)


def _title(what: str, *fields: str) -> Callable[[FieldWords], str]:
    """Return a function that makes a title such as "Order O-1" from the first field that has a value."""
    return lambda row: " ".join([what, *[row[name] for name in fields if name in row][:1]])


def _deal_source(outcome: str, day: str, verb: str) -> EventSource:
    name = _title("Deal", "deal.name", "deal.key")
    return EventSource(
        "deal",
        "deal",
        day,
        lambda row: f"{name(row)} {verb}",
        ("deal.name", "deal.key"),
        (("deal.amount", "{}"), ("employee.name", "{}"), *((("deal.lost_reason", "{}"),) if outcome == "lost" else ())),
        Compare("stage.outcome", "=", outcome) if outcome else None,
        links_to="deal",
    )


def _ticket_title(row: FieldWords) -> str:
    subject = row.get("ticket.subject")
    return f"Ticket {row.get('ticket.key', '')}{f': {subject}' if subject else ''}"


def _movement_title(row: FieldWords) -> str:
    kinds = {
        "new": "Subscription started",
        "expansion": "Subscription expanded",
        "contraction": "Subscription contracted",
        "churn": "Subscription ended",
        "reactivation": "Subscription reactivated",
    }
    kind = row.get("subscription_movement.kind", "")
    # Values of a closed list come capitalised.
    return kinds.get(kind.lower(), f"Subscription: {kind}")


SOURCES = (
    EventSource(
        "order",
        "order",
        "order.ordered_on",
        _title("Order", "order.number"),
        ("order.number",),
        (("order.value", "{}"), ("order.channel", "{}"), ("order.cancelled_on", "cancelled on {}")),
    ),
    _deal_source("", "deal.opened_on", "created"),
    _deal_source("won", "deal.closed_on", "won"),
    _deal_source("lost", "deal.closed_on", "lost"),
    EventSource(
        "money",
        "invoice",
        "invoice.issued_on",
        _title("Invoice", "invoice.number"),
        ("invoice.number",),
        (("invoice.amount", "{}"), ("invoice.due_on", "due {}"), ("invoice.cancelled_on", "cancelled on {}")),
    ),
    EventSource(
        "money",
        "payment",
        "payment.paid_on",
        lambda row: f"Payment{' for invoice ' + row['invoice.number'] if 'invoice.number' in row else ''}",
        ("invoice.number",),
        (("payment.amount", "{}"),),
    ),
    EventSource(
        "subscription",
        "subscription_movement",
        "subscription_movement.moved_on",
        _movement_title,
        ("subscription_movement.kind",),
        (("subscription_movement.amount", "{} per month"), ("subscription.plan", "{}")),
    ),
    EventSource(
        "ticket",
        "ticket",
        "ticket.opened_at",
        _ticket_title,
        ("ticket.key", "ticket.subject"),
        (("ticket.category", "{}"), ("ticket.priority", "{} priority"), ("ticket.state", "{}")),
    ),
    EventSource(
        "ticket",
        "ticket",
        "ticket.resolved_at",
        lambda row: f"{_ticket_title(row)} resolved",
        ("ticket.key",),
    ),
    EventSource(
        "talk",
        "interaction",
        "interaction.happened_at",
        lambda row: row.get("interaction.kind", "interaction").capitalize(),
        ("interaction.kind",),
        (
            ("interaction.subject", "{}"),
            ("interaction.nps_score", "NPS {}"),
            ("interaction.csat_score", "CSAT {} out of 5"),
            ("interaction.channel", "via {}"),
            ("interaction.sentiment", "{}"),
            ("employee.name", "with {}"),
        ),
    ),
)

# The events on a deal's timeline.
OF_DEALS = (
    EventSource("deal", "deal", "deal.opened_on", lambda row: "Deal created", (), (("deal.source", "source: {}"),)),
    EventSource(
        "stage",
        "stage_change",
        "stage_change.changed_at",
        _title("Moved to", "stage.name"),
        ("stage.name",),
        (("left_stage.name", "from {}"),),
    ),
    EventSource(
        "activity",
        "activity",
        "activity.happened_at",
        lambda row: row.get("activity_type.name", "Activity"),
        ("activity_type.name",),
        (("activity.subject", "{}"), ("activity.minutes", "{} minutes"), ("employee.name", "by {}")),
    ),
    EventSource(
        "deal",
        "deal",
        "deal.closed_on",
        _title("Closed as", "stage.name"),
        ("stage.name",),
        (("deal.amount", "{}"), ("deal.lost_reason", "{}")),
    ),
)
