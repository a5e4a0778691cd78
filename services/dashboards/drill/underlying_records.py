"""The records that a metric counts, as lists: what a reader checks a number against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from services.dashboards.drill.record_columns import columns_for
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import AggregateColumn, FactScan, aggregate_columns
from services.semantic.conditions import EVERYTHING as ALL
from services.semantic.conditions import Compare, Condition, Exists, Not, Null, Or, all_of
from services.semantic.expression import CountDistinct, FieldRef, fields_in
from services.semantic.periods import Bucket
from services.semantic.query import Period, Query
from services.view_context import ViewContext

# Each series of a snapshot costs a question of its own. No business has more bank accounts than that.
MOST_SERIES = 40


@dataclass(frozen=True)
class RecordSet:
    """One kind of record that a metric counts: parts of its formula that run over the same rows of one entity."""

    entity: str
    parts: tuple[AggregateColumn, ...]

    @property
    def fact_scan(self) -> FactScan:
        return self.parts[0].fact_scan

    @property
    def is_state(self) -> bool:
        """Return whether rows count by their state at a time, rather than by a day of the period."""
        return self.fact_scan.kind in _STATE_CONDITIONS

    def list_query(self, catalog: Catalog, period: Period | None) -> Query:
        """Return the query that lists the records of a period: each that counts for any of the parts."""
        fact_scan = self.fact_scan
        measured = tuple(name for aggregate_column in self.parts for name in fields_in(aggregate_column.aggregate))
        exists = (
            None
            if self.entity == fact_scan.entity
            else Exists(catalog.one_to_many_relation(self.entity, fact_scan.entity).name, ALL)
        )
        return Query(
            catalog=catalog.id,
            fields=columns_for(self.entity, fact_scan.day, measured, catalog),
            time=fact_scan.day,
            period=period,
            where=all_of(self._any_condition(), exists),
            order=(f"-{fact_scan.day}",),
        )

    def state_query(self, reader: ViewContext, days: Bucket) -> Query:
        """Return the query that lists the records of a state during or at the end of ``days``; raises as the road
        does."""
        query = self.list_query(reader.catalog, None)
        return replace(
            query, where=all_of(query.where, _STATE_CONDITIONS[self.fact_scan.kind](self.fact_scan, reader, days))
        )

    def _any_condition(self) -> Condition | None:
        conditions = dict.fromkeys(aggregate_column.fact_scan.own for aggregate_column in self.parts)
        given = tuple(each for each in conditions if each is not None)
        # A part without a condition counts every row.
        if len(given) < len(conditions):
            return None
        return given[0] if len(given) == 1 else Or(given)


def underlying_records(metric: Metric, catalog: Catalog) -> list[RecordSet]:
    """Return the kinds of records that a metric counts, its own first: those that the compiler counts."""
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
    """Return the entity that is listed: orders where orders are counted, even if they are counted by their lines."""
    fact_scan = together[0].fact_scan
    needed = {
        catalog.entity_of(name).name for aggregate_column in together for name in aggregate_column.fact_scan.needs()
    }
    counted = {_counted_entity(aggregate_column, catalog) for aggregate_column in together}
    entity = counted.pop() if len(counted) == 1 else None
    if entity and entity != fact_scan.entity and all(catalog.reaches(entity, each) for each in needed):
        return entity
    return fact_scan.entity


def _counted_entity(aggregate_column: AggregateColumn, catalog: Catalog) -> str | None:
    """Return the entity whose keys are counted, None where anything else is."""
    of = aggregate_column.aggregate.of if isinstance(aggregate_column.aggregate, CountDistinct) else None
    entity = catalog.entity_of(of.field).name if isinstance(of, FieldRef) else None
    return entity if entity and isinstance(of, FieldRef) and catalog.key_field(entity) == of.field else None


def _open_at_end(fact_scan: FactScan, reader: ViewContext, days: Bucket) -> Condition | None:
    still = (Or((Null(name), _compare_day(name, ">=", days.end, reader))) for name in fact_scan.closed)
    return all_of(_compare_day(fact_scan.day, "<", days.end, reader), *still)


def _open_at_any_time(fact_scan: FactScan, reader: ViewContext, days: Bucket) -> Condition | None:
    went_on = (Or((Null(name), _compare_day(name, ">", days.start, reader))) for name in fact_scan.closed)
    return all_of(_compare_day(fact_scan.day, "<", days.end, reader), *went_on)


def _in_window(fact_scan: FactScan, reader: ViewContext, days: Bucket) -> Condition | None:
    assert fact_scan.window_days
    opens = days.end - timedelta(days=fact_scan.window_days)
    return all_of(_compare_day(fact_scan.day, ">=", opens, reader), _compare_day(fact_scan.day, "<", days.end, reader))


def _recorded_last(fact_scan: FactScan, reader: ViewContext, days: Bucket) -> Condition | None:
    """Return the rows of the last recorded day by the end of the period, each series by its own last day."""
    by_then = all_of(fact_scan.own, _compare_day(fact_scan.day, "<", days.end, reader))
    counted: list[Condition] = []
    known: list[Condition] = []
    while len(counted) < MOST_SERIES and (last := _last_row(fact_scan, all_of(by_then, *known), reader)):
        series = all_of(*(_is(name, last[name]) for name in fact_scan.series))
        day = Compare(fact_scan.day, "=", last[fact_scan.day].isoformat())
        counted.append(all_of(series, day) or day)
        if series is None:
            break
        known.append(Not(series))
    return Or(tuple(counted))


def _last_row(fact_scan: FactScan, where: Condition | None, reader: ViewContext) -> Mapping[Any, Any] | None:
    fields = tuple(dict.fromkeys((fact_scan.day, *fact_scan.series)))
    query = Query(
        catalog=reader.catalog.id,
        fields=fields,
        time=fact_scan.day,
        where=where,
        order=(f"-{fact_scan.day}",),
        limit=1,
    )
    found = reader.answer(query).frame.to_dict("records")
    return found[0] if found else None


def _is(name: str, value: Any) -> Condition:
    return Null(name) if value is None else Compare(name, "=", value)


def _compare_day(name: str, op: Any, day: date, reader: ViewContext) -> Condition:
    """Return a comparison of a date with a day, or of an instant with that day's first moment in the organisation's
    time zone."""
    if reader.catalog.field(name).type != "instant":
        return Compare(name, op, day.isoformat())
    return Compare(name, op, datetime.combine(day, time(), reader.context.calendar.zone).isoformat())


# By kind of fact scan: the condition of the rows that make up a state. All other kinds count by a day of the period.
_STATE_CONDITIONS: dict[str, Callable[[FactScan, ViewContext, Bucket], Condition | None]] = {
    "balance": _open_at_end,
    "during": _open_at_any_time,
    "cumulative": _in_window,
    "snapshot": _recorded_last,
}
