"""Whether a formula can be computed: fields from their row, metrics from aggregates, and neither from itself."""

from collections.abc import Callable, Iterable, Iterator

from services.errors import BadQuery
from services.semantic.catalog.entries import Field
from services.semantic.catalog.model import Catalog
from services.semantic.conditions import And, Condition, Exists, Not, Or
from services.semantic.expression import (
    Aggregate,
    Boundary,
    BusinessSecondsBetween,
    ColumnRef,
    DayOf,
    Expression,
    FieldRef,
    MetricRef,
    PeriodDays,
    PerValue,
    RelatedAggregate,
    SumPer,
    children,
    format_formula,
    walk,
)

# What is read from a row; in a metric's formula it stands inside an aggregate.
_OF_A_ROW = FieldRef | ColumnRef | RelatedAggregate | Boundary | BusinessSecondsBetween | DayOf
# What is computed from many rows; no field of a single row holds it.
_OF_MANY_ROWS = Aggregate | MetricRef | PeriodDays


def check_field(spec: Field, entity: str, catalog: Catalog) -> None:
    """Raise BadQuery where the field's formula cannot be computed on a row of the entity."""
    if isinstance(spec.formula, FieldRef) and catalog.reaches(catalog.entity_of(spec.formula.field).name, entity):
        # A value of the row from which one arrived: how long the deal at hand has stood, among its stage's fields.
        return
    _check_row_level(spec.formula, entity, catalog, own_columns=True)


def check_formula(node: Expression, entity: str, catalog: Catalog) -> None:
    """Raise BadQuery where a metric's formula cannot be computed from the rows of the entity."""
    if isinstance(node, Aggregate):
        _check_aggregate(node, entity, catalog)
    elif isinstance(node, MetricRef):
        catalog.metric(node.metric)
    elif isinstance(node, _OF_A_ROW):
        raise BadQuery(f"{format_formula(node)} has a value on each row. Put it inside an aggregate, such as a sum.")
    else:
        for child in children(node):
            check_formula(child, entity, catalog)


def _check_aggregate(node: Aggregate, entity: str, catalog: Catalog) -> None:
    if isinstance(node, PerValue):
        catalog.path(entity, catalog.entity_of(node.per).name)
    if isinstance(node, SumPer):
        if inner := next((each for each in walk(node.of) if isinstance(each, PerValue | MetricRef)), None):
            raise BadQuery(f"{format_formula(inner)} cannot stand inside {format_formula(node)}.")
        check_formula(node.of, entity, catalog)
    else:
        _check_row_level(node.of, entity, catalog)


def _check_row_level(
    node: Expression, entity: str, catalog: Catalog, outer: str | None = None, *, own_columns: bool = False
) -> None:
    """Raise BadQuery where the expression has no value on a row of the entity, or of ``outer``, on which it hangs."""
    if isinstance(node, _OF_MANY_ROWS):
        raise BadQuery(
            f"{format_formula(node)} is computed from many rows. Only a metric's formula may hold it, and once."
        )
    if isinstance(node, ColumnRef):
        if not own_columns:
            raise BadQuery(f"{node.column} is a column. Name the field that holds it.")
    elif isinstance(node, FieldRef):
        _check_reached(node.field, entity, catalog, outer)
    elif isinstance(node, RelatedAggregate):
        relation = catalog.relation(node.relation)
        if not catalog.reaches(entity, relation.one):
            raise BadQuery(f"{relation.name} leads to {relation.one}, so no rows of it belong to a row of {entity}.")
        _check_row_level(node.of, relation.many, catalog, entity)
    else:
        for child in children(node):
            _check_row_level(child, entity, catalog, outer, own_columns=own_columns)


def _check_reached(name: str, entity: str, catalog: Catalog, outer: str | None) -> None:
    other = catalog.entity_of(name).name
    if not (outer and catalog.reaches(outer, other)):
        catalog.path(entity, other)


def check_condition(condition: Condition | None, entity: str, catalog: Catalog) -> None:
    """Raise BadQuery where a condition names a field that rows of the entity do not have, or an unknown relation."""
    if isinstance(condition, And | Or):
        for part in condition.parts:
            check_condition(part, entity, catalog)
    elif isinstance(condition, Not):
        check_condition(condition.part, entity, catalog)
    elif isinstance(condition, Exists):
        relation = catalog.relation(condition.relation)
        ends = (relation.many, relation.one)
        there = ends[0] if catalog.reaches(entity, ends[1]) else ends[1]
        check_condition(condition.where, there, catalog)
    elif condition is not None:
        catalog.path(entity, catalog.entity_of(condition.field).name)


def refuse_cycles(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield every field and metric whose value depends on itself: its kind, its name, and the message."""

    def fields(name: str) -> Iterable[str]:
        spec = catalog.field(name)
        inner = (node.field for node in walk(spec.formula) if isinstance(node, FieldRef))
        return (*inner, *([spec.currency] if spec.currency else []))

    def metrics(name: str) -> Iterable[str]:
        return (node.metric for node in walk(catalog.metric(name).formula) if isinstance(node, MetricRef))

    for kind, names, following in (("field", catalog.fields, fields), ("metric", catalog.metrics, metrics)):
        for circle in _cycles(names, following):
            yield kind, circle[0], f"{circle[0]} is made of itself: {' -> '.join(circle)}."


def _cycles(names: Iterable[str], following: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """Yield a way back to itself for each name that has one, visiting every name once."""
    done: set[str] = set()

    def visit(name: str, above: list[str]) -> Iterator[list[str]]:
        if name in above:
            yield [*above[above.index(name) :], name]
        elif name not in done:
            for each in following(name):
                yield from visit(each, [*above, name])
            done.add(name)

    for name in names:
        yield from visit(name, [])
