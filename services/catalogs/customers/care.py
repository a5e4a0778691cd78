"""Customer interactions and support tickets."""

from services.catalogs.common import HOURS_PER_SECOND
from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    BusinessSecondsBetween,
    Constant,
    Expression,
    FieldRef,
    RelatedAggregate,
    SecondsBetween,
    When,
)

SECONDS_IN_A_MINUTE = Constant(60)
DAYS_PER_SECOND = Constant(1 / 86_400)


def _target_met(seconds: Expression, minutes: str) -> Expression:
    """Return 1 if the time is within the target minutes, else 0."""
    return When(seconds, "<=", Arithmetic("*", FieldRef(minutes), SECONDS_IN_A_MINUTE), Constant(1), Constant(0))


INTERACTION = Entity(
    "interaction",
    "Interaction",
    "interactions",
    "A contact between a customer and the business.",
    time="interaction.happened_at",
    fields=(
        column_field("id", "Interaction ID", "integer", "Internal ID of the row."),
        column_field("key", "Interaction number", "text", "Number that identifies the interaction."),
        column_field("kind", "Interaction type", "text", "Call, email, meeting, survey and so on.", dimension=True),
        column_field("channel", "Interaction channel", "text", "Channel of the interaction.", dimension=True),
        column_field("sentiment", "Sentiment", "text", "Recorded sentiment of the customer.", dimension=True),
        column_field("happened_at", "Interaction time", "instant", "When the interaction began."),
        column_field("subject", "Subject", "text", "Subject line of the interaction."),
        column_field("nps_score", "NPS score", "integer", "Likelihood to recommend the business, from 0 to 10."),
        column_field("csat_score", "CSAT score", "integer", "Satisfaction, from 1 to 5."),
    ),
    synonyms=("touchpoint", "survey response"),
)

TICKET = Entity(
    "ticket",
    "Ticket",
    "tickets",
    "A support request.",
    time="ticket.opened_at",
    hide_identities=True,
    fields=(
        column_field("id", "Ticket ID", "integer", "Internal ID of the row."),
        column_field("key", "Ticket number", "text", "Number of the ticket.", dimension=True),
        column_field("subject", "Subject", "text", "Subject line of the ticket."),
        column_field("category", "Ticket category", "text", "Topic of the ticket.", dimension=True),
        column_field(
            "channel", "Ticket channel", "text", "Channel through which the ticket was opened.", dimension=True
        ),
        column_field(
            "priority",
            "Priority",
            "text",
            "Urgency of the ticket.",
            dimension=True,
            values=("critical", "high", "moderate", "low"),
        ),
        column_field(
            "state",
            "Status",
            "text",
            "Status after the last change.",
            dimension=True,
            values=("new", "open", "waiting", "resolved", "closed"),
        ),
        column_field(
            "support_group", "Support group", "text", "Support group that handles the ticket.", dimension=True
        ),
        column_field("opened_at", "Ticket opened", "instant", "When the ticket was opened."),
        column_field("first_response_at", "First response", "instant", "When the ticket received its first response."),
        column_field(
            "resolved_at", "Resolved", "instant", "When the ticket was last resolved; empty while unresolved."
        ),
        column_field(
            "closed_at", "Ticket closed", "instant", "When the ticket was last closed; empty while not closed."
        ),
        column_field("met_sla", "SLA met", "boolean", "Whether the SLA was met, according to the source system."),
        column_field(
            "response_minutes", "Response target", "integer", "SLA target for the first response, in business minutes."
        ),
        column_field(
            "resolution_minutes",
            "Resolution target",
            "integer",
            "SLA target for the resolution, in business minutes.",
        ),
        column_field("reopened", "Times reopened", "integer", "Number of times the ticket was reopened."),
        Field(
            "hours_to_response",
            "Hours to first response",
            "number",
            "Hours from opening to first response, around the clock.",
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
            "Hours from opening to the last resolution, around the clock.",
            Arithmetic(
                "*", SecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.resolved_at")), HOURS_PER_SECOND
            ),
        ),
        Field(
            "age_days",
            "Days since opening",
            "number",
            "Days from opening to the end of the period, around the clock.",
            Arithmetic("*", SecondsBetween(FieldRef("ticket.opened_at"), Boundary("end_at")), DAYS_PER_SECOND),
        ),
        Field(
            "open_seconds_to_response",
            "Business seconds to first response",
            "integer",
            "Seconds from opening to first response, in business hours.",
            BusinessSecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.first_response_at")),
        ),
        Field(
            "open_seconds_to_resolution",
            "Business seconds to resolution",
            "integer",
            "Seconds from opening to the last resolution, in business hours, without the time for which the ticket "
            "waited for the customer or lay resolved before it was reopened.",
            Arithmetic(
                "-",
                BusinessSecondsBetween(FieldRef("ticket.opened_at"), FieldRef("ticket.resolved_at")),
                FieldRef("ticket.stopped_seconds"),
            ),
        ),
        Field(
            "stopped_seconds",
            "Business seconds stopped",
            "integer",
            "Seconds in business hours for which the SLA clock was stopped; 0 without a recorded history.",
            RelatedAggregate("sum", "ticket_change.ticket", FieldRef("ticket_change.stopped_seconds")),
        ),
        Field(
            "response_kept",
            "Response target met",
            "integer",
            "1 if the first response came within the target, in business hours; otherwise 0.",
            _target_met(FieldRef("ticket.open_seconds_to_response"), "ticket.response_minutes"),
        ),
        Field(
            "resolution_kept",
            "Resolution target met",
            "integer",
            "1 if the last resolution came within the target, in business hours; otherwise 0.",
            _target_met(FieldRef("ticket.open_seconds_to_resolution"), "ticket.resolution_minutes"),
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
