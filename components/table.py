"""Tables: records that the server pages, and short tables in plain HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from components.actions import Id
from components.attributes import attributes
from components.card import card_header, card_note

PAGE_SIZE = 12
"""Rows on a page of a records card. The height of the card fits them, so that the table never scrolls by itself."""


SHARE_OF_NAMES = 1.5
"""The factor by which a column of links is wider than its minimum: names are the longest values."""


@dataclass(frozen=True)
class GridColumn:
    """A column: ``field`` is its key in a row, ``title`` its header, including the unit.

    ``number`` aligns it right in tabular figures. ``format`` is a d3-format such as ",.0f"; without one the value is
    shown as it is. ``width`` is the minimum width in px. ``link`` is the key of the row's address to link to.
    """

    field: str
    title: str
    number: bool = False
    format: str | None = None
    width: int = 120
    sortable: bool = True
    link: str | None = None


@dataclass(frozen=True)
class BarCell:
    """A cell with a bar behind its text; ``share`` 1 is the whole cell."""

    words: str
    share: float


@dataclass(frozen=True)
class LinkCell:
    """A cell whose text links to an address in the app."""

    words: str
    address: str


CellContent = str | BarCell | LinkCell


def records_card(
    *,
    title: str,
    grid_id: Id,
    columns: Sequence[GridColumn],
    total_words: str,
    finding: str | None = None,
    actions: Sequence[Component] | None = None,
    note: str | None = None,
    level: int = 2,
) -> html.Article:
    """Return the card. The grid requests its rows from the server a page at a time, by ``getRowsRequest``.

    ``total_words`` says how many rows there are in total ("1,204 orders").
    """
    grid = dag.AgGrid(
        id=grid_id,
        className="records__grid",
        columnDefs=[_definition(column, first=index == 0) for index, column in enumerate(columns)],
        rowModelType="infinite",
        columnSize="responsiveSizeToFit",
        defaultColDef=COLUMN_OPTIONS,
        dashGridOptions=GRID_OPTIONS,
    )
    head = card_header(title, f"{finding} · {total_words}" if finding else total_words, actions, level)
    return html.Article(
        [head, html.Div(grid, className="records__frame"), *card_note(note)],
        className="card records",
    )


COLUMN_OPTIONS = {
    "resizable": True,
    "wrapHeaderText": True,
    "suppressHeaderMenuButton": True,
    "suppressMovable": True,
}
GRID_OPTIONS: dict[str, Any] = {
    "theme": {"function": "themeQuartz"},
    "rowHeight": 36,
    "headerHeight": 44,
    "pagination": True,
    "paginationPageSize": PAGE_SIZE,
    "paginationPageSizeSelector": False,
    "cacheBlockSize": PAGE_SIZE,
    "maxBlocksInCache": 8,
    "infiniteInitialRowCount": PAGE_SIZE,
    "animateRows": False,
    "suppressCellFocus": False,
    "enableCellTextSelection": True,
    "tooltipShowMode": "whenTruncated",
    "tooltipShowDelay": 300,
    "ensureDomOrder": True,
    # Fields are qualified names: a dot in one is not a path into an object.
    "suppressFieldDotNotation": True,
}


def _definition(column: GridColumn, first: bool) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "field": column.field,
        "headerName": column.title,
        "sortable": column.sortable,
        # The grid distributes the remaining width in proportion.
        "width": round(column.width * (SHARE_OF_NAMES if column.link else 1)),
        "minWidth": column.width,
        # Shown where the text is longer than the cell.
        "tooltipField": column.field,
        "headerTooltip": column.title,
    }
    if first:
        definition["pinned"] = "left"
    if column.number:
        definition |= {"type": "rightAligned", "cellClass": "number"}
    if column.link:
        definition |= {"cellRenderer": "RowLink", "cellRendererParams": {"address": column.link}}
    if column.format:
        shown = f"params.value == null ? '' : d3.format('{column.format}')(params.value)"
        definition["valueFormatter"] = {"function": shown}
    return definition


def plain_table(
    columns: Sequence[GridColumn],
    rows: Sequence[Sequence[CellContent]],
    caption: str,
    totals: Sequence[str] | None = None,
) -> html.Div:
    """Return a short table of formatted values. ``totals``, one for each column, cover all rows.

    The first cell of a row is its heading. The caption is for screen readers; the card has a visible title.
    """
    head = html.Thead(html.Tr([html.Th(column.title, scope="col", className=_side(column)) for column in columns]))
    body = html.Tbody([_row(columns, row) for row in rows])
    foot = [html.Tfoot(_row(columns, totals))] if totals else []
    table = html.Table([html.Caption(caption, className="visually-hidden"), head, body, *foot], className="plain-table")
    # A frame that may scroll sideways must be reachable by keyboard.
    return html.Div(
        table, className="plain-table__frame", tabIndex="0", role="region", **attributes({"aria-label": caption})
    )


def _row(columns: Sequence[GridColumn], cells: Sequence[CellContent]) -> html.Tr:
    first, *rest = cells
    heading = html.Th(_cell(first), scope="row", className=_side(columns[0]))
    others = [html.Td(_cell(cell), className=_side(column)) for column, cell in zip(columns[1:], rest, strict=True)]
    return html.Tr([heading, *others])


def _cell(cell: CellContent) -> str | Component:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, LinkCell):
        return html.A(cell.words, href=cell.address)
    share = {"--share": f"{min(max(cell.share, 0), 1):.1%}"}
    return html.Div(html.Span(cell.words), className="bar-cell", style=share)


def _side(column: GridColumn) -> str | None:
    return "number" if column.number else None
