"""Tiles whose numbers are derived from several answers."""

from collections.abc import Sequence
from dataclasses import replace

from services.charts import declaration
from services.dashboards.spec import TileSpec
from services.errors import UnknownName
from services.semantic.answer import Answer
from services.semantic.query import Query
from services.view_context import ViewContext


def derived_answer(tile: TileSpec, query: Query, reader: ViewContext) -> Answer | None:
    """Return what the tile derives from several answers, None where its query is enough; raises as the road does."""
    derive = declaration(tile.kind).answer
    return derive(query, reader.answer) if derive else None


def rows_of(tile: TileSpec) -> Query:
    """Return a query for the rows that a tile lists, or that its numbers count."""
    entity = declaration(tile.kind).lists
    return Query(fields=(f"{entity}.id",)) if entity else tile.query


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
