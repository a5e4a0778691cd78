"""Customers: purchases, recurring revenue and retention, surveys, support and customer value."""

from services.catalogs.customers import (
    buying,
    care,
    clients,
    paying,
    recurring,
    retention,
    subscriptions,
    support,
    surveys,
    value,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "customers",
    entities=(*clients.ENTITIES, *subscriptions.ENTITIES, *care.ENTITIES),
    relations=(*clients.RELATIONS, *subscriptions.RELATIONS, *care.RELATIONS),
    metrics=(
        *clients.METRICS,
        *buying.METRICS,
        *recurring.METRICS,
        *retention.METRICS,
        *surveys.METRICS,
        *support.METRICS,
        *value.METRICS,
        *paying.METRICS,
    ),
)
