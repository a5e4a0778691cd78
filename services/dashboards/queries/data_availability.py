"""Whether a tile has any data at all, and the message where it has none."""

from collections.abc import Collection
from dataclasses import replace
from http import HTTPStatus

from services.charts import declaration
from services.dashboards.spec import Board, TileSpec
from services.errors import PanoramaError
from services.present.words import exact
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.compiler import counted_entities, counted_entity_days
from services.semantic.compiler.records import root_of
from services.semantic.conditions import Not, Null
from services.semantic.expression import ColumnRef
from services.semantic.query import Query
from services.view_context import ViewContext

Dated = tuple[str, str | None]
"""An entity, and the field of the day by which its rows count; None where they count without one."""


def no_data_message(query: Query, catalog: Catalog) -> str:
    """Return "No ledger entries recorded yet", for the rows that a query counts or lists."""
    return _none_of(_entities(query, catalog)[0], catalog)


def unknown_reason(query: Query, reader: ViewContext) -> str:
    """Return why a query has no answer on any day: there are no rows, or they lack what it needs, such as a date."""
    names = _entities(query, reader.catalog)
    try:
        missing = next((name for name in names if not _has_rows(name, None, reader)), None)
        if missing is None:
            return (
                _without_date(query, reader)
                or f"The recorded {kinds_of(query, reader.catalog)[0]} lack what this needs"
            )
    except PanoramaError:
        missing = names[0]
    return _none_of(missing, reader.catalog)


def _without_date(query: Query, reader: ViewContext) -> str | None:
    """Return "8,800 deals, none with “Creation date”", for the first rows that all lack the date they count by."""
    for metric in query.metrics:
        for name, day in counted_entity_days(metric, reader.catalog):
            if not _has_rows(name, day, reader):
                count = exact(_row_count(name, None, reader), "integer", "", reader.locale)
                return f"{count} {reader.catalog.entity(name).nouns}, none with “{reader.catalog.field(day).label}”"
    return None


def kinds_of(query: Query, catalog: Catalog) -> list[str]:
    """Return what a query counts or lists, in the plural."""
    return [catalog.entity(name).nouns for name in _entities(query, catalog)]


def with_short_notes(answer: Answer, reader: ViewContext) -> Answer:
    """Return the answer with its notes about missing data shortened for a card."""
    notes = tuple(
        replace(note, words=unknown_reason(Query(catalog=reader.catalog.id, metrics=(note.about,)), reader))
        if note.kind == "unknown" and note.about
        else note
        for note in answer.notes
    )
    return replace(answer, notes=notes)


def has_data(query: Query, reader: ViewContext) -> bool:
    """Return whether the reader may read any row that a query counts or lists, of any day; raises as the road does."""
    return any(_has_rows(name, None, reader) for name in _entities(query, reader.catalog))


def tiles_without_data(board: Board, reader: ViewContext) -> dict[str, str]:
    """Return the tiles that have no data, by slug, with the kind of rows that they lack.

    A tile lacks data where each metric that it needs, or its list, is mainly about rows of which there is none with a
    date to count by. Rows that the reader may not read count as present, and so does what cannot be determined: the
    card then says why.
    """
    lacking: dict[str, str] = {}
    there: dict[Dated, bool] = {}
    try:
        for tile in board.tiles:
            kinds = _about(tile, reader.catalog)
            there |= {kind: not _is_empty(kind, reader) for kind in kinds if kind not in there}
            if kinds and not any(there[kind] for kind in kinds):
                lacking[tile.slug] = _missing_rows(kinds[0], reader)
    except PanoramaError:
        # A query that takes too long would take as long again for the next kind.
        return {}
    return lacking


def without_tiles(board: Board, slugs: Collection[str]) -> Board:
    """Return the board without some of its tiles."""
    return replace(board, tiles=tuple(tile for tile in board.tiles if tile.slug not in slugs))


def _missing_rows(kind: Dated, reader: ViewContext) -> str:
    name, day = kind
    rows = reader.catalog.entity(name).nouns
    return (
        rows if day is None or _is_empty((name, None), reader) else f"{rows} with “{reader.catalog.field(day).label}”"
    )


def _about(tile: TileSpec, catalog: Catalog) -> list[Dated]:
    """Return what a tile's list, or each of its needed metrics, is mainly about; nothing where it cannot be read."""
    kind = declaration(tile.kind)
    if kind.lists:
        return [(kind.lists, None)]
    if tile.fault or not {*tile.query.metrics, *tile.query.fields} <= {*catalog.metrics, *catalog.fields}:
        return []
    if tile.query.fields:
        return [(root_of(tile.query.fields, catalog).name, None)]
    needed = tile.query.metrics[kind.leads_with] or tile.query.metrics
    return list(dict.fromkeys(counted_entity_days(name, catalog)[0] for name in needed))


def _is_empty(kind: Dated, reader: ViewContext) -> bool:
    try:
        return not _has_rows(*kind, reader)
    except PanoramaError as error:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return False


def _entities(query: Query, catalog: Catalog) -> list[str]:
    if query.fields:
        return [root_of(query.fields, catalog).name]
    return list(dict.fromkeys(name for metric in query.metrics for name in counted_entities(metric, catalog)))


def _has_rows(name: str, day: str | None, reader: ViewContext) -> bool:
    return _row_count(name, day, reader) > 0


def _row_count(name: str, day: str | None, reader: ViewContext) -> int:
    stored = next(field for field in reader.catalog.entity(name).fields if isinstance(field.formula, ColumnRef))
    known = Not(Null(day)) if day else None
    query = Query(catalog=reader.catalog.id, fields=(f"{name}.{stored.name}",), where=known, limit=1)
    return reader.answer(query).total


def _none_of(name: str, catalog: Catalog) -> str:
    return f"No {catalog.entity(name).nouns} recorded yet"
