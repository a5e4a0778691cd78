"""Invoices to clients and what came in for them: what is open of each, and for how long."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Band,
    Boundary,
    ColumnRef,
    Constant,
    DaysBetween,
    Expression,
    FieldRef,
    RelatedAggregate,
    When,
)

AGES = ("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days")
LAST_BEFORE = (1, 31, 61, 91)


def days_overdue(due_on: str) -> Expression:
    """Return the days since the last day to pay in time, as the period's last day ends; below zero before it."""
    return Arithmetic("-", DaysBetween(FieldRef(due_on), Boundary("end")), Constant(1))


def ageing(entity: str) -> Field:
    """Return how long something is overdue, in the usual bands."""
    return Field(
        "ageing",
        "Overdue by",
        "text",
        "How long it is overdue at the end of the period, by the last day to pay in time.",
        Band(FieldRef(f"{entity}.days_overdue"), LAST_BEFORE, AGES),
        dimension=True,
        values=AGES,
        synonyms=(f"{entity} ageing band", f"{entity} age"),
    )


# Added up in the invoice's own currency, and converted once with the rest of the invoice.
PAID = RelatedAggregate(
    "sum",
    "payment.invoice",
    When(FieldRef("payment.paid_on"), "<", Boundary("end"), FieldRef("payment.units"), Constant(0)),
)

INVOICE = Entity(
    "invoice",
    "Invoice",
    "invoices",
    "What a client was asked to pay.",
    time="invoice.issued_on",
    fields=(
        column_field("id", "Invoice", "integer", "Number of the row."),
        column_field("number", "Invoice", "text", "Invoice number.", dimension=True),
        column_field("issued_on", "Issued", "date", "Day on the invoice."),
        column_field("due_on", "Due", "date", "Last day to pay in time."),
        column_field("cancelled_on", "Cancelled", "date", "Day it was taken back; empty if it was not."),
        column_field(
            "currency", "Invoice's currency", "text", "Currency of the invoice and its payments.", dimension=True
        ),
        column_field("amount", "Amount", "money", "What is to be paid, tax included.", currency="invoice.currency"),
        column_field("tax", "Tax", "money", "Part of the amount that is tax.", currency="invoice.currency"),
        Field(
            "paid",
            "Paid",
            "money",
            "What came in for it by the end of the period.",
            PAID,
            currency="invoice.currency",
        ),
        Field(
            "open_amount",
            "Open",
            "money",
            "What is still to be paid at the end of the period; below zero if more was paid than asked.",
            Arithmetic("-", ColumnRef("amount"), PAID),
            currency="invoice.currency",
        ),
        Field(
            "days_overdue",
            "Days overdue",
            "integer",
            "Days since the last day to pay in time, at the end of the period; below zero while there is time.",
            days_overdue("invoice.due_on"),
        ),
        ageing("invoice"),
    ),
    synonyms=("bill to a client",),
)

PAYMENT = Entity(
    "payment",
    "Payment",
    "payments",
    "Money that came in for an invoice.",
    time="payment.paid_on",
    fields=(
        column_field("id", "Payment", "integer", "Number of the row."),
        column_field("key", "Payment", "text", "Number of the payment.", dimension=True),
        column_field("paid_on", "Paid on", "date", "Day the money came in."),
        column_field("amount", "Amount", "money", "Money that came in.", currency="invoice.currency"),
        column_field(
            "units",
            "Amount in units",
            "integer",
            "Money that came in, in 1/10,000 of the invoice's currency, whatever that is.",
            column="amount",
        ),
        Field(
            "days_to_pay",
            "Days to pay",
            "integer",
            "Days from the invoice to the money.",
            DaysBetween(FieldRef("invoice.issued_on"), FieldRef("payment.paid_on")),
        ),
    ),
    synonyms=("receipt",),
)

ENTITIES = (INVOICE, PAYMENT)
RELATIONS = (
    Relation("invoice.client", "invoice", "client", "client_id"),
    Relation("invoice.order", "invoice", "order", "order_id", optional=True),
    Relation("payment.invoice", "payment", "invoice", "invoice_id"),
)
