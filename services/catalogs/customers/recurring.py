"""Monthly recurring revenue (MRR) and its movements."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare
from services.semantic.expression import (
    Arithmetic,
    Constant,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    Sum,
    SumPer,
    When,
)

OWNER = "Finance"
MOVED_ON = ("subscription_movement.moved_on",)
AMOUNT = Sum(FieldRef("subscription_movement.amount"))
NO_TRIALS = "Trials, tax, and one-time or usage-based charges."
# A subscription keeps the exchange rate of its start date, so that its movements sum to exactly zero after it ends.
STARTED_ON = "subscription.started_on"


def recurring_balance(name: str, label: str, formula: Expression, definition: str, *synonyms: str) -> Metric:
    """Return recurring revenue at the end of the period."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="balance",
        type="money",
        entity="subscription_movement",
        formula=formula,
        opened="subscription_movement.moved_on",
        rated_by=STARTED_ON,
        better="up",
        definition=definition,
        exclusions=NO_TRIALS,
        owner=OWNER,
        synonyms=synonyms,
    )


MRR = recurring_balance(
    "mrr",
    "MRR",
    AMOUNT,
    "Monthly recurring revenue of active subscriptions at the end of the period, at the exchange rate of each "
    "subscription's start date.",
    "monthly recurring revenue",
    "recurring revenue",
)

ARR = Metric(
    "subscription.arr",
    "ARR",
    kind="derived",
    type="money",
    entity="subscription_movement",
    formula=Arithmetic("*", MetricRef("subscription.mrr"), Constant(12)),
    times=MOVED_ON,
    better="up",
    definition="Annual recurring revenue: MRR at the end of the period times 12.",
    exclusions=NO_TRIALS,
    owner=OWNER,
    synonyms=("annual recurring revenue", "run rate"),
)

NET_NEW = Metric(
    "subscription.net_new_mrr",
    "Net new MRR",
    kind="simple",
    type="money",
    entity="subscription_movement",
    formula=AMOUNT,
    times=MOVED_ON,
    rated_by=STARTED_ON,
    better="up",
    definition="Change in MRR over the period: new, expansion and reactivation less contraction and churn. Split by "
    "movement type, it is the MRR movement chart.",
    exclusions=NO_TRIALS,
    owner=OWNER,
    synonyms=("mrr movement", "mrr bridge", "mrr change"),
)


def _movement(kind: str, label: str, definition: str, *synonyms: str) -> Metric:
    """Return the part of net new MRR from one movement type."""
    return Metric(
        f"subscription.{label.lower().replace(' ', '_')}",
        label,
        kind="simple",
        type="money",
        entity="subscription_movement",
        formula=AMOUNT,
        times=MOVED_ON,
        rated_by=STARTED_ON,
        where=Compare("subscription_movement.kind", "=", kind),
        # Losses are negative amounts, so a higher value is better for them too.
        better="up",
        definition=definition,
        exclusions=NO_TRIALS,
        owner=OWNER,
        synonyms=synonyms,
    )


NEW = _movement("new", "New MRR", "MRR from subscriptions that started in the period.", "new business mrr")
EXPANSION = _movement(
    "expansion", "Expansion MRR", "Increase in MRR from existing subscriptions in the period.", "upsell", "upgrades"
)
CONTRACTION = _movement(
    "contraction",
    "Contraction MRR",
    "Decrease in MRR from existing subscriptions in the period, shown as a negative amount.",
    "downgrades",
)
CHURNED = _movement(
    "churn",
    "Churned MRR",
    "MRR of subscriptions that ended in the period, shown as a negative amount.",
    "lost mrr",
    "mrr churn",
)
REACTIVATION = _movement(
    "reactivation", "Reactivation MRR", "MRR from subscriptions that restarted after they had ended.", "won back mrr"
)

PAYING_CUSTOMERS = Metric(
    "subscription.clients",
    "Paying customers",
    kind="balance",
    type="integer",
    entity="subscription_movement",
    formula=SumPer("subscription.client_id", When(AMOUNT, ">", Constant(0), Constant(1), Constant(0))),
    opened="subscription_movement.moved_on",
    rated_by=STARTED_ON,
    better="up",
    unit="customers",
    definition="Distinct customers with MRR above zero on the last day of the period. Reactivated customers count "
    "again.",
    exclusions="Trials and free subscriptions.",
    owner=OWNER,
    synonyms=("subscribers", "paying accounts", "paying clients"),
)

ARPA = Metric(
    "subscription.arpa",
    "Average revenue per account (ARPA)",
    kind="ratio",
    type="money",
    entity="subscription_movement",
    formula=Divide(MetricRef("subscription.mrr"), MetricRef("subscription.clients")),
    times=MOVED_ON,
    better="up",
    definition="MRR at the end of the period divided by the number of paying customers.",
    denominator="Paying customers at the end of the period; n/a if there are none.",
    exclusions=NO_TRIALS,
    missing="No paying customers at the end of the period.",
    owner=OWNER,
    synonyms=("arpa", "mrr per customer"),
)

QUICK_RATIO = Metric(
    "subscription.quick_ratio",
    "SaaS quick ratio",
    kind="ratio",
    type="number",
    entity="subscription_movement",
    formula=Divide(
        Arithmetic(
            "+",
            Arithmetic("+", MetricRef("subscription.new_mrr"), MetricRef("subscription.expansion_mrr")),
            MetricRef("subscription.reactivation_mrr"),
        ),
        # Losses are negative amounts.
        Arithmetic(
            "-",
            Arithmetic("-", Constant(0), MetricRef("subscription.contraction_mrr")),
            MetricRef("subscription.churned_mrr"),
        ),
    ),
    times=MOVED_ON,
    better="up",
    unit="times MRR lost",
    definition="MRR gained (new, expansion and reactivation) divided by MRR lost (contraction and churn). 4 or more is "
    "commonly considered healthy.",
    denominator="MRR lost in the period; n/a if none was lost.",
    exclusions=NO_TRIALS,
    missing="No MRR was lost in the period.",
    owner=OWNER,
    synonyms=("quick ratio of recurring revenue", "growth efficiency of mrr"),
)

METRICS = (
    MRR,
    ARR,
    NET_NEW,
    NEW,
    EXPANSION,
    CONTRACTION,
    CHURNED,
    REACTIVATION,
    QUICK_RATIO,
    PAYING_CUSTOMERS,
    ARPA,
)
