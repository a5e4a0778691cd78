"""Sales: orders and revenue, deals and pipeline, quotas and forecasts, leads and campaign spend."""

from services.catalogs.sales import (
    deal_metrics,
    deal_outcomes,
    deal_values,
    deals,
    forecast_accuracy,
    fulfilment,
    lead_conversion,
    lead_metrics,
    leads,
    open_pipeline,
    orders,
    pipeline_movement,
    quotas,
    slippage,
    stage_conversion,
    stages,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "sales",
    entities=(*orders.ENTITIES, *stages.ENTITIES, *deals.ENTITIES, *quotas.ENTITIES, *leads.ENTITIES),
    relations=(*orders.RELATIONS, *stages.RELATIONS, *deals.RELATIONS, *quotas.RELATIONS, *leads.RELATIONS),
    metrics=(
        *orders.METRICS,
        *fulfilment.METRICS,
        *deal_metrics.METRICS,
        *deal_values.METRICS,
        *deal_outcomes.METRICS,
        *open_pipeline.METRICS,
        *pipeline_movement.METRICS,
        *slippage.METRICS,
        *stage_conversion.METRICS,
        *quotas.METRICS,
        *forecast_accuracy.METRICS,
        *lead_metrics.METRICS,
        *lead_conversion.METRICS,
    ),
)
