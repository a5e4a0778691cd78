"""What clients and colleagues ask for help with, and how it went."""

from typing import TYPE_CHECKING

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Instant, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client

TICKET_STATES = ("new", "open", "waiting", "resolved", "closed")
PRIORITIES = ("critical", "high", "moderate", "low")


class Ticket(Owned, db.Model):
    """A request for help, with what was promised for it (its SLA) and when it was met."""

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
    client_id: Mapped[Reference | None] = mapped_column(comment="Client who asked; empty for a colleague's ticket")
    subject: Mapped[str | None] = mapped_column(String(200), comment="What is wrong, in a line")
    category: Mapped[str | None] = mapped_column(String(80), comment="What it is about")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Way in which it came, such as phone or email")
    priority: Mapped[str | None] = mapped_column(String(16), comment="How soon it must be looked at")
    state: Mapped[str] = mapped_column(String(16), comment="Where it stands after its last change")
    support_group: Mapped[str | None] = mapped_column(String(80), comment="Group that answers it, as last assigned")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="Employee who answers it, as last assigned")
    opened_at: Mapped[Instant] = mapped_column(comment="When it came in")
    first_response_at: Mapped[Instant | None] = mapped_column(comment="When somebody first answered")
    resolved_at: Mapped[Instant | None] = mapped_column(comment="When it was last resolved; empty while it is not")
    closed_at: Mapped[Instant | None] = mapped_column(comment="When it was last closed; empty while it is not")
    response_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="Promised time to the first answer, in minutes of business hours"
    )
    resolution_minutes: Mapped[int | None] = mapped_column(
        Integer, comment="Promised time to the solution, in minutes of business hours"
    )
    met_sla: Mapped[bool | None] = mapped_column(
        comment="Whether the promise was kept, as the source judged it; empty where the source does not say"
    )
    reopened: Mapped[int | None] = mapped_column(Integer, comment="How often it was opened again")

    client: Mapped["Client | None"] = relationship(back_populates="tickets", foreign_keys=[client_id])
    changes: Mapped[list["TicketChange"]] = relationship(
        back_populates="ticket", foreign_keys="TicketChange.ticket_id", order_by="TicketChange.number"
    )


class TicketChange(Owned, db.Model):
    """A ticket as somebody left it at one instant."""

    __tablename__ = "ticket_changes"
    __table_args__ = (
        UniqueConstraint("organization_id", "ticket_id", "number"),
        points_at("tickets", "ticket_id", part_of=True),
        points_at("employees", "assignee_id"),
        Index(None, "organization_id", "assignee_id"),
        one_of("state", TICKET_STATES),
    )

    ticket_id: Mapped[Reference] = mapped_column(comment="Ticket that was changed")
    number: Mapped[int] = mapped_column(Integer, comment="Place among its changes")
    changed_at: Mapped[Instant] = mapped_column(comment="When it was changed")
    state: Mapped[str | None] = mapped_column(String(16), comment="State from then on; empty where the source lacks it")
    support_group: Mapped[str | None] = mapped_column(String(80), comment="Group to which it was assigned from then on")
    assignee_id: Mapped[Reference | None] = mapped_column(comment="Employee to whom it was assigned from then on")

    ticket: Mapped[Ticket] = relationship(back_populates="changes", foreign_keys=[ticket_id])
