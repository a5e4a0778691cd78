"""What a scan reads, determined by the catalog: fields, columns of tables, and the end of a relation."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy.types import TypeEngine

from services.errors import Unreachable
from services.semantic.catalog import Catalog, Entity, Relation
from services.semantic.compiler.access_scope import SQL_TYPES
from services.semantic.compiler.where import fields_of
from services.semantic.conditions import Condition
from services.semantic.expression import ColumnRef, Expression, RelatedAggregate, fields_in, walk

Columns = dict[str, TypeEngine[Any]]


def field_dependencies(name: str, catalog: Catalog, day: str | None) -> Iterator[str]:
    """Yield the field and all fields of its row that its value depends on; money depends on the ``day`` of its rate."""
    spec = catalog.field(name)
    yield name
    rated = (spec.currency, day) if spec.currency and day else ()
    for inner in (*rated, *fields_in(spec.formula), *_outer_fields(spec.formula, catalog)):
        yield from field_dependencies(inner, catalog, day)


def is_converted(name: str, catalog: Catalog, day: str | None) -> bool:
    """Whether the field's value depends on the rate of a ``day``; without one nothing is converted."""
    specs = [catalog.field(each) for each in field_dependencies(name, catalog, day)]
    sums = (node for spec in specs for node in walk(spec.formula) if isinstance(node, RelatedAggregate))
    return bool(day) and (any(spec.currency for spec in specs) or any(sums))


def _outer_fields(formula: Expression, catalog: Catalog) -> Iterator[str]:
    """Yield the fields of a row that an aggregate over its related rows reads."""
    for node in walk(formula):
        if isinstance(node, RelatedAggregate):
            relation = catalog.relation(node.relation)
            yield from (name for name in fields_in(node.of) if not is_on_many_side(name, relation, catalog))


def is_on_many_side(name: str, relation: Relation, catalog: Catalog) -> bool:
    """Whether a field is read from the related rows, rather than from the row itself."""
    entity = catalog.entity_of(name).name
    return entity != relation.one and catalog.reaches(relation.many, entity)


def columns_read(
    root: Entity, fields: Iterable[str], joins: Iterable[Relation], catalog: Catalog
) -> dict[str, Columns]:
    """Return, by entity, the columns of its table that a scan of ``fields`` over these joins reads."""
    entities = dict.fromkeys([root.name, *(step.one for step in joins)])
    read = {entity: _join_columns(entity, catalog) for entity in entities}
    for name in fields:
        spec, entity = catalog.field(name), catalog.entity_of(name)
        for node in walk(spec.formula):
            if isinstance(node, ColumnRef):
                read[entity.name][node.column] = SQL_TYPES[spec.type]
    return read


def _join_columns(entity: str, catalog: Catalog) -> Columns:
    """Return the entity's key and every column by which it is tied to others: joins, sums and filters use them."""
    known = catalog.entity(entity)
    columns = {known.key: SQL_TYPES[known.key_type]}
    for relation in catalog.relations.values():
        kind = SQL_TYPES[catalog.join_type(relation)]
        if relation.many == entity:
            columns[relation.many_column] = kind
        if relation.one == entity:
            columns[relation.one_column] = kind
    return columns


def ends_of(relation: Relation, where: Condition, tables: Collection[str], catalog: Catalog) -> tuple[str, str]:
    """Return the end of the relation that stands in ``tables``, and the other one, whose rows ``where`` is about.

    Where both stand there, ``where`` decides: the choice must not depend on the rest of the query. Raises Unreachable.
    """
    ways = [(relation.one, relation.many), (relation.many, relation.one)]
    ways = [(here, there) for here, there in ways if here in tables]
    if len(ways) == 2:
        about = {catalog.entity_of(name).name for name in fields_of(where)}
        ways = [(here, there) for here, there in ways if there in about and here not in about]
    if len(ways) != 1:
        raise Unreachable(relation.name, " and ".join(tables))
    return ways[0]
