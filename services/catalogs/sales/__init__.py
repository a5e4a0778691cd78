"""Sales: orders and what they bring in, deals and what becomes of them."""

from services.catalogs.sales import deals, orders, pipeline
from services.semantic.catalog import Layer

LAYER = Layer(
    "sales",
    entities=(*orders.ENTITIES, *deals.ENTITIES),
    relations=(*orders.RELATIONS, *deals.RELATIONS),
    metrics=(*orders.METRICS, *pipeline.METRICS),
)
