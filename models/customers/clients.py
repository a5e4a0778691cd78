"""Customers, their contacts, and interactions with them. In code and tables, a customer is a client."""

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
    """A customer or prospect: a person or a company."""

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("employees", "owner_id"),
        Index(None, "organization_id", "owner_id"),
        one_of("kind", CLIENT_KINDS),
        one_of("status", CLIENT_STATUSES),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Customer number")
    kind: Mapped[str] = mapped_column(String(16), comment="Whether the customer is a person or a company")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name of the person or company")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Email address")
    segment: Mapped[str | None] = mapped_column(String(80), comment="Customer segment")
    industry: Mapped[str | None] = mapped_column(String(80), comment="Industry of the customer")
    region: Mapped[str | None] = mapped_column(String(80), comment="Sales territory of the customer")
    country: Mapped[str | None] = mapped_column(String(80), comment="Country of the customer")
    headcount: Mapped[int | None] = mapped_column(comment="Number of employees, as last known")
    annual_revenue: Mapped[Money | None] = mapped_column(
        comment="Annual revenue that the customer reports, in the organisation's currency"
    )
    status: Mapped[str | None] = mapped_column(String(16), comment="Stage of the relationship with the customer")
    owner_id: Mapped[Reference | None] = mapped_column(comment="Employee who is responsible for the customer")
    acquired_on: Mapped[date | None] = mapped_column(comment="Date of the first purchase")

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
    """A person who works for a customer."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
        points_at("clients", "client_id", part_of=True),
        Index(None, "organization_id", "client_id"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Contact number")
    client_id: Mapped[Reference] = mapped_column(comment="Customer that they belong to")
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL, comment="Full name of the person")
    email: Mapped[str | None] = mapped_column(String(320), info=PERSONAL, comment="Email address")
    phone: Mapped[str | None] = mapped_column(String(40), info=PERSONAL, comment="Phone number")
    job_title: Mapped[str | None] = mapped_column(String(120), comment="Title of their position")

    client: Mapped[Client] = relationship(back_populates="contacts", foreign_keys=[client_id])


class Interaction(Owned, db.Model):
    """An interaction with a customer, such as a call or a survey. A survey's scores are part of its row."""

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

    key: Mapped[str] = mapped_column(String(64), comment="Number of the interaction")
    client_id: Mapped[Reference] = mapped_column(comment="Customer that it was with")
    contact_id: Mapped[Reference | None] = mapped_column(comment="Contact who took part, where known")
    employee_id: Mapped[Reference | None] = mapped_column(comment="Employee who took part, where known")
    kind: Mapped[str] = mapped_column(String(16), comment="Kind of interaction")
    channel: Mapped[str | None] = mapped_column(String(40), comment="Channel, such as phone or web")
    happened_at: Mapped[Instant] = mapped_column(comment="When it started")
    sentiment: Mapped[str | None] = mapped_column(
        String(16), comment="Sentiment of the customer, as judged by the employee"
    )
    nps_score: Mapped[int | None] = mapped_column(comment="NPS answer: likelihood to recommend, from 0 to 10")
    csat_score: Mapped[int | None] = mapped_column(comment="CSAT answer: satisfaction, from 1 to 5")
    subject: Mapped[str | None] = mapped_column(String(200), comment="Subject line")

    client: Mapped[Client] = relationship(back_populates="interactions", foreign_keys=[client_id])
