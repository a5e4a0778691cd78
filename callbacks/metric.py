"""A metric's page: its split goes into the address, and adds a filter."""

from dash import ClientsideFunction, Input, Output, State
from dash.development.base_component import Component

from callbacks.surface import Surface
from pages.board import ids as board_ids
from pages.metric import breadcrumb_links, ids, metric_filters
from pages.request_context import metric_view
from services.access.rights import Right
from services.views.metric import split_by


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("board", "splitBy"),
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
    )(show_breadcrumbs)
    surface.callback(
        Output(ids.FILTERS, "children"),
        Input(ids.BY, "value"),
        State(board_ids.ADDRESS, "search"),
        State(board_ids.SLUG, "data"),
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_filters)


def show_breadcrumbs(search: str | None, slug: str) -> Component:
    return breadcrumb_links(metric_view(slug, search))


def show_filters(by: str, search: str | None, slug: str) -> list[Component]:
    return metric_filters(metric_view(slug, split_by(search, by)))
