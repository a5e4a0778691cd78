"""The history of tickets: in which state each was from one change to the next."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    BusinessSecondsBetween,
    Coalesce,
    Constant,
    Expression,
    FieldRef,
    RelatedAggregate,
    When,
)

CHANGED_AT, RESOLVED_AT = FieldRef("ticket_change.changed_at"), FieldRef("ticket.resolved_at")


def _is_stopped(entity: str) -> Expression:
    """Return 1 if the clock stands after a change: the ticket waits for the customer, or lies resolved."""
    state = FieldRef(f"{entity}.state")
    resolved = When(state, "=", Constant("resolved"), Constant(1), Constant(0))
    return When(state, "=", Constant("waiting"), Constant(1), resolved)


TICKET_CHANGE = Entity(
    "ticket_change",
    "Ticket status interval",
    "ticket_changes",
    "The time from a ticket's change to a status until its next change.",
    time="ticket_change.changed_at",
    hide_identities=True,
    fields=(
        column_field("id", "Ticket change ID", "integer", "Internal ID of the row."),
        column_field("number", "Ticket change number", "integer", "Position in the ticket's history, starting at 1."),
        column_field("state", "Ticket status at the time", "text", "Status of the ticket during the interval."),
        column_field("changed_at", "Status since", "instant", "When the ticket changed to this status."),
        Field(
            "was_stopped",
            "Clock stopped before",
            "integer",
            "1 if the SLA clock was stopped before the change; otherwise 0.",
            Coalesce(
                RelatedAggregate(
                    "max",
                    "ticket_step.change",
                    When(
                        Arithmetic("+", FieldRef("ticket_step.number"), Constant(1)),
                        "=",
                        FieldRef("ticket_change.number"),
                        _is_stopped("ticket_step"),
                    ),
                ),
                Constant(0),
            ),
        ),
        Field(
            "stopped_seconds",
            "Business seconds stopped",
            "integer",
            "Seconds from the change to the last resolution, in business hours, if it stops the SLA clock; negative if "
            "it starts it again. Over all changes, they add up to the time for which the clock was stopped.",
            When(
                CHANGED_AT,
                "<",
                RESOLVED_AT,
                Arithmetic(
                    "*",
                    Arithmetic("-", _is_stopped("ticket_change"), FieldRef("ticket_change.was_stopped")),
                    BusinessSecondsBetween(CHANGED_AT, RESOLVED_AT),
                ),
            ),
        ),
    ),
)
TICKET_STEP = Entity(
    "ticket_step",
    "Earlier ticket change",
    "ticket_changes",
    "A change of the same ticket, used to find the one before.",
    fields=(
        column_field("id", "Ticket change ID", "integer", "Internal ID of the row."),
        column_field("number", "Ticket change number", "integer", "Position in the ticket's history, starting at 1."),
        column_field("state", "Ticket status before", "text", "Status of the ticket after the change."),
    ),
)

ENTITIES = (TICKET_CHANGE, TICKET_STEP)
RELATIONS = (
    Relation("ticket_change.ticket", "ticket_change", "ticket", "ticket_id"),
    # A change relates to every change of its ticket, one of which is the one before it.
    Relation("ticket_step.change", "ticket_step", "ticket_change", "ticket_id", "ticket_id"),
)
