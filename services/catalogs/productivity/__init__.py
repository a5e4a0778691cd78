"""Productivity: who works here, on what, where the hours go, and how work flows."""

from services.catalogs.productivity import flow, hours, people, projects
from services.semantic.catalog import Layer

LAYER = Layer(
    "productivity",
    entities=(*people.ENTITIES, *projects.ENTITIES),
    relations=(*people.RELATIONS, *projects.RELATIONS),
    metrics=(*hours.METRICS, *flow.METRICS),
)
