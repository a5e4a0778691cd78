"""Customer invoices and payments, and vendor bills."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Currency, Money, Owned, Reference, db, one_of, points_at

if TYPE_CHECKING:
    from models.customers.clients import Client

BILL_STATUSES = ("pending", "approved", "rejected", "complete")


class Invoice(Owned, db.Model):
    """An invoice to a customer."""

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

    number: Mapped[str] = mapped_column(String(64), comment="Number of the invoice")
    client_id: Mapped[Reference] = mapped_column(comment="Customer who was invoiced")
    order_id: Mapped[Reference | None] = mapped_column(comment="Order that it is for, if any")
    issued_on: Mapped[date] = mapped_column(comment="Invoice date")
    due_on: Mapped[date] = mapped_column(comment="Due date")
    amount: Mapped[Money] = mapped_column(comment="Total, including tax")
    tax: Mapped[Money | None] = mapped_column(comment="Tax included in the amount")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of its amounts and payments")
    cancelled_on: Mapped[date | None] = mapped_column(comment="Cancellation date; empty if it was not cancelled")

    client: Mapped["Client"] = relationship(back_populates="invoices", foreign_keys=[client_id])
    payments: Mapped[list["Payment"]] = relationship(back_populates="invoice", foreign_keys="Payment.invoice_id")


class Payment(Owned, db.Model):
    """A payment received for an invoice."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        points_at("invoices", "invoice_id", part_of=True),
        Index(None, "organization_id", "invoice_id"),
        Index(None, "organization_id", "paid_on"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Number of the payment")
    invoice_id: Mapped[Reference] = mapped_column(comment="Invoice that was paid")
    paid_on: Mapped[date] = mapped_column(comment="Payment date")
    amount: Mapped[Money] = mapped_column(comment="Amount received, in the invoice's currency")

    invoice: Mapped[Invoice] = relationship(back_populates="payments", foreign_keys=[invoice_id])


class Vendor(Owned, db.Model):
    """A supplier."""

    __tablename__ = "vendors"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "key"),
    )

    key: Mapped[str] = mapped_column(String(64), comment="Vendor number")
    name: Mapped[str] = mapped_column(String(200), comment="Name of the vendor")


class Bill(Owned, db.Model):
    """A vendor bill, or the purchase order that it follows from."""

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
    vendor_id: Mapped[Reference] = mapped_column(comment="Vendor who issued it")
    cost_centre_id: Mapped[Reference | None] = mapped_column(comment="Cost centre that is charged")
    status: Mapped[str | None] = mapped_column(String(16), comment="Approval status")
    ordered_on: Mapped[date | None] = mapped_column(comment="Purchase order date")
    issued_on: Mapped[date | None] = mapped_column(comment="Bill date")
    due_on: Mapped[date | None] = mapped_column(comment="Due date")
    paid_on: Mapped[date | None] = mapped_column(comment="Payment date; empty while unpaid")
    amount: Mapped[Money] = mapped_column(comment="Total, including tax and freight")
    tax: Mapped[Money | None] = mapped_column(comment="Tax included in the amount")
    freight: Mapped[Money | None] = mapped_column(comment="Freight included in the amount")
    currency: Mapped[Currency] = mapped_column(comment="ISO 4217 code of its amounts")

    vendor: Mapped[Vendor] = relationship(foreign_keys=[vendor_id])
