"""Addresses within the app: of dashboards, of metrics, and of the pages of records."""

from collections.abc import Mapping
from urllib.parse import quote

from services.dashboards.built_in import BUILT_IN
from services.dashboards.filters.address import merge_params
from services.dashboards.filters.state import FilterState, to_search
from services.dashboards.links.entity_pages import PAGES, row_address
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.semantic.catalog import Catalog
from services.semantic.compiler import counted_entities
from services.semantic.conditions import And, Compare, Condition, In
from services.semantic.query import Query

HOME = "home:"
# The boards with a page of their own in the menu.
IN_MENU = frozenset(board.slug for board in BUILT_IN)
# Parameters of a metric's address: the board that the reader came from, and the dimension that splits it.
BOARD, BY = "board", "by"


def board_address(slug: str, search: str = "") -> str:
    """Return the address of a dashboard, or of a record's page."""
    entity, _, number = slug.partition(":")
    if slug == HOME:
        return f"/{search}"
    if entity in PAGES:
        return f"{row_address(entity, quote(number, safe=''))}{search}"
    return f"/{slug}{search}" if slug in IN_MENU else f"/dashboards/{quote(slug, safe='')}{search}"


def metric_address(
    metric: str, filters: FilterState, catalog: Catalog, board: str | None = None, by: str | None = None
) -> str:
    """Return the address of a metric's page with these filters, without those that do not apply to the metric."""
    dimensions = splits(metric, catalog)
    applicable = filters.without(*(name for name in filters.values if name not in dimensions))
    own = {BOARD: None if board == HOME else board, BY: by if by in dimensions else None}
    return f"/metrics/{quote(metric)}{merge_params(to_search(applicable), own)}"


def drill_url(tile: TileSpec, view: BoardView, metric: str | None = None) -> str | None:
    """Return the address of the page of a tile's first metric, or of another of its metrics, with the tile's own period
    and filters.

    None where there is no such page: for records, on the metric's own page, and for a query that an address cannot
    express.
    """
    query, catalog = tile.query, view.catalog
    # The card of an invalid query shows the reason.
    if not query.metrics or any(name not in catalog.metrics for name in query.metrics):
        return None
    target, own_filters = metric or query.metrics[0], _filters_of(query.where)
    if view.board.slug == f"metric:{target}" or own_filters is None or not _is_plain(query):
        return None
    if not set(own_filters) <= set(splits(target, catalog)):
        return None
    filters = view.filters.with_values(own_filters)
    by = query.dimensions[0] if query.dimensions else None
    return metric_address(target, filters, catalog, view.board.slug, by)


def splits(metric: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the dimensions by which every part of a metric can be split."""
    entities = counted_entities(metric, catalog)
    owners = dict.fromkeys(catalog.entity_of(name).name for name in catalog.dimensions)
    reached = {owner for owner in owners if all(catalog.reaches(entity, owner) for entity in entities)}
    return tuple(name for name in catalog.dimensions if catalog.entity_of(name).name in reached)


def _is_plain(query: Query) -> bool:
    return query.time is None and query.having is None and query.currency is None


def _filters_of(where: Condition | None) -> Mapping[str, tuple[str, ...]] | None:
    """Return a condition as the filters of an address, or None where they cannot express it."""
    if where is None:
        return {}
    if isinstance(where, In) and isinstance(where.values, tuple):
        return {where.field: tuple(map(str, where.values))}
    if isinstance(where, Compare) and where.op == "=" and isinstance(where.value, str):
        return {where.field: (where.value,)}
    if isinstance(where, And):
        parts = [_filters_of(part) for part in where.parts]
        fields = [name for part in parts if part for name in part]
        if None not in parts and len(set(fields)) == len(fields):
            return {name: values for part in parts if part for name, values in part.items()}
    return None
