"""Subscriptions, and every change of what they bring in a month."""

from services.semantic.catalog import Entity, Field, Relation, column_field
from services.semantic.expression import Boundary, Constant, FieldRef, RelatedAggregate, When

SUBSCRIPTION = Entity(
    "subscription",
    "Subscription",
    "subscriptions",
    "A contract that renews until it is ended.",
    time="subscription.started_on",
    fields=(
        column_field("id", "Subscription", "integer", "Number of the row."),
        column_field("key", "Subscription", "text", "Number of the contract.", dimension=True),
        column_field("client_id", "Client", "integer", "Client who pays."),
        column_field("plan", "Plan", "text", "What was agreed, by its name on the price list.", dimension=True),
        column_field("currency", "Subscription's currency", "text", "Currency of its amounts.", dimension=True),
        column_field("trial_started_on", "Trial started", "date", "First day of the free trial, if there was one."),
        column_field("started_on", "Started", "date", "First paid day; empty while on trial."),
        column_field("ended_on", "Ended", "date", "Day after the last paid one; empty while it runs."),
        Field(
            "monthly",
            "Amount of a month",
            "money",
            "What it brings in a month at the end of the period, at the exchange rate of its first paid day.",
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
    "Change of MRR",
    "subscription_movements",
    "A change of what a subscription brings in a month.",
    time="subscription_movement.moved_on",
    fields=(
        column_field("id", "Change", "integer", "Number of the row."),
        column_field(
            "kind",
            "Kind of change",
            "text",
            "new, expansion, contraction, churn or reactivation.",
            dimension=True,
            synonyms=("movement",),
        ),
        column_field("moved_on", "Changed", "date", "First day on which the new amount holds."),
        column_field("amount", "Change of a month's amount", "money", "Before tax.", currency="subscription.currency"),
    ),
)

ENTITIES = (SUBSCRIPTION, MOVEMENT)
RELATIONS = (
    Relation("subscription.client", "subscription", "client", "client_id"),
    Relation("subscription_movement.subscription", "subscription_movement", "subscription", "subscription_id"),
)
