"""What the numbers mean: entities, their fields, how they join, and the metrics. Data, never code."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson
from pydantic import TypeAdapter

from services.errors import BadQuery, UnknownName, Unreachable
from services.semantic.catalog.entries import (
    Better,
    Entity,
    Field,
    Kind,
    Layer,
    Metric,
    Plan,
    Relation,
    Source,
    Type,
    column_field,
)
from services.semantic.conditions import And, Compare, all_of
from services.semantic.expression import Aggregate, FieldRef, MetricRef, aggregates_in, walk
from services.semantic.strict import Strict, parsed

__all__ = [
    "RATES",
    "Better",
    "Catalog",
    "Entity",
    "Field",
    "Kind",
    "Layer",
    "Metric",
    "Plan",
    "Relation",
    "Source",
    "Type",
    "column_field",
    "from_json",
    "to_json",
]

RATES = "exchange_rate"


@dataclass(frozen=True)
class Catalog(Strict):
    """Layers, the later of which wins where two name the same thing.

    >>> catalog.metric("order.revenue").label
    'Revenue'
    """

    id: str
    layers: tuple[Layer, ...] = field(default=())

    @cached_property
    def version(self) -> str:
        """A short digest that changes whenever anything in the catalog does."""
        return sha256(orjson.dumps(to_json(self), option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {source.name: source for layer in self.layers for source in layer.sources}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.name: entity for layer in self.layers for entity in layer.entities}

    @cached_property
    def relations(self) -> dict[str, Relation]:
        return {relation.name: relation for layer in self.layers for relation in layer.relations}

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        return {metric.name: metric for layer in self.layers for metric in layer.metrics}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its qualified name."""
        return {f"{entity.name}.{spec.name}": spec for entity in self.entities.values() for spec in entity.fields}

    @cached_property
    def dimensions(self) -> dict[str, Field]:
        return {name: spec for name, spec in self.fields.items() if spec.dimension}

    def entity(self, name: str) -> Entity:
        """Return the entity; raises UnknownName, as the lookups below do."""
        return _known("entity", name, self.entities)

    def field(self, name: str) -> Field:
        return _known("field", name, self.fields)

    def dimension(self, name: str) -> Field:
        return _known("dimension", name, self.dimensions)

    def metric(self, name: str) -> Metric:
        return _known("metric", name, self.metrics)

    def relation(self, name: str) -> Relation:
        return _known("relation", name, self.relations)

    def entity_of(self, name: str) -> Entity:
        """Return the entity that a qualified field name belongs to."""
        self.field(name)
        return self.entity(name.split(".", 1)[0])

    def path(self, start: str, end: str) -> tuple[Relation, ...]:
        """Return the shortest chain of many-to-one joins; raises Unreachable where rows would be counted twice."""
        frontier: list[tuple[str, tuple[Relation, ...]]] = [(start, ())]
        seen = {start}
        while frontier:
            here, way = frontier.pop(0)
            if here == end:
                return way
            for relation in self._leaving(here):
                if relation.one not in seen:
                    seen.add(relation.one)
                    frontier.append((relation.one, (*way, relation)))
        raise Unreachable(end, start)

    def one_to_many_relation(self, on: str, entity: str) -> Relation:
        """Return the one-to-many relation through which ``entity`` hangs on ``on``; raises Unreachable."""
        for relation in self.relations.values():
            if relation.one == on and self.reaches(relation.many, entity):
                return relation
        raise Unreachable(entity, on)

    def reaches(self, start: str, end: str) -> bool:
        """Whether many-to-one joins lead from ``start`` to ``end``."""
        try:
            self.path(start, end)
        except Unreachable:
            return False
        return True

    def parts(self, metric: Metric) -> Iterator[Metric]:
        """Yield the metric and every metric that its formula uses."""
        yield metric
        for node in walk(metric.formula):
            if isinstance(node, MetricRef):
                yield from self.parts(self.metric(node.metric))

    def planned(self, metric: Metric) -> Metric | None:
        """Return the metric as it counts what was planned; None where it counts rows of which no plan is on record.

        What its formula uses is not replaced: ask for each of its ``parts``.
        """
        if not list(aggregates_in(metric.formula)):
            return metric
        plan = self.entity(metric.entity).plan
        parts = metric.where.parts if isinstance(metric.where, And) else (metric.where,)
        actual = Compare(plan.field, "=", plan.actual) if plan else None
        if plan is None or actual not in parts:
            return None
        budget = Compare(plan.field, "=", plan.planned)
        swapped = (budget if part == actual else part for part in parts)
        return replace(metric, where=all_of(*swapped))

    def has_plan(self, metric: Metric) -> bool:
        """Whether all that the metric is made of was planned too."""
        return all(self.planned(part) for part in self.parts(metric))

    def _leaving(self, entity: str) -> list[Relation]:
        return [relation for relation in self.relations.values() if relation.many == entity]


def _known(kind: str, name: str, shelf: dict[str, Any]) -> Any:
    if name not in shelf:
        raise UnknownName(kind, name, shelf)
    return shelf[name]


_adapter = TypeAdapter(Catalog)


def to_json(catalog: Catalog) -> dict[str, Any]:
    """Return the catalog as plain JSON data."""
    return _adapter.dump_python(catalog, mode="json")


def from_json(data: object) -> Catalog:
    """Return the catalog that ``data`` (parsed JSON) spells; raises BadQuery that says where it does not."""
    catalog = parsed(_adapter, data, "the catalog")
    for metric in catalog.metrics.values():
        _check(metric, catalog)
    return catalog


def _check(metric: Metric, catalog: Catalog) -> None:
    """Raise BadQuery where the metric could not be worked out."""
    if metric.kind == "cumulative" and not metric.window_days:
        raise BadQuery(f"{metric.name} is cumulative and needs window_days.")
    if metric.kind in ("balance", "during") and not metric.opened:
        raise BadQuery(f"{metric.name} counts what was open and needs the field on which it was opened.")
    nodes = list(walk(metric.formula))
    if not metric.times and not metric.opened and any(isinstance(node, Aggregate) for node in nodes):
        raise BadQuery(f"{metric.name} needs a date to be counted by.")
    for node in nodes:
        if isinstance(node, FieldRef):
            catalog.path(metric.entity, catalog.entity_of(node.field).name)
    _refuse_circle(metric, catalog, ())


def _refuse_circle(metric: Metric, catalog: Catalog, above: tuple[str, ...]) -> None:
    if metric.name in above:
        raise BadQuery(f"{metric.name} is made of itself.")
    for node in walk(metric.formula):
        if isinstance(node, MetricRef):
            _refuse_circle(catalog.metric(node.metric), catalog, (*above, metric.name))
