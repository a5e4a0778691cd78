"""Orders: count, value, cancellations and shipping times."""

from services.catalogs.sales.orders import NOT_CANCELLED, ORDER_DATES
from services.semantic.catalog import Metric
from services.semantic.conditions import And, Compare, Not, Null
from services.semantic.expression import CountDistinct, Divide, FieldRef, MetricRef, Percentile, Sum

OWNER = "Operations"
ORDERS = CountDistinct(FieldRef("order.id"))
SHIPPED_ON = ("order.shipped_on",)
HAS_PROMISED_DATE = And((NOT_CANCELLED, Not(Null("order.due_on"))))

COUNT = Metric(
    "order.count",
    "Orders",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=ORDERS,
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    unit="orders",
    definition="Orders by order date. When split by product, an order counts once for each product on it.",
    exclusions="Cancelled orders, and orders without lines.",
    owner="Sales",
    synonyms=("number of orders", "order volume"),
)
AVERAGE_VALUE = Metric(
    "order.average_value",
    "Average order value",
    kind="ratio",
    type="money",
    entity="order_line",
    formula=Divide(MetricRef("order.revenue"), MetricRef("order.count")),
    times=ORDER_DATES,
    better="up",
    definition="Revenue divided by the number of orders. A few large orders raise the mean; compare the median order "
    "value.",
    denominator="Orders; n/a if there are none.",
    exclusions="Cancelled orders, tax and freight.",
    owner="Sales",
    synonyms=("aov", "mean order value"),
)
UNITS = Metric(
    "order.units",
    "Units sold",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=Sum(FieldRef("order_line.quantity")),
    times=ORDER_DATES,
    where=NOT_CANCELLED,
    better="up",
    unit="units",
    definition="Units on order lines, less returned units.",
    exclusions="Cancelled orders.",
    owner="Sales",
    synonyms=("quantity sold", "volume"),
)
CANCELLED = Metric(
    "order.cancelled",
    "Cancelled orders",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=ORDERS,
    times=("order.ordered_on",),
    where=Not(NOT_CANCELLED),
    better="down",
    unit="orders",
    definition="Cancelled orders, by order date.",
    exclusions="Orders without lines.",
    owner=OWNER,
    synonyms=("cancellations",),
)
PLACED = Metric(
    "order.placed",
    "Orders placed",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=ORDERS,
    times=("order.ordered_on",),
    unit="orders",
    definition="All orders by order date, including those cancelled later.",
    exclusions="Orders without lines.",
    owner=OWNER,
    synonyms=("all orders",),
)
CANCELLATION_RATE = Metric(
    "order.cancellation_rate",
    "Cancellation rate",
    kind="ratio",
    type="ratio",
    entity="order_line",
    formula=Divide(MetricRef("order.cancelled"), MetricRef("order.placed")),
    times=("order.ordered_on",),
    better="down",
    unit="% of orders placed",
    definition="Share of orders placed that were cancelled, by order date.",
    denominator="All orders placed; n/a if there are none.",
    exclusions="Orders without lines.",
    owner=OWNER,
    synonyms=("cancel rate",),
)
DAYS_TO_SHIP = Metric(
    "order.shipping_time",
    "Time to ship",
    kind="simple",
    type="number",
    entity="order",
    formula=Percentile(0.5, FieldRef("order.days_to_ship"), per="order.id"),
    times=SHIPPED_ON,
    where=NOT_CANCELLED,
    better="down",
    unit="days",
    definition="Median days from order to shipment, by shipping date.",
    exclusions="Cancelled and open orders.",
    owner=OWNER,
    synonyms=("shipping time", "days to ship"),
)
SHIPPED_ON_TIME = Metric(
    "order.shipped_in_time",
    "Orders shipped on time",
    kind="simple",
    type="integer",
    entity="order",
    formula=ORDERS,
    times=SHIPPED_ON,
    where=And((HAS_PROMISED_DATE, Compare("order.days_late", "<=", 0))),
    better="up",
    unit="orders",
    definition="Orders shipped on or before the promised delivery date.",
    exclusions="Orders without a promised date, cancelled and open orders.",
    owner=OWNER,
    synonyms=("orders on time",),
)
SHIPPED_WITH_PROMISED_DATE = Metric(
    "order.shipped_with_promise",
    "Orders shipped with a promised date",
    kind="simple",
    type="integer",
    entity="order",
    formula=ORDERS,
    times=SHIPPED_ON,
    where=HAS_PROMISED_DATE,
    unit="orders",
    definition="Shipped orders that had a promised delivery date.",
    exclusions="Orders without a promised date, cancelled and open orders.",
    owner=OWNER,
    synonyms=("promised orders",),
)
ON_TIME_RATE = Metric(
    "order.on_time",
    "On-time shipping rate",
    kind="ratio",
    type="ratio",
    entity="order",
    formula=Divide(MetricRef("order.shipped_in_time"), MetricRef("order.shipped_with_promise")),
    times=SHIPPED_ON,
    better="up",
    unit="% of orders shipped",
    definition="Share of shipped orders that left on or before the promised date. It is not on-time delivery or "
    "OTIF: neither the day of delivery nor whether an order shipped in full is recorded.",
    denominator="Shipped orders with a promised date; n/a if there are none.",
    exclusions="Orders without a promised date, cancelled and open orders.",
    owner=OWNER,
    synonyms=("on-time shipments", "shipped on time"),
)

METRICS = (
    COUNT,
    AVERAGE_VALUE,
    UNITS,
    CANCELLED,
    PLACED,
    CANCELLATION_RATE,
    DAYS_TO_SHIP,
    SHIPPED_ON_TIME,
    SHIPPED_WITH_PROMISED_DATE,
    ON_TIME_RATE,
)
