"""Tiles whose numbers an insight works out of answers, all of which come by the road."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import TileSpec
from services.errors import PanoramaError, UnknownName
from services.insights import health, rfm
from services.insights import migration as moves
from services.present.figure import Picture
from services.present.figure.migration import migration
from services.present.figure.segments import segments
from services.present.theme import Theme
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.context import Context
from services.semantic.query import Query

Insight = Callable[[Query, Road, Context], Answer]


def _segments(query: Query, road: Road, context: Context) -> Answer:
    return rfm.cells(rfm.scored(road.answer(rfm.question(query), context)))


def _migration(query: Query, road: Road, context: Context) -> Answer:
    return moves.moved(road.answer(rfm.question(query), context))


def _clients(query: Query, road: Road, context: Context) -> Answer:
    """Return the clients that the asker may see, with their health. What may not be read of them is left out of it."""
    clients = road.answer(health.list_question(query), context)
    parts: dict[str, Answer | PanoramaError] = {}
    for part in health.PARTS:
        try:
            parts[part.name] = road.answer(health.part_question(part, query), context)
        except PanoramaError as error:
            parts[part.name] = error
    return health.judged(clients, parts)


INSIGHTS: dict[str, Insight] = {"segments": _segments, "migration": _migration, "clients": _clients}
"""By kind of tile: what its question, with the reader's choices in it, becomes."""

LISTS = {"clients": "client"}
"""By kind of tile that is a list: whose rows it lists."""

PICTURES: dict[str, Callable[[Answer, Theme, str], Picture]] = {
    "segments": lambda answer, theme, locale: segments(answer, rfm.SEGMENTS, theme, locale),
    "migration": lambda answer, theme, locale: migration(answer, moves.ORDER, theme, locale),
}
"""By kind of tile that is none: how it is drawn."""

TERMS: dict[str, tuple[tuple[str, str], ...]] = {
    "segments": rfm.TERMS,
    "migration": moves.TERMS,
    "clients": health.TERMS,
}
"""By kind of tile: how the insight works, as terms with their meaning."""


def insight_answer(tile: TileSpec, viewer: Viewer, road: Road) -> Answer:
    """Return what the tile's insight makes of its question, with the viewer's choices in it; raises as the road."""
    return INSIGHTS[tile.kind](asked(tile, viewer, road), road, viewer.context)


def rows_of(tile: TileSpec) -> Query:
    """Return a question for the rows that a tile lists, or that its numbers count."""
    return Query(fields=(f"{LISTS[tile.kind]}.id",)) if tile.kind in LISTS else tile.query


def page(answer: Answer, order: Sequence[str], offset: int, limit: int) -> Answer:
    """Return some rows of an answer that is there as a whole, ordered as a Query's ``order`` spells it.

    Empty cells come last. Raises UnknownName for a column that the answer lacks.
    """
    frame = answer.frame
    for token in reversed(order):
        name = token.removeprefix("-")
        if name not in frame:
            raise UnknownName("column to order by", name, frame.columns)
        frame = frame.sort_values(name, ascending=not token.startswith("-"), kind="stable", na_position="last")
    return replace(answer, frame=frame.iloc[offset : offset + limit])
