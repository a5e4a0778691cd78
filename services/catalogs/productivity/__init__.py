"""Productivity: people and capacity, time entries and utilisation, tasks and flow, projects and schedules."""

from services.catalogs.productivity import (
    capacity,
    delivery,
    flow,
    hours,
    littles_law,
    people,
    progress,
    projects,
    tasks,
    workload,
)
from services.semantic.catalog import Layer

LAYER = Layer(
    "productivity",
    entities=(*people.ENTITIES, *projects.ENTITIES, *tasks.ENTITIES),
    relations=(*people.RELATIONS, *projects.RELATIONS, *tasks.RELATIONS),
    metrics=(
        *hours.METRICS,
        *capacity.METRICS,
        *workload.METRICS,
        *flow.METRICS,
        *littles_law.METRICS,
        *delivery.METRICS,
        *progress.METRICS,
    ),
)
