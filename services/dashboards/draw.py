"""The one renderer: a tile and a reader's choices in, finished values for a card out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import Field as Within
from pydantic import TypeAdapter

from services.dashboards.choices import Choices
from services.dashboards.spec import OWN_GRAIN, TileSpec
from services.errors import NoData, PanoramaError
from services.present import figure, table, words
from services.present.explain import Explanation, explanation
from services.present.figure import Picture
from services.present.number import Number, number
from services.present.theme import Theme
from services.road import Road
from services.semantic.answer import Answer, Column
from services.semantic.context import Context
from services.semantic.query import Query
from services.semantic.runner import BEFORE_MARK
from services.semantic.strict import parsed

ROWS_EXPLAINED = 60
MOST_ROWS_AT_ONCE = 500
LAST_ROW = 10**9
MOST_SORTS = 16


@dataclass(frozen=True)
class Viewer:
    """Whoever looks at a dashboard: who asks, how numbers are written for them, what they chose, and the metric whose
    last day says where the dashboard's data ends."""

    context: Context
    locale: str
    choices: Choices
    dated_by: str | None = None


@dataclass(frozen=True)
class Records:
    """The head of a record list: its columns, and how many rows there are, in words."""

    columns: tuple[Column, ...]
    total_words: str
    currency: str


@dataclass(frozen=True)
class Nothing:
    """The question was answered, and there is nothing to draw."""

    words: str
    how: str


NO_MATCH = Nothing("Nothing in this period matches these filters.", "Choose a longer period or fewer filters.")


@dataclass(frozen=True)
class Refused:
    """The tile cannot be drawn, for a reason that the reader can act on. ``allowed``: it is not a matter of rights."""

    message: str
    allowed: bool


Drawn = Number | Picture | Records | Nothing | Refused


def draw(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    """Return what the tile's card shows. What goes wrong for a reason stays within the tile."""
    try:
        return _DRAWERS[tile.kind](tile, viewer, road, theme)
    except NoData as error:
        return Nothing(error.message, "The card fills as soon as there is data for it.")
    except PanoramaError as error:
        return Refused(error.message, allowed=error.status != HTTPStatus.FORBIDDEN)


def asked(tile: TileSpec, viewer: Viewer, road: Road) -> Query:
    """Return the tile's question with the viewer's choices in it."""
    query = viewer.choices.applied(tile.query, road.catalog, viewer.dated_by)
    return replace(query, grain=tile.query.grain) if tile.kind in OWN_GRAIN else query


def _number(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    query = asked(tile, viewer, road)
    total = road.answer(query, viewer.context)
    if total.frame.empty:
        return _nothing(total)
    course = replace(query, grain=viewer.choices.grain, compare=None)
    return number(total, road.answer(course, viewer.context), viewer.locale)


def _picture(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    answer = road.answer(asked(tile, viewer, road), viewer.context)
    if not _has_marks(answer):
        return _nothing(answer)
    return figure.DRAW[tile.kind](answer, theme, viewer.locale)


def _nothing(answer: Answer) -> Nothing:
    """Return why there is nothing to draw: nothing of the kind was ever recorded, or nothing of these days matches."""
    unknown = [note.words for note in answer.notes if note.kind == "unknown"]
    return Nothing(unknown[0], "Load it, and the card fills.") if unknown else NO_MATCH


def _has_marks(answer: Answer) -> bool:
    sides = (answer.query.metrics[0], answer.query.metrics[0] + BEFORE_MARK)
    return any(cell for name in sides for cell in answer.frame.get(name, ()) if cell is not None)


def _records(tile: TileSpec, viewer: Viewer, road: Road, theme: Theme) -> Drawn:
    answer = road.answer(replace(asked(tile, viewer, road), limit=1), viewer.context)
    if not answer.total:
        return NO_MATCH
    total = words.exact(answer.total, "integer", "", viewer.locale)
    return Records(answer.columns, f"{total} {'row' if answer.total == 1 else 'rows'}", answer.currency)


_DRAWERS: dict[str, Callable[[TileSpec, Viewer, Road, Theme], Drawn]] = {
    "number": _number,
    "records": _records,
    **dict.fromkeys(figure.DRAW, _picture),
}


@dataclass(frozen=True)
class Page:
    """Some rows of a record list, in words by column, and how many there are in all."""

    rows: list[dict[str, str]]
    total: int


@dataclass(frozen=True)
class Sort:
    """One column that a grid sorts by."""

    colId: str
    sort: Literal["asc", "desc"] = "asc"

    @property
    def token(self) -> str:
        """The same as a Query's ``order`` spells it."""
        return f"-{self.colId}" if self.sort == "desc" else self.colId


@dataclass(frozen=True)
class RowRequest:
    """What a grid asks for, in its own words: ``startRow`` up to, not including, ``endRow``, by ``sortModel``."""

    startRow: Annotated[int, Within(ge=0, le=LAST_ROW)]
    endRow: Annotated[int, Within(ge=0, le=LAST_ROW)]
    sortModel: Annotated[tuple[Sort, ...], Within(max_length=MOST_SORTS)] | None = None


_ROW_REQUEST = TypeAdapter(RowRequest)


def page_of(tile: TileSpec, viewer: Viewer, road: Road, request: object) -> Page:
    """Return the rows that a grid asks for, at the most MOST_ROWS_AT_ONCE; raises BadQuery for what no grid asks."""
    wanted = parsed(_ROW_REQUEST, request, "the rows")
    query = asked(tile, viewer, road)
    order = tuple(each.token for each in wanted.sortModel or ()) or query.order
    limit = min(max(wanted.endRow - wanted.startRow, 0), MOST_ROWS_AT_ONCE)
    answer = road.answer(replace(query, offset=wanted.startRow, limit=limit, order=order), viewer.context)
    names = [column.name for column in table.headings(answer)]
    rows = [dict(zip(names, row, strict=True)) for row in table.cells(answer, viewer.locale)]
    return Page(rows, answer.total)


@dataclass(frozen=True)
class Explained:
    """A tile's explanation, with the numbers that it shows."""

    explanation: Explanation
    columns: list[Column]
    rows: list[list[str]]
    total_rows: int


def explain(tile: TileSpec, viewer: Viewer, road: Road) -> Explained:
    """Return where the tile's numbers come from; raises as the road does."""
    query = asked(tile, viewer, road)
    answer = road.answer(replace(query, limit=ROWS_EXPLAINED), viewer.context)
    rows = table.cells(answer, viewer.locale)
    return Explained(explanation(answer, road.catalog, viewer.locale), table.headings(answer), rows, answer.total)
