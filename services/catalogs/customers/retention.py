"""Revenue retention over a period.

For each customer, MRR at the start of the period is compared with MRR at its end.
"""

from services.catalogs.customers.recurring import (
    AMOUNT,
    MOVED_ON,
    NO_TRIALS,
    OWNER,
    recurring_balance,
)
from services.semantic.catalog import Metric
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    Divide,
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
OPENING_MRR = recurring_balance(
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
    "MRR at the end of the day before the period.",
    "starting mrr",
)
RETAINED = recurring_balance(
    "retained_mrr",
    "Retained MRR",
    SumPer(CLIENT, When(OPENING, ">", NONE, Greatest(Least(OPENING, CLOSING), NONE), NONE)),
    "For each customer who paid at the start of the period, the lower of the opening and the closing MRR.",
    "kept mrr",
)
OPENING_CUSTOMERS_MRR = recurring_balance(
    "opening_clients_mrr",
    "MRR of opening customers",
    SumPer(CLIENT, When(OPENING, ">", NONE, CLOSING, NONE)),
    "Closing MRR of the customers who paid at the start of the period, including their expansion.",
    "mrr of existing customers",
)


def _share_of_opening(name: str, label: str, of: str, definition: str, *synonyms: str) -> Metric:
    """Return a share of the opening MRR."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="subscription_movement",
        formula=Divide(MetricRef(f"subscription.{of}"), MetricRef("subscription.opening_mrr")),
        times=MOVED_ON,
        better="up",
        unit="% of opening MRR",
        definition=definition,
        denominator="Opening MRR; n/a if zero.",
        exclusions=f"{NO_TRIALS} Customers who started in the period.",
        missing="No MRR at the start of the period.",
        owner=OWNER,
        synonyms=synonyms,
    )


NRR = _share_of_opening(
    "nrr",
    "Net revenue retention (NRR)",
    "opening_clients_mrr",
    "Closing MRR of customers who paid at the start of the period, as a share of opening MRR: with expansion, less "
    "contraction and churn. Customers who churned and returned within the period count with their closing MRR.",
    "nrr",
    "net dollar retention (ndr)",
)
GRR = _share_of_opening(
    "grr",
    "Gross revenue retention (GRR)",
    "retained_mrr",
    "Share of opening MRR that was retained, without expansion. Each customer counts with at most their opening MRR, "
    "so the rate is never above 100%.",
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
    times=MOVED_ON,
    better="down",
    unit="% of opening MRR",
    definition="Share of opening MRR lost to churn and contraction: 100% less gross revenue retention. Customers who "
    "started in the period, or were reactivated in it, do not count.",
    denominator="Opening MRR; n/a if zero.",
    exclusions=f"{NO_TRIALS} Customers who started in the period.",
    missing="No MRR at the start of the period.",
    owner=OWNER,
    synonyms=("revenue churn", "mrr churn rate", "gross mrr churn"),
)


NET_CHURN = Metric(
    "subscription.net_churn",
    "Net revenue churn",
    kind="ratio",
    type="ratio",
    entity="subscription_movement",
    formula=Divide(
        Arithmetic("-", MetricRef("subscription.opening_mrr"), MetricRef("subscription.opening_clients_mrr")),
        MetricRef("subscription.opening_mrr"),
    ),
    times=MOVED_ON,
    better="down",
    unit="% of opening MRR",
    definition="Share of opening MRR lost to churn and contraction, less expansion: 100% less net revenue retention. "
    "It is negative if expansion exceeds the losses.",
    denominator="Opening MRR; n/a if it is not above zero.",
    exclusions=f"{NO_TRIALS} Customers who started in the period.",
    missing="No MRR at the start of the period.",
    owner=OWNER,
    synonyms=("net mrr churn", "net churn", "negative churn"),
)

METRICS = (OPENING_MRR, RETAINED, OPENING_CUSTOMERS_MRR, NRR, GRR, GROSS_CHURN, NET_CHURN)
