"""The rows of one SELECT and the values on them, with money in one currency."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, cast, exists, func, literal, null, or_, select
from sqlalchemy.sql.selectable import FromClause

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Entity, Type
from services.semantic.compiler.access_scope import SQL_TYPES, AccessScope, JoinedTable
from services.semantic.compiler.business_hours import business_seconds_between, day_in_zone
from services.semantic.compiler.conversion import Conversion
from services.semantic.compiler.joins import TableJoins
from services.semantic.compiler.operators import apply_operator
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.reads import ends_of, field_dependencies, is_converted, is_on_many_side
from services.semantic.compiler.spine import Edges
from services.semantic.compiler.where import clause, fields_elsewhere, fields_of
from services.semantic.conditions import And, Condition
from services.semantic.expression import (
    Boundary,
    BusinessSecondsBetween,
    ColumnRef,
    DayOf,
    Expression,
    FieldRef,
    RelatedAggregate,
    fields_in,
    walk,
)


class Scan:
    """The FROM of one SELECT over ``root`` and the tables joined to it, with a column for every field in ``needs``.

    ``rates`` says into which currency, and by the rate of which day, money is converted; ``edges`` where a row's bucket
    begins and ends. ``prefix`` keeps the names of a scan inside another one, ``outer``, apart. Raises Unreachable for a
    field that only a one-to-many join would reach.
    """

    def __init__(
        self,
        root: Entity,
        needs: Iterable[str],
        scope: AccessScope,
        rates: Rates,
        edges: Edges | None = None,
        prefix: str = "",
        outer: "Scan | None" = None,
    ) -> None:
        self.root, self.scope, self.rates, self.prefix = root, scope, rates, prefix
        self.edges, self.outer = edges, outer
        self.catalog: Catalog = scope.catalog
        self.fields = tuple(
            dict.fromkeys(name for need in needs for name in field_dependencies(need, self.catalog, rates.day))
        )
        self.joins = TableJoins(root, self.fields, scope, rates, prefix)
        self.tables, self.converted, self.is_wide = self.joins.tables, self.joins.converted, self.joins.is_wide
        self.missing_rates_elsewhere: list[ColumnElement[Any]] = []
        self.conversion = Conversion(self, rates, prefix)

    def rows(self, *columns: Any, among: tuple[FromClause, ColumnElement[bool]] | None = None) -> Select[Any]:
        """Return the rows as a SELECT of ``columns``, to be narrowed further.

        ``among`` are the buckets that they fall into, and when they do. They are joined before the rates: else an
        engine looks up a rate for each of the many rows of other days before it puts them aside.
        """
        source = self.joins.source.join(*among) if among else self.joins.source
        for spans, holds in self.conversion.joins:
            source = source.outerjoin(spans, holds)
        return select(*columns).select_from(source).where(*self.joins.must_be_seen)

    def column(self, name: str) -> ColumnElement[Any]:
        """Return the field's value on a row; money comes in the currency asked for, empty where no rate holds."""
        spec = self.catalog.field(name)
        if self.outer and self.catalog.entity_of(name).name not in self.tables:
            return self.outer.column(name)
        if name in self.converted:
            return self.converted[name]
        value = self.stored_value(name)
        return self.conversion.convert(value, spec.currency) if spec.currency and self.rates.day else value

    def type(self, name: str) -> Type:
        return self.catalog.field(name).type

    def exists(self, relation: str, where: Condition) -> ColumnElement[bool]:
        inner, tied, here = tied_scan(relation, where, self.tables, self.scope, self.rates, self.edges)
        if inner.depends_on_rates(where):
            lacking = inner.rows(func.max(inner.missing_rate_currency)).where(tied, inner.holds_without_rates(where))
            self.missing_rates_elsewhere.append(lacking.correlate(here).scalar_subquery())
        return _exists(inner, where, tied, here)

    def meets(self, condition: Condition) -> ColumnElement[bool]:
        """Return which rows meet the condition. Whether one that lacks a rate does is unknown: it stays, so that
        it is refused rather than left out, unless a part that needs no rate leaves it out."""
        met = clause(condition, self)
        if not self.depends_on_rates(condition):
            return met
        return or_(met, and_(self.holds_without_rates(condition), self.missing_rate_currency.is_not(None)))

    def holds_without_rates(self, condition: Condition) -> ColumnElement[bool]:
        """Return the parts of the condition that hold or fail whatever a currency is worth."""
        parts = condition.parts if isinstance(condition, And) else (condition,)
        return clause(And(tuple(part for part in parts if not self.depends_on_rates(part))), self)

    def depends_on_rates(self, condition: Condition) -> bool:
        """Whether the condition, or one on related rows inside it, holds money against a value."""
        names = (*fields_of(condition), *fields_elsewhere(condition))
        return any(is_converted(name, self.catalog, self.rates.day) for name in names)

    def value(self, expression: Expression, own: JoinedTable | None = None) -> ColumnElement[Any]:
        """Return a row-level expression as SQL; ``own`` is the table that a stored column belongs to."""
        if isinstance(expression, ColumnRef):
            assert own is not None
            return own.c[expression.column]
        special = _VALUES.get(type(expression))
        return special(self, expression) if special else apply_operator(expression, lambda node: self.value(node, own))

    def boundary(self, name: str) -> ColumnElement[Any]:
        """Return where a row's bucket begins or ends; raises BadQuery where there are no buckets."""
        if self.edges is None or name not in self.edges.columns:
            raise BadQuery(f"{self.root.label} is dated by a field that depends on the period. Choose another date.")
        return self.edges.columns[name]

    def business_seconds(self, node: BusinessSecondsBetween) -> ColumnElement[Any]:
        start, end = self.value(node.start), self.value(node.end)
        return business_seconds_between(start, end, self.scope.calendar, self.scope.today)

    def day_of(self, node: DayOf) -> ColumnElement[Any]:
        return day_in_zone(self.value(node.of), self.scope.calendar, self.scope.today)

    @property
    def missing_rate_currency(self) -> ColumnElement[str]:
        """The currency of a row for which no rate holds, empty where all is well."""
        lacking = self.conversion.missing()
        lacking += [self.related_aggregate(node, missing_rate_currency=True) for node in self._related_aggregates()]
        lacking += self.missing_rates_elsewhere
        return func.coalesce(*lacking, null()) if lacking else cast(null(), SQL_TYPES["text"])

    def stored_value(self, name: str) -> ColumnElement[Any]:
        """Return the field's value on a row; money comes in the currency in which it was written."""
        return self.value(self.catalog.field(name).formula, self.tables[self.catalog.entity_of(name).name])

    def _related_aggregates(self) -> Iterator[RelatedAggregate]:
        for name in self.fields:
            yield from (node for node in walk(self.catalog.field(name).formula) if isinstance(node, RelatedAggregate))

    def related_aggregate(self, node: RelatedAggregate, *, missing_rate_currency: bool = False) -> ColumnElement[Any]:
        """Return the aggregate of the rows related to this one, or the currency that one of them lacks a rate for.

        It is computed in a subquery, so that nothing fans out.
        """
        relation = self.catalog.relation(node.relation)
        many, prefix = self.catalog.entity(relation.many), f"{self.prefix}{relation.many}_"
        needs = [name for name in fields_in(node.of) if is_on_many_side(name, relation, self.catalog)]
        inner = Scan(many, needs, self.scope, self.rates, self.edges, prefix, outer=self)
        lacking, brought = inner.missing_rate_currency, _AGGREGATES[node.how](inner.value(node.of))
        # Where some amounts lack a rate, the sum of the others would be taken for the whole.
        whole = case((func.max(lacking).is_(None), brought)) if self.rates.day else brought
        outer = self.tables[relation.one]
        return (
            inner.rows(func.max(lacking) if missing_rate_currency else whole)
            .where(inner.tables[relation.many].c[relation.many_column] == outer.c[relation.one_column])
            .correlate(*self._outer_tables())
            .scalar_subquery()
        )

    def _outer_tables(self) -> list[FromClause]:
        """Return the tables that a subquery may read from outside."""
        edges = [self.edges.of] if self.edges and self.edges.of is not None else []
        return [
            *(each.source for each in self.tables.values()),
            *edges,
            *(self.outer._outer_tables() if self.outer else []),
        ]


_AGGREGATES: dict[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    "sum": lambda value: func.coalesce(func.sum(value), 0),
    "max": func.max,
    "min": func.min,
    "count": func.count,
}

# Every other expression is computed from these.
_VALUES: dict[type, Callable[[Scan, Any], ColumnElement[Any]]] = {
    FieldRef: lambda scan, node: scan.column(node.field),
    RelatedAggregate: lambda scan, node: scan.related_aggregate(node),
    Boundary: lambda scan, node: scan.boundary(node.at),
    BusinessSecondsBetween: lambda scan, node: scan.business_seconds(node),
    DayOf: lambda scan, node: scan.day_of(node),
}


def related_row_exists(
    name: str, where: Condition, tables: Mapping[str, JoinedTable], scope: AccessScope
) -> ColumnElement[bool]:
    """Return whether a row of ``tables`` is tied by the relation to a row that meets ``where``; money as it is."""
    inner, tied, here = tied_scan(name, where, tables, scope, Rates.native())
    return _exists(inner, where, tied, here)


def tied_scan(
    name: str,
    where: Condition,
    tables: Mapping[str, JoinedTable],
    scope: AccessScope,
    rates: Rates,
    edges: Edges | None = None,
) -> tuple[Scan, ColumnElement[bool], FromClause]:
    """Return a scan of the rows at a relation's other end, what ties them to a row of ``tables``, and that table.

    Money is counted in the currency of ``rates``, by the related row's own day.
    """
    relation = scope.catalog.relation(name)
    ends = {relation.one: relation.one_column, relation.many: relation.many_column}
    here, there = ends_of(relation, where, tables, scope.catalog)
    entity = scope.catalog.entity(there)
    own_rates = replace(rates, day=entity.time) if rates.currency else rates
    inner = Scan(entity, fields_of(where), scope, own_rates, edges, f"{name}_")
    return inner, inner.tables[there].c[ends[there]] == tables[here].c[ends[here]], tables[here].source


def _exists(inner: Scan, where: Condition, tied: ColumnElement[bool], here: FromClause) -> ColumnElement[bool]:
    rows = inner.rows(literal(1)).where(tied, clause(where, inner))
    return exists(rows.correlate(here))
