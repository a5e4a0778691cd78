"""A metric's page: a board that is not stored, with the number, its trend, its split by a dimension that the reader
selects, and the underlying records."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from services.dashboards.built_in import BUILT_IN
from services.dashboards.drill.underlying_records import RecordSet, underlying_records
from services.dashboards.filters.address import merge_params, split_params
from services.dashboards.filters.state import FilterState, from_search, to_search
from services.dashboards.filters.value_lists import list_finder
from services.dashboards.links.urls import BOARD, BY, HOME, board_address, splits
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import Board, TileSpec
from services.dashboards.storage.boards import load_board
from services.dashboards.view import BoardView
from services.errors import NotFound, PanoramaError, UnknownName
from services.semantic import conditions, expression
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import aggregate_columns
from services.semantic.compiler.where import fields_of
from services.semantic.query import Last, Query
from services.view_context import ViewContext

# The reader's own period replaces it.
PERIOD = Last(12, "month", "data")
# Every row has its own number, so a split by it shows no more than the list of records does.
ROW_NAMES = ("key", "number")


@dataclass(frozen=True)
class MetricDrill:
    """What the address of a metric's page asks for: the metric, the dimension that splits it, the possible splits, the
    board that the reader came from, and the filters."""

    metric: Metric
    by: str | None
    splits: tuple[str, ...]
    came_from: Board | None
    filters: FilterState

    @property
    def slug(self) -> str:
        """Return the slug of the page's board."""
        return f"metric:{self.metric.name}"

    @property
    def dated_by(self) -> str:
        """Return the metric whose last day is the end of the data: the board's, so that both show the same number."""
        return (self.came_from and self.came_from.dated_by) or self.metric.name


def drill(session: Session, reader: ViewContext, name: str, search: str | None) -> MetricDrill:
    """Return what the address of a metric's page asks for.

    Raises UnknownName for an unknown metric or split, BadQuery for an address that cannot be read.
    """
    catalog = reader.catalog
    metric = catalog.metric(name)
    own, rest = split_params(search, (BOARD, BY))
    possible = splits(name, catalog)
    came_from = _board(session, own.get(BOARD))
    by = own.get(BY) or _default_split(metric, possible, came_from, catalog)
    if by is not None and by not in possible:
        raise UnknownName("split", by, possible)
    filters = from_search(rest, possible, list_finder(session, reader))
    return MetricDrill(metric, by, possible, came_from, filters)


def board_of(drilled: MetricDrill, reader: ViewContext) -> Board:
    """Return the board of a metric's page. Where its records cannot be listed, their tile says why."""
    metric = drilled.metric
    query = Query(catalog=reader.catalog.id, metrics=(metric.name,), period=PERIOD, compare="previous_year")
    number = TileSpec("number", "number", metric.label, query)
    trend = replace(query, grain="month")
    tiles = [number, TileSpec("trend", "line", f"{metric.label} over time", trend, width=8)]
    if drilled.by:
        title = f"{metric.label} by {_lower_first(reader.catalog.dimension(drilled.by).label)}"
        split = replace(query, dimensions=(drilled.by,))
        tiles.append(TileSpec("split", "bar", title, split, width=12))
    for place, records in enumerate(underlying_records(metric, reader.catalog), 1):
        nouns = reader.catalog.entity(records.entity).nouns
        title = f"{nouns[:1].upper()}{nouns[1:]}"
        tiles.append(
            TileSpec(f"rows-{place}", "records", title, _records_query(records, number, drilled, reader), width=12)
        )
    return Board(drilled.slug, metric.label, tuple(tiles), drilled.splits, drilled.dated_by)


def _records_query(records: RecordSet, number: TileSpec, drilled: MetricDrill, reader: ViewContext) -> Query:
    if not records.is_state:
        return records.list_query(reader.catalog, PERIOD)
    board = Board(drilled.slug, number.title, (number,), drilled.splits, drilled.dated_by)
    query = resolve_query(number, BoardView(board, drilled.filters, reader)).query
    try:
        return records.state_query(reader, reader.answer(query).buckets[0])
    except PanoramaError:
        # The tile of the records then shows the same error as the number.
        return query


def split_options(drilled: MetricDrill, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the dimensions that can split the metric, (name, label), those of its own records first."""
    own = drilled.metric.entity
    named = [name for name in drilled.splits if name.rsplit(".", 1)[-1] not in ROW_NAMES or name == drilled.by]
    nearest = sorted(named, key=lambda name: len(catalog.path(own, catalog.entity_of(name).name)))
    return [(name, catalog.dimension(name).label) for name in nearest]


def filters_to_show(drilled: MetricDrill) -> tuple[str, ...]:
    """Return the dimensions whose filters are shown: the split, those that are set, and the board's own."""
    boards = drilled.came_from.filters if drilled.came_from else ()
    by = [drilled.by] if drilled.by else []
    return tuple(dict.fromkeys([*by, *drilled.filters.values, *(name for name in boards if name in drilled.splits)]))


def split_by(search: str | None, by: str) -> str:
    """Return the same address, split by another dimension."""
    own, rest = split_params(search, (BOARD, BY))
    return merge_params(rest, own | {BY: by})


def definition(metric: Metric) -> list[tuple[str, str]]:
    """Return the definition of the metric as (term, description)."""
    terms = [
        ("Definition", metric.definition),
        ("Formula", expression.format_formula(metric.formula)),
        ("Conditions", conditions.format_condition(metric.where) if metric.where else ""),
        ("Denominator", metric.denominator),
        ("Exclusions", metric.exclusions),
        ("Owner", metric.owner),
    ]
    return [(term, words) for term, words in terms if words]


def breadcrumbs(drilled: MetricDrill) -> list[tuple[str, str]]:
    """Return the pages above this one, (title, address): the board that the reader came from keeps its filters."""
    above = [("Home", board_address(HOME))]
    if drilled.came_from:
        filters = {name: values for name, values in drilled.filters.values.items() if name in drilled.came_from.filters}
        foreign = [name for name in drilled.filters.values if name not in filters]
        search = to_search(drilled.filters.without(*foreign))
        above.append((drilled.came_from.title, board_address(drilled.came_from.slug, search)))
    return above


def _board(session: Session, slug: str | None) -> Board | None:
    """Return the board that the reader came from; None where it does not exist for them."""
    try:
        return load_board(session, slug) if slug else None
    except NotFound:
        return None


def _default_split(metric: Metric, possible: tuple[str, ...], came_from: Board | None, catalog: Catalog) -> str | None:
    """Return the likeliest split: that of a board that shows the metric, else a filter of boards with related metrics,
    else the first dimension of its own records, else any."""
    boards = [*([came_from] if came_from else []), *BUILT_IN]
    split = [tile.query.dimensions[0] for each in boards for tile in _tiles_of(metric, each) if tile.query.dimensions]
    filtered = [name for each in boards if _shows_related(metric, each, catalog) for name in each.filters]
    fixed = {
        name
        for aggregate_column in aggregate_columns(catalog, Query(metrics=(metric.name,)))
        for name in fields_of(aggregate_column.fact_scan.own)
    }
    descriptive = [
        name for name in possible if name not in fixed and name.rsplit(".", 1)[-1] not in (*ROW_NAMES, "name")
    ]
    own = [name for name in descriptive if catalog.entity_of(name).name == metric.entity]
    return next((name for name in (*split, *filtered, *own, *descriptive, *possible) if name in possible), None)


def _tiles_of(metric: Metric, board: Board) -> list[TileSpec]:
    return [tile for tile in board.tiles if tile.query.metrics[:1] == (metric.name,)]


def _shows_related(metric: Metric, board: Board, catalog: Catalog) -> bool:
    """Return whether a board shows a metric of the same entity, or of the same prefix, as ARR and MRR have."""
    shown = {name for tile in board.tiles for name in tile.query.metrics if name in catalog.metrics}
    prefixes = {name.split(".", 1)[0] for name in shown}
    return metric.name.split(".", 1)[0] in prefixes or metric.entity in {catalog.metric(each).entity for each in shown}


def _lower_first(label: str) -> str:
    """Return a label in the case that it has within a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
