"""What clients owe, what they paid, and what is owed to vendors."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client

BILL_STATUSES = ("pending", "approved", "rejected", "complete")


class Invoice(Owned, db.Model):
    """What a client was asked to pay."""

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "number"),
        points_at("clients", "client_id", part_of=True),
        points_at("orders", "order_id"),
        Index(None, "organization_id", "client_id"),
        Index(None, "organization_id", "order_id"),
        Index(None, "organization_id", "issued_on"),
    )

    number: Mapped[str] = mapped_column(String(64), comment="Invoice number")
    client_id: Mapped[Reference] = mapped_column(comment="Client who owes it")
    order_id: Mapped[Reference | None] = mapped_column(comment="Order that it is for, if for one")
    issued_on: Mapped[date] = mapped_column(comment="Day on the invoice")
    due_on: Mapped[date] = mapped_column(comment="Last day to pay in time")
    amount: Mapped[Money] = mapped_column(comment="What is to be paid, tax included")
    tax: Mapped[Money | None] = mapped_column(comment="Part of the amount that is tax")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of every amount on it and of its payments")
    cancelled_on: Mapped[date | None] = mapped_column(comment="Day it was taken back; empty if it was not")

    client: Mapped["Client"] = relationship(back_populates="invoices", foreign_keys=[client_id])
    payments: Mapped[list["Payment"]] = relationship(back_populates="invoice", foreign_keys="Payment.invoice_id")


class Payment(Owned, db.Model):
    """Money that came in for an invoice."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("invoices", "invoice_id", part_of=True),
        Index(None, "organization_id", "invoice_id"),
        Index(None, "organization_id", "paid_on"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the payment")
    invoice_id: Mapped[Reference] = mapped_column(comment="Invoice that it pays")
    paid_on: Mapped[date] = mapped_column(comment="Day the money came in")
    amount: Mapped[Money] = mapped_column(comment="Money that came in, in the invoice's currency")

    invoice: Mapped[Invoice] = relationship(back_populates="payments", foreign_keys=[invoice_id])


class Vendor(Owned, db.Model):
    """Somebody from whom the business buys."""

    __tablename__ = "vendors"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number by which the business knows the vendor")
    name: Mapped[str] = mapped_column(String(200), comment="Name that people see")


class Bill(Owned, db.Model):
    """What the business was asked to pay, from the order on."""

    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("organization_id", "number"),
        points_at("vendors", "vendor_id", part_of=True),
        points_at("cost_centres", "cost_centre_id"),
        Index(None, "organization_id", "vendor_id"),
        Index(None, "organization_id", "cost_centre_id"),
        Index(None, "organization_id", "issued_on"),
        one_of("status", BILL_STATUSES),
    )

    number: Mapped[str] = mapped_column(String(64), comment="Number of the bill, or of its purchase order")
    vendor_id: Mapped[Reference] = mapped_column(comment="Vendor who asks for it")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that answers for it")
    status: Mapped[str | None] = mapped_column(String(16), comment="How far it has come in the house")
    ordered_on: Mapped[date | None] = mapped_column(comment="Day of the purchase order")
    issued_on: Mapped[date | None] = mapped_column(comment="Day on the bill")
    due_on: Mapped[date | None] = mapped_column(comment="Last day to pay in time")
    paid_on: Mapped[date | None] = mapped_column(comment="Day it was paid; empty while it is not")
    amount: Mapped[Money] = mapped_column(comment="What is to be paid, tax and freight included")
    tax: Mapped[Money | None] = mapped_column(comment="Part of the amount that is tax")
    freight: Mapped[Money | None] = mapped_column(comment="Part of the amount that is for transport")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of every amount on it")

    vendor: Mapped[Vendor] = relationship(foreign_keys=[vendor_id])
