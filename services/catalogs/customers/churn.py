"""Customers gained and lost over a period, and the rates at which subscribers churn.

For each customer, MRR at the start of the period is compared with MRR at its end.
"""

from services.catalogs.customers.recurring import MOVED_ON, OWNER, STARTED_ON
from services.catalogs.customers.retention import CLIENT, CLOSING, NONE, ONE, OPENING
from services.semantic.catalog import Metric
from services.semantic.expression import (
    Boundary,
    CountDistinct,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    Sum,
    SumPer,
    When,
)

# Increases within the period: above zero for customers who started or returned in it.
GAINED = Sum(
    When(
        FieldRef("subscription_movement.moved_on"),
        ">=",
        Boundary("start"),
        When(FieldRef("subscription_movement.amount"), ">", NONE, FieldRef("subscription_movement.amount")),
    )
)
PAID_IN_PERIOD = When(OPENING, ">", NONE, ONE, When(GAINED, ">", NONE, ONE, NONE))


def _customer_count(name: str, label: str, of: Expression, definition: str, *synonyms: str) -> Metric:
    """Return a count of customers that meet a condition at the end of the period."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="balance",
        type="integer",
        entity="subscription_movement",
        formula=SumPer(CLIENT, of),
        opened="subscription_movement.moved_on",
        rated_by=STARTED_ON,
        better="down" if name.startswith("lost") else "neither",
        unit="customers",
        definition=definition,
        exclusions="Trials and customers without MRR.",
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING_CUSTOMERS = _customer_count(
    "opening_clients",
    "Opening paying customers",
    When(OPENING, ">", NONE, ONE, NONE),
    "Distinct customers with MRR at the end of the day before the period.",
    "starting customers",
)
CHURNED_CUSTOMERS = _customer_count(
    "lost_clients",
    "Churned customers",
    When(OPENING, ">", NONE, When(CLOSING, ">", NONE, NONE, ONE), NONE),
    "Customers with MRR at the start of the period and none at its end. Customers who churned and returned within the "
    "period do not count.",
    "lost customers",
    "churned clients",
)
CUSTOMERS_IN_PERIOD = _customer_count(
    "clients_in_period",
    "Paying customers in the period",
    PAID_IN_PERIOD,
    "Customers with MRR at the start of the period, plus those who started or returned in it.",
    "customers who paid in the period",
)
CHURNED_INCLUDING_NEW = _customer_count(
    "lost_in_period",
    "Churned customers, including new",
    When(CLOSING, ">", NONE, NONE, PAID_IN_PERIOD),
    "Customers with MRR at the start of the period, or who started in it, and without MRR at its end.",
    "churned subscribers",
)


NEW_CUSTOMERS = _customer_count(
    "new_clients",
    "New subscribers",
    When(
        CountDistinct(
            When(
                FieldRef("subscription_movement.moved_on"), "<", Boundary("start"), FieldRef("subscription_movement.id")
            )
        ),
        "=",
        NONE,
        ONE,
        NONE,
    ),
    "Customers whose first subscription started in the period.",
    "new paying customers",
)


def _churn(name: str, label: str, lost: str, of: str, definition: str, denominator: str, *synonyms: str) -> Metric:
    """Return the share of customers that churned."""
    return Metric(
        f"subscription.{name}",
        label,
        kind="ratio",
        type="ratio",
        entity="subscription_movement",
        formula=Divide(MetricRef(f"subscription.{lost}"), MetricRef(f"subscription.{of}")),
        times=MOVED_ON,
        better="down",
        unit="% of customers",
        definition=definition,
        denominator=denominator,
        exclusions="Trials and customers without MRR.",
        missing="No paying customers.",
        owner=OWNER,
        synonyms=synonyms,
    )


LOGO_CHURN = _churn(
    "logo_churn",
    "Logo churn rate",
    "lost_clients",
    "opening_clients",
    "Share of customers with MRR at the start of the period and none at its end. Annual churn is measured over a "
    "year; it is not 12 times monthly churn.",
    "Paying customers at the start of the period; n/a if there are none.",
    "logo churn",
    "customer churn rate",
)
LOGO_CHURN_WITH_NEW = _churn(
    "logo_churn_with_new",
    "Logo churn rate, including new",
    "lost_in_period",
    "clients_in_period",
    "Share of customers who paid at the start of the period, or started in it, and have no MRR at its end. Stripe "
    "uses this method over the last 30 days.",
    "Paying customers at the start of the period, plus those who started or returned in it; n/a if there are none.",
    "stripe churn",
    "subscriber churn rate",
)

METRICS = (
    OPENING_CUSTOMERS,
    CHURNED_CUSTOMERS,
    NEW_CUSTOMERS,
    CUSTOMERS_IN_PERIOD,
    CHURNED_INCLUDING_NEW,
    LOGO_CHURN,
    LOGO_CHURN_WITH_NEW,
)
