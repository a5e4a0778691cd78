"""Dashboards: the choices go into the address, and from the address every tile is drawn."""

from dataclasses import asdict
from functools import partial
from typing import Any

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, no_update
from dash.development.base_component import Component

from callbacks.cards import Setting, card, explanation_panel, mark_records_panel
from callbacks.surface import Surface
from components.filters import Choice, chips, choice_options
from components.page import ids as page_ids
from components.shell import ids as shell_ids
from pages.board import ids
from pages.request_context import member, session, visit_to
from services.access.rights import Right
from services.dashboards.drawing.draw import draw, explain
from services.dashboards.drawing.paging import page_of
from services.dashboards.drill.drill_through import drill_through
from services.dashboards.drill.links import drill_url
from services.dashboards.filters.saved import save_filters
from services.dashboards.heading import filters_in_force, options, period_words
from services.dashboards.queries.resolve import remarks
from services.present.figure import Picture
from services.present.marks import leading_on
from services.present.theme import Theme

Id = dict[str, Any]


def register(surface: Surface) -> None:
    address, slug = Input(ids.ADDRESS, "search"), State(ids.SLUG, "data")
    surface.callback(
        Output(ids.part("body", MATCH), "children"),
        address,
        Input(shell_ids.THEME, "data"),
        Input(ids.part("body", MATCH), "data-view"),
        Input(ids.part("body", MATCH), "data-again"),
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
        Output(ids.REMEMBERED, "data"),
        Input(ids.CHOSEN, "data"),
        slug,
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(remember_choices)
    surface.callback(Output(ids.PERIOD_LINE, "children"), address, slug, needs=Right.VIEW)(show_period)
    surface.callback(Output(ids.CHIPS, "children"), address, slug, needs=Right.VIEW)(show_filters)
    surface.callback(
        Output(ids.choice(MATCH), "options"),
        Input(ids.SLUG, "data"),
        State(ids.ADDRESS, "search"),
        State(ids.choice(MATCH), "id"),
        needs=Right.VIEW,
    )(show_options)
    surface.callback(
        Output(ids.DRAWER, "is_open"),
        Output(ids.DRAWER_BODY, "children"),
        Input(ids.EXPLAINED, "data"),
        State(ids.ADDRESS, "search"),
        slug,
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_explanation)
    surface.clientside(
        ClientsideFunction("board", "forward"),
        Output(page_ids.FORWARD, "hidden"),
        Input(page_ids.FORWARD, "data-search"),
    )
    surface.clientside(
        ClientsideFunction("board", "explained"),
        Output(ids.EXPLAINED, "data"),
        Input(ids.part("explain", ALL), "n_clicks"),
        prevent_initial_call=True,
    )
    surface.clientside(
        ClientsideFunction("board", "chosen"),
        Output(ids.choice(ALL), "value"),
        Output(ids.EXPLAINED, "data", allow_duplicate=True),
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
        ClientsideFunction("board", "address"),
        Output(ids.ADDRESS, "search"),
        Output(ids.ADDRESS, "href"),
        Output(ids.CHOSEN, "data"),
        Input(ids.PERIOD, "value"),
        Input(ids.FIRST, "value"),
        Input(ids.LAST, "value"),
        Input(ids.GRAIN, "value"),
        Input(ids.COMPARE, "value"),
        Input(ids.choice(ALL), "value"),
        State(ids.choice(ALL), "id"),
        State(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )


def show_tile(search: str | None, theme: Theme | None, view: str | None, again: Any, slug: str, id: Id) -> Component:
    visit = visit_to(slug, search)
    tile = visit.board.tile(id["tile"])
    drawn = draw(tile, visit.viewer, visit.road, theme or "light", as_table=view == "table")
    leads = partial(drill_url, tile, slug, visit.viewer, visit.road.catalog)
    if isinstance(drawn, Picture):
        drawn = leading_on(drawn, leads)
    return card(Setting(tile, visit.board, search, remarks(tile, visit.viewer, visit.road), leads()), drawn)


def show_rows(request: dict[str, Any] | None, search: str | None, slug: str, id: Id) -> Any:
    if request is None:
        return no_update
    visit = visit_to(slug, search)
    page = page_of(visit.board.tile(id["tile"]), visit.viewer, visit.road, request)
    return {"rowData": page.rows, "rowCount": page.total}


def remember_choices(search: str | None, slug: str) -> Any:
    visit = visit_to(slug, search)
    save_filters(session(), member(), visit.board, visit.viewer.choices)
    return no_update


def show_period(search: str | None, slug: str) -> str:
    visit = visit_to(slug, search)
    return period_words(visit.board, visit.viewer, visit.road)


def show_filters(search: str | None, slug: str) -> Component | None:
    visit = visit_to(slug, search)
    in_force = filters_in_force(visit.viewer, visit.road)
    return chips([(words, ids.chip(field, value)) for field, value, words in in_force], clear_id=ids.CLEAR)


def show_options(slug: str, search: str | None, id: Id) -> list[dict[str, Any]]:
    visit = visit_to(slug, search)
    found = options(id["choice"], visit.board, visit.viewer, visit.road)
    return choice_options([Choice(**asdict(option)) for option in found])


def show_explanation(wanted: dict[str, Any] | None, search: str | None, slug: str) -> tuple[Any, Any]:
    if not wanted:
        return no_update, no_update
    visit = visit_to(slug, search)
    tile = visit.board.tile(wanted["tile"])
    if mark := wanted.get("mark"):
        return True, mark_records_panel(tile, drill_through(tile, str(mark), visit.viewer, visit.road))
    return True, explanation_panel(tile, explain(tile, visit.viewer, visit.road))
