"""Subscriptions and their MRR movements."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import Boundary, Constant, FieldRef, RelatedAggregate, When

SUBSCRIPTION = Entity(
    "subscription",
    "Subscription",
    "subscriptions",
    "A contract that renews until it ends.",
    time="subscription.started_on",
    fields=(
        column_field("id", "Subscription ID", "integer", "Internal ID of the row."),
        column_field("key", "Subscription number", "text", "Number of the subscription.", dimension=True),
        column_field("client_id", "Customer ID", "integer", "Customer who pays for the subscription."),
        column_field("plan", "Plan", "text", "Name of the plan on the price list.", dimension=True),
        column_field(
            "currency", "Subscription currency", "text", "Currency of the subscription's amounts.", dimension=True
        ),
        column_field(
            "trial_started_on", "Trial start date", "date", "First day of the free trial; empty without a trial."
        ),
        column_field("started_on", "Start date", "date", "First paid day; empty while in trial."),
        column_field("ended_on", "End date", "date", "Day after the last paid day; empty while active."),
        Field(
            "monthly",
            "Monthly amount",
            "money",
            "MRR of the subscription at the end of the period, at the exchange rate of its start date.",
            RelatedAggregate(
                "sum",
                "subscription_movement.subscription",
                When(
                    FieldRef("subscription_movement.moved_on"),
                    "<",
                    Boundary("end"),
                    FieldRef("subscription_movement.amount"),
                    Constant(0),
                ),
            ),
        ),
    ),
    synonyms=("contract",),
)

MOVEMENT = Entity(
    "subscription_movement",
    "MRR movement",
    "subscription_movements",
    "A change in the MRR of a subscription.",
    time="subscription_movement.moved_on",
    fields=(
        column_field("id", "Movement ID", "integer", "Internal ID of the row."),
        column_field(
            "kind",
            "Movement type",
            "text",
            "new, expansion, contraction, churn or reactivation.",
            dimension=True,
            synonyms=("movement",),
        ),
        column_field("moved_on", "Movement date", "date", "First day on which the new amount applies."),
        column_field(
            "amount",
            "Change in monthly amount",
            "money",
            "Change in the monthly amount, before tax.",
            currency="subscription.currency",
        ),
    ),
)

ENTITIES = (SUBSCRIPTION, MOVEMENT)
RELATIONS = (
    Relation("subscription.client", "subscription", "client", "client_id"),
    Relation("subscription_movement.subscription", "subscription_movement", "subscription", "subscription_id"),
)
