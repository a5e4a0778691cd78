"""Aggregates, asked per fact: each set of rows is scanned once, so joins never count a row twice."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Double, Select, Subquery, and_, case, cast, func, select, union_all

from services.semantic.compiler.access_scope import AccessScope
from services.semantic.compiler.fact_scans import IN_BUCKET, AggregateColumn, FactScan
from services.semantic.compiler.operators import apply_operator
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.scan import Scan
from services.semantic.compiler.spine import EDGES, SNAPSHOT_AT, Edges
from services.semantic.compiler.where import clause, fields_of
from services.semantic.expression import (
    CountDistinct,
    Max,
    Min,
    Percentile,
    Sum,
    SumPer,
    When,
    aggregates_in,
    fields_in,
    walk,
)

MISSING_RATE_CURRENCY = "missing_rate_currency"
# Marks the column that says whether the rows of a sum exist, wherever their values are empty.
PRESENCE_MARK = "~rows"
# The values of a field, for each of which an aggregate is computed.
PER = "per"


def may_lack_values(aggregate: Any) -> bool:
    """Whether a sum is empty because its rows lack the value, rather than because there are none.

    A sum under a condition is different: rows that do not meet it add nothing.
    """
    return isinstance(aggregate, Sum) and not any(isinstance(node, When) for node in walk(aggregate.of))


def presence_column(name: str) -> str:
    """Return the name of the column that is empty where an aggregate has no rows."""
    return name + PRESENCE_MARK


def _with_last_recorded_day(fact_scan: FactScan, scope: AccessScope, spine: CTE) -> CTE:
    """Return the spine with the last day, by each bucket's end or its start, of which there are rows, whatever is asked
    of them: one row for each of the series that the scan distinguishes.

    Only the metric's own condition counts: a plan for next month says nothing of what there is now. Were the filter to
    count, a region without stock today would show what it had when it last had some. So would
    somebody who sees only some rows, whose rule therefore does not count here either: it reveals nothing but a day.
    """
    entity = scope.catalog.entity(fact_scan.entity)
    read = {scope.catalog.entity_of(name).name for name in fields_of(fact_scan.own)} | {entity.name}
    unruled = replace(scope, inside=scope.inside | read)
    scan = Scan(entity, [fact_scan.day, *fact_scan.series, *fields_of(fact_scan.own)], unruled, Rates.native())
    own = [clause(fact_scan.own, scan)] if fact_scan.own else []
    series = [scan.column(name).label(name) for name in fact_scan.series]
    days = scan.rows(scan.column(fact_scan.day).label("day"), *series).where(*own).distinct().subquery("days")
    edges = ("start", "end") if fact_scan.at == "both" else (fact_scan.at,)
    rows = [_last_by(edge, spine, days, fact_scan.series) for edge in edges]
    return (union_all(*rows) if len(rows) > 1 else rows[0]).cte()


def _last_by(edge: str, spine: CTE, days: Subquery, series: tuple[str, ...]) -> Select[Any]:
    """Return the spine with the last of the days that lie before an edge of each bucket."""
    keys = [*spine.c["bucket", "side", *EDGES], *(days.c[name] for name in series)]
    last = func.max(days.c.day).label("recorded_on")
    by_then = spine.join(days, days.c.day < spine.c[edge])
    return select(*keys, spine.c[edge].label(SNAPSHOT_AT), last).select_from(by_then).group_by(*keys, spine.c[edge])


def fact(
    fact_scan: FactScan,
    own: list[AggregateColumn],
    dimensions: tuple[str, ...],
    scope: AccessScope,
    spine: CTE,
    days: CTE | None,
    currency: str,
) -> CTE:
    """Return bucket, side, the dimensions, one column for each aggregate, and the currency that lacks a rate.

    ``days`` is the spine with a row for each day, by which a wide table finds its buckets; None where these are few.
    """
    needs = [
        *fact_scan.needs(),
        *dimensions,
        *(name for aggregate_column in own for name in fields_in(aggregate_column.aggregate)),
    ]
    rates = Rates(currency, fact_scan.rate, fact_scan.rated_by or fact_scan.day)
    if fact_scan.kind == "snapshot":
        spine = _with_last_recorded_day(fact_scan, scope, spine)
    entity = scope.catalog.entity(fact_scan.entity)
    scan = Scan(entity, needs, scope, rates, Edges.on(spine))
    # Beside other joins an engine may begin with this one, whose size it cannot know.
    if days is not None and scan.is_wide and fact_scan.kind == "simple" and scan.type(fact_scan.day) == "date":
        spine = days
        scan = Scan(entity, needs, scope, rates, Edges.on(spine))
    keys = [spine.c.bucket, spine.c.side, *(scan.column(name).label(name) for name in dimensions)]
    rows = scan.rows(*keys, among=(spine, IN_BUCKET[fact_scan.kind](fact_scan, scan, spine)))
    where = [scan.meets(fact_scan.where)] if fact_scan.where else []
    shape = _SHAPES[type(fact_scan.per_value)] if fact_scan.per_value else _sums
    names = ["bucket", "side", *dimensions]
    shaped = shape(own, scan, names, rows.where(*where)).cte(own[0].name)
    return _or_zero(shaped, own, spine) if fact_scan.kind == "snapshot" and not dimensions else shaped


def _or_zero(fact: CTE, own: list[AggregateColumn], recorded: CTE) -> CTE:
    """Return the fact with nothing as 0 in each bucket that has a recorded day. Before the first, nothing is known."""
    known = select(*recorded.c["bucket", "side"]).distinct().subquery("known")
    tie = and_(*(known.c[name] == fact.c[name] for name in ("bucket", "side")))
    values = [value for aggregate_column in own for value in _known_values(fact, aggregate_column)]
    whole = select(*known.c, *values, fact.c[MISSING_RATE_CURRENCY])
    return whole.select_from(known.outerjoin(fact, tie)).cte(f"{fact.name}_known")


def _known_values(fact: CTE, aggregate_column: AggregateColumn) -> Iterator[ColumnElement[Any]]:
    value, name = fact.c[aggregate_column.name], aggregate_column.name
    if not may_lack_values(aggregate_column.aggregate):
        yield func.coalesce(value, 0).label(name)
        return
    rows_there = fact.c[presence_column(name)]
    yield case((rows_there.is_not(None), value), else_=0).label(name)
    yield func.coalesce(rows_there, 0).label(rows_there.name)


_AGGREGATES: dict[type, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    Sum: func.sum,
    Max: func.max,
    Min: func.min,
    CountDistinct: lambda value: func.count(value.distinct()),
}


def _sums(own: list[AggregateColumn], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    grouped = _group({aggregate_column.name: aggregate_column.aggregate for aggregate_column in own}, scan, names, rows)
    lacking = (aggregate_column for aggregate_column in own if may_lack_values(aggregate_column.aggregate))
    return grouped.add_columns(*(func.count().label(presence_column(each.name)) for each in lacking))


def _group(aggregates: Mapping[str, Any], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Return one row for each group of the columns ``names``, with each aggregate by its name.

    The rows come from a subquery, since no engine groups by a value that itself takes a subquery.
    """
    values = {name: scan.value(aggregate.of).label(name) for name, aggregate in aggregates.items()}
    each = rows.add_columns(*values.values(), scan.missing_rate_currency.label(MISSING_RATE_CURRENCY)).subquery(
        f"{next(iter(values))}_rows"
    )
    columns = [_AGGREGATES[type(node)](each.c[name]).label(name) for name, node in aggregates.items()]
    keys = [each.c[name] for name in names]
    return select(*keys, *columns, func.max(each.c[MISSING_RATE_CURRENCY]).label(MISSING_RATE_CURRENCY)).group_by(*keys)


def _sum_per(own: list[AggregateColumn], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Work the expression out for each value of the field, then sum it up."""
    aggregate_column = own[0]
    assert isinstance(aggregate_column.aggregate, SumPer)
    inner = {
        f"{aggregate_column.name}_{number}": node
        for number, node in enumerate(aggregates_in(aggregate_column.aggregate.of))
    }
    names_of = {node: name for name, node in inner.items()}
    per = rows.add_columns(scan.column(aggregate_column.aggregate.per).label(PER))
    each = _group(inner, scan, [*names, PER], per).subquery(f"{aggregate_column.name}_each")

    def value(node: Any) -> ColumnElement[Any]:
        return each.c[names_of[node]] if node in names_of else apply_operator(node, value)

    keys = [each.c[name] for name in names]
    total = func.sum(value(aggregate_column.aggregate.of)).label(aggregate_column.name)
    return select(*keys, total, func.max(each.c[MISSING_RATE_CURRENCY]).label(MISSING_RATE_CURRENCY)).group_by(*keys)


def _percentiles(own: list[AggregateColumn], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Rank the sums within each group, empty ones last, then weigh the two neighbours of the wanted position."""
    aggregate_column = own[0]
    assert isinstance(aggregate_column.aggregate, Percentile)
    per = rows.add_columns(scan.column(aggregate_column.aggregate.per).label(PER))
    summed = _group({"value": Sum(aggregate_column.aggregate.of)}, scan, [*names, PER], per).subquery(
        f"{aggregate_column.name}_each"
    )
    group = [summed.c[name] for name in names]
    rank = func.row_number().over(partition_by=group, order_by=summed.c.value.nulls_last())
    ranked = select(
        *group,
        summed.c.value,
        summed.c[MISSING_RATE_CURRENCY],
        rank.label("rank"),
        func.count(summed.c.value).over(partition_by=group).label("size"),
    ).subquery(f"{aggregate_column.name}_ranked")
    group = [ranked.c[name] for name in names]
    distance = func.abs(ranked.c.rank - (1 + aggregate_column.aggregate.level * cast(ranked.c.size - 1, Double)))
    weighed = ranked.c.value * case((distance < 1, 1 - distance), else_=0.0)
    return select(
        *group,
        func.sum(weighed).label(aggregate_column.name),
        func.max(ranked.c[MISSING_RATE_CURRENCY]).label(MISSING_RATE_CURRENCY),
    ).group_by(*group)


_SHAPES = {Percentile: _percentiles, SumPer: _sum_per}
