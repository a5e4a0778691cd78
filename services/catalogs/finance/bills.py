"""Vendors, bills, payables and vendor spend."""

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
    "A supplier from whom the business buys.",
    fields=(
        column_field("id", "Vendor ID", "integer", "Internal ID of the row."),
        column_field("key", "Vendor number", "text", "Number that identifies the vendor.", dimension=True),
        column_field("name", "Vendor", "text", "Display name of the vendor.", dimension=True, synonyms=("supplier",)),
    ),
    synonyms=("supplier",),
)

BILL = Entity(
    "bill",
    "Bill",
    "bills",
    "An invoice from a vendor, recorded from the purchase order on.",
    time="bill.issued_on",
    fields=(
        column_field("id", "Bill ID", "integer", "Internal ID of the row."),
        column_field("number", "Bill number", "text", "Number of the bill or of its purchase order.", dimension=True),
        column_field(
            "status",
            "Bill status",
            "text",
            "Approval status of the bill.",
            dimension=True,
            values=("pending", "approved", "complete", "rejected"),
        ),
        column_field("ordered_on", "Purchase order date", "date", "Date of the purchase order."),
        column_field("issued_on", "Bill date", "date", "Date on the bill."),
        column_field("due_on", "Due date", "date", "Last day for payment on time."),
        column_field("paid_on", "Payment date", "date", "Date on which the bill was paid; empty while unpaid."),
        column_field("currency", "Bill currency", "text", "Currency of all amounts on the bill.", dimension=True),
        column_field(
            "amount", "Amount", "money", "Amount payable, including tax and freight.", currency="bill.currency"
        ),
        column_field("tax", "Tax", "money", "Tax included in the amount.", currency="bill.currency"),
        Field(
            "open_amount",
            "Open amount",
            "money",
            "Amount unpaid at the end of the period.",
            When(FieldRef("bill.paid_on"), "<", Boundary("end"), Constant(0), ColumnRef("amount")),
            currency="bill.currency",
        ),
        Field(
            "days_overdue",
            "Days overdue",
            "integer",
            "Days past the due date at the end of the period; negative if not yet due.",
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
REJECTED = "Rejected bills, and purchase orders without a bill."
PAID_ON = ("bill.paid_on",)

PAYABLES = Metric(
    "bill.payables",
    "Accounts payable",
    kind="balance",
    type="money",
    entity="bill",
    formula=Sum(FieldRef("bill.amount")),
    opened="bill.issued_on",
    closed=PAID_ON,
    where=NOT_REJECTED,
    better="neither",
    definition="Amount owed to vendors at the end of the period, including tax and freight: bills issued less bills "
    "paid, each at the exchange rate of its bill date.",
    exclusions=REJECTED,
    owner=OWNER,
    synonyms=("payables", "ap", "open bills"),
)
OVERDUE = Metric(
    "bill.overdue",
    "Overdue payables",
    kind="balance",
    type="money",
    entity="bill",
    formula=Sum(FieldRef("bill.amount")),
    opened="bill.issued_on",
    closed=PAID_ON,
    where=And((NOT_REJECTED, Compare("bill.days_overdue", ">", 0))),
    better="down",
    definition="The part of accounts payable that is past its due date at the end of the period.",
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
    definition="Overdue payables as a share of accounts payable at the end of the period.",
    denominator="Accounts payable; n/a if zero.",
    exclusions=REJECTED,
    owner=OWNER,
    synonyms=("overdue payables %",),
)
SPEND = Metric(
    "bill.spend",
    "Vendor spend",
    kind="simple",
    type="money",
    entity="bill",
    formula=Sum(Arithmetic("-", FieldRef("bill.amount"), Coalesce(FieldRef("bill.tax"), Constant(0)))),
    times=("bill.issued_on", "bill.ordered_on"),
    where=NOT_REJECTED,
    better="down",
    definition="Amount billed by vendors, including freight and excluding tax, by bill date. By purchase order date, "
    "it also includes purchase orders without a bill.",
    exclusions="Rejected bills and tax.",
    owner=OWNER,
    synonyms=("spend with vendors", "purchases", "procurement spend"),
)

METRICS = (PAYABLES, OVERDUE, OVERDUE_SHARE, SPEND)
