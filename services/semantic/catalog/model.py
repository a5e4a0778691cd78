"""The catalog: its layers, what they define together, and the joins between the entities."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from services.errors import UnknownName, Unreachable
from services.semantic.catalog.entries import Entity, Field, Layer, Metric, Relation, Source, Type
from services.semantic.catalog.layering import MergedLayers, merge_layers
from services.semantic.conditions import And, Compare, all_of
from services.semantic.expression import ColumnRef, MetricRef, aggregates_in, walk
from services.semantic.strict import Strict

RATES = "exchange_rate"
Item = TypeVar("Item")
KINDS = ("metric", "field", "entity", "relation", "source")


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
        """A short digest that changes whenever anything in the catalog does.

        It is made from the digests of the layers, which are computed once: one layer more is cheap.
        """
        return sha256("\n".join([self.id, *(layer.digest for layer in self.layers)]).encode()).hexdigest()[:12]

    def with_layer(self, layer: Layer) -> "Catalog":
        """Return the catalog with one more layer on top."""
        return replace(self, layers=(*self.layers, layer))

    @cached_property
    def _merged(self) -> MergedLayers:
        return merge_layers(self.layers)

    @property
    def sources(self) -> dict[str, Source]:
        return self._merged.sources

    @property
    def entities(self) -> dict[str, Entity]:
        return self._merged.entities

    @property
    def relations(self) -> dict[str, Relation]:
        return self._merged.relations

    @property
    def metrics(self) -> dict[str, Metric]:
        return self._merged.metrics

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its qualified name."""
        return {f"{entity.name}.{spec.name}": spec for entity in self.entities.values() for spec in entity.fields}

    @cached_property
    def dimensions(self) -> dict[str, Field]:
        return {name: spec for name, spec in self.fields.items() if spec.dimension}

    def entity(self, name: str) -> Entity:
        """Return the entity; raises UnknownName, as the lookups below do."""
        return _find("entity", name, self.entities)

    def field(self, name: str) -> Field:
        return _find("field", name, self.fields)

    def dimension(self, name: str) -> Field:
        return _find("dimension", name, self.dimensions)

    def metric(self, name: str) -> Metric:
        return _find("metric", name, self.metrics)

    def relation(self, name: str) -> Relation:
        return _find("relation", name, self.relations)

    def source(self, name: str) -> Source:
        return _find("source", name, self.sources)

    def layer_of(self, name: str) -> str:
        """Return the layer that defined a thing or was the last to change it; raises UnknownName.

        Of a field and a relation that share a name, the field is meant.
        """
        origins = self._merged.origins
        kind = next((each for each in KINDS if (each, name) in origins), None)
        if kind is None:
            raise UnknownName("name", name, (known for _, known in origins))
        return origins[kind, name]

    def origin(self, kind: str, name: str) -> str:
        """Return the layer of a thing of this kind: source, entity, field, relation or metric."""
        return self._merged.origins[kind, name]

    def entity_of(self, name: str) -> Entity:
        """Return the entity that a qualified field name belongs to."""
        self.field(name)
        return self.entity(name.split(".", 1)[0])

    def path(self, start: str, end: str) -> tuple[Relation, ...]:
        """Return the shortest chain of many-to-one joins; raises Unreachable where rows would be counted twice."""
        if (start, end) not in self._paths:
            self._paths[start, end] = self._shortest_path(start, end)
        path = self._paths[start, end]
        if path is None:
            raise Unreachable(end, start)
        return path

    @cached_property
    def _paths(self) -> dict[tuple[str, str], tuple[Relation, ...] | None]:
        """The paths that were looked for, None where there is none: every question looks for dozens."""
        return {}

    def _shortest_path(self, start: str, end: str) -> tuple[Relation, ...] | None:
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
        return None

    def one_to_many_relation(self, on: str, entity: str) -> Relation:
        """Return the one-to-many relation that leads from ``on`` to rows of ``entity``; raises Unreachable."""
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

    def key_field(self, entity: str) -> str | None:
        """Return the field that holds the entity's key, by its qualified name; None where no field does."""
        known = self.entity(entity)
        key = ColumnRef(known.key)
        return next((f"{entity}.{spec.name}" for spec in known.fields if spec.formula == key), None)

    def column_types(self, entity: str) -> dict[str, Type]:
        """Return the types of an entity's columns, as far as its key and its fields define them."""
        known = self.entity(entity)
        columns = ((spec.formula, spec.type) for spec in known.fields)
        of_fields = {formula.column: kind for formula, kind in columns if isinstance(formula, ColumnRef)}
        return of_fields | {known.key: known.key_type}

    def join_type(self, relation: Relation) -> Type:
        """Return the type of the columns by which a relation joins."""
        one = self.entity(relation.one)
        return relation.column_type or (one.key_type if relation.one_column == one.key else "integer")

    def parts(self, metric: Metric) -> Iterator[Metric]:
        """Yield the metric and every metric that its formula uses."""
        yield metric
        for node in walk(metric.formula):
            if isinstance(node, MetricRef):
                yield from self.parts(self.metric(node.metric))

    def planned_metric(self, metric: Metric) -> Metric | None:
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
        return all(self.planned_metric(part) for part in self.parts(metric))

    def _leaving(self, entity: str) -> list[Relation]:
        return [relation for relation in self.relations.values() if relation.many == entity]


def _find(kind: str, name: str, shelf: dict[str, Item]) -> Item:
    if name not in shelf:
        raise UnknownName(kind, name, shelf)
    return shelf[name]
