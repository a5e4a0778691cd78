"""What stands above a dashboard's tiles: the period in words, the filters, and what they may be set to.

None of it fails with a tile that is refused: the card says why, and the filters must stay within reach.
"""

from datetime import date
from itertools import islice

from services.dashboards.choices import EMPTY
from services.dashboards.draw import Viewer, asked
from services.dashboards.spec import Board, TileSpec
from services.errors import NotFound, PanoramaError
from services.present import words
from services.road import Road
from services.semantic.query import Query

MOST_OPTIONS = 1000


def period_words(tile: TileSpec, viewer: Viewer, road: Road) -> str:
    """Return the page's period in words, as resolved for one of its tiles, with what it is compared with.

    Nothing, where the tile itself is refused.
    """
    try:
        answer = road.answer(asked(tile, viewer, road), viewer.context)
    except PanoramaError:
        return ""
    if answer.span is None:
        return ""
    said = words.period(answer.span, viewer.locale)
    if answer.query.compare and any(bucket.before for bucket in answer.buckets):
        said += f", compared with {words.COMPARED_WITH[answer.query.compare]}"
    return " · ".join([said, *(note.words for note in answer.notes if note.kind == "data")])


def options(dimension: str, board: Board, viewer: Viewer, road: Road) -> list[tuple[str, str]]:
    """Return the values that one of the board's filters may take, (value, label), the largest first.

    They are those of all days, by the first of the board's numbers that adds up. Raises NotFound for a dimension that
    the board does not filter by.
    """
    if dimension not in board.filters:
        raise NotFound("filter")
    try:
        query = Query(metrics=_adding_up(dimension, board, road), dimensions=(dimension,), limit=MOST_OPTIONS)
        values = list(road.answer(query, viewer.context).frame[dimension])
    except PanoramaError:
        return []
    return [(EMPTY if value is None else value, words.group(value)) for value in values]


def _adding_up(dimension: str, board: Board, road: Road) -> tuple[str, ...]:
    """Return the first metric of the board that counts rows of all days, and can be split by the dimension."""
    entity = road.catalog.entity_of(dimension).name
    asked = (road.catalog.metric(name) for tile in board.tiles for name in tile.query.metrics)
    found = (each.name for each in asked if each.kind == "simple" and road.catalog.reaches(each.entity, entity))
    return tuple(islice(found, 1))


def days_of(tile: TileSpec, viewer: Viewer, road: Road) -> tuple[date, date]:
    """Return the first and the last day of the page's period; today, twice, where the tile is refused."""
    try:
        span = road.answer(asked(tile, viewer, road), viewer.context).span
    except PanoramaError:
        span = None
    today = viewer.context.today
    return (span.first, span.last) if span else (today, today)


def filters_in_force(viewer: Viewer, road: Road) -> list[tuple[str, str, str]]:
    """Return every filter that is set, as (dimension, value, words)."""
    chosen = viewer.choices.filters
    return [
        (field, value, f"{road.catalog.dimension(field).label}: {words.group(None if value == EMPTY else value)}")
        for field, values in chosen.items()
        for value in values
    ]
