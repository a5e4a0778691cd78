"""Customer lifetime value and customer acquisition cost."""

from services.catalogs.customers.recurring import MOVED_ON
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
EXCLUDED = "Cancelled orders, tax, freight, costs other than goods, and subscription revenue."
POSTED = ("ledger_entry.posted_on",)
DAYS_IN_A_MONTH = 30.4375
# Below these thresholds, a lifetime derived from churn is too uncertain: number of customers, and monthly churn.
FEWEST_CLIENTS, LEAST_CHURN = 30, 0.005

PROFIT_TO_DATE = Metric(
    "client.profit_to_date",
    "Lifetime gross profit",
    kind="balance",
    type="money",
    entity="order_line",
    formula=Sum(Arithmetic("-", FieldRef("order_line.amount"), FieldRef("order_line.cost"))),
    opened="order.ordered_on",
    where=Null("order.cancelled_on"),
    better="up",
    definition="Revenue less cost of goods, for all orders up to the end of the period. Split by customer, it is the "
    "gross profit of each customer to date.",
    exclusions=EXCLUDED,
    owner=OWNER,
    synonyms=("gross profit to date", "profit per customer"),
)
EVER_ORDERED = Metric(
    "client.ever",
    "Customers with orders to date",
    kind="balance",
    type="integer",
    entity="order_line",
    formula=CountDistinct(FieldRef("order.client_id")),
    opened="order.ordered_on",
    where=Null("order.cancelled_on"),
    better="up",
    unit="customers",
    definition="Distinct customers with an order on any day up to the end of the period.",
    exclusions="Cancelled orders, and orders without lines.",
    owner=OWNER,
    synonyms=("customers to date", "all customers"),
)
LIFETIME_VALUE = Metric(
    "client.lifetime_value",
    "Customer lifetime value (to date)",
    kind="ratio",
    type="money",
    entity="order_line",
    formula=Divide(MetricRef("client.profit_to_date"), MetricRef("client.ever")),
    times=("order.ordered_on",),
    better="up",
    definition="Gross profit of all orders up to the end of the period, divided by the customers who have ever "
    "ordered (historic CLV). Future orders are not estimated.",
    denominator="Customers with orders to date; n/a if there are none.",
    exclusions=EXCLUDED,
    missing="No orders yet.",
    owner=OWNER,
    synonyms=("clv", "ltv", "historic clv", "lifetime value"),
)


def _product(*factors: Expression) -> Expression:
    product = factors[0]
    for factor in factors[1:]:
        product = Arithmetic("*", product, factor)
    return product


MONTHS = _product(PeriodDays(), Constant(1 / DAYS_IN_A_MONTH))
MONTHLY_CHURN = Divide(MetricRef("subscription.logo_churn"), MONTHS)
MONTHLY_PROFIT = _product(MetricRef("subscription.arpa"), MetricRef("ledger.gross_margin"))

EXPECTED_VALUE = Metric(
    "client.expected_value",
    "Expected lifetime value (LTV)",
    kind="derived",
    type="money",
    entity="subscription_movement",
    formula=When(
        MetricRef("subscription.opening_clients"),
        ">=",
        Constant(FEWEST_CLIENTS),
        When(MONTHLY_CHURN, ">=", Constant(LEAST_CHURN), Divide(MONTHLY_PROFIT, MONTHLY_CHURN)),
    ),
    times=MOVED_ON,
    better="up",
    definition="ARPA times gross margin, divided by monthly logo churn: expected gross profit from a subscriber over "
    "their lifetime (simple LTV). The period's churn is spread evenly over its months; n/a with fewer than "
    f"{FEWEST_CLIENTS} paying customers at the start or monthly churn below {LEAST_CHURN:.1%}.",
    exclusions="Orders. The gross margin is that of the whole ledger, because the cost of subscriptions is not "
    "recorded separately.",
    missing="Too few paying customers at the start, or almost no churn.",
    owner=OWNER,
    synonyms=("simple clv", "simple ltv", "projected lifetime value"),
)


def _if_costs_are_posted(then: Expression) -> Expression:
    """Return ``then`` if there are costs: without any, the customers of a month would appear to have cost nothing."""
    return When(MetricRef("ledger.sales_and_marketing"), ">", Constant(0), then)


ACQUISITION_COST = Metric(
    "client.acquisition_cost",
    "Customer acquisition cost (CAC)",
    kind="ratio",
    type="money",
    entity="ledger_entry",
    formula=_if_costs_are_posted(Divide(MetricRef("ledger.sales_and_marketing"), MetricRef("client.new"))),
    times=POSTED,
    better="down",
    definition="Sales and marketing expense of the period divided by new customers of the same period, without an "
    "offset for the sales cycle.",
    denominator="New customers in the period; n/a if there are none, or before the costs are posted.",
    exclusions="Budget and forecast, and customers without a known first purchase.",
    missing="No new customers, or costs not posted yet.",
    owner=OWNER,
    synonyms=("cac", "cost of a new customer"),
)
SUBSCRIBER_COST = Metric(
    "subscription.acquisition_cost",
    "Subscriber acquisition cost",
    kind="ratio",
    type="money",
    entity="ledger_entry",
    formula=_if_costs_are_posted(
        Divide(MetricRef("ledger.sales_and_marketing"), MetricRef("subscription.new_clients"))
    ),
    times=POSTED,
    better="down",
    definition="Sales and marketing expense of the period divided by customers who started their first subscription in "
    "it. All of the expense counts, also where it won customers without a subscription.",
    denominator="New subscribers in the period; n/a if there are none, or before the costs are posted.",
    exclusions="Budget and forecast, and reactivated customers.",
    missing="No new subscribers, or costs not posted yet.",
    owner=OWNER,
    synonyms=("cac per subscriber", "subscription cac"),
)
VALUE_TO_COST = Metric(
    "client.value_to_cost",
    "LTV to CAC ratio",
    kind="ratio",
    type="number",
    entity="subscription_movement",
    formula=Divide(MetricRef("client.expected_value"), MetricRef("subscription.acquisition_cost")),
    times=MOVED_ON,
    better="up",
    unit="times",
    definition="Expected lifetime value of a subscriber divided by the cost of acquiring one, both for "
    "subscribers alone.",
    denominator="Subscriber acquisition cost; n/a if it or the lifetime value is not available.",
    exclusions="Orders, and customers without a subscription.",
    missing="The lifetime value is not available, or there are no new subscribers.",
    owner=OWNER,
    synonyms=("ltv:cac", "ltv/cac", "clv to cac"),
)
PAYBACK = Metric(
    "client.payback",
    "CAC payback period",
    kind="ratio",
    type="number",
    entity="subscription_movement",
    formula=_if_costs_are_posted(
        Divide(
            MetricRef("ledger.sales_and_marketing"),
            Arithmetic("*", MetricRef("subscription.new_mrr"), MetricRef("ledger.gross_margin")),
        )
    ),
    times=MOVED_ON,
    better="down",
    unit="months",
    definition="Sales and marketing expense of the period divided by new MRR times gross margin: months until the "
    "gross profit of the new subscriptions covers the cost of acquiring them. The gross margin is that of the whole "
    "ledger.",
    denominator="New MRR of the period times gross margin; n/a if it is not above zero, or before the costs are "
    "posted.",
    exclusions="Expansion and reactivation, and orders.",
    missing="No new MRR, no gross margin, or costs not posted yet.",
    owner=OWNER,
    synonyms=("cac payback", "payback period", "months to recover cac"),
)

METRICS = (
    PROFIT_TO_DATE,
    EVER_ORDERED,
    LIFETIME_VALUE,
    EXPECTED_VALUE,
    ACQUISITION_COST,
    SUBSCRIBER_COST,
    VALUE_TO_COST,
    PAYBACK,
)
