"""What comes in every month (MRR), how it moves, and how much of it stays."""

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
MOVED = ("subscription_movement.moved_on",)
AMOUNT = Sum(FieldRef("subscription_movement.amount"))
NO_TRIALS = "Trials, tax, and what is billed once or by use."
# A contract keeps the exchange rate of the day on which it began: one that has ended then leaves exactly nothing.
SIGNED = "subscription.started_on"


def balance(name: str, label: str, formula: Expression, definition: str, *synonyms: str) -> Metric:
    """Return money that is paid every month, as it stands at the end of the period."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="balance",
        type="money",
        entity="subscription_movement",
        formula=formula,
        opened="subscription_movement.moved_on",
        rated_by=SIGNED,
        better="up",
        definition=definition,
        exclusions=NO_TRIALS,
        owner=OWNER,
        synonyms=synonyms,
    )


MRR = balance(
    "mrr",
    "MRR",
    AMOUNT,
    "What running subscriptions bring in a month, at the end of the period: every change up to then, at the exchange "
    "rate of the day on which the subscription began.",
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
    times=MOVED,
    better="up",
    definition="Twelve times MRR at the end of the period.",
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
    times=MOVED,
    rated_by=SIGNED,
    better="up",
    definition="By how much MRR changed: new, expansion and reactivation less contraction and churn. Split by the kind "
    "of change it is the bridge from one MRR to the next.",
    exclusions=NO_TRIALS,
    owner=OWNER,
    synonyms=("mrr movement", "mrr bridge", "mrr change"),
)


def _moved(kind: str, label: str, definition: str, *synonyms: str) -> Metric:
    """Return the part of net new MRR that is of one kind."""
    return Metric(
        f"subscription.{label.lower().replace(' ', '_')}",
        label,
        kind="simple",
        type="money",
        entity="subscription_movement",
        formula=AMOUNT,
        times=MOVED,
        rated_by=SIGNED,
        where=Compare("subscription_movement.kind", "=", kind),
        # A loss is below zero, so for it too more is better.
        better="up",
        definition=definition,
        exclusions=NO_TRIALS,
        owner=OWNER,
        synonyms=synonyms,
    )


NEW = _moved("new", "New MRR", "MRR of subscriptions that began in the period.", "new business mrr")
EXPANSION = _moved("expansion", "Expansion MRR", "MRR that running subscriptions gained.", "upsell", "upgrades")
CONTRACTION = _moved("contraction", "Contraction MRR", "MRR that running subscriptions lost, below zero.", "downgrades")
CHURNED = _moved("churn", "Churned MRR", "MRR of subscriptions that ended, below zero.", "lost mrr", "mrr churn")
REACTIVATION = _moved(
    "reactivation", "Reactivation MRR", "MRR of subscriptions that came back after their end.", "won back mrr"
)

PAYING = Metric(
    "subscription.clients",
    "Paying clients",
    kind="balance",
    type="integer",
    entity="subscription_movement",
    formula=SumPer("subscription.client_id", When(AMOUNT, ">", Constant(0), Constant(1), Constant(0))),
    opened="subscription_movement.moved_on",
    rated_by=SIGNED,
    better="up",
    unit="clients",
    definition="Different clients whose subscriptions bring in something on the last day of the period. Who ended and "
    "came back pays again from then on.",
    exclusions="Trials, and subscriptions that cost nothing.",
    owner=OWNER,
    synonyms=("subscribers", "paying accounts", "paying customers"),
)

ARPA = Metric(
    "subscription.arpa",
    "MRR per client",
    kind="ratio",
    type="money",
    entity="subscription_movement",
    formula=Divide(MetricRef("subscription.mrr"), MetricRef("subscription.clients")),
    times=MOVED,
    better="up",
    definition="MRR at the end of the period, divided by the clients who pay it (ARPA).",
    denominator="Paying clients at the end of the period; n/a where there is none.",
    exclusions=NO_TRIALS,
    missing="Nobody pays at the end of the period.",
    owner=OWNER,
    synonyms=("arpa", "average revenue per account"),
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
    PAYING,
    ARPA,
)
