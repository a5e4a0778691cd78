"""Customer invoices and payments, open amounts and ageing."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import (
    Arithmetic,
    Band,
    Boundary,
    ColumnRef,
    Constant,
    DaysBetween,
    DaysLater,
    Expression,
    FieldRef,
    RelatedAggregate,
    When,
)

AGES = ("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days")
LAST_BEFORE = (1, 31, 61, 91)


def days_overdue(due_on: str) -> Expression:
    """Return the days past the due date at the end of the period; negative before it."""
    return Arithmetic("-", DaysBetween(FieldRef(due_on), Boundary("end")), Constant(1))


def ageing(entity: str) -> Field:
    """Return the ageing bucket of an entity's open items."""
    return Field(
        "ageing",
        "Ageing",
        "text",
        "Ageing bucket by days past the due date at the end of the period.",
        Band(FieldRef(f"{entity}.days_overdue"), LAST_BEFORE, AGES),
        dimension=True,
        values=AGES,
        synonyms=(f"{entity} ageing bucket", f"{entity} age"),
    )


# Summed in the invoice currency and converted once with the rest of the invoice.
PAID = RelatedAggregate(
    "sum",
    "payment.invoice",
    When(FieldRef("payment.paid_on"), "<", Boundary("end"), FieldRef("payment.units"), Constant(0)),
)

INVOICE = Entity(
    "invoice",
    "Invoice",
    "invoices",
    "A request for payment sent to a customer.",
    time="invoice.issued_on",
    fields=(
        column_field("id", "Invoice ID", "integer", "Internal ID of the row."),
        column_field("number", "Invoice number", "text", "Number of the invoice.", dimension=True),
        column_field("issued_on", "Invoice date", "date", "Date on the invoice."),
        column_field("due_on", "Due date", "date", "Last day for payment on time.", ahead=True),
        column_field(
            "cancelled_on", "Cancellation date", "date", "Date on which the invoice was cancelled; empty otherwise."
        ),
        column_field(
            "currency", "Invoice currency", "text", "Currency of the invoice and its payments.", dimension=True
        ),
        column_field("amount", "Amount", "money", "Amount payable, including tax.", currency="invoice.currency"),
        column_field("tax", "Tax", "money", "Tax included in the amount.", currency="invoice.currency"),
        Field(
            "paid",
            "Paid",
            "money",
            "Payments received by the end of the period.",
            PAID,
            currency="invoice.currency",
        ),
        Field(
            "open_amount",
            "Open amount",
            "money",
            "Amount unpaid at the end of the period; negative if overpaid.",
            Arithmetic("-", ColumnRef("amount"), PAID),
            currency="invoice.currency",
        ),
        Field(
            "days_overdue",
            "Days overdue",
            "integer",
            "Days past the due date at the end of the period; negative if not yet due.",
            days_overdue("invoice.due_on"),
        ),
        Field(
            "balance_date",
            "Balance date",
            "date",
            "Last day of the period, whose closing rate applies to the balance.",
            DaysLater(Boundary("end"), -1),
        ),
        ageing("invoice"),
    ),
    synonyms=("customer invoice",),
)

PAYMENT = Entity(
    "payment",
    "Payment",
    "payments",
    "A payment received for an invoice.",
    time="payment.paid_on",
    fields=(
        column_field("id", "Payment ID", "integer", "Internal ID of the row."),
        column_field("key", "Payment number", "text", "Number of the payment.", dimension=True),
        column_field("paid_on", "Payment date", "date", "Date on which the payment was received."),
        column_field("amount", "Amount", "money", "Amount received.", currency="invoice.currency"),
        column_field(
            "units",
            "Amount (stored units)",
            "integer",
            "Amount received, in 1/10,000 of the invoice currency.",
            column="amount",
        ),
        Field(
            "days_to_pay",
            "Days to pay",
            "integer",
            "Days from the invoice date to payment.",
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
