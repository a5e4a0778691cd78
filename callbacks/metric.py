"""The page of a metric: what it is split by goes into the address, and brings a filter of its own."""

from dash import ClientsideFunction, Input, Output, State
from dash.development.base_component import Component

from callbacks.surface import Surface
from pages.board import ids as board_ids
from pages.metric import choices_shown, ids, way_shown
from pages.request_context import visit_about
from services.access.rights import Right
from services.views.metric import split_by


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("board", "split"),
        Output(board_ids.ADDRESS, "search", allow_duplicate=True),
        Input(ids.BY, "value"),
        State(board_ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    surface.callback(
        Output(ids.CRUMBS, "children"),
        Input(board_ids.ADDRESS, "search"),
        State(board_ids.SLUG, "data"),
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_way_back)
    surface.callback(
        Output(ids.CHOICES, "children"),
        Input(ids.BY, "value"),
        State(board_ids.ADDRESS, "search"),
        State(board_ids.SLUG, "data"),
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_choices)


def show_way_back(search: str | None, slug: str) -> Component:
    return way_shown(visit_about("metric", slug, search))


def show_choices(by: str, search: str | None, slug: str) -> list[Component]:
    return choices_shown(visit_about("metric", slug, split_by(search, by)))
