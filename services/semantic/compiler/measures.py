"""From aggregates to metrics: merge facts, fill gaps, evaluate formulas and apply transforms."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, cast, func, null, or_, select, true, union_all
from sqlalchemy.types import TypeEngine

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Metric, Type
from services.semantic.compiler.access_scope import SQL_TYPES
from services.semantic.compiler.additive import is_additive, is_additive_over_time
from services.semantic.compiler.elements import days_between, positive
from services.semantic.compiler.fact_scans import AggregateColumn, fact_scan_of
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY, may_lack_values, presence_column
from services.semantic.compiler.operators import apply_operator
from services.semantic.compiler.spine import BEFORE, NOW
from services.semantic.expression import (
    Aggregate,
    CountDistinct,
    Divide,
    Expression,
    Max,
    MetricRef,
    Min,
    Percentile,
    PeriodDays,
    Sum,
    SumPer,
    aggregates_in,
    walk,
)
from services.semantic.query import Query, Transform

BEFORE_MARK = "@before"
# How many days a bucket has. No dimension or metric is called so: their names are qualified.
DAYS = "days"


def merge_facts(facts: dict[CTE, list[AggregateColumn]], query: Query) -> CTE:
    """Return one row a bucket and group, with the value of each aggregate now and, under a marked name, before."""
    every = [aggregate_column for own in facts.values() for aggregate_column in own]
    branches = [_branch(fact, own, every, query.dimensions) for fact, own in facts.items()]
    rows = union_all(*branches).subquery("facts") if len(branches) > 1 else branches[0].subquery("facts")
    keys = [rows.c.bucket, *(rows.c[name] for name in query.dimensions)]
    sides = [(NOW, "")] + ([(BEFORE, BEFORE_MARK)] if query.looks_back else [])
    columns = [
        func.max(case((rows.c.side == side, rows.c[name]))).label(name + mark)
        for name, _ in _names_and_types(every)
        for side, mark in sides
    ]
    return (
        select(*keys, *columns, func.max(rows.c[MISSING_RATE_CURRENCY]).label(MISSING_RATE_CURRENCY))
        .group_by(*keys)
        .cte("merged")
    )


def _branch(
    fact: CTE, own: list[AggregateColumn], every: list[AggregateColumn], dimensions: tuple[str, ...]
) -> Select[Any]:
    keys = [fact.c.bucket, fact.c.side, *(fact.c[name] for name in dimensions)]
    there = {name for name, _ in _names_and_types(own)}
    columns = [
        fact.c[name] if name in there else cast(null(), kind).label(name) for name, kind in _names_and_types(every)
    ]
    return select(*keys, *columns, fact.c[MISSING_RATE_CURRENCY])


def _names_and_types(columns: list[AggregateColumn]) -> Iterator[tuple[str, TypeEngine[Any]]]:
    """Yield the columns that a fact has: its aggregates, and for sums of values that rows may lack, whether it has
    any rows."""
    for aggregate_column in columns:
        yield aggregate_column.name, aggregate_column.type
        if may_lack_values(aggregate_column.aggregate):
            yield presence_column(aggregate_column.name), SQL_TYPES["integer"]


def fill_gaps(merged: CTE, spine: CTE, query: Query, *, days: bool) -> CTE:
    """Return ``merged`` with a row for every bucket of every group, so that a line has no holes.

    With ``days`` each row also has the number of days of its bucket, now and before.
    """
    buckets = _buckets(spine, query, days).subquery("buckets")
    values = [column for column in merged.c if column.name not in ("bucket", *query.dimensions)]
    values += [column for column in buckets.c if column.name != "bucket"]
    tie = [merged.c.bucket == buckets.c.bucket]
    if not query.dimensions:
        return select(buckets.c.bucket, *values).select_from(buckets.outerjoin(merged, and_(*tie))).cte("filled")
    groups = select(*(merged.c[name] for name in query.dimensions)).distinct().subquery("groups")
    tie += [groups.c[name].is_not_distinct_from(merged.c[name]) for name in query.dimensions]
    grid = buckets.join(groups, true()).outerjoin(merged, and_(*tie))
    return select(buckets.c.bucket, *groups.c, *values).select_from(grid).cte("filled")


def _buckets(spine: CTE, query: Query, days: bool) -> Select[Any]:
    now = spine.alias("now")
    buckets = select(now.c.bucket).where(now.c.side == NOW)
    if days:
        buckets = buckets.add_columns(days_between(now.c.start, now.c.end).label(DAYS))
    if days and query.looks_back:
        then = spine.alias("then")
        tie = and_(then.c.bucket == now.c.bucket, then.c.side == BEFORE)
        buckets = buckets.join_from(now, then, tie, isouter=True)
        buckets = buckets.add_columns(days_between(then.c.start, then.c.end).label(DAYS + BEFORE_MARK))
    return buckets


def counts_days(catalog: Catalog, query: Query) -> bool:
    """Whether a metric of the query depends on the length of its bucket."""
    parts = (part for name in query.metrics for part in catalog.parts(catalog.metric(name)))
    return any(isinstance(node, PeriodDays) for part in parts for node in walk(part.formula))


def evaluate_metrics(filled: CTE, found: list[AggregateColumn], catalog: Catalog, query: Query) -> CTE:
    """Return the metrics of each bucket and group, now and before."""
    marks = [""] + ([BEFORE_MARK] if query.compare else [])
    metrics = [
        _Formula(filled, found, catalog, query, mark).of(catalog.metric(name)).label(name + mark)
        for name in query.metrics
        for mark in marks
    ]
    keys = [filled.c.bucket, *(filled.c[name] for name in query.dimensions)]
    missing_rate_currency = func.max(filled.c[MISSING_RATE_CURRENCY]).over().label(MISSING_RATE_CURRENCY)
    return select(*keys, *metrics, missing_rate_currency).cte("measured")


class _Formula:
    """Evaluates formulas over the aggregates of one side, or over those of the plan."""

    def __init__(self, rows: CTE, found: list[AggregateColumn], catalog: Catalog, query: Query, mark: str) -> None:
        self.rows, self.catalog, self.query = rows, catalog, query
        self.of_plan = bool(mark) and not query.looks_back
        self.mark = "" if self.of_plan else mark
        self.names = {(each.fact_scan, each.aggregate): each.name for each in found}

    def of(self, metric: Metric) -> ColumnElement[Any]:
        """Return the value of a metric; of a plan, empty where nothing of it was planned."""
        value = self.side_value(metric)
        if self.of_plan and self.catalog.has_plan(metric):
            return self._if_planned((planned := self._side_metric(metric)).formula, planned, value)
        return value

    def side_value(self, metric: Metric) -> ColumnElement[Any]:
        if self.of_plan and not self.catalog.has_plan(metric):
            return cast(null(), SQL_TYPES[metric.type])
        counted = self._side_metric(metric)
        return self._value(counted.formula, counted)

    def _side_metric(self, metric: Metric) -> Metric:
        """Return the metric, or what it counts of the plan."""
        planned = self.catalog.planned_metric(metric) if self.of_plan else metric
        assert planned
        return planned

    def _if_planned(self, node: Expression, metric: Metric, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the value where anything that it is made of was planned: no plan is not a plan of nothing."""
        parts = [self.aggregate_column(*part) for part in self._planned_aggregates(node, metric)]
        return case((or_(*(part.is_not(None) for part in parts)), value)) if parts else value

    def _planned_aggregates(self, node: Expression, metric: Metric) -> Iterator[tuple[Aggregate, Metric]]:
        for each in walk(node):
            if isinstance(each, MetricRef):
                used = self._side_metric(self.catalog.metric(each.metric))
                yield from self._planned_aggregates(used.formula, used)
        yield from ((aggregate, metric) for aggregate in aggregates_in(node))

    def _value(self, node: Any, metric: Metric) -> ColumnElement[Any]:
        special = _FORMULAS.get(type(node))
        return special(self, node, metric) if special else apply_operator(node, lambda each: self._value(each, metric))

    def aggregate_column(self, aggregate: Aggregate, metric: Metric) -> ColumnElement[Any]:
        return self.rows.c[self.names[(fact_scan_of(metric, aggregate, self.query), aggregate)] + self.mark]

    def or_zero(self, aggregate: Aggregate, metric: Metric) -> ColumnElement[Any]:
        """Return the aggregate, 0 where there are no rows: but a snapshot before the first record is not known, and
        neither is the sum of rows that all lack the value."""
        aggregate_column = self.aggregate_column(aggregate, metric)
        if metric.kind == "snapshot" and not self.query.dimensions:
            return aggregate_column
        if not may_lack_values(aggregate):
            return func.coalesce(aggregate_column, 0)
        name = self.names[(fact_scan_of(metric, aggregate, self.query), aggregate)]
        return case((self.rows.c[presence_column(name) + self.mark].is_not(None), aggregate_column), else_=0)

    def quotient(self, node: Divide, metric: Metric) -> ColumnElement[Any]:
        """Return the ratio, empty unless its base is above zero: a share of a negative base has the wrong sign."""
        numerator, base = self._value(node.numerator, metric), self._value(node.denominator, metric)
        if self.of_plan:
            numerator = self._if_planned(node.numerator, metric, numerator)
        return cast(numerator, SQL_TYPES["number"]) / positive(base)


_FORMULAS: dict[type, Callable[[_Formula, Any, Metric], ColumnElement[Any]]] = {
    # No rows add up to nothing, and that is 0; a percentile or a last day of no rows does not exist.
    **dict.fromkeys((Sum, CountDistinct, SumPer), _Formula.or_zero),
    **dict.fromkeys((Percentile, Max, Min), _Formula.aggregate_column),
    Divide: _Formula.quotient,
    PeriodDays: lambda formula, node, metric: formula.rows.c[DAYS + formula.mark],
    MetricRef: lambda formula, node, metric: formula.side_value(formula.catalog.metric(node.metric)),
}


def type_of(mark: str, metric: Type) -> Type:
    """Return the type of what a transform makes of a metric; ``mark`` is what the column bears after the @, if any."""
    if mark == "moving":
        return "money" if metric == "money" else "number"
    return _TRANSFORM_TYPES.get(mark, metric)


_TRANSFORM_TYPES: dict[str, Type] = {"share": "ratio", "rank": "integer"}


def apply_transforms(measured: CTE, catalog: Catalog, query: Query) -> CTE:
    """Return ``measured`` with the columns that the transforms add."""
    columns = [
        _transform(measured, transform, catalog, query).label(transform.column) for transform in query.transforms
    ]
    return select(*measured.c, *columns).cte("transformed")


def _transform(rows: CTE, transform: Transform, catalog: Catalog, query: Query) -> ColumnElement[Any]:
    if transform.metric not in query.metrics:
        raise BadQuery(f"{transform.metric} is transformed but not asked for. Add it to the metrics.")
    metric = catalog.metric(transform.metric)
    if transform.kind in ("share", "running", "moving") and not is_additive(metric, query, catalog):
        raise BadQuery(f"{transform.metric} does not add up, so it has no {transform.kind}. Use rank or change.")
    if transform.kind == "running" and not is_additive_over_time(metric, query, catalog):
        raise BadQuery(f"{transform.metric} does not add up over time, so it has no running total.")
    groups = [rows.c[name] for name in query.dimensions]
    return _TRANSFORMS[transform.kind](rows.c[transform.metric], rows.c.bucket, groups, transform.window)


_TRANSFORMS: dict[str, Callable[[Any, Any, list[Any], int], ColumnElement[Any]]] = {
    "share": lambda value, bucket, groups, window: (
        cast(value, SQL_TYPES["number"]) / positive(func.sum(value).over(partition_by=bucket))
    ),
    "running": lambda value, bucket, groups, window: func.sum(value).over(
        partition_by=groups or None, order_by=bucket, rows=(None, 0)
    ),
    "moving": lambda value, bucket, groups, window: func.avg(cast(value, SQL_TYPES["number"])).over(
        partition_by=groups or None, order_by=bucket, rows=(1 - window, 0)
    ),
    "rank": lambda value, bucket, groups, window: func.rank().over(
        partition_by=bucket, order_by=value.desc().nulls_last()
    ),
    "change": lambda value, bucket, groups, window: (
        value - func.lag(value).over(partition_by=groups or None, order_by=bucket)
    ),
}
