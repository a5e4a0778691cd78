"""Whether there is anything to show at all, and what to say where there is not."""

from dataclasses import replace

from services.dashboards.spec import Board
from services.errors import PanoramaError
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog, Entity
from services.semantic.compiler import counted
from services.semantic.compiler.records import root_of
from services.semantic.context import Context
from services.semantic.expression import Stored
from services.semantic.query import Query


def none_on_record(query: Query, catalog: Catalog) -> str:
    """Return "No ledger entries on record", of the kind that a question counts or lists."""
    return f"No {kinds_of(query, catalog)[0]} on record"


def why_unknown(query: Query, road: Road, context: Context) -> str:
    """Return why a question has no answer on any day: nothing of the kind is on record, or what is lacks what it needs,
    such as the day that it counts by."""
    names = _entities(query, road.catalog)
    try:
        missing = next((name for name in names if not _has_rows(name, road, context)), None)
    except PanoramaError:
        missing = names[0]
    if missing is None:
        return f"The {kinds_of(query, road.catalog)[0]} on record do not tell this"
    return f"No {_plural(road.catalog.entity(missing))} on record"


def kinds_of(query: Query, catalog: Catalog) -> list[str]:
    """Return what a question counts or lists, in the plural."""
    return [_plural(catalog.entity(name)) for name in _entities(query, catalog)]


def in_short(answer: Answer, road: Road, context: Context) -> Answer:
    """Return the answer, whose notes of what is not known fit on a card."""
    notes = tuple(
        replace(note, words=why_unknown(Query(metrics=(note.about,)), road, context))
        if note.kind == "unknown" and note.about
        else note
        for note in answer.notes
    )
    return replace(answer, notes=notes)


def is_on_record(query: Query, road: Road, context: Context) -> bool:
    """Whether the asker may read any row of what a question counts or lists, of any day. Raises as the road does."""
    return any(_has_rows(name, road, context) for name in _entities(query, road.catalog))


def missing_from(board: Board, road: Road, context: Context) -> tuple[str, ...]:
    """Return the kinds of rows that a board is made of, where none of them has any; nothing where one has.

    What the asker may not read counts as being there: the cards then say why they do not show it.
    """
    sound = [tile.query for tile in board.tiles if not tile.fault]
    try:
        names = dict.fromkeys(name for query in sound for name in _entities(query, road.catalog))
        if any(_has_rows(name, road, context) for name in names):
            return ()
    except PanoramaError:
        return ()
    return tuple(_plural(road.catalog.entity(name)) for name in names)


def _entities(query: Query, catalog: Catalog) -> list[str]:
    if query.fields:
        return [root_of(query.fields, catalog).name]
    return list(dict.fromkeys(name for metric in query.metrics for name in counted(metric, catalog)))


def _has_rows(name: str, road: Road, context: Context) -> bool:
    stored = next(field for field in road.catalog.entity(name).fields if isinstance(field.formula, Stored))
    return road.answer(Query(fields=(f"{name}.{stored.name}",), limit=1), context).total > 0


def _plural(entity: Entity) -> str:
    return entity.table.replace("_", " ")
