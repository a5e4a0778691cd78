"""Customers: who they are, who is active, and what they pay again and again."""

from services.catalogs.customers import clients, recurring, subscriptions
from services.semantic.catalog import Layer

LAYER = Layer(
    "customers",
    entities=(*clients.ENTITIES, *subscriptions.ENTITIES),
    relations=(*clients.RELATIONS, *subscriptions.RELATIONS),
    metrics=(*clients.METRICS, *recurring.METRICS),
)
