"""Aggregates, asked per fact: each frame of rows is scanned once, so joins never count a row twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Double, Select, and_, case, cast, func, not_, or_, select
from sqlalchemy.types import TypeEngine

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.narrowed import SQL_TYPES, Reader
from services.semantic.compiler.operators import worked_out
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.scan import Scan
from services.semantic.compiler.spine import EDGES, Edges, edge
from services.semantic.compiler.where import clause, fields_of
from services.semantic.conditions import Condition, all_of
from services.semantic.expression import (
    Aggregate,
    CountDistinct,
    Max,
    Min,
    Of,
    Percentile,
    PerValue,
    Sum,
    SumPer,
    aggregates_in,
    fields_in,
)
from services.semantic.query import Query

RATELESS = "rateless"
# The value of the field for each of which something is worked out.
PER = "per"


@dataclass(frozen=True)
class Frame:
    """The rows that an aggregate runs over, and by which of their dates they fall into buckets.

    An aggregate that is worked out once for each value of a field has a frame of its own.
    """

    kind: str
    entity: str
    day: str
    where: Condition | None
    rate: str
    own: Condition | None = None
    window_days: int | None = None
    closed: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    rated_by: str | None = None
    per_value: PerValue | None = None

    def needs(self) -> list[str]:
        per = [self.per_value.per] if self.per_value else []
        return [self.day, *self.closed, *self.series, *fields_of(self.where), *per]


@dataclass(frozen=True)
class Leaf:
    """An aggregate of a metric's formula, and the column it gets."""

    frame: Frame
    aggregate: Aggregate
    name: str
    type: TypeEngine[Any]


def leaves(catalog: Catalog, query: Query) -> list[Leaf]:
    """Return every aggregate that the query's metrics are made of, each once."""
    found: dict[tuple[Frame, Aggregate], Leaf] = {}
    for name in query.metrics:
        _refuse_other_dates(catalog.metric(name), query)
        for metric in catalog.parts(catalog.metric(name)):
            for number, aggregate in enumerate(aggregates_in(metric.formula)):
                frame, kind = frame_of(metric, aggregate, query), _type_of(aggregate, catalog)
                found.setdefault((frame, aggregate), Leaf(frame, aggregate, f"{metric.name}#{number + 1}", kind))
    return list(found.values())


def _type_of(aggregate: Aggregate, catalog: Catalog) -> TypeEngine[Any]:
    """Return the type of what an aggregate comes to: the first of some days is a day, all else is a number."""
    if isinstance(aggregate, Max | Min) and isinstance(aggregate.of, Of):
        return SQL_TYPES[catalog.field(aggregate.of.field).type]
    return SQL_TYPES["integer"]


def _refuse_other_dates(metric: Metric, query: Query) -> None:
    if query.time and query.time not in metric.times and not metric.opened:
        raise BadQuery(f"{metric.name} cannot be counted by {query.time}, only by {', '.join(metric.times)}.")


def frame_of(metric: Metric, aggregate: Aggregate, query: Query) -> Frame:
    """Return the rows a metric's aggregate runs over. A part that lacks the date asked for counts by its own."""
    asked = query.time if query.time in metric.times else None
    return Frame(
        kind=metric.kind if metric.kind in _IN_BUCKET else "simple",
        entity=metric.entity,
        day=metric.opened or asked or metric.times[0],
        where=all_of(metric.where, query.where),
        rate=metric.rate,
        own=metric.where,
        window_days=metric.window_days,
        closed=metric.closed,
        series=metric.series,
        rated_by=metric.rated_by,
        per_value=aggregate if isinstance(aggregate, PerValue) else None,
    )


def _opened_and_not_closed(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    still_open = (or_(scan.column(name).is_(None), not_(_before("end", name, scan, spine))) for name in frame.closed)
    return and_(_before("end", frame.day, scan, spine), *still_open)


def _open_at_any_time(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    went_on = (or_(scan.column(name).is_(None), _after("start", name, scan, spine)) for name in frame.closed)
    return and_(_before("end", frame.day, scan, spine), *went_on)


def _in_the_window(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return and_(
        not_(_before(f"back_{frame.window_days}", frame.day, scan, spine)), _before("end", frame.day, scan, spine)
    )


def _in_the_bucket(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return and_(not_(_before("start", frame.day, scan, spine)), _before("end", frame.day, scan, spine))


def _before(boundary: str, name: str, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(name) < edge(spine, boundary, instant=scan.type(name) == "instant")


def _after(boundary: str, name: str, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(name) > edge(spine, boundary, instant=scan.type(name) == "instant")


def _recorded_last(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    same = (scan.column(name).is_not_distinct_from(spine.c[name]) for name in frame.series)
    return and_(scan.column(frame.day) == spine.c.recorded_on, *same)


_IN_BUCKET: dict[str, Callable[[Frame, Scan, CTE], ColumnElement[bool]]] = {
    "simple": _in_the_bucket,
    "cumulative": _in_the_window,
    "balance": _opened_and_not_closed,
    "snapshot": _recorded_last,
    "during": _open_at_any_time,
}


def _recorded(frame: Frame, reader: Reader, spine: CTE) -> CTE:
    """Return the spine with the last day by each bucket's end of which there are rows, whatever is asked of them: one
    row for each of the series that the frame keeps apart.

    Only the metric's own condition counts: a plan for next month says nothing of what there is now. Were the filter to
    count, a region without stock today would show what it had when it last had some. So would
    somebody who sees only some rows, whose rule therefore does not count here either: it tells nothing but a day.
    """
    entity = reader.catalog.entity(frame.entity)
    read = {reader.catalog.entity_of(name).name for name in fields_of(frame.own)} | {entity.name}
    unruled = replace(reader, inside=reader.inside | read)
    scan = Scan(entity, [frame.day, *frame.series, *fields_of(frame.own)], unruled, Rates.native())
    own = [clause(frame.own, scan)] if frame.own else []
    series = [scan.column(name).label(name) for name in frame.series]
    days = scan.rows(scan.column(frame.day).label("day"), *series).where(*own).distinct().subquery("days")
    last = func.max(days.c.day).label("recorded_on")
    by_then = spine.join(days, days.c.day < spine.c.end)
    keys = [*spine.c["bucket", "side", *EDGES], *(days.c[name] for name in frame.series)]
    return select(*keys, last).select_from(by_then).group_by(*keys).cte()


def fact(frame: Frame, own: list[Leaf], dimensions: tuple[str, ...], reader: Reader, spine: CTE, currency: str) -> CTE:
    """Return bucket, side, the dimensions, one column for each leaf, and the currency that lacks a rate, if any."""
    needs = [*frame.needs(), *dimensions, *(name for leaf in own for name in fields_in(leaf.aggregate))]
    rates = Rates(currency, frame.rate, frame.rated_by or frame.day)
    if frame.kind == "snapshot":
        spine = _recorded(frame, reader, spine)
    scan = Scan(reader.catalog.entity(frame.entity), needs, reader, rates, Edges.on(spine))
    keys = [spine.c.bucket, spine.c.side, *(scan.column(name).label(name) for name in dimensions)]
    rows = scan.rows(*keys).join_from(scan.source, spine, _IN_BUCKET[frame.kind](frame, scan, spine))
    where = [scan.meets(frame.where)] if frame.where else []
    shape = _SHAPES[type(frame.per_value)] if frame.per_value else _sums
    names = ["bucket", "side", *dimensions]
    shaped = shape(own, scan, names, rows.where(*where)).cte(own[0].name)
    return _or_zero(shaped, own, spine) if frame.kind == "snapshot" and not dimensions else shaped


def _or_zero(fact: CTE, own: list[Leaf], recorded: CTE) -> CTE:
    """Return the fact with nothing as 0 in each bucket that has a recorded day. Before the first, nothing is known."""
    known = select(*recorded.c["bucket", "side"]).distinct().subquery("known")
    tie = and_(*(known.c[name] == fact.c[name] for name in ("bucket", "side")))
    values = [func.coalesce(fact.c[leaf.name], 0).label(leaf.name) for leaf in own]
    whole = select(*known.c, *values, fact.c[RATELESS])
    return whole.select_from(known.outerjoin(fact, tie)).cte(f"{fact.name}_known")


_BRINGS_TOGETHER: dict[type, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    Sum: func.sum,
    Max: func.max,
    Min: func.min,
    CountDistinct: lambda value: func.count(value.distinct()),
}


def _sums(own: list[Leaf], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    return _grouped({leaf.name: leaf.aggregate for leaf in own}, scan, names, rows)


def _grouped(aggregates: Mapping[str, Any], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Return one row for each group of the columns ``names``, with each aggregate by its name.

    The rows come from a subquery, since no engine groups by a value that itself takes a subquery.
    """
    values = {name: scan.value(aggregate.of).label(name) for name, aggregate in aggregates.items()}
    each = rows.add_columns(*values.values(), scan.rateless.label(RATELESS)).subquery(f"{next(iter(values))}_rows")
    columns = [_BRINGS_TOGETHER[type(node)](each.c[name]).label(name) for name, node in aggregates.items()]
    keys = [each.c[name] for name in names]
    return select(*keys, *columns, func.max(each.c[RATELESS]).label(RATELESS)).group_by(*keys)


def _sum_per(own: list[Leaf], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Work the expression out for each value of the field, then sum it up."""
    leaf = own[0]
    assert isinstance(leaf.aggregate, SumPer)
    inner = {f"{leaf.name}_{number}": node for number, node in enumerate(aggregates_in(leaf.aggregate.of))}
    names_of = {node: name for name, node in inner.items()}
    per = rows.add_columns(scan.column(leaf.aggregate.per).label(PER))
    each = _grouped(inner, scan, [*names, PER], per).subquery(f"{leaf.name}_each")

    def value(node: Any) -> ColumnElement[Any]:
        return each.c[names_of[node]] if node in names_of else worked_out(node, value)

    keys = [each.c[name] for name in names]
    total = func.sum(value(leaf.aggregate.of)).label(leaf.name)
    return select(*keys, total, func.max(each.c[RATELESS]).label(RATELESS)).group_by(*keys)


def _percentiles(own: list[Leaf], scan: Scan, names: list[str], rows: Select[Any]) -> Select[Any]:
    """Rank the sums within each group, empty ones last, then weigh the two neighbours of the wanted position."""
    leaf = own[0]
    assert isinstance(leaf.aggregate, Percentile)
    per = rows.add_columns(scan.column(leaf.aggregate.per).label(PER))
    summed = _grouped({"value": Sum(leaf.aggregate.of)}, scan, [*names, PER], per).subquery(f"{leaf.name}_each")
    group = [summed.c[name] for name in names]
    rank = func.row_number().over(partition_by=group, order_by=summed.c.value.nulls_last())
    ranked = select(
        *group,
        summed.c.value,
        summed.c[RATELESS],
        rank.label("rank"),
        func.count(summed.c.value).over(partition_by=group).label("size"),
    ).subquery(f"{leaf.name}_ranked")
    group = [ranked.c[name] for name in names]
    distance = func.abs(ranked.c.rank - (1 + leaf.aggregate.level * cast(ranked.c.size - 1, Double)))
    weighed = ranked.c.value * case((distance < 1, 1 - distance), else_=0.0)
    return select(*group, func.sum(weighed).label(leaf.name), func.max(ranked.c[RATELESS]).label(RATELESS)).group_by(
        *group
    )


_SHAPES = {Percentile: _percentiles, SumPer: _sum_per}
