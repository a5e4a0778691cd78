"""Helpers for the tiles of built-in dashboards, each over the default period."""

from dataclasses import replace
from typing import Any

from services.dashboards.spec import TileSpec, Width
from services.semantic.conditions import Condition
from services.semantic.query import Last, Query

DEFAULT_PERIOD = Last(12, "month", "data")


def number(slug: str, title: str, metric: str, target: str | None = None) -> TileSpec:
    """Return a key figure that is compared with the previous year, and with its target if it has one."""
    metrics = (metric, target) if target else (metric,)
    return TileSpec(slug, "number", title, Query(metrics=metrics, period=DEFAULT_PERIOD, compare="previous_year"))


def line(slug: str, title: str, metric: str) -> TileSpec:
    """Return a metric over time, compared with the previous year."""
    query = Query(metrics=(metric,), period=DEFAULT_PERIOD, grain="month", compare="previous_year")
    return TileSpec(slug, "line", title, query)


def bar(slug: str, title: str, metric: str, dimension: str) -> TileSpec:
    """Return a metric split by a dimension."""
    return TileSpec(slug, "bar", title, Query(metrics=(metric,), dimensions=(dimension,), period=DEFAULT_PERIOD))


def records(
    slug: str,
    title: str,
    *fields: str,
    order: tuple[str, ...],
    where: Condition | None = None,
    dated: bool = True,
) -> TileSpec:
    """Return a list of records, limited to the period unless ``dated`` is false."""
    query = Query(fields=fields, period=DEFAULT_PERIOD if dated else None, where=where, order=order)
    return TileSpec(slug, "records", title, query)


def chart(
    kind: str,
    slug: str,
    title: str,
    *metrics: str,
    by: tuple[str, ...] = (),
    width: Width | None = None,
    **options: Any,
) -> TileSpec:
    """Return a chart of any kind; ``options`` are further arguments of its query, such as its grain."""
    query = Query(metrics=metrics, dimensions=by, **{"period": DEFAULT_PERIOD, **options})
    return TileSpec(slug, kind, title, query, width=width)


def section(title: str, *tiles: TileSpec) -> tuple[TileSpec, ...]:
    """Return the tiles with a section heading."""
    return tuple(replace(tile, section=title) for tile in tiles)
