"""Sales: orders and what they bring in, deals and what becomes of them, leads and what they cost."""

from services.catalogs.sales import deals, fulfilment, leads, orders, pipeline, response
from services.semantic.catalog import Layer

LAYER = Layer(
    "sales",
    entities=(*orders.ENTITIES, *deals.ENTITIES, *leads.ENTITIES),
    relations=(*orders.RELATIONS, *deals.RELATIONS, *leads.RELATIONS),
    metrics=(*orders.METRICS, *fulfilment.METRICS, *pipeline.METRICS, *response.METRICS),
)
