"""What a wide table of each entity would hold: all that its metrics and dimensions read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.semantic.catalog import RATES, Catalog, Entity, Relation
from services.semantic.compiler.fact_scans import AggregateColumn, aggregate_columns
from services.semantic.compiler.reads import Columns, columns_read, field_dependencies
from services.semantic.expression import ColumnRef, fields_in
from services.semantic.query import Query
from services.semantic.table_layout import converted_column


@dataclass(frozen=True)
class ConvertedAmount:
    """A money column, the column with its currency, and the kind and the day (a column) of its rate.

    Columns are pairs of entity and column.
    """

    name: str
    amount: tuple[str, str]
    currency: tuple[str, str]
    rate: str
    day: tuple[str, str]


@dataclass(frozen=True)
class WidePlan:
    """The columns of a wide table: by entity, those of ``entity`` itself and of what ``joins`` lead to.

    ``day`` is the column by which its rows are sorted, so that few of them are read for a short period.
    """

    entity: Entity
    joins: tuple[Relation, ...]
    columns: Mapping[str, Columns]
    converted: tuple[ConvertedAmount, ...]
    day: tuple[str, str] | None


def wide_plans(catalog: Catalog, source: str) -> list[WidePlan]:
    """Return a plan for each entity of the source that a metric counts and whose questions join or convert."""
    counted: dict[str, list[AggregateColumn]] = {}
    for metric in catalog.metrics:
        for aggregate_column in aggregate_columns(catalog, Query(metrics=(metric,))):
            counted.setdefault(aggregate_column.fact_scan.entity, []).append(aggregate_column)
    plans = (_plan(catalog.entity(name), found, catalog) for name, found in counted.items())
    return [plan for plan in plans if plan.entity.source == source and (plan.joins or plan.converted)]


def _plan(entity: Entity, counted: list[AggregateColumn], catalog: Catalog) -> WidePlan:
    fields = dict.fromkeys(name for name in _fields(entity, counted, catalog) if _is_reached(entity, name, catalog))
    entities = dict.fromkeys(catalog.entity_of(name).name for name in fields)
    joins = {step.name: step for name in entities for step in catalog.path(entity.name, name)}
    converted = {each.name: each for each in _converted_amounts(tuple(fields), counted, catalog)}
    day = _column(counted[0].fact_scan.day, catalog)
    columns = columns_read(entity, fields, joins.values(), catalog)
    return WidePlan(entity, tuple(joins.values()), columns, tuple(converted.values()), day)


def _fields(entity: Entity, counted: list[AggregateColumn], catalog: Catalog) -> Iterator[str]:
    """Yield what the metrics of the entity and the dimensions that it reaches read of a row."""
    for aggregate_column in counted:
        scan = aggregate_column.fact_scan
        day = scan.rated_by or scan.day
        for name in (*scan.needs(), *fields_in(aggregate_column.aggregate)):
            yield from field_dependencies(name, catalog, day)
    for name in catalog.dimensions:
        if _is_reached(entity, name, catalog):
            yield from field_dependencies(name, catalog, None)


def _is_reached(entity: Entity, name: str, catalog: Catalog) -> bool:
    """Whether a row of the entity leads to the field, by tables of the same source."""
    other = catalog.entity_of(name)
    if not catalog.reaches(entity.name, other.name):
        return False
    path = catalog.path(entity.name, other.name)
    return all(catalog.entity(step.one).source == entity.source for step in path)


def _converted_amounts(
    fields: tuple[str, ...], counted: list[AggregateColumn], catalog: Catalog
) -> Iterator[ConvertedAmount]:
    """Yield each amount of the row by each rate by which a metric converts it."""
    if RATES not in catalog.entities:
        return
    rated = dict.fromkeys((each.fact_scan.rate, each.fact_scan.rated_by or each.fact_scan.day) for each in counted)
    for rate, day in rated:
        for name in fields:
            currency = catalog.field(name).currency
            if not currency or catalog.field(day).type != "date" or not {day, currency} <= set(fields):
                continue
            columns = [_column(each, catalog) for each in (name, currency, day)]
            if all(columns):
                amount, code, on = columns
                assert amount and code and on
                yield ConvertedAmount(converted_column(name, rate, day), amount, code, rate, on)


def _column(name: str, catalog: Catalog) -> tuple[str, str] | None:
    """Return the entity and the column that a field is, or None where it is computed."""
    formula = catalog.field(name).formula
    return (catalog.entity_of(name).name, formula.column) if isinstance(formula, ColumnRef) else None
