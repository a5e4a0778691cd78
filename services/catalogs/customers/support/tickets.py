"""Tickets opened, resolved, open and reopened."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare
from services.semantic.expression import CountDistinct, FieldRef

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

METRICS = (OPENED_TICKETS, RESOLVED_TICKETS, OPEN_TICKETS, REOPENED)
