"""Customers: purchases, recurring revenue and retention, surveys, support and customer value."""

from services.catalogs.customers import (
    care,
    churn,
    clients,
    lifetime_value,
    payment_delay,
    purchases,
    recurring,
    retention,
    subscriptions,
    support,
    surveys,
    ticket_changes,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "customers",
    entities=(*clients.ENTITIES, *subscriptions.ENTITIES, *care.ENTITIES, *ticket_changes.ENTITIES),
    relations=(*clients.RELATIONS, *subscriptions.RELATIONS, *care.RELATIONS, *ticket_changes.RELATIONS),
    metrics=(
        *clients.METRICS,
        *purchases.METRICS,
        *recurring.METRICS,
        *retention.METRICS,
        *churn.METRICS,
        *surveys.METRICS,
        *support.METRICS,
        *lifetime_value.METRICS,
        *payment_delay.METRICS,
    ),
)
