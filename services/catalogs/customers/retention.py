"""How much of what was paid at the start of a period is still paid at its end, and by how many clients.

Each client is held against itself: what they paid at the start against what they pay at the end.
"""

from services.catalogs.customers.recurring import (
    AMOUNT,
    MOVED,
    NO_TRIALS,
    OWNER,
    SIGNED,
    balance,
)
from services.semantic.catalog import Metric
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    Least,
    MetricRef,
    Sum,
    SumPer,
    When,
)

CLIENT = "subscription.client_id"
NONE, ONE = Constant(0), Constant(1)
CLOSING = AMOUNT
OPENING = Sum(
    When(FieldRef("subscription_movement.moved_on"), "<", Boundary("start"), FieldRef("subscription_movement.amount"))
)
# What was gained within the period: above zero for whoever began, or came back, in it.
GAINED = Sum(
    When(
        FieldRef("subscription_movement.moved_on"),
        ">=",
        Boundary("start"),
        When(FieldRef("subscription_movement.amount"), ">", NONE, FieldRef("subscription_movement.amount")),
    )
)
PAID = When(OPENING, ">", NONE, ONE, When(GAINED, ">", NONE, ONE, NONE))

OPENING_MRR = balance(
    "opening_mrr",
    "Opening MRR",
    Sum(
        When(
            FieldRef("subscription_movement.moved_on"),
            "<",
            Boundary("start"),
            FieldRef("subscription_movement.amount"),
            NONE,
        )
    ),
    "MRR on the eve of the period: where the bridge begins.",
    "starting mrr",
)
RETAINED = balance(
    "retained_mrr",
    "Retained MRR",
    SumPer(CLIENT, When(OPENING, ">", NONE, Greatest(Least(OPENING, CLOSING), NONE), NONE)),
    "Of each client who paid at the start, the lesser of what they paid then and what they pay at the end.",
    "kept mrr",
)
OF_OPENING_CLIENTS = balance(
    "opening_clients_mrr",
    "MRR of the clients of the start",
    SumPer(CLIENT, When(OPENING, ">", NONE, CLOSING, NONE)),
    "MRR at the end of those clients alone who paid at the start, with what they gained since.",
    "mrr of existing customers",
)


def _share_of_opening(name: str, label: str, of: str, definition: str, *synonyms: str) -> Metric:
    """Return a share of the MRR at the start."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="subscription_movement",
        formula=Divide(MetricRef(f"subscription.{of}"), MetricRef("subscription.opening_mrr")),
        times=MOVED,
        better="up",
        unit="% of opening MRR",
        definition=definition,
        denominator="MRR on the eve of the period; n/a where it is zero.",
        exclusions=f"{NO_TRIALS} Clients who began in the period.",
        missing="Nobody paid at the start of the period.",
        owner=OWNER,
        synonyms=synonyms,
    )


NRR = _share_of_opening(
    "nrr",
    "Net revenue retention",
    "opening_clients_mrr",
    "What the clients of the start pay at the end, as a share of what they paid then: with expansion, less contraction "
    "and churn. Who ended and came back within the period counts with what they pay at the end.",
    "nrr",
    "net dollar retention",
)
GRR = _share_of_opening(
    "grr",
    "Gross revenue retention",
    "retained_mrr",
    "What the clients of the start still pay of what they paid then. Each counts with what they paid at the start at "
    "the most, so expansion makes up for nothing and it is never above 100 %.",
    "grr",
    "gross dollar retention",
)
GROSS_CHURN = Metric(
    "subscription.gross_churn",
    "Gross revenue churn",
    kind="ratio",
    type="ratio",
    entity="subscription_movement",
    formula=Divide(
        Arithmetic("-", MetricRef("subscription.opening_mrr"), MetricRef("subscription.retained_mrr")),
        MetricRef("subscription.opening_mrr"),
    ),
    times=MOVED,
    better="down",
    unit="% of opening MRR",
    definition="What the clients of the start no longer pay at the end, as a share of what they paid then: what gross "
    "revenue retention lacks to 100 %. Others divide all churned and contracted MRR of the period, which then counts "
    "clients who began and ended within it, and those won back.",
    denominator="MRR on the eve of the period; n/a where it is zero.",
    exclusions=f"{NO_TRIALS} Clients who began in the period.",
    missing="Nobody paid at the start of the period.",
    owner=OWNER,
    synonyms=("revenue churn", "mrr churn rate", "gross mrr churn"),
)


def _clients(name: str, label: str, of: Expression, definition: str, *synonyms: str) -> Metric:
    """Return how many clients meet something at the end of the period."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="balance",
        type="integer",
        entity="subscription_movement",
        formula=SumPer(CLIENT, of),
        opened="subscription_movement.moved_on",
        rated_by=SIGNED,
        better="down" if name.startswith("lost") else "neither",
        unit="clients",
        definition=definition,
        exclusions="Trials, and clients who pay nothing.",
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING_CLIENTS = _clients(
    "opening_clients",
    "Paying clients at the start",
    When(OPENING, ">", NONE, ONE, NONE),
    "Different clients who paid on the eve of the period.",
    "starting customers",
)
LOST = _clients(
    "lost_clients",
    "Clients lost",
    When(OPENING, ">", NONE, When(CLOSING, ">", NONE, NONE, ONE), NONE),
    "Clients who paid on the eve of the period and pay nothing at its end. Who ended and came back in it is not lost.",
    "churned customers",
    "churned clients",
)
IN_PERIOD = _clients(
    "clients_in_period",
    "Clients who paid in the period",
    PAID,
    "Clients who paid on the eve of the period, and those who began or came back in it.",
    "paying customers of the period",
)
LOST_IN_PERIOD = _clients(
    "lost_in_period",
    "Clients lost, new ones too",
    When(CLOSING, ">", NONE, NONE, PAID),
    "Clients who paid on the eve of the period, or began in it, and pay nothing at its end.",
    "churned subscribers",
)


def _churn(name: str, label: str, lost: str, of: str, definition: str, denominator: str, *synonyms: str) -> Metric:
    """Return the share of clients that was lost."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="subscription_movement",
        formula=Divide(MetricRef(f"subscription.{lost}"), MetricRef(f"subscription.{of}")),
        times=MOVED,
        better="down",
        unit="% of clients",
        definition=definition,
        denominator=denominator,
        exclusions="Trials, and clients who pay nothing.",
        missing="Nobody paid.",
        owner=OWNER,
        synonyms=synonyms,
    )


LOGO_CHURN = _churn(
    "logo_churn",
    "Logo churn",
    "lost_clients",
    "opening_clients",
    "Share of the clients who paid at the start of the period that pay nothing at its end. A year's churn is that of a "
    "year, not twelve times that of a month.",
    "Clients who paid on the eve of the period; n/a where there is none.",
    "customer churn",
    "churn rate",
)
LOGO_CHURN_WITH_NEW = _churn(
    "logo_churn_with_new",
    "Logo churn, new ones counted",
    "lost_in_period",
    "clients_in_period",
    "Share of all clients who paid at the start of the period or began in it, that pay nothing at its end. So does "
    "Stripe count, over the last 30 days.",
    "Clients who paid on the eve of the period, and those who began or came back in it; n/a where there is none.",
    "stripe churn",
    "subscriber churn rate",
)

METRICS = (
    OPENING_MRR,
    RETAINED,
    OF_OPENING_CLIENTS,
    NRR,
    GRR,
    GROSS_CHURN,
    OPENING_CLIENTS,
    LOST,
    IN_PERIOD,
    LOST_IN_PERIOD,
    LOGO_CHURN,
    LOGO_CHURN_WITH_NEW,
)
