"""A metric's page: a board that is made of one metric, and never stored. It holds the number, its course over time, how
it splits by a dimension of the reader's choice, and the rows that it counts."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.dashboards.built_in import BUILT_IN
from services.dashboards.drill.links import BOARD, BY, HOME, board_address, splits
from services.dashboards.drill.underlying_records import Asking, RecordSet, underlying_records
from services.dashboards.filters.address import merge_params, split_params
from services.dashboards.filters.state import FilterState, from_search, to_search
from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import Board, TileSpec
from services.dashboards.storage.boards import load_board
from services.errors import NotFound, PanoramaError, UnknownName
from services.road import Road
from services.semantic import conditions, expression
from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.fact_scans import aggregate_columns
from services.semantic.compiler.where import fields_of
from services.semantic.query import Last, Query

# Whatever stands here is replaced by the reader's own period.
USUAL = Last(12, "month", "data")
# Every row has a number of its own, so a split by it tells nothing that the list of rows does not.
ROW_NAMES = ("key", "number")


@dataclass(frozen=True)
class MetricDrill:
    """What the page of a metric is asked for: the metric, the dimension that splits it, and the board one came from."""

    metric: Metric
    by: str | None
    ways: tuple[str, ...]
    came_from: Board | None
    choices: FilterState

    @property
    def slug(self) -> str:
        """What the page's callbacks call its board."""
        return f"metric:{self.metric.name}"

    @property
    def dated_by(self) -> str:
        """The metric whose last day says where the data ends: the board's, so that the number is the one seen there."""
        return (self.came_from and self.came_from.dated_by) or self.metric.name


def drill(session: Session, catalog: Catalog, name: str, search: str | None) -> MetricDrill:
    """Return what an address asks of a metric's page.

    Raises UnknownName for a metric or a split that is not there, BadQuery for an address that cannot be read.
    """
    metric = catalog.metric(name)
    own, rest = split_params(search, (BOARD, BY))
    ways = splits(name, catalog)
    came_from = _board(session, own.get(BOARD))
    by = own.get(BY) or _usual_split(metric, ways, came_from, catalog)
    if by is not None and by not in ways:
        raise UnknownName("split", by, ways)
    return MetricDrill(metric, by, ways, came_from, from_search(rest, ways))


def board_of(drilled: MetricDrill, viewer: Viewer, road: Road) -> Board:
    """Return the tiles of a metric's page. Where its rows cannot be told, their tile says why as the number's does."""
    metric = drilled.metric
    query = Query(metrics=(metric.name,), period=USUAL, compare="previous_year")
    number = TileSpec("number", "number", metric.label, query)
    course = Query(metrics=(metric.name,), period=USUAL, grain="month", compare="previous_year")
    tiles = [number, TileSpec("course", "line", f"{metric.label} over time", course, width=8)]
    if drilled.by:
        title = f"{metric.label} by {_within(road.catalog.dimension(drilled.by).label)}"
        split = Query(metrics=(metric.name,), dimensions=(drilled.by,), period=USUAL)
        tiles.append(TileSpec("split", "bar", title, split, width=12))
    for place, rows in enumerate(underlying_records(metric, road.catalog), 1):
        title = road.catalog.entity(rows.entity).table.replace("_", " ").capitalize()
        tiles.append(TileSpec(f"rows-{place}", "records", title, _rows(rows, number, viewer, road), width=12))
    return Board(drilled.slug, metric.label, tuple(tiles), drilled.ways, drilled.dated_by)


def _rows(rows: RecordSet, number: TileSpec, viewer: Viewer, road: Road) -> Query:
    if not rows.tells_a_state:
        return rows.listed(road.catalog, USUAL)
    query = asked(number, viewer, road)
    try:
        answer = road.answer(query, viewer.context)
        return rows.stood(Asking(road, viewer.context, answer.buckets[0]))
    except PanoramaError:
        # Asked in place of its rows, the number is refused again, and in the same words.
        return query


def splits_to_choose(drilled: MetricDrill, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the dimensions that a reader may split the metric by, (name, label), those of its own rows first."""
    own = drilled.metric.entity
    named = [name for name in drilled.ways if name.rsplit(".", 1)[-1] not in ROW_NAMES or name == drilled.by]
    nearest = sorted(named, key=lambda name: len(catalog.path(own, catalog.entity_of(name).name)))
    return [(name, catalog.dimension(name).label) for name in nearest]


def filters_to_show(drilled: MetricDrill) -> tuple[str, ...]:
    """Return the dimensions whose choices stand in sight: the split, those in force, and the board's own."""
    boards = drilled.came_from.filters if drilled.came_from else ()
    by = [drilled.by] if drilled.by else []
    return tuple(dict.fromkeys([*by, *drilled.choices.filters, *(name for name in boards if name in drilled.ways)]))


def split_by(search: str | None, by: str) -> str:
    """Return the same address, split by another dimension."""
    own, rest = split_params(search, (BOARD, BY))
    return merge_params(rest, own | {BY: by})


def definition(metric: Metric) -> list[tuple[str, str]]:
    """Return what the metric means, as (term, words)."""
    told = [
        ("Definition", metric.definition),
        ("Formula", expression.written(metric.formula)),
        ("Only where", conditions.written(metric.where) if metric.where else ""),
        ("Divided by", metric.denominator),
        ("Left out", metric.exclusions),
        ("Owner", metric.owner),
    ]
    return [(term, words) for term, words in told if words]


def way_back(drilled: MetricDrill) -> list[tuple[str, str]]:
    """Return what lies above the page, (title, address): the board one came from, with the choices that it knows."""
    above = [("Home", board_address(HOME))]
    if drilled.came_from:
        known = {name: kept for name, kept in drilled.choices.filters.items() if name in drilled.came_from.filters}
        foreign = [name for name in drilled.choices.filters if name not in known]
        search = to_search(drilled.choices.without(*foreign))
        above.append((drilled.came_from.title, board_address(drilled.came_from.slug, search)))
    return above


def _board(session: Session, slug: str | None) -> Board | None:
    """Return the board one came from. One that is gone, or was never theirs, leaves the page as it is without it."""
    try:
        return load_board(session, slug) if slug else None
    except NotFound:
        return None


def _usual_split(metric: Metric, ways: tuple[str, ...], came_from: Board | None, catalog: Catalog) -> str | None:
    """Return what a reader most likely splits it by: as a board does that shows it, else by what boards that show its
    like are filtered by, else by the first dimension of its own rows, else by any."""
    boards = [*([came_from] if came_from else []), *BUILT_IN]
    split = [tile.query.dimensions[0] for each in boards for tile in _tiles_of(metric, each) if tile.query.dimensions]
    filtered = [name for each in boards if _shows_its_like(metric, each, catalog) for name in each.filters]
    fixed = {
        name
        for aggregate_column in aggregate_columns(catalog, Query(metrics=(metric.name,)))
        for name in fields_of(aggregate_column.fact_scan.own)
    }
    telling = [name for name in ways if name not in fixed and name.rsplit(".", 1)[-1] not in (*ROW_NAMES, "name")]
    own = [name for name in telling if catalog.entity_of(name).name == metric.entity]
    return next((name for name in (*split, *filtered, *own, *telling, *ways) if name in ways), None)


def _tiles_of(metric: Metric, board: Board) -> list[TileSpec]:
    return [tile for tile in board.tiles if tile.query.metrics[:1] == (metric.name,)]


def _shows_its_like(metric: Metric, board: Board, catalog: Catalog) -> bool:
    """Whether a board shows a metric of the same rows, or of the same family, as ARR is of the family of MRR."""
    shown = {name for tile in board.tiles for name in tile.query.metrics if name in catalog.metrics}
    families = {name.split(".", 1)[0] for name in shown}
    return metric.name.split(".", 1)[0] in families or metric.entity in {catalog.metric(each).entity for each in shown}


def _within(label: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation stays as it is."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
