"""What no layer of an organisation may change, so that what single people did stays hidden.

The built-in catalog hides it in two ways: a list leaves out who somebody is, and a metric is not shown for a group of
too few people. Both look at the entities of people and at the relations to them, so a layer leaves those as they are.
"""

from dataclasses import replace
from functools import cached_property
from typing import Any

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Entity, Field, Metric, Relation
from services.semantic.conditions import And, Exists, Not, Or, walk_condition
from services.semantic.expression import ColumnRef, Expression, FieldRef, RelatedAggregate, walk


class PeopleProtection:
    """Checks the catalogs of organisations against the built-in one, which says what is protected.

    >>> PeopleProtection(built_in).check(catalog)
    """

    def __init__(self, built_in: Catalog) -> None:
        self.built_in = built_in
        self.counting = {metric.people for metric in built_in.metrics.values() if metric.people}
        self.people = {_place(built_in.entity(built_in.metric(name).entity)) for name in self.counting}
        self.hidden = {_place(each) for each in built_in.entities.values() if each.hide_identities}
        self.protected = self.people | self.hidden

    def check(self, catalog: Catalog) -> None:
        """Raise BadQuery where the catalog could show of people what the built-in one hides."""
        for name in {**self.built_in.entities, **catalog.entities}:
            self._check_entity(catalog.entity(name), self.built_in.entities.get(name))
        for relation in catalog.relations.values():
            self._check_relation(relation, catalog)
        for name, spec in catalog.fields.items():
            if spec != self.built_in.fields.get(name):
                self._check_field(name, spec, catalog)
        for metric in catalog.metrics.values():
            self._check_metric(metric, catalog)

    def _check_entity(self, entity: Entity, known: Entity | None) -> None:
        if not any(each and _place(each) in self.protected for each in (entity, known)):
            return
        if known is None or replace(_with_words_of(known, entity), fields=known.fields, plural=known.plural) != known:
            raise BadQuery(f"The entity {entity.name} describes people. A layer may change its labels and add fields.")
        fields = {spec.name: spec for spec in entity.fields}
        for spec in known.fields:
            now = fields.get(spec.name)
            if now is None or _with_words_of(spec, now) != spec:
                raise BadQuery(f"The field {entity.name}.{spec.name} describes people. A layer may change its label.")

    def _check_relation(self, relation: Relation, catalog: Catalog) -> None:
        known = self.built_in.relations.get(relation.name)
        if relation != known and any(each and self._reads_people(each, catalog) for each in (relation, known)):
            raise BadQuery(f"The relation {relation.name} could show who did what. Remove it from the layer.")

    def _reads_people(self, relation: Relation, catalog: Catalog) -> bool:
        """Whether rows that describe people stand on the many side, or single records of theirs on the other."""
        many, one = (_place(catalog.entity(name)) for name in (relation.many, relation.one))
        return many in self.protected or one in self.hidden

    def _check_field(self, name: str, spec: Field, catalog: Catalog) -> None:
        entity = catalog.entity_of(name)
        known = self.built_in.fields.get(name)
        if known and _with_words_of(known, spec) == known:
            return
        place = _place(entity)
        for node in walk(spec.formula):
            column = isinstance(node, ColumnRef) and (*place, node.column.casefold()) in self._identifying_columns
            reads = isinstance(node, FieldRef) and self._is_of_people(node.field, catalog, beyond=place)
            if column or reads or self._aggregates_people(node, catalog):
                raise BadQuery(f"The field {name} could show who did what. Remove it from the layer.")

    def _is_of_people(self, name: str, catalog: Catalog, *, beyond: tuple[str, str]) -> bool:
        """Whether the field identifies people, or carries what describes a person to rows of another place."""
        place = _place(catalog.entity_of(name))
        return catalog.field(name).personal or (place in self.people and place != beyond)

    def _aggregates_people(self, node: Expression, catalog: Catalog) -> bool:
        return isinstance(node, RelatedAggregate) and self._reads_people(catalog.relation(node.relation), catalog)

    @cached_property
    def _identifying_columns(self) -> set[tuple[str, str, str]]:
        """Source, table and column of what identifies people: their personal fields, and what leads to them."""
        catalog = self.built_in
        personal = {
            (*_place(catalog.entity_of(name)), spec.formula.column.casefold())
            for name, spec in catalog.fields.items()
            if spec.personal and isinstance(spec.formula, ColumnRef)
        }
        leading = {
            (*_place(catalog.entity(relation.many)), relation.many_column.casefold())
            for relation in catalog.relations.values()
            if _place(catalog.entity(relation.one)) in self.people
            and _place(catalog.entity(relation.many)) in self.hidden
        }
        return personal | leading

    def _check_metric(self, metric: Metric, catalog: Catalog) -> None:
        known = self.built_in.metrics.get(metric.name)
        parts = list(catalog.parts(metric))
        if all(self._is_built_in(part) for part in parts):
            return
        if metric.name in self.counting:
            raise BadQuery(f"The metric {metric.name} counts people. A layer may change its label.")
        describes = any(part.people or self._describes_people(part, catalog) for part in parts)
        least = max([5, *(part.least_people for part in parts if part.people)])
        if known and known.people:
            describes, least = True, max(least, known.least_people)
        if describes and (metric.people not in self.counting or metric.least_people < least):
            one = " or ".join(sorted(self.counting))
            raise BadQuery(
                f"The metric {metric.name} describes people. Set people to {one}, and least_people to {least} or more."
            )
        for part in parts:
            if not self._is_built_in(part):
                self._check_single(part, catalog)

    def _is_built_in(self, metric: Metric) -> bool:
        known = self.built_in.metrics.get(metric.name)
        return known is not None and _with_words_of(known, metric) == known

    def _describes_people(self, metric: Metric, catalog: Catalog) -> bool:
        of_people = _place(catalog.entity(metric.entity)) in self.protected
        aggregated = any(self._aggregates_people(node, catalog) for node in walk(metric.formula))
        exists = (each for each in walk_condition(metric.where) if isinstance(each, Exists))
        relations = (catalog.relation(each.relation) for each in exists)
        return of_people or aggregated or any(self._reads_people(each, catalog) for each in relations)

    def _check_single(self, metric: Metric, catalog: Catalog) -> None:
        """Raise BadQuery where a metric of what people did counts only what a person that it names did."""
        place = _place(catalog.entity(metric.entity))
        if place not in self.protected:
            return
        read = {node.field for node in walk(metric.formula) if isinstance(node, FieldRef)}
        read |= {each.field for each in walk_condition(metric.where) if not isinstance(each, And | Or | Not | Exists)}
        if any(self._is_of_people(name, catalog, beyond=place) for name in read):
            raise BadQuery(f"The metric {metric.name} could count what one person did. Remove who it depends on.")


def _place(entity: Entity) -> tuple[str, str]:
    return entity.source, entity.table


def _with_words_of(known: Any, changed: Any) -> Any:
    """Return the changed entry with the label, definition and synonyms of the one that is known."""
    return replace(changed, label=known.label, definition=known.definition, synonyms=known.synonyms)
