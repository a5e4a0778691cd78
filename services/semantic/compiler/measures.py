"""From aggregates to metrics: merge facts, fill gaps, evaluate formulas and apply transforms."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, cast, func, null, select, true, union_all

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Metric, Type
from services.semantic.compiler.access_scope import SQL_TYPES
from services.semantic.compiler.additive import is_additive, is_additive_over_time
from services.semantic.compiler.elements import days_between, safe_divide
from services.semantic.compiler.fact_scans import AggregateColumn, fact_scan_of
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY
from services.semantic.compiler.operators import apply_operator
from services.semantic.compiler.spine import BEFORE, NOW
from services.semantic.expression import (
    Aggregate,
    CountDistinct,
    Max,
    MetricRef,
    Min,
    Percentile,
    PeriodDays,
    Sum,
    SumPer,
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
        func.max(case((rows.c.side == side, rows.c[aggregate_column.name]))).label(aggregate_column.name + mark)
        for aggregate_column in every
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
    columns = [
        fact.c[aggregate_column.name]
        if aggregate_column in own
        else cast(null(), aggregate_column.type).label(aggregate_column.name)
        for aggregate_column in every
    ]
    return select(*keys, *columns, fact.c[MISSING_RATE_CURRENCY])


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
        self.names = {
            (aggregate_column.fact_scan, aggregate_column.aggregate): aggregate_column.name
            for aggregate_column in found
        }

    def of(self, metric: Metric) -> ColumnElement[Any]:
        if not self.of_plan:
            return self._value(metric.formula, metric)
        if not self.catalog.has_plan(metric):
            return cast(null(), SQL_TYPES[metric.type])
        planned = self.catalog.planned_metric(metric)
        assert planned
        return self._value(planned.formula, planned)

    def _value(self, node: Any, metric: Metric) -> ColumnElement[Any]:
        special = _FORMULAS.get(type(node))
        return special(self, node, metric) if special else apply_operator(node, lambda each: self._value(each, metric))

    def aggregate_column(self, aggregate: Aggregate, metric: Metric) -> ColumnElement[Any]:
        return self.rows.c[self.names[(fact_scan_of(metric, aggregate, self.query), aggregate)] + self.mark]

    def or_zero(self, aggregate: Aggregate, metric: Metric) -> ColumnElement[Any]:
        """Return the aggregate, 0 where there are no rows: but a snapshot before the first record is not known."""
        aggregate_column = self.aggregate_column(aggregate, metric)
        known = metric.kind == "snapshot" and not self.query.dimensions
        return aggregate_column if known else func.coalesce(aggregate_column, 0)


_FORMULAS: dict[type, Callable[[_Formula, Any, Metric], ColumnElement[Any]]] = {
    # No rows add up to nothing, and that is 0; a percentile or a last day of no rows does not exist.
    **dict.fromkeys((Sum, CountDistinct, SumPer), _Formula.or_zero),
    **dict.fromkeys((Percentile, Max, Min), _Formula.aggregate_column),
    PeriodDays: lambda formula, node, metric: formula.rows.c[DAYS + formula.mark],
    MetricRef: lambda formula, node, metric: formula.of(formula.catalog.metric(node.metric)),
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
    "share": lambda value, bucket, groups, window: safe_divide(value, func.sum(value).over(partition_by=bucket)),
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
