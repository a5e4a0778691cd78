"""Payment behaviour of customers."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Null
from services.semantic.expression import CountDistinct, DaysBetween, Divide, FieldRef, Sum

DELAY = Metric(
    "payment.days_late",
    "Average payment delay",
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
    definition="Mean days from due date to payment, by payment date; negative for early payments. Each part payment "
    "counts separately.",
    denominator="Payments in the period; n/a if there are none.",
    exclusions="Unpaid invoices, which count as overdue receivables, and cancelled invoices.",
    missing="No payments in the period.",
    owner="Customer success",
    synonyms=("payment delay", "late payment days", "days beyond terms"),
)

METRICS = (DELAY,)
