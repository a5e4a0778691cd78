"""The rows that aggregates run over: which entity's, and by which of their dates they fall into buckets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, not_, or_
from sqlalchemy.types import TypeEngine

from services.errors import BadQuery
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.access_scope import SQL_TYPES
from services.semantic.compiler.scan import Scan
from services.semantic.compiler.spine import DAY, edge
from services.semantic.compiler.where import fields_of
from services.semantic.conditions import Condition, all_of
from services.semantic.expression import Aggregate, FieldRef, Max, Min, PerValue, aggregates_in
from services.semantic.query import Query


@dataclass(frozen=True)
class FactScan:
    """The rows that an aggregate runs over, and by which of their dates they fall into buckets.

    An aggregate that is computed once for each value of a field has a scan of its own.
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
    at: str = "end"
    rated_by: str | None = None
    per_value: PerValue | None = None

    def needs(self) -> list[str]:
        per = [self.per_value.per] if self.per_value else []
        return [self.day, *self.closed, *self.series, *fields_of(self.where), *per]


@dataclass(frozen=True)
class AggregateColumn:
    """An aggregate of a metric's formula, and the column it gets."""

    fact_scan: FactScan
    aggregate: Aggregate
    name: str
    type: TypeEngine[Any]


def aggregate_columns(catalog: Catalog, query: Query) -> list[AggregateColumn]:
    """Return every aggregate that the query's metrics are made of, each once, and those of their plans where asked."""
    found: dict[tuple[FactScan, Aggregate], AggregateColumn] = {}
    for name in query.metrics:
        asked = catalog.metric(name)
        _refuse_other_dates(asked, query)
        for part in catalog.parts(asked):
            for mark, metric in _variants(part, asked, catalog, query):
                for number, aggregate in enumerate(aggregates_in(metric.formula), 1):
                    fact_scan, kind = fact_scan_of(metric, aggregate, query), _type_of(aggregate, catalog)
                    aggregate_column = AggregateColumn(fact_scan, aggregate, f"{metric.name}{mark}#{number}", kind)
                    found.setdefault((fact_scan, aggregate), aggregate_column)
    return list(found.values())


def _variants(part: Metric, asked: Metric, catalog: Catalog, query: Query) -> Iterator[tuple[str, Metric]]:
    yield "", part
    if query.compare == "budget" and catalog.has_plan(asked) and (planned := catalog.planned_metric(part)):
        yield "~plan", planned


def _type_of(aggregate: Aggregate, catalog: Catalog) -> TypeEngine[Any]:
    """Return the type of what an aggregate comes to: the first of some days is a day, all else is a number."""
    if isinstance(aggregate, Max | Min) and isinstance(aggregate.of, FieldRef):
        return SQL_TYPES[catalog.field(aggregate.of.field).type]
    return SQL_TYPES["integer"]


def _refuse_other_dates(metric: Metric, query: Query) -> None:
    if query.time and query.time not in metric.times and not metric.opened:
        raise BadQuery(f"{metric.name} cannot be counted by {query.time}, only by {', '.join(metric.times)}.")


def fact_scan_of(metric: Metric, aggregate: Aggregate, query: Query) -> FactScan:
    """Return the rows a metric's aggregate runs over. A part that lacks the date asked for counts by its own."""
    asked = query.time if query.time in metric.times else None
    return FactScan(
        kind=metric.kind if metric.kind in IN_BUCKET else "simple",
        entity=metric.entity,
        day=metric.opened or asked or metric.times[0],
        where=all_of(metric.where, query.where),
        rate=metric.rate,
        own=metric.where,
        window_days=metric.window_days,
        closed=metric.closed,
        series=metric.series,
        at=f"back_{metric.window_days}" if metric.window_days else metric.at,
        rated_by=metric.rated_by,
        per_value=aggregate if isinstance(aggregate, PerValue) else None,
    )


def _opened_and_not_closed(fact_scan: FactScan, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    still_open = (
        or_(scan.column(name).is_(None), not_(_before("end", name, scan, spine))) for name in fact_scan.closed
    )
    return and_(_before("end", fact_scan.day, scan, spine), *still_open)


def _open_at_any_time(fact_scan: FactScan, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    went_on = (or_(scan.column(name).is_(None), _after("start", name, scan, spine)) for name in fact_scan.closed)
    return and_(_before("end", fact_scan.day, scan, spine), *went_on)


def _in_the_window(fact_scan: FactScan, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return and_(
        not_(_before(f"back_{fact_scan.window_days}", fact_scan.day, scan, spine)),
        _before("end", fact_scan.day, scan, spine),
    )


def _in_the_bucket(fact_scan: FactScan, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    if DAY in spine.c:
        return scan.column(fact_scan.day) == spine.c[DAY]
    return and_(not_(_before("start", fact_scan.day, scan, spine)), _before("end", fact_scan.day, scan, spine))


def _before(boundary: str, name: str, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(name) < edge(spine, boundary, instant=scan.type(name) == "instant")


def _after(boundary: str, name: str, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    return scan.column(name) > edge(spine, boundary, instant=scan.type(name) == "instant")


def _on_last_recorded_day(fact_scan: FactScan, scan: Scan, spine: CTE) -> ColumnElement[bool]:
    same = (scan.column(name).is_not_distinct_from(spine.c[name]) for name in fact_scan.series)
    return and_(scan.column(fact_scan.day) == spine.c.recorded_on, *same)


IN_BUCKET: dict[str, Callable[[FactScan, Scan, CTE], ColumnElement[bool]]] = {
    "simple": _in_the_bucket,
    "cumulative": _in_the_window,
    "balance": _opened_and_not_closed,
    "snapshot": _on_last_recorded_day,
    "during": _open_at_any_time,
}
