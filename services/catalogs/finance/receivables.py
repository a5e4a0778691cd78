"""Invoicing, receivables, overdue amounts and payments."""

from dataclasses import replace

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare, Null
from services.semantic.expression import (
    Arithmetic,
    Constant,
    CountDistinct,
    Divide,
    FieldRef,
    MetricRef,
    Percentile,
    PeriodDays,
    Sum,
    When,
)

OWNER = "Finance"
CANCELLED_INVOICES = "Invoices cancelled by the end of the period."
OVERDUE_ONLY = Compare("invoice.days_overdue", ">", 0)
AT_INVOICE_RATE = "each at the exchange rate of its invoice date"

INVOICED = Metric(
    "invoice.billed",
    "Invoiced",
    kind="simple",
    type="money",
    entity="invoice",
    formula=Sum(FieldRef("invoice.amount")),
    times=("invoice.issued_on", "invoice.due_on"),
    where=Null("invoice.cancelled_on"),
    better="up",
    definition="Amount of invoices issued in the period, including tax.",
    exclusions="Cancelled invoices, regardless of the cancellation date.",
    owner=OWNER,
    synonyms=("billings", "billed amount"),
)
RECEIVABLES = Metric(
    "invoice.receivables",
    "Accounts receivable",
    kind="balance",
    type="money",
    entity="invoice",
    formula=Sum(FieldRef("invoice.open_amount")),
    opened="invoice.issued_on",
    closed=("invoice.cancelled_on",),
    better="down",
    definition="Amount owed by customers at the end of the period, including tax: invoices less payments, "
    f"{AT_INVOICE_RATE}, as are its payments, so that only invoices and payments move it. For a balance sheet, see the "
    "closing rate.",
    exclusions=CANCELLED_INVOICES,
    owner=OWNER,
    synonyms=("receivables", "ar", "open invoices"),
)
AT_CLOSING_RATE = replace(
    RECEIVABLES,
    name="invoice.receivables_closing",
    label="Accounts receivable (closing rate)",
    rate="closing",
    rated_by="invoice.balance_date",
    definition="Amount owed by customers at the end of the period, including tax: invoices less payments, at the "
    "closing rate of the last day of the period, as IAS 21 requires for a balance sheet. Exchange differences move it; "
    "lists of invoices have the rate of the invoice date.",
    synonyms=("receivables at closing rate", "ar at closing rate"),
)
OVERDUE = Metric(
    "invoice.overdue",
    "Overdue receivables",
    kind="balance",
    type="money",
    entity="invoice",
    formula=Sum(FieldRef("invoice.open_amount")),
    opened="invoice.issued_on",
    closed=("invoice.cancelled_on",),
    where=OVERDUE_ONLY,
    better="down",
    definition="The part of accounts receivable that is past its due date at the end of the period.",
    exclusions=CANCELLED_INVOICES,
    owner=OWNER,
    synonyms=("overdue", "past due", "late invoices"),
)
OVERDUE_SHARE = Metric(
    "invoice.overdue_share",
    "Overdue share of receivables",
    kind="ratio",
    type="ratio",
    entity="invoice",
    formula=Divide(MetricRef("invoice.overdue"), MetricRef("invoice.receivables")),
    times=("invoice.issued_on",),
    better="down",
    unit="% of receivables",
    definition="Overdue receivables as a share of accounts receivable at the end of the period.",
    denominator="Accounts receivable; n/a if zero.",
    exclusions=CANCELLED_INVOICES,
    owner=OWNER,
    synonyms=("overdue %", "past due share"),
)
OVERDUE_COUNT = Metric(
    "invoice.overdue_count",
    "Overdue invoices",
    kind="balance",
    type="integer",
    entity="invoice",
    formula=CountDistinct(When(FieldRef("invoice.open_amount"), ">", Constant(0), FieldRef("invoice.id"))),
    opened="invoice.issued_on",
    closed=("invoice.cancelled_on",),
    where=OVERDUE_ONLY,
    better="down",
    unit="invoices",
    definition="Invoices past their due date with an open amount at the end of the period.",
    exclusions=CANCELLED_INVOICES,
    owner=OWNER,
    synonyms=("number of overdue invoices",),
)
DSO = Metric(
    "invoice.dso",
    "DSO by invoices",
    kind="ratio",
    type="number",
    entity="invoice",
    formula=When(
        MetricRef("invoice.receivables"),
        ">=",
        Constant(0),
        Divide(Arithmetic("*", MetricRef("invoice.receivables"), PeriodDays()), MetricRef("invoice.billed")),
    ),
    times=("invoice.issued_on",),
    better="down",
    unit="days",
    definition="Accounts receivable at the end of the period divided by the amount invoiced in the period, times the "
    "days of the period. Both include tax, so it is lower than DSO in the ledger. It can be split by customer.",
    denominator="Amount invoiced in the period; n/a if it is not above zero, or if customers have a credit balance.",
    missing="Nothing was invoiced, or customers have a credit balance.",
    exclusions=CANCELLED_INVOICES,
    owner=OWNER,
    synonyms=("days sales outstanding by invoices", "dso by customer"),
)
RECEIVED = Metric(
    "payment.received",
    "Payments received",
    kind="simple",
    type="money",
    entity="payment",
    formula=Sum(FieldRef("payment.amount")),
    times=("payment.paid_on",),
    better="up",
    definition="Customer payments for invoices, including tax, by payment date.",
    exclusions="Payments that do not belong to an invoice.",
    owner=OWNER,
    synonyms=("cash in", "collections", "cash collected"),
)
DAYS_TO_PAY = Metric(
    "payment.days_to_pay_median",
    "Median days to pay",
    kind="simple",
    type="number",
    entity="payment",
    formula=Percentile(0.5, FieldRef("payment.days_to_pay"), per="payment.id"),
    times=("payment.paid_on",),
    better="down",
    unit="days",
    definition="Median days from invoice date to payment, by payment date.",
    exclusions="Unpaid invoices.",
    owner=OWNER,
    synonyms=("time to pay", "payment time"),
)

METRICS = (INVOICED, RECEIVABLES, AT_CLOSING_RATE, OVERDUE, OVERDUE_SHARE, OVERDUE_COUNT, DSO, RECEIVED, DAYS_TO_PAY)
