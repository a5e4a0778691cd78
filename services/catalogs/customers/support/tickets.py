"""Tickets: how many come in, are resolved, wait, and come again."""

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
    definition="Requests for help, by when they came in.",
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
    definition="Requests for help, by when they were last resolved.",
    exclusions="Tickets that were closed without a time of resolution.",
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
    closed=("ticket.resolved_at",),
    better="down",
    unit="tickets",
    definition="Tickets that had come in and were not resolved at the end of the period.",
    exclusions="None; a ticket that was closed without a time of resolution counts as open.",
    owner=OWNER,
    synonyms=("ticket backlog", "unresolved tickets"),
)
REOPENED = Metric(
    "ticket.reopens",
    "Tickets reopened",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    times=RESOLVED,
    where=Compare("ticket.reopened", ">", 0),
    better="down",
    unit="tickets",
    definition="Tickets that were opened again at least once, by when they were last resolved.",
    exclusions="Tickets of which it is not known.",
    owner=OWNER,
    synonyms=("reopens",),
)

METRICS = (OPENED_TICKETS, RESOLVED_TICKETS, OPEN_TICKETS, REOPENED)
