"""How late clients pay."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Null
from services.semantic.expression import CountDistinct, DaysBetween, Divide, FieldRef, Sum

DELAY = Metric(
    "payment.days_late",
    "Payment delay",
    kind="ratio",
    type="number",
    entity="payment",
    formula=Divide(
        Sum(DaysBetween(FieldRef("invoice.due_on"), FieldRef("payment.paid_on"))),
        CountDistinct(FieldRef("payment.id")),
    ),
    times=("payment.paid_on",),
    where=Null("invoice.cancelled_on"),
    better="down",
    unit="days",
    definition="Days from the last day to pay in time to the day on which the money came in, as a mean of the payments "
    "of the period; below zero where they came early. A part payment counts as one of its own.",
    denominator="Payments of the period; n/a where there is none.",
    exclusions="What nobody has paid yet: see overdue receivables. Invoices that were taken back.",
    missing="Nobody paid in the period.",
    owner="Customer success",
    synonyms=("days late", "late payment days", "days beyond terms"),
)

METRICS = (DELAY,)
