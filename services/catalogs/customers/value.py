"""What a client is worth over time, and what it costs to win one."""

from services.catalogs.customers.recurring import MOVED
from services.semantic.catalog import Metric
from services.semantic.conditions import Null
from services.semantic.expression import (
    Arithmetic,
    Constant,
    CountDistinct,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    PeriodDays,
    Sum,
    When,
)

OWNER = "Customer success"
LEFT_OUT = "Cancelled orders, tax, freight, costs other than the goods, and what subscriptions bring in."
POSTED = ("ledger_entry.posted_on",)
DAYS_IN_A_MONTH = 30.4375
# Below these, a lifetime worked out of the churn is a guess: fewer clients, or a lower churn in a month.
FEWEST_CLIENTS, LEAST_CHURN = 30, 0.005

PROFIT_TO_DATE = Metric(
    "client.profit_to_date",
    "Gross profit to date",
    kind="balance",
    type="money",
    entity="order_line",
    formula=Sum(Arithmetic("-", FieldRef("order_line.amount"), FieldRef("order_line.cost"))),
    opened="order.ordered_on",
    where=Null("order.cancelled_on"),
    better="up",
    definition="Revenue of all orders up to the end of the period, less the cost of the goods. Split by client it is "
    "what each has been worth so far.",
    exclusions=LEFT_OUT,
    owner=OWNER,
    synonyms=("cumulative gross profit", "profit per customer"),
)
EVER = Metric(
    "client.ever",
    "Clients who ever ordered",
    kind="balance",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef("order.client_id")),
    opened="order.ordered_on",
    where=Null("order.cancelled_on"),
    better="up",
    unit="clients",
    definition="Different clients with an order on any day up to the end of the period.",
    exclusions="Cancelled orders, and orders without lines.",
    owner=OWNER,
    synonyms=("customers to date", "all customers"),
)
LIFETIME_VALUE = Metric(
    "client.lifetime_value",
    "Lifetime value so far",
    kind="ratio",
    type="money",
    entity="order_line",
    formula=Divide(MetricRef("client.profit_to_date"), MetricRef("client.ever")),
    times=("order.ordered_on",),
    better="up",
    definition="Gross profit of all orders up to the end of the period per client who ever ordered (historic CLV). "
    "Profit, not revenue, and nothing that is only expected.",
    denominator="Clients who ever ordered; n/a where there is none.",
    exclusions=LEFT_OUT,
    missing="Nobody has ordered yet.",
    owner=OWNER,
    synonyms=("clv", "ltv", "historic clv", "customer lifetime value"),
)


def _times(*factors: Expression) -> Expression:
    product = factors[0]
    for factor in factors[1:]:
        product = Arithmetic("*", product, factor)
    return product


MONTHS = _times(PeriodDays(), Constant(1 / DAYS_IN_A_MONTH))
MONTHLY_CHURN = Divide(MetricRef("subscription.logo_churn"), MONTHS)
MONTHLY_PROFIT = _times(MetricRef("subscription.arpa"), MetricRef("ledger.gross_margin"))

EXPECTED_VALUE = Metric(
    "client.expected_value",
    "Expected lifetime value",
    kind="derived",
    type="money",
    entity="subscription_movement",
    formula=When(
        MetricRef("subscription.opening_clients"),
        ">=",
        Constant(FEWEST_CLIENTS),
        When(MONTHLY_CHURN, ">=", Constant(LEAST_CHURN), Divide(MONTHLY_PROFIT, MONTHLY_CHURN)),
    ),
    times=MOVED,
    better="up",
    definition="MRR per client times gross margin, divided by the logo churn of a month: what a subscriber brings "
    "until they leave, if all stays as it is (simple CLV). The period's churn is spread evenly over its months. n/a "
    f"below {FEWEST_CLIENTS} paying clients at the start, and below a churn of {LEAST_CHURN:.1%} a month: a lifetime "
    "of decades is no forecast.",
    exclusions="Orders. The margin is that of the whole ledger, since the cost of subscriptions is not kept apart.",
    missing="Too few clients paid at the start, or hardly any were lost.",
    owner=OWNER,
    synonyms=("simple clv", "simple ltv", "projected lifetime value"),
)
ACQUISITION_COST = Metric(
    "client.acquisition_cost",
    "Cost of a new customer",
    kind="ratio",
    type="money",
    entity="ledger_entry",
    # A month whose costs are not posted yet would otherwise win its customers for nothing.
    formula=When(
        MetricRef("ledger.sales_and_marketing"),
        ">",
        Constant(0),
        Divide(MetricRef("ledger.sales_and_marketing"), MetricRef("client.new")),
    ),
    times=POSTED,
    better="down",
    definition="Sales and marketing cost of the period, divided by its new customers (CAC). Cost and customers of the "
    "same period: nothing is shifted by the time that a sale takes.",
    denominator="New customers of the period; n/a where there is none, and before the costs are posted.",
    exclusions="Budget and forecast, and customers whose first purchase is not known.",
    missing="No customer was won, or the costs are not posted yet.",
    owner=OWNER,
    synonyms=("cac", "customer acquisition cost"),
)
VALUE_TO_COST = Metric(
    "client.value_to_cost",
    "Lifetime value to acquisition cost",
    kind="ratio",
    type="number",
    entity="subscription_movement",
    formula=Divide(MetricRef("client.expected_value"), MetricRef("client.acquisition_cost")),
    times=MOVED,
    better="up",
    unit="times",
    definition="Expected lifetime value of a subscriber, divided by the cost of a new customer (LTV:CAC). Every new "
    "customer counts in the cost, whether or not they subscribe.",
    denominator="Cost of a new customer; n/a where it, or the lifetime value, is.",
    exclusions="Orders, on the side of the value.",
    missing="The lifetime value cannot be told, or no customer was won.",
    owner=OWNER,
    synonyms=("ltv:cac", "ltv to cac", "clv to cac"),
)
PAYBACK = Metric(
    "client.payback",
    "Payback of a new customer",
    kind="ratio",
    type="number",
    entity="subscription_movement",
    formula=Divide(MetricRef("client.acquisition_cost"), MONTHLY_PROFIT),
    times=MOVED,
    better="down",
    unit="months",
    definition="Cost of a new customer, divided by MRR per client times gross margin: months until a subscriber has "
    "brought back what it cost to win one (CAC payback).",
    denominator="Gross profit of a subscriber in a month; n/a where there is none.",
    exclusions="Orders, on the side of the profit.",
    missing="No customer was won, or nobody pays.",
    owner=OWNER,
    synonyms=("cac payback", "payback period", "months to recover cac"),
)

METRICS = (
    PROFIT_TO_DATE,
    EVER,
    LIFETIME_VALUE,
    EXPECTED_VALUE,
    ACQUISITION_COST,
    VALUE_TO_COST,
    PAYBACK,
)
