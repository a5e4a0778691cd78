"""A Permitted question becomes one SELECT, step by step. Pure: nothing here touches a connection."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, func, literal, select

from services.errors import BadQuery, UnknownName
from services.semantic.catalog import Catalog, Entity, Type
from services.semantic.compiler.access_scope import AccessScope
from services.semantic.compiler.fact_scans import AggregateColumn, FactScan, aggregate_columns
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY, fact
from services.semantic.compiler.measures import (
    apply_transforms,
    counts_days,
    evaluate_metrics,
    fill_gaps,
    merge_facts,
    type_of,
)
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.records import TOTAL, records, root_of
from services.semantic.compiler.required_rows import required_entity_days
from services.semantic.compiler.scan import Scan, related_row_exists
from services.semantic.compiler.sources import sources_read
from services.semantic.compiler.spine import expand_days, spine
from services.semantic.compiler.suppression import SUPPRESSED, suppress_small_groups
from services.semantic.compiler.where import clause, fields_of
from services.semantic.conditions import Condition
from services.semantic.narrow import Permitted
from services.semantic.query import Everything, Last, Query
from services.semantic.table_layout import PLAIN, TableLayout

# Up to so many, rows find their bucket faster by where it begins and ends than by each of its days.
FEW_BUCKETS = 2
OWN_COLUMNS = ("bucket", MISSING_RATE_CURRENCY, SUPPRESSED)

__all__ = [
    "compile",
    "compile_extent",
    "compile_has_rows",
    "compile_row_count",
    "compile_total",
    "counted_entities",
    "counted_entity_days",
    "required_entity_days",
    "sources_read",
]


def compile(permitted: Permitted, catalog: Catalog, layout: TableLayout = PLAIN) -> Select[Any]:
    """Return the question as SQL that means the same on SQLite, PostgreSQL and DuckDB, and in every layout.

    Columns: ``bucket``, the dimensions and metrics by name (with ``@before`` for the comparison and ``@kind`` for
    transforms), or the fields of records; then ``missing_rate_currency`` and ``total``. Raises UnknownName, Unreachable
    and BadQuery for what the catalog cannot answer, NotNarrowed for what the policy does not name.
    """
    return _apply_page(_rows(permitted, catalog, layout), permitted.query)


def compile_total(permitted: Permitted, catalog: Catalog, layout: TableLayout = PLAIN) -> Select[Any]:
    """Return SQL for ``total`` and ``missing_rate_currency`` of all rows, for a page without rows."""
    rows = _rows(permitted, catalog, layout).order_by(None).subquery("rows")
    columns: list[Any] = [
        func.count().label(TOTAL),
        func.max(rows.c[MISSING_RATE_CURRENCY]).label(MISSING_RATE_CURRENCY),
    ]
    return select(*columns).select_from(rows)


def compile_extent(permitted: Permitted, catalog: Catalog, layout: TableLayout = PLAIN) -> Select[Any]:
    """Return SQL for the first and the last day that have data: of the metric that the period names, else of the first
    one that is asked for, without the question's filters; of records, by their date. Raises BadQuery."""
    entity, day, where = _data_extent(permitted.query, catalog)
    scan = Scan(entity, [day, *fields_of(where)], _access_scope(permitted, catalog, layout), Rates.native())
    rows = scan.rows(func.min(scan.column(day)), func.max(scan.column(day)))
    return rows.where(clause(where, scan)) if where else rows


def compile_has_rows(
    permitted: Permitted, catalog: Catalog, entity: str, day: str, layout: TableLayout = PLAIN
) -> Select[Any]:
    """Return SQL that finds one row of an entity that the asker may read and that has such a day, if there is any."""
    scan = Scan(catalog.entity(entity), [day], _access_scope(permitted, catalog, layout), Rates.native())
    return scan.rows(literal(1)).where(scan.column(day).is_not(None)).limit(1)


def compile_row_count(permitted: Permitted, catalog: Catalog, entity: str, layout: TableLayout = PLAIN) -> Select[Any]:
    """Return SQL for how many rows of an entity the asker may read."""
    scan = Scan(catalog.entity(entity), [], _access_scope(permitted, catalog, layout), Rates.native())
    return scan.rows(func.count())


def counted_entities(metric: str, catalog: Catalog) -> list[str]:
    """Return the entities whose rows a metric counts."""
    return list(dict.fromkeys(entity for entity, _ in counted_entity_days(metric, catalog)))


def counted_entity_days(metric: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the entities whose rows a metric counts, each with the day by which they count."""
    fact_scans = (
        aggregate_column.fact_scan for aggregate_column in aggregate_columns(catalog, Query(metrics=(metric,)))
    )
    return list(dict.fromkeys((fact_scan.entity, fact_scan.day) for fact_scan in fact_scans))


def _access_scope(permitted: Permitted, catalog: Catalog, layout: TableLayout) -> AccessScope:
    sources = tuple(source.name for source in sources_read(permitted, catalog))
    return AccessScope(
        catalog,
        permitted.policy,
        related_row_exists,
        sources,
        calendar=permitted.calendar,
        today=permitted.today,
        layout=layout,
    )


def _rows(permitted: Permitted, catalog: Catalog, layout: TableLayout) -> Select[Any]:
    scope = _access_scope(permitted, catalog, layout)
    return (records if permitted.query.fields else _metrics)(permitted, catalog, scope)


def _data_extent(query: Query, catalog: Catalog) -> tuple[Entity, str, Condition | None]:
    """Return whose rows, by which date, and which of them, say where the data begins and ends."""
    named = query.period.of if isinstance(query.period, Last | Everything) else None
    if query.fields and not named:
        root = root_of(query.fields, catalog)
        day = query.time or root.time
        if day is None:
            raise BadQuery(f"{root.label} has no date to pick a period by. Leave the period out.")
        return catalog.entity_of(day), day, None
    name = named or query.metrics[0]
    sample = catalog.metric(name).sample
    # A rate has data where what it is a rate of has: a day on which deals were lost and none was won is one.
    if sample and catalog.metric(sample).times == catalog.metric(name).times:
        name = sample
    fact_scan = aggregate_columns(catalog, Query(metrics=(name,), time=None if named else query.time))[0].fact_scan
    return catalog.entity(fact_scan.entity), fact_scan.day, fact_scan.own


def _metrics(permitted: Permitted, catalog: Catalog, scope: AccessScope) -> Select[Any]:
    query = permitted.query
    for name in query.dimensions:
        catalog.dimension(name)
    found = aggregate_columns(catalog, query)
    fact_scans: dict[FactScan, list[AggregateColumn]] = {}
    for aggregate_column in found:
        fact_scans.setdefault(aggregate_column.fact_scan, []).append(aggregate_column)
    time = spine(permitted, (fact_scan.window_days for fact_scan in fact_scans if fact_scan.window_days))
    days = expand_days(time) if len(permitted.buckets) > FEW_BUCKETS else None
    facts = {
        fact(fact_scan, own, query.dimensions, scope, time, days, permitted.currency): own
        for fact_scan, own in fact_scans.items()
    }
    whole = fill_gaps(merge_facts(facts, query), time, query, days=counts_days(catalog, query))
    shown = suppress_small_groups(evaluate_metrics(whole, found, catalog, query), query, scope, time)
    rows = apply_transforms(shown, catalog, query)
    asked = select(*rows.c, func.count().over().label(TOTAL))
    if query.having:
        # A group whose sum lacks a rate must stay, so that it is refused rather than left out.
        asked = asked.where(clause(query.having, _Measures(rows, catalog)) | rows.c[MISSING_RATE_CURRENCY].is_not(None))
    return asked.order_by(*_order(query, rows))


class _Measures:
    """What ``having`` is held against: metrics, after they were summed."""

    def __init__(self, rows: CTE, catalog: Catalog) -> None:
        self.rows, self.catalog = rows, catalog

    def column(self, name: str) -> ColumnElement[Any]:
        return _column(name, self.rows)

    def type(self, name: str) -> Type:
        metric, _, mark = name.partition("@")
        return type_of(mark, self.catalog.metric(metric).type)

    def exists(self, relation: str, where: Any) -> ColumnElement[bool]:
        raise UnknownName("metric", relation, self.catalog.metrics)


def _order(query: Query, rows: CTE) -> list[Any]:
    """Order as asked, else along time, else the largest first; the rest settles ties, so that pages are stable."""
    names = query.order or (("time",) if query.grain else (f"-{query.metrics[0]}",))
    asked = [_order_by(name, rows) for name in names]
    return asked + [rows.c.bucket, *(rows.c[name].nulls_last() for name in query.dimensions)]


def _order_by(token: str, rows: CTE) -> ColumnElement[Any]:
    column = _column(token.removeprefix("-"), rows)
    return (column.desc() if token.startswith("-") else column.asc()).nulls_last()


def _column(name: str, rows: CTE) -> ColumnElement[Any]:
    known = {"time": "bucket"} | {column.name: column.name for column in rows.c if column.name not in OWN_COLUMNS}
    if name not in known:
        raise UnknownName("column", name, known)
    return rows.c[known[name]]


def _apply_page(rows: Select[Any], query: Query) -> Select[Any]:
    if query.limit is not None:
        rows = rows.limit(query.limit)
    return rows.offset(query.offset) if query.offset else rows
