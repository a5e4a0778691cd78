"""Aggregates, asked per fact: each frame of rows is scanned once, so joins never count a row twice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Double, Select, and_, case, cast, func, not_, or_, select

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.narrowed import Reader
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.scan import Scan
from services.semantic.compiler.spine import edge
from services.semantic.compiler.where import clause, fields_of
from services.semantic.conditions import Condition, all_of
from services.semantic.expression import Aggregate, CountDistinct, Percentile, Sum, fields_in, walk
from services.semantic.query import Query

RATELESS = "rateless"


@dataclass(frozen=True)
class Frame:
    """The rows that an aggregate runs over, and by which of their dates they fall into buckets.

    A percentile ranks its rows, so each has a frame of its own.
    """

    kind: str
    entity: str
    day: str
    where: Condition | None
    rate: str
    own: Condition | None = None
    window_days: int | None = None
    closed: tuple[str, ...] = ()
    percentile: Percentile | None = None

    def needs(self) -> list[str]:
        return [self.day, *self.closed, *fields_of(self.where), *([self.percentile.per] if self.percentile else [])]


@dataclass(frozen=True)
class Leaf:
    """An aggregate of a metric's formula, and the column it gets."""

    frame: Frame
    aggregate: Aggregate
    name: str


def leaves(catalog: Catalog, query: Query) -> list[Leaf]:
    """Return every aggregate that the query's metrics are made of, each once."""
    found: dict[tuple[Frame, Aggregate], Leaf] = {}
    for name in query.metrics:
        _refuse_other_dates(catalog.metric(name), query)
        for metric in catalog.parts(catalog.metric(name)):
            aggregates = [node for node in walk(metric.formula) if isinstance(node, Aggregate)]
            for number, aggregate in enumerate(aggregates):
                frame = frame_of(metric, aggregate, query)
                found.setdefault((frame, aggregate), Leaf(frame, aggregate, f"{metric.name}#{number + 1}"))
    return list(found.values())


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
        percentile=aggregate if isinstance(aggregate, Percentile) else None,
    )


def _opened_and_not_closed(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    still_open = (or_(scan.column(name).is_(None), not_(_before("end", name, scan, spine))) for name in frame.closed)
    return and_(_before("end", frame.day, scan, spine), *still_open)


def _in_the_window(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return and_(
        not_(_before(f"back_{frame.window_days}", frame.day, scan, spine)), _before("end", frame.day, scan, spine)
    )


def _in_the_bucket(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return and_(not_(_before("start", frame.day, scan, spine)), _before("end", frame.day, scan, spine))


def _before(boundary: str, name: str, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(name) < edge(spine, boundary, instant=scan.type(name) == "instant")


def _recorded_last(frame: Frame, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(frame.day) == spine.c.recorded_on


_IN_BUCKET: dict[str, Callable[[Frame, Scan, CTE], ColumnElement[bool]]] = {
    "simple": _in_the_bucket,
    "cumulative": _in_the_window,
    "balance": _opened_and_not_closed,
    "snapshot": _recorded_last,
}


def _recorded(frame: Frame, reader: Reader, spine: CTE) -> CTE:
    """Return the spine with the last day by each bucket's end of which there are rows, whatever is asked of them.

    Only the metric's own condition counts: a plan for next month says nothing of what there is now. Were the filter to
    count, a region without stock today would show what it had when it last had some. So would
    somebody who sees only some rows, whose rule therefore does not count here either: it tells nothing but a day.
    """
    entity = reader.catalog.entity(frame.entity)
    read = {reader.catalog.entity_of(name).name for name in fields_of(frame.own)} | {entity.name}
    unruled = replace(reader, inside=reader.inside | read)
    scan = Scan(entity, [frame.day, *fields_of(frame.own)], unruled, Rates.native())
    own = [clause(frame.own, scan)] if frame.own else []
    days = scan.rows(scan.column(frame.day).label("day")).where(*own).distinct().subquery("days")
    last = func.max(days.c.day).label("recorded_on")
    by_then = spine.join(days, days.c.day < spine.c.end)
    return select(spine.c.bucket, spine.c.side, last).select_from(by_then).group_by(*spine.c["bucket", "side"]).cte()


def fact(frame: Frame, own: list[Leaf], dimensions: tuple[str, ...], reader: Reader, spine: CTE, currency: str) -> CTE:
    """Return bucket, side, the dimensions, one column for each leaf, and the currency that lacks a rate, if any."""
    needs = [*frame.needs(), *dimensions, *(name for leaf in own for name in fields_in(leaf.aggregate))]
    rates = Rates(currency, frame.rate, frame.day)
    scan = Scan(reader.catalog.entity(frame.entity), needs, reader, rates)
    if frame.kind == "snapshot":
        spine = _recorded(frame, reader, spine)
    keys = [spine.c.bucket, spine.c.side, *(scan.column(name).label(name) for name in dimensions)]
    rows = scan.rows().join_from(scan.source, spine, _IN_BUCKET[frame.kind](frame, scan, spine))
    where = [scan.meets(frame.where)] if frame.where else []
    shape = _percentiles if frame.percentile else _sums
    shaped = shape(own, scan, keys, rows.where(*where)).cte(own[0].name)
    return _or_zero(shaped, own, spine) if frame.kind == "snapshot" and not dimensions else shaped


def _or_zero(fact: CTE, own: list[Leaf], recorded: CTE) -> CTE:
    """Return the fact with nothing as 0 in each bucket that has a recorded day. Before the first, nothing is known."""
    tie = and_(*(recorded.c[name] == fact.c[name] for name in ("bucket", "side")))
    values = [func.coalesce(fact.c[leaf.name], 0).label(leaf.name) for leaf in own]
    whole = select(*recorded.c["bucket", "side"], *values, fact.c[RATELESS])
    return whole.select_from(recorded.outerjoin(fact, tie)).cte(f"{fact.name}_known")


_SUMS: dict[type, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    Sum: func.sum,
    CountDistinct: lambda value: func.count(value.distinct()),
}


def _sums(own: list[Leaf], scan: Scan, keys: list[Any], rows: Select[Any]) -> Select[Any]:
    columns = [_SUMS[type(leaf.aggregate)](scan.value(leaf.aggregate.of)).label(leaf.name) for leaf in own]
    return rows.add_columns(*keys, *columns, func.max(scan.rateless).label(RATELESS)).group_by(*map(_bare, keys))


def _percentiles(own: list[Leaf], scan: Scan, keys: list[Any], rows: Select[Any]) -> Select[Any]:
    """Rank the sums within each group, empty ones last, then weigh the two neighbours of the wanted position."""
    leaf = own[0]
    assert isinstance(leaf.aggregate, Percentile)
    per = scan.column(leaf.aggregate.per)
    sums = rows.add_columns(
        *keys, func.sum(scan.value(leaf.aggregate.of)).label("value"), func.max(scan.rateless).label(RATELESS)
    ).group_by(*map(_bare, keys), per)
    summed = sums.subquery(f"{leaf.name}_each")
    group = [summed.c[key.name] for key in keys]
    rank = func.row_number().over(partition_by=group, order_by=summed.c.value.nulls_last())
    ranked = select(
        *group,
        summed.c.value,
        summed.c[RATELESS],
        rank.label("rank"),
        func.count(summed.c.value).over(partition_by=group).label("size"),
    ).subquery(f"{leaf.name}_ranked")
    group = [ranked.c[key.name] for key in keys]
    distance = func.abs(ranked.c.rank - (1 + leaf.aggregate.level * cast(ranked.c.size - 1, Double)))
    weighed = ranked.c.value * case((distance < 1, 1 - distance), else_=0.0)
    return select(*group, func.sum(weighed).label(leaf.name), func.max(ranked.c[RATELESS]).label(RATELESS)).group_by(
        *group
    )


def _bare(key: Any) -> Any:
    """Return what a label stands for: engines differ in whether GROUP BY takes the label."""
    return getattr(key, "element", key)
