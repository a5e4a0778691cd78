"""The rows that a metric counts, as lists of records: what a reader checks a number against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from services.dashboards.drill.record_columns import columns_for
from services.road import Road
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import AggregateColumn, FactScan, aggregate_columns
from services.semantic.conditions import EVERYTHING as ALL
from services.semantic.conditions import Compare, Condition, Exists, Not, Null, Or, all_of
from services.semantic.context import Context
from services.semantic.expression import CountDistinct, FieldRef, fields_in
from services.semantic.periods import Bucket
from services.semantic.query import Period, Query

# Each series of a snapshot costs a question of its own. No business has more bank accounts than that.
MOST_SERIES = 40


@dataclass(frozen=True)
class Asking:
    """Who asks for rows, and the days they ask for, as the road has resolved them."""

    road: Road
    context: Context
    days: Bucket


@dataclass(frozen=True)
class RecordSet:
    """One kind of row that a metric counts: parts of its formula that run over the same rows of one entity."""

    entity: str
    parts: tuple[AggregateColumn, ...]

    @property
    def fact_scan(self) -> FactScan:
        return self.parts[0].fact_scan

    @property
    def tells_a_state(self) -> bool:
        """Whether rows count by how things stood, rather than by a day of the period."""
        return self.fact_scan.kind in _STOOD

    def listed(self, catalog: Catalog, period: Period | None) -> Query:
        """Return the question that lists the rows of a period: each that counts for any of the parts."""
        fact_scan = self.fact_scan
        measured = tuple(name for aggregate_column in self.parts for name in fields_in(aggregate_column.aggregate))
        there = (
            None
            if self.entity == fact_scan.entity
            else Exists(catalog.one_to_many_relation(self.entity, fact_scan.entity).name, ALL)
        )
        return Query(
            fields=columns_for(self.entity, fact_scan.day, measured, catalog),
            time=fact_scan.day,
            period=period,
            where=all_of(self._any_of_them(), there),
            order=(f"-{fact_scan.day}",),
        )

    def stood(self, asking: Asking) -> Query:
        """Return the question that lists the rows of which a state was made up; raises as the road does."""
        query = self.listed(asking.road.catalog, None)
        return replace(query, where=all_of(query.where, _STOOD[self.fact_scan.kind](self.fact_scan, asking)))

    def _any_of_them(self) -> Condition | None:
        conditions = dict.fromkeys(aggregate_column.fact_scan.own for aggregate_column in self.parts)
        given = tuple(each for each in conditions if each is not None)
        # A part without a condition counts every row.
        if len(given) < len(conditions):
            return None
        return given[0] if len(given) == 1 else Or(given)


def underlying_records(metric: Metric, catalog: Catalog) -> list[RecordSet]:
    """Return the kinds of rows that a metric counts, its own first. They are those that the compiler counts."""
    found = aggregate_columns(catalog, Query(metrics=(metric.name,)))
    kinds: dict[tuple[object, ...], list[AggregateColumn]] = {}
    for aggregate_column in sorted(
        found, key=lambda aggregate_column: aggregate_column.fact_scan.entity != metric.entity
    ):
        kinds.setdefault(_kind(aggregate_column.fact_scan), []).append(aggregate_column)
    return [RecordSet(_entity(together, catalog), tuple(together)) for together in kinds.values()]


def _kind(fact_scan: FactScan) -> tuple[object, ...]:
    return (fact_scan.entity, fact_scan.kind, fact_scan.day, fact_scan.closed, fact_scan.window_days, fact_scan.series)


def _entity(together: list[AggregateColumn], catalog: Catalog) -> str:
    """Return whose rows are listed: orders where orders are counted, also if they are counted by their lines."""
    fact_scan = together[0].fact_scan
    needed = {
        catalog.entity_of(name).name for aggregate_column in together for name in aggregate_column.fact_scan.needs()
    }
    counted = {_counted(aggregate_column) for aggregate_column in together}
    entity = counted.pop() if len(counted) == 1 else None
    if entity and entity != fact_scan.entity and all(catalog.reaches(entity, each) for each in needed):
        return entity
    return fact_scan.entity


def _counted(aggregate_column: AggregateColumn) -> str | None:
    of = aggregate_column.aggregate.of if isinstance(aggregate_column.aggregate, CountDistinct) else None
    return of.field.removesuffix(".id") if isinstance(of, FieldRef) and of.field.endswith(".id") else None


def _open_at_the_end(fact_scan: FactScan, asking: Asking) -> Condition | None:
    still = (Or((Null(name), _held(name, ">=", asking.days.end, asking))) for name in fact_scan.closed)
    return all_of(_held(fact_scan.day, "<", asking.days.end, asking), *still)


def _open_at_any_time(fact_scan: FactScan, asking: Asking) -> Condition | None:
    went_on = (Or((Null(name), _held(name, ">", asking.days.start, asking))) for name in fact_scan.closed)
    return all_of(_held(fact_scan.day, "<", asking.days.end, asking), *went_on)


def _in_the_window(fact_scan: FactScan, asking: Asking) -> Condition | None:
    assert fact_scan.window_days
    opens = asking.days.end - timedelta(days=fact_scan.window_days)
    return all_of(_held(fact_scan.day, ">=", opens, asking), _held(fact_scan.day, "<", asking.days.end, asking))


def _recorded_last(fact_scan: FactScan, asking: Asking) -> Condition | None:
    """Return the rows of the last day on record by the end of the period, each series by a last day of its own."""
    by_then = all_of(fact_scan.own, _held(fact_scan.day, "<", asking.days.end, asking))
    counted: list[Condition] = []
    known: list[Condition] = []
    while len(counted) < MOST_SERIES and (last := _last_row(fact_scan, all_of(by_then, *known), asking)):
        series = all_of(*(_is(name, last[name]) for name in fact_scan.series))
        day = Compare(fact_scan.day, "=", last[fact_scan.day].isoformat())
        counted.append(all_of(series, day) or day)
        if series is None:
            break
        known.append(Not(series))
    return Or(tuple(counted))


def _last_row(fact_scan: FactScan, where: Condition | None, asking: Asking) -> Mapping[Any, Any] | None:
    fields = tuple(dict.fromkeys((fact_scan.day, *fact_scan.series)))
    query = Query(fields=fields, time=fact_scan.day, where=where, order=(f"-{fact_scan.day}",), limit=1)
    found = asking.road.answer(query, asking.context).frame.to_dict("records")
    return found[0] if found else None


def _is(name: str, value: Any) -> Condition:
    return Null(name) if value is None else Compare(name, "=", value)


def _held(name: str, op: Any, day: date, asking: Asking) -> Condition:
    """Return a date held against a day, or an instant against the first moment of that day on the house's clock."""
    if asking.road.catalog.field(name).type != "instant":
        return Compare(name, op, day.isoformat())
    return Compare(name, op, datetime.combine(day, time(), asking.context.calendar.zone).isoformat())


# By kind of frame: which rows make up a state. Rows of every other kind count by a day of the period.
_STOOD: dict[str, Callable[[FactScan, Asking], Condition | None]] = {
    "balance": _open_at_the_end,
    "during": _open_at_any_time,
    "cumulative": _in_the_window,
    "snapshot": _recorded_last,
}
