"""How clients feel, and what they ask for help with."""

from services.catalogs.common import HOURS_PER_SECOND
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    BusinessSecondsBetween,
    Constant,
    Expression,
    FieldRef,
    SecondsBetween,
    When,
)

SECONDS_IN_A_MINUTE = Constant(60)


def _kept(seconds: Expression, minutes: str) -> Expression:
    """Return 1 where it took no longer than the minutes that were promised, else 0."""
    return When(seconds, "<=", Arithmetic("*", FieldRef(minutes), SECONDS_IN_A_MINUTE), Constant(1), Constant(0))


INTERACTION = Entity(
    "interaction",
    "Interaction",
    "interactions",
    "One time that a client and the business were in touch.",
    time="interaction.happened_at",
    fields=(
        column_field("id", "Interaction", "integer", "Number of the row."),
        column_field("key", "Interaction number", "text", "Number by which the business knows it."),
        column_field("kind", "Kind of interaction", "text", "Call, email, meeting, survey and so on.", dimension=True),
        column_field("channel", "Interaction's channel", "text", "Way in which it came.", dimension=True),
        column_field("sentiment", "Sentiment", "text", "How the client felt.", dimension=True),
        column_field("happened_at", "Happened", "instant", "When it began."),
        column_field("subject", "About", "text", "What it was about, in a line."),
        column_field("nps_score", "NPS score", "integer", "How likely they would recommend the business, 0 to 10."),
        column_field("csat_score", "CSAT score", "integer", "How satisfied they were, 1 to 5."),
    ),
    synonyms=("touchpoint", "survey response"),
)

TICKET = Entity(
    "ticket",
    "Ticket",
    "tickets",
    "A request for help.",
    time="ticket.opened_at",
    hide_identities=True,
    fields=(
        column_field("id", "Ticket", "integer", "Number of the row."),
        column_field("key", "Ticket", "text", "Number of the ticket.", dimension=True),
        column_field("subject", "Subject", "text", "What is wrong, in a line."),
        column_field("category", "Ticket's category", "text", "What it is about.", dimension=True),
        column_field("channel", "Ticket's channel", "text", "Way in which it came.", dimension=True),
        column_field(
            "priority",
            "Priority",
            "text",
            "How soon it must be looked at.",
            dimension=True,
            values=("critical", "high", "moderate", "low"),
        ),
        column_field(
            "state",
            "State",
            "text",
            "Where it stands after its last change.",
            dimension=True,
            values=("new", "open", "waiting", "resolved", "closed"),
        ),
        column_field("support_group", "Support group", "text", "Group that answers it.", dimension=True),
        column_field("opened_at", "Ticket opened", "instant", "When it came in."),
        column_field("first_response_at", "First response", "instant", "When somebody first answered."),
        column_field("resolved_at", "Resolved", "instant", "When it was last resolved; empty while it is not."),
        column_field("met_sla", "SLA met", "boolean", "Whether the promise was kept, as the source judged it."),
        column_field(
            "response_minutes", "Promised response", "integer", "Promised minutes of business hours to an answer."
        ),
        column_field(
            "resolution_minutes",
            "Promised resolution",
            "integer",
            "Promised minutes of business hours to the solution.",
        ),
        column_field("reopened", "Times reopened", "integer", "How often it was opened again."),
        Field(
            "hours_to_response",
            "Hours to first response",
            "number",
            "From the opening to the first answer, nights and weekends counted.",
            Arithmetic(
                "*",
                SecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.first_response_at")),
                HOURS_PER_SECOND,
            ),
        ),
        Field(
            "hours_to_resolution",
            "Hours to resolution",
            "number",
            "From the opening to the last resolution, nights and weekends counted.",
            Arithmetic(
                "*", SecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.resolved_at")), HOURS_PER_SECOND
            ),
        ),
        Field(
            "open_seconds_to_response",
            "Business seconds to first response",
            "integer",
            "From the opening to the first answer, business hours alone.",
            BusinessSecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.first_response_at")),
        ),
        Field(
            "open_seconds_to_resolution",
            "Business seconds to resolution",
            "integer",
            "From the opening to the last resolution, business hours alone.",
            BusinessSecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.resolved_at")),
        ),
        Field(
            "response_kept",
            "Answered as promised",
            "integer",
            "1 where the first answer came within the business hours promised, else 0.",
            _kept(FieldRef("ticket.open_seconds_to_response"), "ticket.response_minutes"),
        ),
        Field(
            "resolution_kept",
            "Resolved as promised",
            "integer",
            "1 where it was last resolved within the business hours promised, else 0.",
            _kept(FieldRef("ticket.open_seconds_to_resolution"), "ticket.resolution_minutes"),
        ),
    ),
    synonyms=("case", "incident", "support request"),
)

ENTITIES = (INTERACTION, TICKET)
RELATIONS = (
    Relation("interaction.client", "interaction", "client", "client_id"),
    Relation("interaction.contact", "interaction", "contact", "contact_id", optional=True),
    Relation("interaction.employee", "interaction", "employee", "employee_id", optional=True),
    Relation("ticket.client", "ticket", "client", "client_id", optional=True),
    Relation("ticket.assignee", "ticket", "employee", "assignee_id", optional=True),
)
