"""What comes in every month (MRR), how it moves, and how much of it stays."""

from services.semantic.catalog import Metric
from services.semantic.conditions import Compare
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, Of, Sum, Use

OWNER = "Finance"
MOVED = ("subscription_movement.moved_on",)
AMOUNT = Sum(Of("subscription_movement.amount"))
NO_TRIALS = "Trials, tax, and what is billed once or by use."

MRR = Metric(
    "subscription.mrr",
    "MRR",
    kind="balance",
    type="money",
    entity="subscription_movement",
    formula=AMOUNT,
    opened="subscription_movement.moved_on",
    better="up",
    definition="What running subscriptions bring in a month, at the end of the period: every change up to then, each "
    "at the exchange rate of its day.",
    exclusions=NO_TRIALS,
    owner=OWNER,
    synonyms=("monthly recurring revenue", "recurring revenue"),
)

ARR = Metric(
    "subscription.arr",
    "ARR",
    kind="derived",
    type="money",
    entity="subscription_movement",
    formula=Arithmetic("*", Use("subscription.mrr"), Constant(12)),
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

SUBSCRIBERS = Metric(
    "subscription.clients",
    "Paying clients",
    kind="balance",
    type="integer",
    entity="subscription",
    formula=CountDistinct(Of("subscription.client_id")),
    opened="subscription.started_on",
    closed=("subscription.ended_on",),
    better="up",
    unit="clients",
    definition="Different clients with a running, paid subscription on the last day of the period.",
    exclusions="Trials.",
    owner=OWNER,
    synonyms=("subscribers", "paying accounts", "paying customers"),
)

ARPA = Metric(
    "subscription.arpa",
    "MRR per client",
    kind="ratio",
    type="money",
    entity="subscription_movement",
    formula=Divide(Use("subscription.mrr"), Use("subscription.clients")),
    times=MOVED,
    better="up",
    definition="MRR at the end of the period, divided by the clients who pay it (ARPA).",
    denominator="Paying clients at the end of the period; n/a where there is none.",
    exclusions=NO_TRIALS,
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
    SUBSCRIBERS,
    ARPA,
)
