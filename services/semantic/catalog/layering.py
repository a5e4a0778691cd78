"""Layers on top of each other: where two name the same thing, the later wins."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from services.errors import BadQuery, did_you_mean
from services.semantic.catalog.entries import Entity, EntityFields, Field, Layer, Metric, Relation, Source, Wording


@dataclass
class MergedLayers:
    """Everything that the layers define, by name, and the layer that each thing is from, by its kind and name."""

    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, layer: Layer) -> None:
        """Put a layer on top; raises BadQuery where it changes what no layer below it defines."""
        for kind, shelf, things in self._shelves(layer):
            for thing in things:
                shelf[thing.name] = thing
                self.origins[kind, thing.name] = layer.name
        for entity in layer.entities:
            self._note_fields(entity.name, entity.fields, layer)
        for addition in layer.fields:
            self._add_fields(addition, layer)
        for wording in layer.wordings:
            self._reword(wording, layer)

    def _shelves(self, layer: Layer) -> Iterable[tuple[str, dict[str, Any], tuple[Any, ...]]]:
        yield "source", self.sources, layer.sources
        yield "entity", self.entities, layer.entities
        yield "relation", self.relations, layer.relations
        yield "metric", self.metrics, layer.metrics

    def _add_fields(self, addition: EntityFields, layer: Layer) -> None:
        entity = self.entities.get(addition.entity)
        if entity is None:
            raise _unknown(layer, "entity", addition.entity, self.entities)
        self.entities[entity.name] = _with_fields(entity, addition.fields)
        self._note_fields(entity.name, addition.fields, layer)

    def _note_fields(self, entity: str, fields: tuple[Field, ...], layer: Layer) -> None:
        self.origins.update({("field", f"{entity}.{each.name}"): layer.name for each in fields})

    def _reword(self, wording: Wording, layer: Layer) -> None:
        words = {name: getattr(wording, name) for name in ("label", "definition", "synonyms")}
        changes = {name: value for name, value in words.items() if value is not None}
        entity, _, own = wording.name.partition(".")
        spec = next((each for each in self._fields_of(entity) if each.name == own), None)
        if wording.name in self.metrics:
            kind, self.metrics[wording.name] = "metric", replace(self.metrics[wording.name], **changes)
        elif wording.name in self.entities:
            kind, self.entities[entity] = "entity", replace(self.entities[entity], **changes)
        elif spec:
            kind, self.entities[entity] = "field", _with_fields(self.entities[entity], (replace(spec, **changes),))
        else:
            raise _unknown(layer, "entity, field or metric", wording.name, (*self.metrics, *self.entities))
        self.origins[kind, wording.name] = layer.name

    def _fields_of(self, entity: str) -> tuple[Field, ...]:
        return self.entities[entity].fields if entity in self.entities else ()


def merge_layers(layers: Iterable[Layer]) -> MergedLayers:
    """Return what the layers define together; raises BadQuery."""
    merged = MergedLayers()
    for layer in layers:
        merged.add(layer)
    return merged


def _with_fields(entity: Entity, fields: tuple[Field, ...]) -> Entity:
    """Return the entity with these fields in place of those of the same names, and the new ones after them."""
    by_name = {each.name: each for each in (*entity.fields, *fields)}
    return replace(entity, fields=tuple(by_name.values()))


def _unknown(layer: Layer, kind: str, name: str, known: Iterable[str]) -> BadQuery:
    return BadQuery(f"In the layer {layer.name}: there is no {kind} called {name}.{did_you_mean(name, known)}")
