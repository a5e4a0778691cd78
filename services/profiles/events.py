"""Which rows a timeline is told of, and how: a table, so that a new kind is one more row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.semantic.conditions import Compare, Condition

EVERYTHING = "everything"

# The kinds by which a reader filters: their names, and the icon beside each happening.
KINDS: dict[str, tuple[str, str]] = {
    "order": ("Orders", "inbox"),
    "deal": ("Deals", "trending-up"),
    "money": ("Invoices and payments", "wallet"),
    "subscription": ("Subscriptions", "rotate-ccw"),
    "ticket": ("Tickets", "triangle-alert"),
    "talk": ("Talks and surveys", "users"),
    "work": ("Work", "gauge"),
    "note": ("Notes", "pencil"),
    "stage": ("Stages", "chart-column"),
    "forecast": ("Forecasts", "gauge"),
    "activity": ("Activities", "users"),
}
# Those by which a client's timeline is filtered.
OF_CLIENTS = ("order", "deal", "money", "subscription", "ticket", "talk", "work", "note")

# The fields of a row that are known, in words.
Said = Mapping[str, str]


@dataclass(frozen=True)
class Event:
    """One thing that happened, in finished words. ``at`` is a day, or an instant where the minute is known."""

    kind: str
    at: date | datetime
    title: str
    detail: str = ""
    address: str | None = None


@dataclass(frozen=True)
class EventSource:
    """Rows of one entity that are told at one of their days. Fields that the catalog lacks are left out.

    ``details`` are fields with the words around them; ``leads_to`` is the entity whose page tells more.
    """

    kind: str
    entity: str
    day: str
    title: Callable[[Said], str]
    titled_by: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    where: Condition | None = None
    leads_to: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is read."""
        page = (f"{self.leads_to}.id",) if self.leads_to else ()
        return (*self.titled_by, *(name for name, _ in self.details), f"{self.entity}.id", *page)


def _named(what: str, *fields: str) -> Callable[[Said], str]:
    """Return a title such as "Order O-1": what it is, and the first of some fields that is known."""
    return lambda said: " ".join([what, *[said[name] for name in fields if name in said][:1]])


def _deal(outcome: str, day: str, done: str) -> EventSource:
    name = _named("Deal", "deal.name", "deal.key")
    return EventSource(
        "deal",
        "deal",
        day,
        lambda said: f"{name(said)} {done}",
        ("deal.name", "deal.key"),
        (("deal.amount", "{}"), ("employee.name", "{}"), *((("deal.lost_reason", "{}"),) if outcome == "lost" else ())),
        Compare("stage.outcome", "=", outcome) if outcome else None,
        leads_to="deal",
    )


def _ticket(said: Said) -> str:
    subject = said.get("ticket.subject")
    return f"Ticket {said.get('ticket.key', '')}{f': {subject}' if subject else ''}"


def _moved(said: Said) -> str:
    kinds = {
        "new": "Subscription began",
        "expansion": "Subscription grew",
        "contraction": "Subscription shrank",
        "churn": "Subscription ended",
        "reactivation": "Subscription came back",
    }
    kind = said.get("subscription_movement.kind", "")
    # Words of a closed list are told with a capital.
    return kinds.get(kind.lower(), f"Subscription: {kind}")


SOURCES = (
    EventSource(
        "order",
        "order",
        "order.ordered_on",
        _named("Order", "order.number"),
        ("order.number",),
        (("order.value", "{}"), ("order.channel", "{}"), ("order.cancelled_on", "cancelled on {}")),
    ),
    _deal("", "deal.opened_on", "opened"),
    _deal("won", "deal.closed_on", "won"),
    _deal("lost", "deal.closed_on", "lost"),
    EventSource(
        "money",
        "invoice",
        "invoice.issued_on",
        _named("Invoice", "invoice.number"),
        ("invoice.number",),
        (("invoice.amount", "{}"), ("invoice.due_on", "due {}"), ("invoice.cancelled_on", "taken back on {}")),
    ),
    EventSource(
        "money",
        "payment",
        "payment.paid_on",
        lambda said: f"Payment{' for invoice ' + said['invoice.number'] if 'invoice.number' in said else ''}",
        ("invoice.number",),
        (("payment.amount", "{}"),),
    ),
    EventSource(
        "subscription",
        "subscription_movement",
        "subscription_movement.moved_on",
        _moved,
        ("subscription_movement.kind",),
        (("subscription_movement.amount", "{} a month"), ("subscription.plan", "{}")),
    ),
    EventSource(
        "ticket",
        "ticket",
        "ticket.opened_at",
        _ticket,
        ("ticket.key", "ticket.subject"),
        (("ticket.category", "{}"), ("ticket.priority", "{} priority"), ("ticket.state", "{}")),
    ),
    EventSource(
        "ticket",
        "ticket",
        "ticket.resolved_at",
        lambda said: f"{_ticket(said)} resolved",
        ("ticket.key",),
    ),
    EventSource(
        "talk",
        "interaction",
        "interaction.happened_at",
        lambda said: said.get("interaction.kind", "talk").capitalize(),
        ("interaction.kind",),
        (
            ("interaction.subject", "{}"),
            ("interaction.nps_score", "NPS {}"),
            ("interaction.csat_score", "CSAT {} of 5"),
            ("interaction.channel", "by {}"),
            ("interaction.sentiment", "{}"),
            ("employee.name", "with {}"),
        ),
    ),
)

# What happened with one deal.
OF_DEALS = (
    EventSource("deal", "deal", "deal.opened_on", lambda said: "Entered", (), (("deal.source", "from {}"),)),
    EventSource(
        "stage",
        "stage_change",
        "stage_change.changed_at",
        _named("Moved to", "stage.name"),
        ("stage.name",),
        (("left_stage.name", "from {}"),),
    ),
    EventSource(
        "activity",
        "activity",
        "activity.happened_at",
        lambda said: said.get("activity_type.name", "Activity"),
        ("activity_type.name",),
        (("activity.subject", "{}"), ("activity.minutes", "{} minutes"), ("employee.name", "by {}")),
    ),
    EventSource(
        "deal",
        "deal",
        "deal.closed_on",
        _named("Closed as", "stage.name"),
        ("stage.name",),
        (("deal.amount", "{}"), ("deal.lost_reason", "{}")),
    ),
)
