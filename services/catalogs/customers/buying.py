"""How often clients buy, how long ago, and whether they come back."""

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
LEFT_OUT = "Cancelled orders, and orders without lines."

ORDERING = Metric(
    "client.ordering",
    "Clients who ordered",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef(CLIENT)),
    times=(*ORDERED, "client.acquired_on"),
    where=NOT_CANCELLED,
    better="up",
    unit="clients",
    definition="Different clients with at least one order in the period. Counted by the day of their first purchase "
    "and split by the months since then, it tells how many of a cohort order again.",
    exclusions=LEFT_OUT,
    owner=OWNER,
    synonyms=("ordering customers", "purchasing customers", "cohort retention"),
)
REPEATING = Metric(
    "client.repeating",
    "Clients who ordered again",
    kind="simple",
    type="integer",
    entity="order_line",
    formula=SumPer(CLIENT, When(CountDistinct(FieldRef("order.id")), ">", Constant(1), Constant(1), Constant(0))),
    times=ORDERED,
    where=NOT_CANCELLED,
    better="up",
    unit="clients",
    definition="Different clients with two orders or more in the period.",
    exclusions=LEFT_OUT,
    owner=OWNER,
    synonyms=("repeat customers", "repeat buyers"),
)
REPEAT_RATE = Metric(
    "client.repeat_rate",
    "Repeat rate",
    kind="ratio",
    type="ratio",
    entity="order_line",
    formula=Divide(MetricRef("client.repeating"), MetricRef("client.ordering")),
    times=ORDERED,
    better="up",
    unit="% of clients who ordered",
    definition="Share of the clients who ordered in the period that did so twice or more. Others also count who had "
    "ordered before the period; here both orders lie within it, so a longer period shows more.",
    denominator="Clients who ordered in the period; n/a where there is none.",
    exclusions=LEFT_OUT,
    missing="Nobody ordered in the period.",
    owner=OWNER,
    synonyms=("repeat purchase rate", "repurchase rate"),
)
ORDERS_EACH = Metric(
    "client.orders_each",
    "Orders per client",
    kind="ratio",
    type="number",
    entity="order_line",
    formula=Divide(MetricRef("order.count"), MetricRef("client.ordering")),
    times=ORDERED,
    better="up",
    unit="orders",
    definition="Orders of the period, divided by the clients who placed them.",
    denominator="Clients who ordered in the period; n/a where there is none.",
    exclusions=LEFT_OUT,
    missing="Nobody ordered in the period.",
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
            # The boundary is the day after the last one.
            Arithmetic("-", Min(DaysBetween(FieldRef("order.ordered_on"), Boundary("end"))), Constant(1)),
        ),
        CountDistinct(FieldRef(CLIENT)),
    ),
    opened="order.ordered_on",
    where=NOT_CANCELLED,
    better="down",
    unit="days",
    definition="Days from a client's last order to the last day of the period; of several clients, their mean. Orders "
    "of all days up to then count.",
    exclusions="Cancelled orders, and clients who never ordered.",
    missing="Nobody has ordered yet.",
    owner=OWNER,
    synonyms=("recency", "time since last purchase"),
)

AGED_DAYS = 90


def _of_that_age(then: Expression) -> Sum:
    """Return a sum over the clients whose day 90 has passed at the end of the period."""
    age = DaysBetween(FieldRef("client.acquired_on"), Boundary("end"))
    return Sum(When(age, ">", Constant(AGED_DAYS), then, Constant(0)))


AGED = Metric(
    "client.aged",
    "Clients since 90 days",
    kind="balance",
    type="integer",
    entity="client",
    formula=_of_that_age(Constant(1)),
    opened="client.acquired_on",
    unit="clients",
    definition=f"Clients whose first purchase lies {AGED_DAYS} days or more before the last day of the period.",
    exclusions="Clients whose first purchase is not known.",
    owner=OWNER,
    synonyms=("customers of 90 days",),
)
CAME_BACK = Metric(
    "client.came_back",
    "Clients who came back",
    kind="balance",
    type="integer",
    entity="client",
    formula=_of_that_age(
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
    unit="clients",
    definition=f"Clients since {AGED_DAYS} days or more who ordered on day {AGED_DAYS} after their first purchase, or "
    "on any later day up to the end of the period.",
    exclusions="Cancelled orders.",
    owner=OWNER,
    synonyms=("returning customers",),
)
UNBOUNDED = Metric(
    "client.retention",
    "90-day retention",
    kind="ratio",
    type="ratio",
    entity="client",
    formula=Divide(MetricRef("client.came_back"), MetricRef("client.aged")),
    times=("client.acquired_on",),
    better="up",
    unit="% of clients since 90 days",
    definition=f"Share of the clients who ordered on day {AGED_DAYS} after their first purchase or later: unbounded "
    "retention. Who came back on exactly that day (N-day retention) tells nothing of orders.",
    denominator=f"Clients for whom {AGED_DAYS} days have passed since the first purchase; n/a where there is none.",
    exclusions="Cancelled orders, and clients whose first purchase is not known.",
    missing="Nobody has been a client for so long.",
    owner=OWNER,
    synonyms=("unbounded retention", "retention rate"),
)

METRICS = (ORDERING, REPEATING, REPEAT_RATE, ORDERS_EACH, RECENCY, AGED, CAME_BACK, UNBOUNDED)
