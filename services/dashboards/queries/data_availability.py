"""Whether there is anything to show at all, and what to say where there is not."""

from collections.abc import Collection
from dataclasses import replace
from http import HTTPStatus

from services.dashboards.queries.insights import LISTS
from services.dashboards.spec import Board, Kind, TileSpec
from services.errors import PanoramaError
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog, Entity
from services.semantic.compiler import counted, counted_by
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Not, Null
from services.semantic.context import Context
from services.semantic.expression import ColumnRef
from services.semantic.query import Query

# Which of its metrics a card needs, where others are targets, samples, or steps that lead on from the first.
TELLING: dict[Kind, slice] = {"number": slice(1), "bullet": slice(-1), "waterfall": slice(1)}

Dated = tuple[str, str | None]
"""An entity, and the field of the day by which its rows count; None where they count without one."""


def no_data_message(query: Query, catalog: Catalog) -> str:
    """Return "No ledger entries on record", of the kind that a question counts or lists."""
    return _none_of(_entities(query, catalog)[0], catalog)


def unknown_reason(query: Query, road: Road, context: Context) -> str:
    """Return why a question has no answer on any day: nothing of the kind is on record, or what is lacks what it needs,
    such as the day that it counts by."""
    names = _entities(query, road.catalog)
    try:
        missing = next((name for name in names if not _has_rows(name, None, road, context)), None)
    except PanoramaError:
        missing = names[0]
    if missing is None:
        return f"The {kinds_of(query, road.catalog)[0]} on record do not tell this"
    return _none_of(missing, road.catalog)


def kinds_of(query: Query, catalog: Catalog) -> list[str]:
    """Return what a question counts or lists, in the plural."""
    return [_plural(catalog.entity(name)) for name in _entities(query, catalog)]


def with_short_notes(answer: Answer, road: Road, context: Context) -> Answer:
    """Return the answer, whose notes of what is not known fit on a card."""
    notes = tuple(
        replace(note, words=unknown_reason(Query(metrics=(note.about,)), road, context))
        if note.kind == "unknown" and note.about
        else note
        for note in answer.notes
    )
    return replace(answer, notes=notes)


def has_data(query: Query, road: Road, context: Context) -> bool:
    """Whether the asker may read any row of what a question counts or lists, of any day. Raises as the road does."""
    return any(_has_rows(name, None, road, context) for name in _entities(query, road.catalog))


def tiles_without_data(board: Board, road: Road, context: Context) -> dict[str, str]:
    """Return the tiles of a board that nothing is on record for, by slug, with the kind of rows that they lack.

    A tile lacks rows where each metric that it needs, or its list, is first of all about a kind of which there is none
    with a day to count by. What the asker may not read counts as being there, and so does what cannot be told: the card
    then says why.
    """
    lacking: dict[str, str] = {}
    there: dict[Dated, bool] = {}
    try:
        for tile in board.tiles:
            kinds = _about(tile, road.catalog)
            there |= {kind: not _is_empty(kind, road, context) for kind in kinds if kind not in there}
            if kinds and not any(there[kind] for kind in kinds):
                lacking[tile.slug] = _lacked(kinds[0], road, context)
    except PanoramaError:
        # A question that takes too long would take as long again for the next kind.
        return {}
    return lacking


def without_tiles(board: Board, slugs: Collection[str]) -> Board:
    """Return a board without some of its tiles."""
    return replace(board, tiles=tuple(tile for tile in board.tiles if tile.slug not in slugs))


def _lacked(kind: Dated, road: Road, context: Context) -> str:
    name, day = kind
    rows = _plural(road.catalog.entity(name))
    return (
        rows
        if day is None or _is_empty((name, None), road, context)
        else f"{rows} with “{road.catalog.field(day).label}”"
    )


def _about(tile: TileSpec, catalog: Catalog) -> list[Dated]:
    """Return what a tile's list, or each of its metrics, is first of all about; nothing where it cannot be read. What
    its numbers are only held against tells nothing alone."""
    if tile.kind in LISTS:
        return [(LISTS[tile.kind], None)]
    if tile.fault or not {*tile.query.metrics, *tile.query.fields} <= {*catalog.metrics, *catalog.fields}:
        return []
    if tile.query.fields:
        return [(root_of(tile.query.fields, catalog).name, None)]
    told = tile.query.metrics[TELLING.get(tile.kind, slice(None))] or tile.query.metrics
    return list(dict.fromkeys(counted_by(name, catalog)[0] for name in told))


def _is_empty(kind: Dated, road: Road, context: Context) -> bool:
    try:
        return not _has_rows(*kind, road, context)
    except PanoramaError as error:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return False


def _entities(query: Query, catalog: Catalog) -> list[str]:
    if query.fields:
        return [root_of(query.fields, catalog).name]
    return list(dict.fromkeys(name for metric in query.metrics for name in counted(metric, catalog)))


def _has_rows(name: str, day: str | None, road: Road, context: Context) -> bool:
    stored = next(field for field in road.catalog.entity(name).fields if isinstance(field.formula, ColumnRef))
    known = Not(Null(day)) if day else None
    return road.answer(Query(fields=(f"{name}.{stored.name}",), where=known, limit=1), context).total > 0


def _none_of(name: str, catalog: Catalog) -> str:
    return f"No {_plural(catalog.entity(name))} on record"


def _plural(entity: Entity) -> str:
    return entity.table.replace("_", " ")
