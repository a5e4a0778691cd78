"""Sales: orders and revenue, deals and pipeline, quotas and forecasts, leads and campaign spend."""

from services.catalogs.sales import (
    bridge,
    cohort,
    conversion,
    deals,
    fulfilment,
    leads,
    orders,
    passage,
    pipeline,
    quotas,
    response,
    slips,
    stages,
    standing,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "sales",
    entities=(*orders.ENTITIES, *stages.ENTITIES, *deals.ENTITIES, *quotas.ENTITIES, *leads.ENTITIES),
    relations=(*orders.RELATIONS, *stages.RELATIONS, *deals.RELATIONS, *quotas.RELATIONS, *leads.RELATIONS),
    metrics=(
        *orders.METRICS,
        *fulfilment.METRICS,
        *pipeline.METRICS,
        *cohort.METRICS,
        *standing.METRICS,
        *bridge.METRICS,
        *slips.METRICS,
        *passage.METRICS,
        *quotas.METRICS,
        *response.METRICS,
        *conversion.METRICS,
    ),
)
