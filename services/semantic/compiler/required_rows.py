"""The rows without which a metric is not known: those of everything that its formula is made of."""

from collections.abc import Iterator

from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import fact_scan_of
from services.semantic.expression import Aggregate, Coalesce, Expression, MetricRef, children
from services.semantic.query import Query

EntityDay = tuple[str, str]
"""An entity, and the field of the day by which its rows count."""


def required_entity_days(name: str, catalog: Catalog) -> list[EntityDay]:
    """Return the entities whose rows a metric needs, each with its day.

    What a formula replaces where it is empty (``Coalesce``) is not needed: leave reduces the hours that are available
    only if somebody records it.
    """
    metric = catalog.metric(name)
    return list(dict.fromkeys(_needed_rows(metric.formula, metric, catalog)))


def _needed_rows(node: Expression, metric: Metric, catalog: Catalog) -> Iterator[EntityDay]:
    if isinstance(node, Aggregate):
        fact_scan = fact_scan_of(metric, node, Query(metrics=(metric.name,)))
        yield fact_scan.entity, fact_scan.day
    elif isinstance(node, MetricRef):
        used = catalog.metric(node.metric)
        yield from _needed_rows(used.formula, used, catalog)
    elif not isinstance(node, Coalesce):
        for child in children(node):
            yield from _needed_rows(child, metric, catalog)
