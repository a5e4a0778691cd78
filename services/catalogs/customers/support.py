"""How well clients and colleagues are helped."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Not, Null
from services.semantic.expression import CountDistinct, Divide, Of, Percentile, Use

OWNER = "Customer success"
OPENED = ("ticket.opened_at",)
RESOLVED = ("ticket.resolved_at",)
TICKETS = CountDistinct(Of("ticket.id"))

OPENED_TICKETS = Metric(
    "ticket.opened",
    "Tickets opened",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
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
    times=RESOLVED,
    where=Compare("ticket.reopened", ">", 0),
    better="down",
    unit="tickets",
    definition="Tickets that were opened again at least once, by when they were last resolved.",
    exclusions="Tickets of which it is not known.",
    owner=OWNER,
    synonyms=("reopens",),
)
JUDGED = Metric(
    "ticket.judged",
    "Tickets held against an SLA",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    times=RESOLVED,
    where=Not(Null("ticket.met_sla")),
    unit="tickets",
    definition="Resolved tickets of which the source says whether the promise was kept.",
    exclusions="Tickets of which it does not say.",
    owner=OWNER,
    synonyms=("tickets with sla",),
)
KEPT = Metric(
    "ticket.kept",
    "Tickets within SLA",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    times=RESOLVED,
    where=Compare("ticket.met_sla", "=", True),
    better="up",
    unit="tickets",
    definition="Resolved tickets for which the promise was kept, as the source judged it.",
    exclusions="Tickets of which it does not say.",
    owner=OWNER,
    synonyms=("sla met",),
)
SLA = Metric(
    "ticket.sla",
    "SLA attainment",
    kind="ratio",
    type="ratio",
    entity="ticket",
    formula=Divide(Use("ticket.kept"), Use("ticket.judged")),
    times=RESOLVED,
    better="up",
    unit="% of tickets held against an SLA",
    definition="Share of the tickets resolved for which the promise was kept, as the source judged it.",
    denominator="Resolved tickets of which the source says; n/a where there is none.",
    exclusions="Tickets of which it does not say.",
    owner=OWNER,
    synonyms=("sla compliance", "made sla"),
)


def _hours(
    name: str, label: str, field: str, level: float, times: tuple[str, ...], definition: str, *synonyms: str
) -> Metric:
    """Return a percentile of a time that tickets took."""
    return Metric(
        f"ticket.{name}",
        label,
        kind="simple",
        type="number",
        entity="ticket",
        formula=Percentile(level, Of(field), per="ticket.id"),
        times=times,
        better="down",
        unit="hours",
        definition=definition,
        exclusions="Tickets without that time. Nights and weekends count.",
        owner=OWNER,
        synonyms=synonyms,
    )


FIRST_RESPONSE = _hours(
    "first_response",
    "First response",
    "ticket.hours_to_response",
    0.5,
    OPENED,
    "Half of the tickets were first answered sooner, half later, by when they came in.",
    "response time",
)
RESOLUTION = _hours(
    "resolution",
    "Time to resolution",
    "ticket.hours_to_resolution",
    0.5,
    RESOLVED,
    "Half of the tickets were resolved sooner, half later, by when they were resolved.",
    "resolution time",
    "mttr",
)
RESOLUTION_P90 = _hours(
    "resolution_p90",
    "Time to resolution, slowest tenth",
    "ticket.hours_to_resolution",
    0.9,
    RESOLVED,
    "Nine in ten tickets were resolved sooner, one in ten later.",
    "p90 resolution",
)

METRICS = (
    OPENED_TICKETS,
    RESOLVED_TICKETS,
    OPEN_TICKETS,
    REOPENED,
    JUDGED,
    KEPT,
    SLA,
    FIRST_RESPONSE,
    RESOLUTION,
    RESOLUTION_P90,
)
