"""Which metrics are additive: the sum over the parts of an answer equals the value of the whole.

Rows add up, since each lies in one part alone. Different values add up only where none lies in two parts: an order goes
to one region, so the orders of all regions make all orders; it may hold goods of two categories, so those of all
categories make more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import FactScan, fact_scan_of
from services.semantic.compiler.reads import field_dependencies
from services.semantic.compiler.where import fields_elsewhere
from services.semantic.expression import (
    Aggregate,
    Arithmetic,
    Boundary,
    ColumnRef,
    Constant,
    CountDistinct,
    Divide,
    Expression,
    FieldRef,
    MetricRef,
    PeriodDays,
    Sum,
    SumPer,
    When,
    walk,
)
from services.semantic.query import Query


def is_additive(metric: Metric, query: Query, catalog: Catalog) -> bool:
    """Whether the values of the query's groups add up to that of all of them, within a bucket."""
    return _Parts(query, catalog, over_time=False).add_up(metric)


def is_additive_over_time(metric: Metric, query: Query, catalog: Catalog) -> bool:
    """Whether the values of its buckets add up too: never those of how things stood, such as a balance."""
    return _Parts(query, catalog, over_time=True).add_up(metric)


@dataclass(frozen=True)
class _Parts:
    """The parts into which a query splits what it asks for: its groups and, ``over_time``, its buckets."""

    query: Query
    catalog: Catalog
    over_time: bool

    def add_up(self, metric: Metric) -> bool:
        return self.of(metric.formula, metric)

    def of(self, node: Expression, metric: Metric) -> bool:
        rule = _ADDS_UP.get(type(node))
        return bool(rule and rule(self, node, metric))

    def arithmetic(self, node: Arithmetic, metric: Metric) -> bool:
        left, right = self.of(node.left, metric), self.of(node.right, metric)
        if node.op != "*":
            return left and right
        return (left and self._is_the_same(node.right)) or (right and self._is_the_same(node.left))

    def quotient(self, node: Divide, metric: Metric) -> bool:
        return self.of(node.numerator, metric) and self._is_the_same(node.denominator)

    def _is_the_same(self, node: Expression) -> bool:
        """Whether a value is that of the whole in every part, as the days of a bucket are in each of its groups."""
        same = Constant | Arithmetic if self.over_time else Constant | Arithmetic | PeriodDays
        return all(isinstance(each, same) for each in walk(node))

    def rows(self, node: Aggregate, metric: Metric) -> bool:
        """Whether each row counts in one part alone, and there for what it counts for in the whole."""
        return not self.over_time or self._lies_in_one_bucket(node, fact_scan_of(metric, node, self.query))

    def _lies_in_one_bucket(self, node: Aggregate, fact_scan: FactScan) -> bool:
        read = {
            *fact_scan.needs(),
            *self.query.dimensions,
            *(fields_elsewhere(fact_scan.where) if fact_scan.where else ()),
        }
        formulas = [node, *(self.catalog.field(name).formula for name in read)]
        hangs_on_bucket = any(isinstance(each, Boundary) for formula in formulas for each in self._below(formula))
        return fact_scan.kind == "simple" and not hangs_on_bucket

    def _below(self, formula: Expression) -> Iterator[Expression]:
        """Yield all that a formula is made of, and all that the fields are made of which it reads."""
        for node in walk(formula):
            yield node
            if isinstance(node, FieldRef):
                yield from self._below(self.catalog.field(node.field).formula)

    def values(self, node: CountDistinct | SumPer, metric: Metric) -> bool:
        """Whether that holds of the rows, and all those of one value lie in the same part."""
        identity = {node.per} if isinstance(node, SumPer) else set(_counted_fields(node.of))
        name = identity.pop() if len(identity) == 1 else None
        return name is not None and self.rows(node, metric) and self._is_in_one_part(name, node, metric)

    def _is_in_one_part(self, name: str, node: Aggregate, metric: Metric) -> bool:
        """Whether a field's value settles all that says in which part a row lies."""
        fact_scan = fact_scan_of(metric, node, self.query)
        formula, entity = self.catalog.field(name).formula, self.catalog.entity_of(name).name
        splits = (*self.query.dimensions, *([fact_scan.day] if self.over_time else []))
        read = {inner for split in splits for inner in field_dependencies(split, self.catalog, None)}
        settling = (self._settling(self.catalog.entity_of(inner).name, fact_scan) for inner in read)
        return isinstance(formula, ColumnRef) and all((entity, formula.column) in columns for columns in settling)

    def _settling(self, entity: str, fact_scan: FactScan) -> set[tuple[str, str]]:
        """Return the columns each of whose values leads to one row of the entity alone, by the entities they are of."""
        steps = self.catalog.path(fact_scan.entity, entity)
        pairs = {(fact_scan.entity, self.catalog.entity(fact_scan.entity).key)}
        return pairs.union(*(((step.many, step.many_column), (step.one, step.one_column)) for step in steps))


def _counted_fields(node: Expression) -> Iterator[str | None]:
    """Yield the fields whose values are counted, under whatever condition; None for what is no field."""
    if isinstance(node, When):
        for counted in (node.then, *([node.otherwise] if node.otherwise else [])):
            yield from _counted_fields(counted)
    else:
        yield node.field if isinstance(node, FieldRef) else None


_ADDS_UP: dict[type, Callable[[_Parts, Any, Metric], bool]] = {
    Sum: _Parts.rows,
    CountDistinct: _Parts.values,
    SumPer: _Parts.values,
    Arithmetic: _Parts.arithmetic,
    Divide: _Parts.quotient,
    # What is taken from nothing stays what it is.
    Constant: lambda parts, node, metric: node.value == 0,
    MetricRef: lambda parts, node, metric: parts.add_up(parts.catalog.metric(node.metric)),
}
