"""What vendors ask for, what is still owed to them, and for how long."""

from services.catalogs.finance.invoices import ageing, days_overdue
from services.semantic.catalog import Entity, Field, Metric, Relation, column_field
from services.semantic.conditions import And, Compare
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Coalesce,
    ColumnRef,
    Constant,
    Divide,
    FieldRef,
    MetricRef,
    Sum,
    When,
)

OWNER = "Finance"

VENDOR = Entity(
    "vendor",
    "Vendor",
    "vendors",
    "Somebody from whom the business buys.",
    fields=(
        column_field("id", "Vendor", "integer", "Number of the row."),
        column_field("key", "Vendor number", "text", "Number by which the business knows the vendor.", dimension=True),
        column_field("name", "Vendor", "text", "Name that people see.", dimension=True, synonyms=("supplier",)),
    ),
    synonyms=("supplier",),
)

BILL = Entity(
    "bill",
    "Bill",
    "bills",
    "What the business was asked to pay, from the order on.",
    time="bill.issued_on",
    fields=(
        column_field("id", "Bill", "integer", "Number of the row."),
        column_field("number", "Bill", "text", "Number of the bill, or of its purchase order.", dimension=True),
        column_field(
            "status",
            "Bill's status",
            "text",
            "How far it has come in the house.",
            dimension=True,
            values=("pending", "approved", "complete", "rejected"),
        ),
        column_field("ordered_on", "Ordered", "date", "Day of the purchase order."),
        column_field("issued_on", "Issued", "date", "Day on the bill."),
        column_field("due_on", "Due", "date", "Last day to pay in time."),
        column_field("paid_on", "Paid on", "date", "Day it was paid; empty while it is not."),
        column_field("currency", "Bill's currency", "text", "Currency of every amount on it.", dimension=True),
        column_field(
            "amount", "Amount", "money", "What is to be paid, tax and freight included.", currency="bill.currency"
        ),
        column_field("tax", "Tax", "money", "Part of the amount that is tax.", currency="bill.currency"),
        Field(
            "open_amount",
            "Open",
            "money",
            "What is still to be paid at the end of the period.",
            When(FieldRef("bill.paid_on"), "<", Boundary("end"), Constant(0), ColumnRef("amount")),
            currency="bill.currency",
        ),
        Field(
            "days_overdue",
            "Days overdue",
            "integer",
            "Days since the last day to pay in time, at the end of the period; below zero while there is time.",
            days_overdue("bill.due_on"),
        ),
        ageing("bill"),
    ),
    synonyms=("vendor invoice", "purchase order"),
)

ENTITIES = (VENDOR, BILL)
RELATIONS = (
    Relation("bill.vendor", "bill", "vendor", "vendor_id"),
    Relation("bill.cost_centre", "bill", "cost_centre", "cost_centre_id", optional=True),
)

NOT_REJECTED = Compare("bill.status", "!=", "rejected")
REJECTED = "Bills that were rejected, and orders that were not billed yet."
OWED = ("bill.paid_on",)

PAYABLES = Metric(
    "bill.payables",
    "Payables",
    kind="balance",
    type="money",
    entity="bill",
    formula=Sum(FieldRef("bill.amount")),
    opened="bill.issued_on",
    closed=OWED,
    where=NOT_REJECTED,
    better="neither",
    definition="What the business still has to pay to vendors at the end of the period, tax and freight included: "
    "bills less those that are paid, each in the exchange rate of its own day.",
    exclusions=REJECTED,
    owner=OWNER,
    synonyms=("accounts payable", "ap", "open bills"),
)
OVERDUE = Metric(
    "bill.overdue",
    "Overdue payables",
    kind="balance",
    type="money",
    entity="bill",
    formula=Sum(FieldRef("bill.amount")),
    opened="bill.issued_on",
    closed=OWED,
    where=And((NOT_REJECTED, Compare("bill.days_overdue", ">", 0))),
    better="down",
    definition="The part of payables whose last day to pay has passed at the end of the period.",
    exclusions=REJECTED,
    owner=OWNER,
    synonyms=("late bills", "overdue bills"),
)
OVERDUE_SHARE = Metric(
    "bill.overdue_share",
    "Overdue share of payables",
    kind="ratio",
    type="ratio",
    entity="bill",
    formula=Divide(MetricRef("bill.overdue"), MetricRef("bill.payables")),
    times=("bill.issued_on",),
    better="down",
    unit="% of payables",
    definition="Overdue payables as a share of all payables at the end of the period.",
    denominator="Payables; n/a where nothing is open.",
    exclusions=REJECTED,
    owner=OWNER,
    synonyms=("overdue payables %",),
)
SPEND = Metric(
    "bill.spend",
    "Spend with vendors",
    kind="simple",
    type="money",
    entity="bill",
    formula=Sum(Arithmetic("-", FieldRef("bill.amount"), Coalesce(FieldRef("bill.tax"), Constant(0)))),
    times=("bill.issued_on", "bill.ordered_on"),
    where=NOT_REJECTED,
    better="down",
    definition="What vendors billed, freight included and tax left out, by the day of the bill; or, where that is "
    "asked, by the day of the order, bills that have not come yet included.",
    exclusions="Bills that were rejected, and tax.",
    owner=OWNER,
    synonyms=("vendor spend", "purchases", "procurement spend"),
)

METRICS = (PAYABLES, OVERDUE, OVERDUE_SHARE, SPEND)
