"""What comes in every month (MRR), how it moves, and how much of it stays."""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import Compare, In
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, Expression, Of, Sum, Use

OWNER = "Finance"
MOVED = ("subscription_movement.moved_on",)
AMOUNT = Sum(Of("subscription_movement.amount"))
NO_TRIALS = "Trials, tax, and what is billed once or by use."

# What came in each month before the period began: the end, less all that moved.
START = Arithmetic("-", Use("subscription.mrr"), Use("subscription.net_new_mrr"))
LOST = Use("subscription.lost_of_existing_mrr")
OLD_ONLY = "New and reactivated subscriptions, and every change of those that began inside the period."

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


def _existing(name: str, label: str, kinds: tuple[str, ...], definition: str, *synonyms: str) -> Metric:
    """Return the changes of some kinds of subscriptions that had begun before the period did."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="simple",
        type="money",
        entity="subscription_movement",
        formula=AMOUNT,
        times=MOVED,
        where=In("subscription_movement.kind", kinds),
        existing="subscription.started_on",
        # A loss is below zero, so for it too more is better.
        better="up",
        definition=definition,
        exclusions=OLD_ONLY,
        owner=OWNER,
        synonyms=synonyms,
    )


LOST_OF_EXISTING = _existing(
    "lost_of_existing_mrr",
    "MRR lost from existing",
    ("contraction", "churn"),
    "Contraction and churn, below zero, of subscriptions that had begun before the period did.",
    "churned and contracted mrr of existing clients",
)
GAINED_OF_EXISTING = _existing(
    "gained_of_existing_mrr",
    "MRR gained from existing",
    ("expansion",),
    "Expansion of subscriptions that had begun before the period did.",
    "expansion mrr of existing clients",
)


def _retention(name: str, label: str, better: Better, formula: Expression, definition: str, *synonyms: str) -> Metric:
    """Return a share of the MRR at the start of the period."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="subscription_movement",
        formula=Divide(formula, START),
        times=MOVED,
        better=better,
        unit="% of MRR at the start",
        definition=definition,
        denominator="MRR at the start of the period; n/a where it is zero.",
        exclusions=OLD_ONLY,
        owner=OWNER,
        synonyms=synonyms,
    )


GRR = _retention(
    "grr",
    "Gross revenue retention",
    "up",
    Arithmetic("+", START, LOST),
    "What is left at the end of a period of the MRR at its start: less contraction and churn, and without any "
    "expansion, so never above 100 %.",
    "grr",
    "gross retention",
    "gross dollar retention",
)
NRR = _retention(
    "nrr",
    "Net revenue retention",
    "up",
    Arithmetic("+", Arithmetic("+", START, LOST), Use("subscription.gained_of_existing_mrr")),
    "What the subscriptions that were there at the start of a period bring in at its end, as a share of what they "
    "brought in before: less contraction and churn, and with expansion. A reactivation does not count.",
    "nrr",
    "net retention",
    "net dollar retention",
)
CHURN_RATE = _retention(
    "churn_rate",
    "Revenue churn",
    "down",
    Arithmetic("-", Constant(0), LOST),
    "MRR that was lost in a period by contraction and churn, as a share of the MRR at its start.",
    "gross revenue churn",
    "mrr churn rate",
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
    LOST_OF_EXISTING,
    GAINED_OF_EXISTING,
    GRR,
    NRR,
    CHURN_RATE,
)
