"""What clients were asked to pay, what they paid, and what of it is open."""

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
TAKEN_BACK = "Invoices that were taken back by then."
OVERDUE_ONLY = Compare("invoice.days_overdue", ">", 0)
WHEN_ISSUED = "each in the exchange rate of its own day"

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
    definition="What clients were asked to pay by invoices of the period, tax included.",
    exclusions="Invoices that were taken back, whenever that was.",
    owner=OWNER,
    synonyms=("billings", "billed amount"),
)
RECEIVABLES = Metric(
    "invoice.receivables",
    "Receivables",
    kind="balance",
    type="money",
    entity="invoice",
    formula=Sum(FieldRef("invoice.open_amount")),
    opened="invoice.issued_on",
    closed=("invoice.cancelled_on",),
    better="down",
    definition=f"What clients still have to pay at the end of the period, tax included: invoices less payments, "
    f"{WHEN_ISSUED}.",
    exclusions=TAKEN_BACK,
    owner=OWNER,
    synonyms=("accounts receivable", "ar", "open invoices"),
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
    definition="The part of receivables whose last day to pay has passed at the end of the period.",
    exclusions=TAKEN_BACK,
    owner=OWNER,
    synonyms=("overdue", "past due", "late invoices"),
)
OVERDUE_SHARE = Metric(
    "invoice.overdue_share",
    "Overdue share",
    kind="ratio",
    type="ratio",
    entity="invoice",
    formula=Divide(MetricRef("invoice.overdue"), MetricRef("invoice.receivables")),
    times=("invoice.issued_on",),
    better="down",
    unit="% of receivables",
    definition="Overdue receivables as a share of all receivables at the end of the period.",
    denominator="Receivables; n/a where nothing is open.",
    exclusions=TAKEN_BACK,
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
    definition="Invoices of which something is open after the last day to pay, at the end of the period.",
    exclusions=TAKEN_BACK,
    owner=OWNER,
    synonyms=("number of overdue invoices",),
)
DSO = Metric(
    "invoice.dso",
    "Days sales outstanding by invoices",
    kind="ratio",
    type="number",
    entity="invoice",
    formula=Divide(Arithmetic("*", MetricRef("invoice.receivables"), PeriodDays()), MetricRef("invoice.billed")),
    times=("invoice.issued_on",),
    better="down",
    unit="days",
    definition="For how many days of invoices clients owe: receivables at the end of the period (not their average), "
    "by what was invoiced in it, times its days. Both hold tax, so it is lower than by the books, and it can be told "
    "of one client.",
    denominator="What was invoiced in the period; n/a where nothing was.",
    exclusions=TAKEN_BACK,
    owner=OWNER,
    synonyms=("dso by invoices", "dso of a client"),
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
    definition="Money that clients paid for invoices, tax included, by the day it came in.",
    exclusions="Money that came in for no invoice.",
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
    definition="Half of the payments came in within so many days of their invoice, half took longer.",
    exclusions="Invoices that nobody has paid yet.",
    owner=OWNER,
    synonyms=("time to pay", "payment time"),
)

METRICS = (INVOICED, RECEIVABLES, OVERDUE, OVERDUE_SHARE, OVERDUE_COUNT, DSO, RECEIVED, DAYS_TO_PAY)
