"""What the numbers mean: entities, their fields, how they join, and the metrics. Data, never code."""

from services.semantic.catalog.checks import check_catalog
from services.semantic.catalog.entries import (
    Better,
    Entity,
    EntityFields,
    Field,
    Kind,
    Layer,
    Metric,
    Plan,
    Relation,
    Source,
    Type,
    Wording,
    column_field,
)
from services.semantic.catalog.model import RATES, Catalog
from services.semantic.catalog.serialisation import from_json, layer_from_json, layer_to_json, to_json

__all__ = [
    "RATES",
    "Better",
    "Catalog",
    "Entity",
    "EntityFields",
    "Field",
    "Kind",
    "Layer",
    "Metric",
    "Plan",
    "Relation",
    "Source",
    "Type",
    "Wording",
    "check_catalog",
    "column_field",
    "from_json",
    "layer_from_json",
    "layer_to_json",
    "to_json",
]
