"""The one renderer: a tile and a reader's choices in, finished values for a card out."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from services.dashboards.queries.data_availability import has_data, no_data_message, unknown_reason, with_short_notes
from services.dashboards.queries.insights import INSIGHTS, PICTURES, TERMS, insight_answer, rows_of
from services.dashboards.queries.resolve import Viewer, asked, resolve_query
from services.dashboards.spec import TileSpec
from services.errors import BadQuery, NoData, PanoramaError
from services.present import figure, table, words
from services.present.explain import Explanation, explanation
from services.present.figure import Picture
from services.present.marks import emphasised
from services.present.number import Number, number
from services.present.statement import Statement, statement
from services.present.table import Table
from services.present.theme import Theme
from services.road import Road
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK

ROWS_EXPLAINED = 60
MOST_ROWS_SHOWN = 200
# How many records a chart of records looks at.
MOST_RECORDS = {"scatter": 2_000, "gantt": 200}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Records:
    """The head of a record list: its columns, and how many rows there are, in words."""

    columns: tuple[Column, ...]
    total_words: str
    currency: str


@dataclass(frozen=True)
class Nothing:
    """The question was answered, and there is nothing to draw. ``how`` says what would change that, if anything."""

    words: str
    how: str | None = None


NO_MATCH = Nothing("Nothing in this period matches these filters.", "Choose a longer period or fewer filters.")


@dataclass(frozen=True)
class Refused:
    """The tile cannot be drawn. ``allowed``: it is not a matter of rights. ``again``: trying once more may help."""

    message: str
    allowed: bool
    again: bool = False


Drawn = Number | Picture | Table | Records | Statement | Nothing | Refused


def draw(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme, *, as_table: bool = False) -> Drawn:
    """Return what the tile's card shows; ``as_table`` the same numbers as rows, where it is a chart.

    Whatever goes wrong stays within the tile. What its reader cannot act on is logged under a number.
    """
    try:
        drawer = _DRAWERS.get(tile.kind, _unknown)
        return (_tabled if as_table and drawer in (_picture, _insight) else drawer)(tile, viewer, road, theme)
    except NoData:
        return Nothing(unknown_reason(tile.query, road, viewer.context))
    except PanoramaError as error:
        again = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        return Refused(error.message, allowed=error.status != HTTPStatus.FORBIDDEN, again=again)
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("The tile %s could not be drawn: %s", tile.slug, reference)
        return Refused(
            f"This card could not be drawn; the others are sound. If trying again does not help, "
            f"tell your administrator this number: {reference}.",
            allowed=True,
            again=True,
        )


def _number(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    query = asked(tile, viewer, road)
    total = with_short_notes(road.answer(query, viewer.context), road, viewer.context)
    if total.frame.empty:
        return _nothing(total)
    course = replace(query, metrics=query.metrics[:1], grain=viewer.choices.grain, compare=None)
    return number(total, road.answer(course, viewer.context), viewer.locale)


def _picture(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    read = resolve_query(tile, viewer, road)
    answer = with_short_notes(road.answer(_few(read.query, tile), viewer.context), road, viewer.context)
    if not _has_marks(answer):
        return _nothing(answer)
    picture = figure.DRAW[tile.kind](answer, theme, viewer.locale)
    if kept := words.suppression_note(answer):
        picture = replace(picture, note=f"{picture.note} {kept}" if picture.note else kept)
    return emphasised(picture, read.stands_out) if read.emphasised else picture


def _statement(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    answer = with_short_notes(road.answer(asked(tile, viewer, road), viewer.context), road, viewer.context)
    return statement(answer, viewer.locale) if _has_marks(answer) else _nothing(answer)


def _insight(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    answer = insight_answer(tile, viewer, road)
    if answer.frame.empty:
        return _none_found(rows_of(tile), road, viewer)
    if tile.kind in PICTURES:
        return PICTURES[tile.kind](answer, theme, viewer.locale)
    return Records(answer.columns, rows_in_words(answer.total, viewer.locale), answer.currency)


def _tabled(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    if tile.kind in INSIGHTS:
        return table.table(insight_answer(tile, viewer, road), viewer.locale, MOST_ROWS_SHOWN)
    answer = with_short_notes(road.answer(_few(asked(tile, viewer, road), tile), viewer.context), road, viewer.context)
    if not _has_marks(answer):
        return _nothing(answer)
    return table.table(answer, viewer.locale, MOST_ROWS_SHOWN)


def _few(query: Query, tile: TileSpec) -> Query:
    """Return the question for no more records than its chart looks at; the answer tells how many there are."""
    most = MOST_RECORDS.get(tile.kind)
    return replace(query, limit=_least(query.limit, most)) if most else query


def _nothing(answer: Answer) -> Nothing:
    """Return why there is nothing to draw: nothing of the kind was ever recorded, or nothing of these days matches."""
    unknown = [note.words for note in answer.notes if note.kind == "unknown"]
    return Nothing(unknown[0]) if unknown else NO_MATCH


def _none_found(query: Query, road: Road, viewer: Viewer) -> Nothing:
    return NO_MATCH if has_data(query, road, viewer.context) else Nothing(no_data_message(query, road.catalog))


def _has_marks(answer: Answer) -> bool:
    if not answer.query.metrics:
        return not answer.frame.empty
    sides = (name + mark for name in answer.query.metrics for mark in ("", BEFORE_MARK))
    return any(cell for name in sides for cell in answer.frame.get(name, ()) if cell is not None)


def _records(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    query = asked(tile, viewer, road)
    answer = road.answer(replace(query, limit=1), viewer.context)
    if not answer.total:
        return _none_found(query, road, viewer)
    return Records(answer.columns, rows_in_words(answer.total, viewer.locale), answer.currency)


def rows_in_words(count: int, locale: str) -> str:
    """Return "1,204 rows", or "1 row"."""
    return f"{words.exact(count, 'integer', '', locale)} {'row' if count == 1 else 'rows'}"


def _unknown(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    raise BadQuery(f"This release cannot draw a tile of the kind {tile.kind}.")


_DRAWERS: dict[str, Callable[[TileSpec, Viewer, Road, Theme], Drawn]] = {
    "number": _number,
    "records": _records,
    "statement": _statement,
    **dict.fromkeys(figure.DRAW, _picture),
    **dict.fromkeys(INSIGHTS, _insight),
}


@dataclass(frozen=True)
class Explained:
    """A tile's explanation, with the numbers that it shows, and how many rows those are in words."""

    explanation: Explanation
    columns: list[Column]
    rows: list[list[str]]
    total_rows: int
    rows_words: str


def explain(tile: TileSpec, viewer: Viewer, road: Road) -> Explained:
    """Return where the tile's numbers come from, and what its choices left out; raises as the road does."""
    read = resolve_query(tile, viewer, road)
    answer = road.answer(replace(read.query, limit=_least(read.query.limit, ROWS_EXPLAINED)), viewer.context)
    rows = table.cells(answer, viewer.locale)
    told = explanation(answer, road.catalog, viewer.locale)
    definition = (*TERMS.get(tile.kind, ()), *told.definition)
    return Explained(
        replace(told, definition=definition, notes=(*read.remarks(road.catalog), *told.notes)),
        table.headings(answer),
        rows,
        answer.total,
        _listed(len(rows), answer.total, viewer.locale),
    )


def _least(limit: int | None, most: int) -> int:
    return most if limit is None else min(limit, most)


def _listed(shown: int, total: int, locale: str) -> str:
    every = rows_in_words(total, locale)
    return every if shown == total else f"{every}, of which {words.exact(shown, 'integer', '', locale)} are listed"
