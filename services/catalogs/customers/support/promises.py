"""Promises (SLA): whether tickets were answered and resolved in the time that was promised for them."""

from services.catalogs.customers.support.tickets import OPENED, OWNER, PEOPLE, RESOLVED, TICKETS
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null
from services.semantic.expression import Arithmetic, Divide, Expression, FieldRef, MetricRef, Sum

JUDGED = Metric(
    "ticket.judged",
    "Tickets held against an SLA",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
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
    people=PEOPLE,
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
    "SLA attainment, as judged",
    kind="ratio",
    type="ratio",
    entity="ticket",
    people=PEOPLE,
    formula=Divide(MetricRef("ticket.kept"), MetricRef("ticket.judged")),
    times=RESOLVED,
    better="up",
    unit="% of tickets held against an SLA",
    definition="Share of the tickets resolved for which the promise was kept, as the source judged it.",
    denominator="Resolved tickets of which the source says; n/a where there is none.",
    exclusions="Tickets of which it does not say.",
    owner=OWNER,
    synonyms=("sla compliance", "made sla"),
)

# What both of our own judgements leave out.
UNLIKE_THE_SOURCE = "Public holidays count as ordinary days, and the clock runs while a ticket waits for the client."


def _attainment(
    name: str,
    label: str,
    kept: Expression,
    times: tuple[str, ...],
    where: Condition,
    definition: str,
    denominator: str,
    *synonyms: str,
) -> Metric:
    """Return the share of tickets for which the business hours promised were kept, as we count them."""
    return Metric(
        f"ticket.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="ticket",
        formula=Divide(Sum(kept), TICKETS),
        times=times,
        where=where,
        people=PEOPLE,
        better="up",
        unit="% of tickets with a promise",
        definition=f"{definition} Counted in the organisation's business hours.",
        denominator=denominator,
        exclusions=f"Tickets without that promise, and those that still wait. {UNLIKE_THE_SOURCE}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _known(*fields: str) -> Condition:
    return And(tuple(Not(Null(field)) for field in fields))


RESPONSE_SLA = _attainment(
    "response_sla",
    "First response in time",
    FieldRef("ticket.response_kept"),
    OPENED,
    _known("ticket.first_response_at", "ticket.response_minutes"),
    "Share of the tickets answered whose first answer came in the time promised, by when they came in.",
    "Tickets answered for which a time to the first answer was promised; n/a where there is none.",
    "response sla",
    "first response sla",
)
RESOLUTION_SLA = _attainment(
    "resolution_sla",
    "Resolution in time",
    FieldRef("ticket.resolution_kept"),
    RESOLVED,
    _known("ticket.resolved_at", "ticket.resolution_minutes"),
    "Share of the tickets resolved that were last resolved in the time promised.",
    "Tickets resolved for which a time to the solution was promised; n/a where there is none.",
    "resolution sla",
)
BOTH_SLA = _attainment(
    "sla_counted",
    "SLA attainment",
    Arithmetic("*", FieldRef("ticket.response_kept"), FieldRef("ticket.resolution_kept")),
    RESOLVED,
    _known("ticket.first_response_at", "ticket.response_minutes", "ticket.resolved_at", "ticket.resolution_minutes"),
    "Share of the tickets resolved that were first answered and last resolved in the times promised.",
    "Tickets answered and resolved for which both times were promised; n/a where there is none.",
    "sla attainment worked out",
    "service level",
)

METRICS = (JUDGED, KEPT, SLA, RESPONSE_SLA, RESOLUTION_SLA, BOTH_SLA)
