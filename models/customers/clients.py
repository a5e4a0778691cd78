"""Who buys, whom one talks to there, and what was said."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import PERSONAL, Instant, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.orders import Order
    from models.customers.subscriptions import Subscription
    from models.customers.tickets import Ticket
    from models.finance.invoices import Invoice
    from models.sales.deals import Deal
    from models.work.projects import WorkLog

CLIENT_KINDS = ("person", "company")
CLIENT_STATUSES = ("prospect", "active", "former")
INTERACTION_KINDS = ("call", "email", "meeting", "chat", "visit", "survey", "note")
SENTIMENTS = ("negative", "neutral", "positive")


class Client(Owned, db.Model):
    """A person or a company that buys, or may buy."""

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("employees", "owner_id"),
        Index(None, "organization_id", "owner_id"),
        one_of("kind", CLIENT_KINDS),
        one_of("status", CLIENT_STATUSES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the client")
    kind: Mapped[str] = mapped_column(String(16), comment="Whether it is one person or a company")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name, or the company's")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Address to write to")
    segment: Mapped[str | None] = mapped_column(String(80), comment="Group in which sales counts the client")
    industry: Mapped[str | None] = mapped_column(String(80), comment="Line of business that the client is in")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory in which the client sits")
    country: Mapped[str | None] = mapped_column(String(80), comment="Country in which the client sits")
    headcount: Mapped[int | None] = mapped_column(comment="People who work there, as last known")
    annual_revenue: Mapped[Money | None] = mapped_column(
        comment="The client's own sales in a year, as they declare them, in the organisation's currency"
    )
    status: Mapped[str | None] = mapped_column(String(16), comment="Where the client stands with the business")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who looks after the client")
    acquired_on: Mapped[date | None] = mapped_column(comment="Day of the first purchase")

    contacts: Mapped[list["Contact"]] = relationship(back_populates="client", foreign_keys="Contact.client_id")
    interactions: Mapped[list["Interaction"]] = relationship(
        back_populates="client", foreign_keys="Interaction.client_id"
    )
    orders: Mapped[list["Order"]] = relationship(back_populates="client", foreign_keys="Order.client_id")
    subscriptions: Mapped[list["Subscription"]] = relationship(
        back_populates="client", foreign_keys="Subscription.client_id"
    )
    tickets: Mapped[list["Ticket"]] = relationship(back_populates="client", foreign_keys="Ticket.client_id")
    deals: Mapped[list["Deal"]] = relationship(back_populates="client", foreign_keys="Deal.client_id")
    invoices: Mapped[list["Invoice"]] = relationship(back_populates="client", foreign_keys="Invoice.client_id")
    work_logs: Mapped[list["WorkLog"]] = relationship(back_populates="client", foreign_keys="WorkLog.client_id")


class Contact(Owned, db.Model):
    """A person at a client."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "client_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the contact")
    client_id: Mapped[Reference] = mapped_column(comment="Client they belong to")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Address to write to")
    phone: Mapped[str | None] = mapped_column(String(40), info=PERSONAL, comment="Number to call")
    job_title: Mapped[str | None] = mapped_column(String(120), comment="What they do there")

    client: Mapped[Client] = relationship(back_populates="contacts", foreign_keys=[client_id])


class Interaction(Owned, db.Model):
    """One time that a client and the business were in touch; a survey's scores stand on its answer."""

    __tablename__ = "interactions"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        points_at("contacts", "contact_id"),
        points_at("employees", "employee_id"),
        Index(None, "organization_id", "client_id", "happened_at"),
        Index(None, "organization_id", "contact_id"),
        Index(None, "organization_id", "employee_id"),
        one_of("kind", INTERACTION_KINDS),
        one_of("sentiment", SENTIMENTS),
        CheckConstraint("nps_score BETWEEN 0 AND 10", name="nps_score"),
        CheckConstraint("csat_score BETWEEN 1 AND 5", name="csat_score"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the interaction")
    client_id: Mapped[Reference] = mapped_column(comment="Client it was with")
    contact_id: Mapped[Reference | None] = mapped_column(comment="Person at the client, where known")
    employee_id: Mapped[Reference | None] = mapped_column(comment="Employee who took part, where known")
    kind: Mapped[str] = mapped_column(String(16), comment="What it was")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Way in which it came, such as phone or web")
    happened_at: Mapped[Instant] = mapped_column(comment="When it began")
    sentiment: Mapped[str | None] = mapped_column(
        String(16), comment="How the client felt, as judged by whoever noted it"
    )
    nps_score: Mapped[int | None] = mapped_column(comment="How likely they would recommend the business, 0 to 10")
    csat_score: Mapped[int | None] = mapped_column(comment="How satisfied they were, 1 to 5")
    subject: Mapped[str | None] = mapped_column(String(200), comment="What it was about, in a line")

    client: Mapped[Client] = relationship(back_populates="interactions", foreign_keys=[client_id])
