"""Orders, and what they bring in."""

from services.semantic.catalog import Entity, Field, Metric, Relation, column_field
from services.semantic.conditions import Null
from services.semantic.expression import (
    Arithmetic,
    CountDistinct,
    DaysBetween,
    Divide,
    FieldRef,
    MonthsBetween,
    Percentile,
    RelatedAggregate,
    Sum,
)

NOT_CANCELLED = Null("order.cancelled_on")
ORDER_DATES = ("order.ordered_on", "order.shipped_on")

PRODUCT = Entity(
    "product",
    "Product",
    "products",
    "A thing that is sold, one row for each version of its price.",
    fields=(
        column_field("id", "Product", "integer", "Number of the row."),
        column_field("code", "Product code", "text", "Code that stays the same over all versions.", dimension=True),
        column_field("name", "Product", "text", "Name on the price list.", dimension=True),
        column_field("category", "Category", "text", "Product group, the wider one.", dimension=True),
        column_field("subcategory", "Subcategory", "text", "Product group, the narrower one.", dimension=True),
    ),
)

ORDER = Entity(
    "order",
    "Order",
    "orders",
    "What a client ordered on one day.",
    time="order.ordered_on",
    fields=(
        column_field("id", "Order", "integer", "Number of the row."),
        column_field("number", "Order", "text", "Order number.", dimension=True),
        column_field("client_id", "Client", "integer", "Client who ordered."),
        column_field("channel", "Channel", "text", "Way in which it was sold.", dimension=True),
        column_field(
            "region", "Region", "text", "Sales territory that gets the sale.", dimension=True, synonyms=("territory",)
        ),
        column_field("currency", "Currency", "text", "Currency of the order's amounts.", dimension=True),
        column_field("ordered_on", "Ordered", "date", "Day of the order."),
        column_field("due_on", "Due", "date", "Day for which delivery was promised."),
        column_field("shipped_on", "Shipped", "date", "Day it left the house; empty while open."),
        column_field("cancelled_on", "Cancelled", "date", "Day it was called off; empty if it was not."),
        Field(
            "days_to_ship",
            "Days to ship",
            "integer",
            "Days from the order to the day it left the house.",
            DaysBetween(FieldRef("order.ordered_on"), FieldRef("order.shipped_on")),
        ),
        Field(
            "days_late",
            "Days late",
            "integer",
            "Days from the promised day to the day it left the house; below zero if it left before.",
            DaysBetween(FieldRef("order.due_on"), FieldRef("order.shipped_on")),
        ),
        Field(
            "months_since_first",
            "Months since the first purchase",
            "integer",
            "Calendar months from the client's first purchase to the order: 0 is the month of the first.",
            MonthsBetween(FieldRef("client.acquired_on"), FieldRef("order.ordered_on")),
            dimension=True,
            synonyms=("cohort month",),
        ),
        Field(
            "value",
            "Value",
            "money",
            "Sum of the order's lines after discount, before tax and freight.",
            RelatedAggregate("sum", "order_line.order", FieldRef("order_line.amount")),
        ),
    ),
    synonyms=("sale", "purchase"),
)

LINE = Entity(
    "order_line",
    "Order line",
    "order_lines",
    "One product on an order.",
    time="order.ordered_on",
    fields=(
        column_field("id", "Line", "integer", "Number of the row."),
        column_field("quantity", "Quantity", "integer", "Units."),
        column_field("amount", "Amount", "money", "After discount, before tax and freight.", currency="order.currency"),
        column_field("cost", "Cost", "money", "Cost of the goods on the line.", currency="order.currency"),
    ),
)

RELATIONS = (
    Relation("order_line.order", "order_line", "order", "order_id"),
    Relation("order_line.product", "order_line", "product", "product_id"),
    Relation("order.client", "order", "client", "client_id"),
)

REVENUE = Metric(
    "order.revenue",
    "Revenue",
    kind="simple",
    type="money",
    entity="order_line",
    formula=Sum(FieldRef("order_line.amount")),
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    definition="Sum of order lines after discount, before tax and freight, by the day of the order.",
    exclusions="Cancelled orders, tax, freight.",
    owner="Sales",
    synonyms=("sales", "turnover", "income"),
)

GROSS_MARGIN = Metric(
    "order.gross_margin",
    "Gross margin",
    kind="ratio",
    type="ratio",
    entity="order_line",
    formula=Divide(
        Sum(Arithmetic("-", FieldRef("order_line.amount"), FieldRef("order_line.cost"))),
        Sum(FieldRef("order_line.amount")),
    ),
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    unit="% of revenue",
    definition="What is left of revenue after the cost of the goods, as a share of revenue. Summed first, then "
    "divided, never an average of the orders' margins.",
    denominator="Revenue of the same orders; n/a where it is zero.",
    exclusions="Cancelled orders, tax, freight, costs other than the goods.",
    owner="Finance",
    synonyms=("margin", "gross margin %"),
)

MEDIAN_VALUE = Metric(
    "order.median_value",
    "Median order value",
    kind="simple",
    type="money",
    entity="order_line",
    formula=Percentile(0.5, FieldRef("order_line.amount"), per="order.id"),
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    definition="Half of the orders are worth more, half less. With a filter or a split by product, an order counts "
    "with the lines that match.",
    exclusions="Cancelled orders, tax, freight.",
    owner="Sales",
    synonyms=("typical order", "order size"),
)

OPEN_ORDERS = Metric(
    "order.open",
    "Open orders",
    kind="balance",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef("order.id")),
    opened="order.ordered_on",
    closed=("order.shipped_on", "order.cancelled_on"),
    better="down",
    unit="orders",
    definition="Orders that were placed and neither shipped nor cancelled by the end of the period's last day. "
    "Over time it is the last value, never a sum.",
    exclusions="Orders without lines.",
    owner="Operations",
    synonyms=("backlog", "unshipped orders"),
)

ENTITIES = (PRODUCT, ORDER, LINE)
METRICS = (REVENUE, GROSS_MARGIN, MEDIAN_VALUE, OPEN_ORDERS)
