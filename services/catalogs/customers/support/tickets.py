"""Tickets opened, resolved, open and reopened."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile

OWNER = "Customer success"
PEOPLE = "employee.present"
OPENED = ("ticket.opened_at",)
RESOLVED = ("ticket.resolved_at",)
TICKETS = CountDistinct(FieldRef("ticket.id"))

OPENED_TICKETS = Metric(
    "ticket.opened",
    "Tickets opened",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    times=OPENED,
    better="down",
    unit="tickets",
    definition="Tickets by opening date.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("new tickets", "incidents"),
)
RESOLVED_TICKETS = Metric(
    "ticket.resolved",
    "Tickets resolved",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    times=RESOLVED,
    better="up",
    unit="tickets",
    definition="Tickets by date of last resolution.",
    exclusions="Tickets closed without a resolution date.",
    owner=OWNER,
    synonyms=("solved tickets", "closed tickets"),
)
OPEN_TICKETS = Metric(
    "ticket.open",
    "Open tickets",
    kind="balance",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    opened="ticket.opened_at",
    closed=("ticket.resolved_at", "ticket.closed_at"),
    better="down",
    unit="tickets",
    definition="Tickets opened and neither resolved nor closed by the end of the period.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("ticket backlog", "unresolved tickets"),
)
REOPENED = Metric(
    "ticket.reopens",
    "Reopened tickets",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    times=RESOLVED,
    where=Compare("ticket.reopened", ">", 0),
    better="down",
    unit="tickets",
    definition="Tickets that were reopened at least once, by date of last resolution.",
    exclusions="Tickets without a recorded number of reopenings.",
    owner=OWNER,
    synonyms=("reopens",),
)

REOPEN_RATE = Metric(
    "ticket.reopen_rate",
    "Reopen rate",
    kind="ratio",
    type="ratio",
    entity="ticket",
    formula=Divide(MetricRef("ticket.reopens"), TICKETS),
    people=PEOPLE,
    times=RESOLVED,
    where=Not(Null("ticket.reopened")),
    better="down",
    unit="% of tickets resolved",
    definition="Share of resolved tickets that were reopened at least once, by date of last resolution.",
    denominator="Resolved tickets whose number of reopenings is recorded; n/a if there are none.",
    exclusions="Tickets without a recorded number of reopenings.",
    missing="No resolved tickets with a recorded number of reopenings.",
    owner=OWNER,
    synonyms=("share of reopened tickets",),
)
BACKLOG_AGE = Metric(
    "ticket.backlog_age",
    "Backlog age",
    kind="balance",
    type="number",
    entity="ticket",
    formula=Percentile(0.5, FieldRef("ticket.age_days"), per="ticket.id"),
    people=PEOPLE,
    opened="ticket.opened_at",
    closed=("ticket.resolved_at", "ticket.closed_at"),
    better="down",
    unit="days",
    definition="Median days since opening, for tickets open at the end of the period. Nights and weekends count.",
    exclusions="Tickets resolved or closed by then.",
    missing="No open tickets.",
    owner=OWNER,
    synonyms=("age of open tickets", "ticket backlog age"),
)

METRICS = (OPENED_TICKETS, RESOLVED_TICKETS, OPEN_TICKETS, BACKLOG_AGE, REOPENED, REOPEN_RATE)
