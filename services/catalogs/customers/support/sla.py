"""SLA attainment, according to the source system and as calculated in business hours."""

from services.catalogs.customers.support.tickets import OPENED, OWNER, PEOPLE, RESOLVED, TICKETS
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null
from services.semantic.expression import Arithmetic, Divide, Expression, FieldRef, MetricRef, Sum

WITH_SLA_RESULT = Metric(
    "ticket.judged",
    "Tickets with an SLA result",
    kind="simple",
    type="integer",
    entity="ticket",
    formula=TICKETS,
    people=PEOPLE,
    times=RESOLVED,
    where=Not(Null("ticket.met_sla")),
    unit="tickets",
    definition="Resolved tickets for which the source system records whether the SLA was met, by resolution date.",
    exclusions="Tickets without an SLA result.",
    owner=OWNER,
    synonyms=("tickets with sla",),
)
MET_SLA = Metric(
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
    definition="Resolved tickets that met their SLA, according to the source system, by resolution date.",
    exclusions="Tickets without an SLA result.",
    owner=OWNER,
    synonyms=("sla met",),
)
SLA = Metric(
    "ticket.sla",
    "SLA attainment (help desk verdict)",
    kind="ratio",
    type="ratio",
    entity="ticket",
    people=PEOPLE,
    formula=Divide(MetricRef("ticket.kept"), MetricRef("ticket.judged")),
    times=RESOLVED,
    better="up",
    unit="% of tickets with an SLA result",
    definition="Share of resolved tickets that met their SLA by the verdict of the help desk from which they were "
    "loaded. SLA attainment is calculated from targets and times, by one rule for all tickets, and can differ.",
    denominator="Resolved tickets with an SLA result; n/a if there are none.",
    exclusions="Tickets without an SLA result.",
    owner=OWNER,
    synonyms=("sla compliance", "made sla"),
)

# How the calculated attainment differs from that of the source system.
HOLIDAYS_AND_WAITS = (
    "Public holidays count as working days. Where the history of a ticket is recorded, the clock of the resolution "
    "stands still while it waits for the customer, and between a resolution and its reopening."
)


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
    """Return the share of tickets that met their targets, as calculated in business hours."""
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
        unit="% of tickets with a target",
        definition=f"{definition} Calculated in the organisation's business hours.",
        denominator=denominator,
        exclusions=f"Tickets without a target, and tickets that are still waiting. {HOLIDAYS_AND_WAITS}",
        owner=OWNER,
        synonyms=synonyms,
    )


def _all_known(*fields: str) -> Condition:
    return And(tuple(Not(Null(field)) for field in fields))


RESPONSE_SLA = _attainment(
    "response_sla",
    "First response SLA attainment",
    FieldRef("ticket.response_kept"),
    OPENED,
    _all_known("ticket.first_response_at", "ticket.response_minutes"),
    "Share of tickets whose first response came within the target, by opening date.",
    "Tickets with a first response and a response target; n/a if there are none.",
    "response sla",
    "frt sla",
)
RESOLUTION_SLA = _attainment(
    "resolution_sla",
    "Resolution SLA attainment",
    FieldRef("ticket.resolution_kept"),
    RESOLVED,
    _all_known("ticket.resolved_at", "ticket.resolution_minutes"),
    "Share of resolved tickets whose last resolution came within the target, by resolution date.",
    "Resolved tickets with a resolution target; n/a if there are none.",
    "resolution sla",
)
BOTH_SLA = _attainment(
    "sla_counted",
    "SLA attainment",
    Arithmetic("*", FieldRef("ticket.response_kept"), FieldRef("ticket.resolution_kept")),
    RESOLVED,
    _all_known(
        "ticket.first_response_at", "ticket.response_minutes", "ticket.resolved_at", "ticket.resolution_minutes"
    ),
    "Share of resolved tickets that met both their response and their resolution target, by resolution date. A "
    "reopened ticket is judged by its last resolution.",
    "Resolved tickets with a first response and both targets; n/a if there are none.",
    "calculated sla attainment",
    "service level",
)

METRICS = (WITH_SLA_RESULT, MET_SLA, SLA, RESPONSE_SLA, RESOLUTION_SLA, BOTH_SLA)
