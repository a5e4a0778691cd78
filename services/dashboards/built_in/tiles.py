"""The tiles that built-in dashboards are made of, each over the usual period."""

from services.dashboards.spec import TileSpec
from services.semantic.conditions import Condition
from services.semantic.query import Last, Query

USUAL = Last(12, "month", "data")


def number(slug: str, title: str, metric: str) -> TileSpec:
    """Return a key figure, compared with last year."""
    return TileSpec(slug, "number", title, Query(metrics=(metric,), period=USUAL, compare="previous_year"))


def line(slug: str, title: str, metric: str) -> TileSpec:
    """Return a metric over time, with last year behind it."""
    query = Query(metrics=(metric,), period=USUAL, grain="month", compare="previous_year")
    return TileSpec(slug, "line", title, query)


def bar(slug: str, title: str, metric: str, dimension: str) -> TileSpec:
    """Return a metric split by a dimension."""
    return TileSpec(slug, "bar", title, Query(metrics=(metric,), dimensions=(dimension,), period=USUAL))


def records(
    slug: str,
    title: str,
    *fields: str,
    order: tuple[str, ...],
    where: Condition | None = None,
    dated: bool = True,
) -> TileSpec:
    """Return a list of records; undated, it lists those of all days."""
    query = Query(fields=fields, period=USUAL if dated else None, where=where, order=order)
    return TileSpec(slug, "records", title, query)
