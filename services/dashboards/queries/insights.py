"""Tiles whose numbers an insight derives from several answers."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from services.charts import Picture
from services.charts.migration import migration
from services.charts.segments import segments
from services.dashboards.spec import TileSpec
from services.errors import PanoramaError, UnknownName
from services.insights import health, rfm
from services.insights import migration as moves
from services.present.theme import Theme
from services.semantic.answer import Answer
from services.semantic.query import Query
from services.view_context import ViewContext

Insight = Callable[[Query, ViewContext], Answer]


def _segments(query: Query, reader: ViewContext) -> Answer:
    return rfm.count_by_score(rfm.score_customers(reader.answer(rfm.rfm_query(query))))


def _migration(query: Query, reader: ViewContext) -> Answer:
    return moves.segment_migration(reader.answer(rfm.rfm_query(query)))


def _clients(query: Query, reader: ViewContext) -> Answer:
    """Return the clients that the reader may see, with their health. Parts that they may not read are left out."""
    clients = reader.answer(health.customers_query(query))
    parts: dict[str, Answer | PanoramaError] = {}
    for part in health.PARTS:
        try:
            parts[part.name] = reader.answer(health.part_query(part, query))
        except PanoramaError as error:
            parts[part.name] = error
    return health.score_health(clients, parts)


INSIGHTS: dict[str, Insight] = {"segments": _segments, "migration": _migration, "clients": _clients}
"""By kind of tile: from its resolved query to the answer that is shown."""

LISTS = {"clients": "client"}
"""By kind of tile that is a list: the entity that it lists."""

PICTURES: dict[str, Callable[[Answer, Theme, str], Picture]] = {
    "segments": lambda answer, theme, locale: segments(answer, rfm.SEGMENTS, theme, locale),
    "migration": lambda answer, theme, locale: migration(answer, moves.ORDER, theme, locale),
}
"""By kind of tile that is a chart: how it is drawn."""

TERMS: dict[str, tuple[tuple[str, str], ...]] = {
    "segments": rfm.TERMS,
    "migration": moves.TERMS,
    "clients": health.TERMS,
}
"""By kind of tile: how the insight works, as terms with their meaning."""


def insight_answer(tile: TileSpec, query: Query, reader: ViewContext) -> Answer:
    """Return what the tile's insight derives from its resolved query; raises as the road does."""
    return INSIGHTS[tile.kind](query, reader)


def rows_of(tile: TileSpec) -> Query:
    """Return a query for the rows that a tile lists, or that its numbers count."""
    return Query(fields=(f"{LISTS[tile.kind]}.id",)) if tile.kind in LISTS else tile.query


def page(answer: Answer, order: Sequence[str], offset: int, limit: int) -> Answer:
    """Return some rows of a complete answer, in the order of a Query's ``order``; empty cells come last.

    Raises UnknownName for a column that the answer lacks.
    """
    frame = answer.frame
    for token in reversed(order):
        name = token.removeprefix("-")
        if name not in frame:
            raise UnknownName("column to order by", name, frame.columns)
        frame = frame.sort_values(name, ascending=not token.startswith("-"), kind="stable", na_position="last")
    return replace(answer, frame=frame.iloc[offset : offset + limit])
