"""Support tickets of customers and colleagues, and their changes."""

from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Instant, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client

TICKET_STATES = ("new", "open", "waiting", "resolved", "closed")
PRIORITIES = ("critical", "high", "moderate", "low")


class Ticket(Owned, db.Model):
    """A support ticket, with its SLA and the times at which it was answered and resolved."""

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        points_at("employees", "assignee_id"),
        Index(None, "organization_id", "opened_at"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "assignee_id"),
        one_of("state", TICKET_STATES),
        one_of("priority", PRIORITIES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the ticket")
    client_id: Mapped[Reference | None] = mapped_column(
        comment="Customer who opened it; empty for a colleague's ticket"
    )
    subject: Mapped[str | None] = mapped_column(String(200), comment="Subject line")
    category: Mapped[str | None] = mapped_column(String(80), comment="Category of the request")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Channel, such as phone or email")
    priority: Mapped[str | None] = mapped_column(String(16), comment="Urgency of the ticket")
    state: Mapped[str] = mapped_column(String(16), comment="State after the last change")
    support_group: Mapped[str | None] = mapped_column(String(80), comment="Support group that it is assigned to")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="Employee that it is assigned to")
    opened_at: Mapped[Instant] = mapped_column(comment="When it was opened")
    first_response_at: Mapped[Instant | None] = mapped_column(comment="When the first response was sent")
    resolved_at: Mapped[Instant | None] = mapped_column(comment="When it was last resolved; empty while unresolved")
    closed_at: Mapped[Instant | None] = mapped_column(comment="When it was last closed; empty while not closed")
    response_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="SLA for the first response, in minutes of business hours"
    )
    resolution_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="SLA for the resolution, in minutes of business hours"
    )
    met_sla: Mapped[bool | None] = mapped_column(
        comment="Whether the SLA was met, according to the source; empty where the source does not say"
    )
    reopened: Mapped[int | None] = mapped_column(Integer, comment="Number of times it was reopened")

    client: Mapped["Client | None"] = relationship(back_populates="tickets", foreign_keys=[client_id])
    changes: Mapped[list["TicketChange"]] = relationship(
        back_populates="ticket", foreign_keys="TicketChange.ticket_id", order_by="TicketChange.number"
    )


class TicketChange(Owned, db.Model):
    """The state of a ticket after a change."""

    __tablename__ = "ticket_changes"
    __table_args__ = (
        UniqueConstraint("organization_id", "ticket_id", "number"),
        points_at("tickets", "ticket_id", part_of=True),
        points_at("employees", "assignee_id"),
        Index(None, "organization_id", "assignee_id"),
        one_of("state", TICKET_STATES),
    )

    ticket_id: Mapped[Reference] = mapped_column(comment="Ticket that was changed")
    number: Mapped[int] = mapped_column(Integer, comment="Position among its changes, from 1")
    changed_at: Mapped[Instant] = mapped_column(comment="When it was changed")
    state: Mapped[str | None] = mapped_column(
        String(16), comment="New state; empty where the source does not contain it"
    )
    support_group: Mapped[str | None] = mapped_column(String(80), comment="New support group")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="New assignee")

    ticket: Mapped[Ticket] = relationship(back_populates="changes", foreign_keys=[ticket_id])
