"""The one renderer: from a tile and its reader to finished values for a card."""

import logging
import secrets
from dataclasses import dataclass, replace
from http import HTTPStatus

from services.charts import ChartKind, Picture, chart_kind, validate
from services.charts.drawing.marks import fade_others
from services.dashboards.queries.data_availability import has_data, no_data_message, unknown_reason, with_short_notes
from services.dashboards.queries.insights import derived_answer, rows_of
from services.dashboards.queries.resolve import ResolvedQuery, resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.errors import NoData, PanoramaError
from services.present import words
from services.present.number import Number
from services.present.statement import Statement
from services.present.table import Table
from services.present.theme import Theme
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK

MOST_ROWS_SHOWN = 200

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Records:
    """The head of a record list: its columns, and the number of rows in words."""

    columns: tuple[Column, ...]
    total_words: str
    currency: str


@dataclass(frozen=True)
class Nothing:
    """There is an answer and nothing to draw. ``how`` says what would change that, if anything does."""

    words: str
    how: str | None = None


NO_MATCH = Nothing("Nothing in this period matches these filters.", "Choose a longer period or fewer filters.")


@dataclass(frozen=True)
class Refused:
    """The tile cannot be drawn. ``allowed``: it is not a matter of rights. ``again``: trying once more may help."""

    message: str
    allowed: bool
    again: bool = False


Content = Number | Picture | Table | Records | Statement | Nothing | Refused


@dataclass(frozen=True)
class DrawnTile:
    """What a tile's card shows, and what it must say about the filters."""

    content: Content
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Drawing:
    """One tile on its way to a card: its query is resolved once."""

    tile: TileSpec
    kind: ChartKind
    resolved: ResolvedQuery
    view: BoardView
    theme: Theme

    @property
    def query(self) -> Query:
        return self.resolved.query

    @property
    def locale(self) -> str:
        return self.view.locale


def draw(tile: TileSpec, view: BoardView, theme: Theme, *, as_table: bool = False) -> DrawnTile:
    """Return what the tile's card shows; with ``as_table`` a chart's numbers as rows.

    An error stays within the tile. One that the reader cannot act on is logged under a reference number.
    """
    remarks: tuple[str, ...] = ()
    try:
        resolved = resolve_query(tile, view)
        remarks = resolved.remarks(view.catalog)
        drawing = _Drawing(tile, chart_kind(tile.kind), resolved, view, theme)
        validate(tile.kind, tile.query, view.catalog)
        content = _draw_table(drawing) if as_table and drawing.kind.to_table else _draw(drawing)
    except NoData:
        content = Nothing(unknown_reason(tile.query, view.reader))
    except PanoramaError as error:
        again = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        content = Refused(error.message, allowed=error.status != HTTPStatus.FORBIDDEN, again=again)
    except Exception:
        content = _log_failure(tile)
    return DrawnTile(content, remarks)


def _log_failure(tile: TileSpec) -> Refused:
    reference = secrets.token_hex(4)
    logger.exception("The tile %s could not be drawn: %s", tile.slug, reference)
    return Refused(
        f"This card could not be drawn. The others are not affected. If trying again does not help, "
        f"give your administrator this reference: {reference}.",
        allowed=True,
        again=True,
    )


def _draw(drawing: _Drawing) -> Content:
    if drawing.kind.trend:
        return _draw_number(drawing)
    return _draw_chart(drawing) if drawing.kind.draw else _draw_list(drawing)


def _draw_number(drawing: _Drawing) -> Content:
    view, kind = drawing.view, drawing.kind
    assert kind.draw and kind.trend
    total = with_short_notes(view.answer(drawing.query), view.reader)
    if total.frame.empty:
        return _nothing(total)
    return kind.draw(total, view.answer(kind.trend(drawing.query, view.filters.grain)), drawing.locale)


def _draw_chart(drawing: _Drawing) -> Content:
    assert drawing.kind.draw
    answer = _chart_answer(drawing)
    if nothing := _missing_marks(drawing, answer):
        return nothing
    drawn = drawing.kind.draw(answer, drawing.theme, drawing.locale)
    if not isinstance(drawn, Picture):
        return drawn
    if suppressed := words.suppression_note(answer):
        drawn = replace(drawn, note=f"{drawn.note} {suppressed}" if drawn.note else suppressed)
    return fade_others(drawn, drawing.resolved.stands_out) if drawing.resolved.emphasised else drawn


def _draw_table(drawing: _Drawing) -> Content:
    assert drawing.kind.to_table
    answer = _chart_answer(drawing)
    return _missing_marks(drawing, answer) or drawing.kind.to_table(answer, drawing.locale, MOST_ROWS_SHOWN)


def _draw_list(drawing: _Drawing) -> Content:
    view = drawing.view
    derived = derived_answer(drawing.tile, drawing.query, view.reader)
    answer = derived or view.answer(replace(drawing.query, limit=1))
    if not answer.total:
        return _none_found(rows_of(drawing.tile) if derived else drawing.query, view)
    return Records(answer.columns, row_count_words(answer.total, drawing.locale), answer.currency)


def _chart_answer(drawing: _Drawing) -> Answer:
    """Return what is drawn, of no more records than the chart draws; its total counts all of them."""
    reader = drawing.view.reader
    if derived := derived_answer(drawing.tile, drawing.query, reader):
        return derived
    most = drawing.kind.row_limit
    query = replace(drawing.query, limit=capped_limit(drawing.query, most)) if most else drawing.query
    return with_short_notes(reader.answer(query), reader)


def _missing_marks(drawing: _Drawing, answer: Answer) -> Nothing | None:
    """Return why there is nothing to draw, None where there is something."""
    if drawing.kind.answer:
        return _none_found(rows_of(drawing.tile), drawing.view) if answer.frame.empty else None
    return None if _has_marks(answer) else _nothing(answer)


def _nothing(answer: Answer) -> Nothing:
    """Return why there is nothing to draw: no data of the kind at all, or none that matches."""
    unknown = [note.words for note in answer.notes if note.kind == "unknown"]
    return Nothing(unknown[0]) if unknown else NO_MATCH


def _none_found(query: Query, view: BoardView) -> Nothing:
    return NO_MATCH if has_data(query, view.reader) else Nothing(no_data_message(query, view.catalog))


def _has_marks(answer: Answer) -> bool:
    if not answer.query.metrics:
        return not answer.frame.empty
    sides = (name + mark for name in answer.query.metrics for mark in ("", BEFORE_MARK))
    return any(cell for name in sides for cell in answer.frame.get(name, ()) if cell is not None)


def row_count_words(count: int, locale: str) -> str:
    """Return "1,204 rows", or "1 row"."""
    return f"{words.exact(count, 'integer', '', locale)} {'row' if count == 1 else 'rows'}"


def capped_limit(query: Query, most: int) -> int:
    """Return the query's own limit, but no more than ``most``."""
    return most if query.limit is None else min(query.limit, most)
