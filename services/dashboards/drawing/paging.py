"""The rows of a record list, as a grid asks for them: a page at a time."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field as Within
from pydantic import TypeAdapter

from services.dashboards.drill.entity_pages import addresses
from services.dashboards.queries.insights import INSIGHTS, insight_answer, page
from services.dashboards.queries.resolve import Viewer, asked
from services.dashboards.spec import TileSpec
from services.present import table
from services.road import Road
from services.semantic.strict import parsed

MOST_ROWS_AT_ONCE = 500
LAST_ROW = 10**9
MOST_SORTS = 16


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
    order = tuple(each.token for each in wanted.sortModel or ())
    limit = min(max(wanted.endRow - wanted.startRow, 0), MOST_ROWS_AT_ONCE)
    if tile.kind in INSIGHTS:
        answer = page(insight_answer(tile, viewer, road), order, wanted.startRow, limit)
    else:
        asking = replace(query, offset=wanted.startRow, limit=limit, order=order or query.order)
        answer = road.answer(asking, viewer.context)
    names = [column.name for column in table.headings(answer)]
    told = zip(table.cells(answer, viewer.locale), addresses(answer), strict=True)
    return Page([dict(zip(names, row, strict=True)) | leads for row, leads in told], answer.total)
