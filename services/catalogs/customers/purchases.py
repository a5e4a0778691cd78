"""Purchase frequency, recency and repeat purchases."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Null
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    CountDistinct,
    DaysBetween,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    Min,
    Sum,
    SumPer,
    When,
)

OWNER = "Customer success"
CLIENT = "order.client_id"
ORDERED = ("order.ordered_on", "order.shipped_on")
NOT_CANCELLED = Null("order.cancelled_on")
EXCLUDED = "Cancelled orders, and orders without lines."

ORDERING = Metric(
    "client.ordering",
    "Ordering customers",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef(CLIENT)),
    times=(*ORDERED, "client.acquired_on"),
    where=NOT_CANCELLED,
    better="up",
    unit="customers",
    definition="Distinct customers with at least one order in the period. Dated by first purchase and split by months "
    "since first purchase, it shows repeat purchases by cohort.",
    exclusions=EXCLUDED,
    owner=OWNER,
    synonyms=("customers who ordered", "purchasing customers", "repeat purchases by cohort"),
)
REPEATING = Metric(
    "client.repeating",
    "Repeat customers",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=SumPer(CLIENT, When(CountDistinct(FieldRef("order.id")), ">", Constant(1), Constant(1), Constant(0))),
    times=ORDERED,
    where=NOT_CANCELLED,
    better="up",
    unit="customers",
    definition="Distinct customers with two or more orders in the period.",
    exclusions=EXCLUDED,
    owner=OWNER,
    synonyms=("customers who ordered again", "repeat buyers"),
)
REPEAT_RATE = Metric(
    "client.repeat_rate",
    "Repeat purchase rate",
    kind="ratio",
    type="ratio",
    entity="order_line",
    formula=Divide(MetricRef("client.repeating"), MetricRef("client.ordering")),
    times=ORDERED,
    better="up",
    unit="% of ordering customers",
    definition="Share of customers who ordered in the period that placed two or more orders in it. Orders before the "
    "period do not count, so longer periods show higher rates.",
    denominator="Customers who ordered in the period; n/a if there are none.",
    exclusions=EXCLUDED,
    missing="No orders in the period.",
    owner=OWNER,
    synonyms=("repeat rate", "repurchase rate"),
)
ORDERS_PER_CUSTOMER = Metric(
    "client.orders_each",
    "Orders per customer",
    kind="ratio",
    type="number",
    entity="order_line",
    formula=Divide(MetricRef("order.count"), MetricRef("client.ordering")),
    times=ORDERED,
    better="up",
    unit="orders",
    definition="Orders in the period divided by the customers who placed them.",
    denominator="Customers who ordered in the period; n/a if there are none.",
    exclusions=EXCLUDED,
    missing="No orders in the period.",
    owner=OWNER,
    synonyms=("purchase frequency", "order frequency"),
)
RECENCY = Metric(
    "client.recency",
    "Days since last order",
    kind="balance",
    type="number",
    entity="order_line",
    formula=Divide(
        SumPer(
            CLIENT,
            # The boundary is the day after the last day of the period.
            Arithmetic("-", Min(DaysBetween(FieldRef("order.ordered_on"), Boundary("end"))), Constant(1)),
        ),
        CountDistinct(FieldRef(CLIENT)),
    ),
    opened="order.ordered_on",
    where=NOT_CANCELLED,
    better="down",
    unit="days",
    definition="Days from a customer's last order to the last day of the period, averaged over customers. All orders "
    "up to that day count.",
    exclusions="Cancelled orders, and customers without orders.",
    missing="No orders yet.",
    owner=OWNER,
    synonyms=("recency", "time since last purchase"),
)

AGED_DAYS = 90


def _count_if_aged(then: Expression) -> Sum:
    """Return a sum over the customers whose day 90 has passed by the end of the period."""
    age = DaysBetween(FieldRef("client.acquired_on"), Boundary("end"))
    return Sum(When(age, ">", Constant(AGED_DAYS), then, Constant(0)))


AGED = Metric(
    "client.aged",
    "Customers of 90 days or more",
    kind="balance",
    type="integer",
    entity="client",
    formula=_count_if_aged(Constant(1)),
    opened="client.acquired_on",
    unit="customers",
    definition=f"Customers whose first purchase was {AGED_DAYS} days or more before the last day of the period.",
    exclusions="Customers without a known first purchase.",
    owner=OWNER,
    synonyms=("customers eligible for the 90-day repeat purchase rate",),
)
RETURNING = Metric(
    "client.came_back",
    "Returning customers",
    kind="balance",
    type="integer",
    entity="client",
    formula=_count_if_aged(
        When(
            DaysBetween(FieldRef("client.acquired_on"), FieldRef("client.last_order_on")),
            ">=",
            Constant(AGED_DAYS),
            Constant(1),
            Constant(0),
        )
    ),
    opened="client.acquired_on",
    better="up",
    unit="customers",
    definition=f"Customers of {AGED_DAYS} days or more who ordered on or after day {AGED_DAYS} following their first "
    "purchase, up to the end of the period.",
    exclusions="Cancelled orders.",
    owner=OWNER,
    synonyms=("customers who came back",),
)
RETENTION = Metric(
    "client.retention",
    "90-day repeat purchase rate",
    kind="ratio",
    type="ratio",
    entity="client",
    formula=Divide(MetricRef("client.came_back"), MetricRef("client.aged")),
    times=("client.acquired_on",),
    better="up",
    unit="% of customers of 90 days or more",
    definition=f"Share of customers who ordered again on or after day {AGED_DAYS} following their first purchase "
    "(unbounded retention). N-day retention, which requires an order on exactly that day, is not used.",
    denominator=f"Customers whose first purchase was at least {AGED_DAYS} days ago; n/a if there are none.",
    exclusions="Cancelled orders, and customers without a known first purchase.",
    missing="No customer had a first purchase that long ago.",
    owner=OWNER,
    synonyms=("unbounded retention", "repeat purchases after 90 days"),
)

METRICS = (ORDERING, REPEATING, REPEAT_RATE, ORDERS_PER_CUSTOMER, RECENCY, AGED, RETURNING, RETENTION)
