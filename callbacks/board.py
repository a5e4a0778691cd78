"""Dashboards: filters go into the address, and every tile is drawn from it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, no_update
from dash.development.base_component import Component

from callbacks.cards import CardSetting, card, explanation_panel, mark_records_panel
from callbacks.surface import Surface
from components.filters import WHOLE, FilterOption, filter_chips, multi_select_options
from components.page import ids as page_ids
from components.shell import ids as shell_ids
from pages.board import ids
from pages.request_context import board_view, session
from services.access.rights import Right
from services.charts import Picture
from services.charts.drawing.marks import link_metrics
from services.dashboards.drawing.draw import draw
from services.dashboards.drawing.explain import explain
from services.dashboards.drawing.paging import record_page
from services.dashboards.drill.drill_through import drill_through
from services.dashboards.filters.saved import save_filters
from services.dashboards.links.urls import drill_url
from services.dashboards.queries.filter_options import Option, filter_options
from services.dashboards.queries.heading import active_filters, period_words
from services.present.theme import Theme

Id = dict[str, Any]


def register(surface: Surface) -> None:
    address, slug = Input(ids.ADDRESS, "search"), State(ids.SLUG, "data")
    surface.callback(
        Output(ids.part("body", MATCH), "children"),
        address,
        Input(shell_ids.THEME, "data"),
        Input(ids.part("body", MATCH), "data-view"),
        Input(ids.part("body", MATCH), "data-retry"),
        slug,
        State(ids.part("body", MATCH), "id"),
        needs=Right.VIEW,
    )(show_tile)
    surface.callback(
        Output(ids.part("grid", MATCH), "getRowsResponse"),
        Input(ids.part("grid", MATCH), "getRowsRequest"),
        State(ids.ADDRESS, "search"),
        slug,
        State(ids.part("grid", MATCH), "id"),
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_rows)
    surface.callback(
        Output(ids.FILTERS_SAVED, "data"),
        Input(ids.FILTERS_CHANGED, "data"),
        slug,
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(save_board_filters)
    surface.callback(Output(ids.PERIOD_LINE, "children"), address, slug, needs=Right.VIEW)(show_period)
    surface.callback(Output(ids.CHIPS, "children"), address, slug, needs=Right.VIEW)(show_filters)
    surface.callback(
        Output(ids.choice(MATCH), "options"),
        Input(ids.SLUG, "data"),
        Input(ids.choice(MATCH), "search_value"),
        State(ids.ADDRESS, "search"),
        State(ids.choice(MATCH), "id"),
        needs=Right.VIEW,
    )(show_options)
    surface.callback(
        Output(ids.DRAWER, "is_open"),
        Output(ids.DRAWER_BODY, "children"),
        Input(ids.DRAWER_REQUEST, "data"),
        State(ids.ADDRESS, "search"),
        slug,
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_explanation)
    surface.clientside(
        ClientsideFunction("board", "redirect"),
        Output(page_ids.REDIRECT, "hidden"),
        Input(page_ids.REDIRECT, "data-search"),
    )
    surface.clientside(
        ClientsideFunction("board", "applyClick"),
        Output(ids.choice(ALL), "value"),
        Output(ids.DRAWER_REQUEST, "data"),
        Input(ids.part("graph", ALL), "clickData"),
        Input(ids.chip(ALL, ALL), "n_clicks"),
        Input(ids.CLEAR, "n_clicks", allow_optional=True),
        State(ids.choice(ALL), "value"),
        State(ids.choice(ALL), "id"),
        State(ids.choice(ALL), "options"),
        State(ids.GRAIN, "value", allow_optional=True),
        prevent_initial_call=True,
    )
    surface.clientside(
        ClientsideFunction("board", "updateAddress"),
        Output(ids.ADDRESS, "search"),
        Output(ids.ADDRESS, "href"),
        Output(ids.FILTERS_CHANGED, "data"),
        Input(ids.PERIOD, "value"),
        Input(ids.FIRST, "value"),
        Input(ids.LAST, "value"),
        Input(ids.GRAIN, "value"),
        Input(ids.COMPARE, "value"),
        Input(ids.choice(ALL), "value"),
        State(ids.choice(ALL), "id"),
        State(ids.choice(ALL), "options"),
        State(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )


def show_tile(search: str | None, theme: Theme | None, view: str | None, again: Any, slug: str, id: Id) -> Component:
    board = board_view(slug, search)
    tile = board.tile(id["tile"])
    drawn = draw(tile, board, theme or "light", as_table=view == "table")
    url = partial(drill_url, tile, board)
    content = link_metrics(drawn.content, url) if isinstance(drawn.content, Picture) else drawn.content
    return card(CardSetting(tile, board.board, search, drawn.remarks, url()), content)


def show_rows(request: dict[str, Any] | None, search: str | None, slug: str, id: Id) -> Any:
    if request is None:
        return no_update
    board = board_view(slug, search)
    page = record_page(board.tile(id["tile"]), board, request)
    return {"rowData": page.rows, "rowCount": page.total}


def save_board_filters(search: str | None, slug: str) -> Any:
    board = board_view(slug, search)
    save_filters(session(), board.reader.principal, board.board, board.filters)
    return no_update


def show_period(search: str | None, slug: str) -> str:
    return period_words(board_view(slug, search))


def show_filters(search: str | None, slug: str) -> Component | None:
    active = active_filters(board_view(slug, search))
    return filter_chips(
        [(words, ids.chip(field, WHOLE if value is None else value)) for field, value, words in active],
        clear_id=ids.CLEAR,
    )


def show_options(slug: str, text: str | None, search: str | None, id: Id) -> list[dict[str, Any]]:
    found = filter_options(id["choice"], board_view(slug, search), str(text or ""))
    return multi_select_options(_options(found.options), found.unlisted, _options(found.selected), str(text or ""))


def _options(options: Sequence[Option]) -> list[FilterOption]:
    return [FilterOption(each.value, each.label, each.count, each.count_words) for each in options]


def show_explanation(wanted: dict[str, Any] | None, search: str | None, slug: str) -> tuple[Any, Any]:
    if not wanted:
        return no_update, no_update
    board = board_view(slug, search)
    tile = board.tile(wanted["tile"])
    if mark := wanted.get("mark"):
        return True, mark_records_panel(tile, drill_through(tile, str(mark), board))
    return True, explanation_panel(tile, explain(tile, board))
