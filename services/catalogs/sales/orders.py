"""Products, orders and revenue."""

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
    "An item for sale, with one row per price version.",
    fields=(
        column_field("id", "Product ID", "integer", "Internal ID of the row."),
        column_field("code", "Product code", "text", "Code that stays the same across price versions.", dimension=True),
        column_field("name", "Product", "text", "Name on the price list.", dimension=True),
        column_field("category", "Category", "text", "Top-level product group.", dimension=True),
        column_field("subcategory", "Subcategory", "text", "Second-level product group.", dimension=True),
    ),
)

ORDER = Entity(
    "order",
    "Order",
    "orders",
    "A purchase by a customer on one day.",
    time="order.ordered_on",
    fields=(
        column_field("id", "Order ID", "integer", "Internal ID of the row."),
        column_field("number", "Order number", "text", "Number of the order.", dimension=True),
        column_field("client_id", "Customer ID", "integer", "Customer who placed the order."),
        column_field("channel", "Channel", "text", "Sales channel.", dimension=True),
        column_field(
            "region",
            "Region",
            "text",
            "Sales territory credited with the order.",
            dimension=True,
            synonyms=("territory",),
        ),
        column_field("currency", "Currency", "text", "Currency of the order's amounts.", dimension=True),
        column_field("ordered_on", "Order date", "date", "Date on which the order was placed."),
        column_field("due_on", "Promised date", "date", "Promised delivery date."),
        column_field("shipped_on", "Shipping date", "date", "Date on which the order shipped; empty while open."),
        column_field(
            "cancelled_on", "Cancellation date", "date", "Date on which the order was cancelled; empty otherwise."
        ),
        Field(
            "days_to_ship",
            "Days to ship",
            "integer",
            "Days from order to shipment.",
            DaysBetween(FieldRef("order.ordered_on"), FieldRef("order.shipped_on")),
        ),
        Field(
            "days_late",
            "Days late",
            "integer",
            "Days from the promised date to shipment; negative if shipped early.",
            DaysBetween(FieldRef("order.due_on"), FieldRef("order.shipped_on")),
        ),
        Field(
            "months_since_first",
            "Months since first purchase",
            "integer",
            "Calendar months from the customer's first purchase to the order: 0 is the month of the first purchase.",
            MonthsBetween(FieldRef("client.acquired_on"), FieldRef("order.ordered_on")),
            dimension=True,
            synonyms=("cohort month",),
        ),
        Field(
            "value",
            "Order value",
            "money",
            "Sum of the order lines after discount, before tax and freight.",
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
        column_field("id", "Line ID", "integer", "Internal ID of the row."),
        column_field("quantity", "Quantity", "integer", "Number of units."),
        column_field(
            "amount",
            "Amount",
            "money",
            "Line amount after discount, before tax and freight.",
            currency="order.currency",
        ),
        column_field("cost", "Cost", "money", "Cost of goods on the line.", currency="order.currency"),
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
    definition="Sum of order lines after discount, before tax and freight, by order date.",
    exclusions="Cancelled orders, tax and freight.",
    owner="Sales",
    synonyms=("sales", "turnover", "income"),
)

GROSS_PROFIT = Metric(
    "order.gross_profit",
    "Gross profit on orders",
    kind="simple",
    type="money",
    entity="order_line",
    formula=Sum(Arithmetic("-", FieldRef("order_line.amount"), FieldRef("order_line.cost"))),
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    definition="Revenue less cost of goods, by order date.",
    exclusions="Cancelled orders, tax, freight, and costs other than goods.",
    owner="Finance",
    synonyms=("order gross profit", "gross profit of orders"),
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
    definition="Revenue less cost of goods, as a share of revenue. Totals are divided, so it is not an average of "
    "order margins.",
    denominator="Revenue of the same orders; n/a if it is zero.",
    exclusions="Cancelled orders, tax, freight, and costs other than goods.",
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
    definition="Median value of orders. When filtered or split by product, only the matching lines of an order count.",
    exclusions="Cancelled orders, tax and freight.",
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
    definition="Orders placed and neither shipped nor cancelled by the end of the period. Over time it is the closing "
    "value, never a sum.",
    exclusions="Orders without lines.",
    owner="Operations",
    synonyms=("backlog", "unshipped orders"),
)

ENTITIES = (PRODUCT, ORDER, LINE)
METRICS = (REVENUE, GROSS_PROFIT, GROSS_MARGIN, MEDIAN_VALUE, OPEN_ORDERS)
