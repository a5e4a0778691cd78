"""Which questions may look beyond today: those about what is planned or due."""

from collections.abc import Iterator
from dataclasses import replace

from services.semantic.catalog import Catalog
from services.semantic.compiler.fact_scans import FactScan, aggregate_columns
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Compare, walk_condition
from services.semantic.narrow import Permitted
from services.semantic.query import Query


def with_time_ahead(permitted: Permitted, catalog: Catalog) -> Permitted:
    """Return the question, which may look beyond today if it asks for what is planned or due. Raises UnknownName.

    All else has not happened yet: its period ends today, on both sides of a comparison.
    """
    return replace(permitted, ahead=_looks_ahead(permitted.query, catalog))


def _looks_ahead(query: Query, catalog: Catalog) -> bool:
    if query.fields:
        day = query.time or root_of(query.fields, catalog).time
        return day is not None and catalog.field(day).ahead
    return query.compare == "budget" or any(_is_ahead(scan, catalog) for scan in _fact_scans(query, catalog))


def _fact_scans(query: Query, catalog: Catalog) -> Iterator[FactScan]:
    return (aggregate_column.fact_scan for aggregate_column in aggregate_columns(catalog, query))


def _is_ahead(scan: FactScan, catalog: Catalog) -> bool:
    """Whether the rows are dated by a day that may lie ahead, or are planned figures."""
    plan = catalog.entity(scan.entity).plan
    planned = plan and any(
        isinstance(each, Compare) and (each.field, each.op, each.value) == (plan.field, "=", plan.planned)
        for each in walk_condition(scan.own)
    )
    return catalog.field(scan.day).ahead or bool(planned)
