"""The rows of a record list, a page at a time, as a grid requests them."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field as Within
from pydantic import TypeAdapter

from services.dashboards.links.entity_pages import addresses
from services.dashboards.queries.insights import derived_answer, page
from services.dashboards.queries.resolve import resolve_query
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.present import table
from services.semantic.strict import parse

MOST_ROWS_AT_ONCE = 500
LAST_ROW = 10**9
MOST_SORTS = 16


@dataclass(frozen=True)
class RecordPage:
    """Some rows of a record list, in words by column, and the number of all rows."""

    rows: list[dict[str, str]]
    total: int


@dataclass(frozen=True)
class Sort:
    """One column that a grid sorts by."""

    colId: str
    sort: Literal["asc", "desc"] = "asc"

    @property
    def token(self) -> str:
        """Return the same as a Query's ``order`` writes it."""
        return f"-{self.colId}" if self.sort == "desc" else self.colId


@dataclass(frozen=True)
class RowRequest:
    """What a grid requests, in its own terms: ``startRow`` up to, not including, ``endRow``, by ``sortModel``."""

    startRow: Annotated[int, Within(ge=0, le=LAST_ROW)]
    endRow: Annotated[int, Within(ge=0, le=LAST_ROW)]
    sortModel: Annotated[tuple[Sort, ...], Within(max_length=MOST_SORTS)] | None = None


_ROW_REQUEST = TypeAdapter(RowRequest)


def record_page(tile: TileSpec, view: BoardView, request: object) -> RecordPage:
    """Return the rows that a grid requests, at most MOST_ROWS_AT_ONCE; raises BadQuery for a malformed request."""
    wanted = parse(_ROW_REQUEST, request, "the rows")
    query = resolve_query(tile, view).query
    order = tuple(each.token for each in wanted.sortModel or ())
    limit = min(max(wanted.endRow - wanted.startRow, 0), MOST_ROWS_AT_ONCE)
    if derived := derived_answer(tile, query, view.reader):
        answer = page(derived, order, wanted.startRow, limit)
    else:
        answer = view.answer(replace(query, offset=wanted.startRow, limit=limit, order=order or query.order))
    names = [column.name for column in table.headings(answer)]
    rows = zip(table.cells(answer, view.locale), addresses(answer), strict=True)
    return RecordPage([dict(zip(names, row, strict=True)) | links for row, links in rows], answer.total)
