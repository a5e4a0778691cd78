"""Records: rows of one entity, with fields of the rows that they relate to."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, cast, func, null, select

from services.errors import BadQuery, UnknownName, Unreachable
from services.semantic.catalog import Catalog, Entity
from services.semantic.compiler.access_scope import SQL_TYPES, AccessScope
from services.semantic.compiler.facts import MISSING_RATE_CURRENCY
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.scan import Scan
from services.semantic.compiler.spine import Edges, midnight
from services.semantic.compiler.where import fields_elsewhere, fields_of
from services.semantic.conditions import Condition
from services.semantic.narrow import Permitted
from services.semantic.periods import DAY
from services.semantic.query import Query

TOTAL = "total"
KEY = "key"


def records(permitted: Permitted, catalog: Catalog, scope: AccessScope) -> Select[Any]:
    """Return one row for each record, with how many there are before the limit."""
    query = permitted.query
    root = root_of(query.fields, catalog)
    day = query.time or root.time
    if lead := next((name for name in _filtered_fields(query.where) if _names_somebody(name, root, scope)), None):
        raise BadQuery(f"{catalog.field(lead).label} is not shown in this list, so it cannot be filtered by.")
    needs = [*query.fields, *fields_of(query.where), *([day] if day else [])]
    scan = Scan(root, needs, scope, Rates(permitted.currency, root.rate, day), _edges(permitted))
    columns = [_shown_column(name, scan, scope).label(name) for name in query.fields]
    key = scan.tables[root.name].c[root.key].label(KEY)
    # The filter comes first: what it finds on related rows may lack a rate too.
    where = [*_period_conditions(permitted, scan, day), *([scan.meets(query.where)] if query.where else [])]
    rows = (
        scan.rows(*columns, key, scan.missing_rate_currency.label(MISSING_RATE_CURRENCY)).where(*where).cte("records")
    )
    asked = [rows.c[name] for name in query.fields]
    # An amount that lacks a rate has no place in the order, so no page is shown before all have one.
    whole = [
        func.max(rows.c[MISSING_RATE_CURRENCY]).over().label(MISSING_RATE_CURRENCY),
        func.count().over().label(TOTAL),
    ]
    # The key comes last, so that two pages never show the same row.
    return select(*asked, *whole).order_by(*_order(query, rows), rows.c[KEY])


def _shown_column(name: str, scan: Scan, scope: AccessScope) -> ColumnElement[Any]:
    """Return a field of a record; who it was is left out of a list of what single people did."""
    return cast(null(), SQL_TYPES[scan.type(name)]) if _names_somebody(name, scan.root, scope) else scan.column(name)


def _names_somebody(name: str, root: Entity, scope: AccessScope) -> bool:
    return root.hide_identities and not scope.policy.show_individuals and scope.catalog.field(name).personal


def _filtered_fields(where: Condition | None) -> set[str]:
    return fields_of(where) | (fields_elsewhere(where) if where else set())


def _edges(permitted: Permitted) -> Edges:
    """Return where the period begins and ends; records of all days are as of now."""
    if permitted.buckets:
        return Edges.around(permitted.buckets[0].start, permitted.buckets[0].end, permitted.calendar)
    tomorrow = permitted.today + DAY
    return Edges.around(tomorrow, tomorrow, permitted.calendar)


def root_of(fields: tuple[str, ...], catalog: Catalog) -> Entity:
    """Return the entity whose rows are listed: the one from which all the fields can be reached."""
    entities = list(dict.fromkeys(catalog.entity_of(name).name for name in fields))
    for candidate in entities:
        if all(catalog.reaches(candidate, other) for other in entities):
            return catalog.entity(candidate)
    raise Unreachable(fields[0], entities[-1])


def _period_conditions(permitted: Permitted, scan: Scan, day: str | None) -> list[ColumnElement[bool]]:
    if not permitted.buckets:
        return []
    if day is None:
        raise BadQuery(f"{scan.root.label} has no date to pick a period by. Leave the period out.")
    # Records have no grain, so all their days are one bucket.
    days = permitted.buckets[0]
    start, end = days.start, days.end
    if scan.type(day) == "instant":
        start, end = midnight(start, permitted.calendar), midnight(end, permitted.calendar)
    moment = scan.column(day)
    return [moment >= start, moment < end]


def _order(query: Query, rows: CTE) -> list[Any]:
    order = []
    for token in query.order:
        name = token.removeprefix("-")
        if name not in query.fields:
            raise UnknownName("column to order by", name, query.fields)
        column = rows.c[name]
        order.append((column.desc() if token.startswith("-") else column.asc()).nulls_last())
    return order
