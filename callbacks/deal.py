"""A deal's page: its timeline."""

from dash import Input, Output
from dash.development.base_component import Component

from callbacks.surface import Surface
from callbacks.timeline import months_of, timeline_scope
from components.timeline import timeline
from pages.board import ids as board_ids
from pages.deal import ids
from pages.request_context import profile_view
from services.access.rights import Right
from services.profiles.deal import READERS
from services.profiles.timeline import count_words, load_timeline


def register(surface: Surface) -> None:
    surface.callback(
        Output(ids.TIMELINE, "children"),
        Output(ids.MORE, "hidden"),
        Input(ids.MORE, "n_clicks"),
        Input(board_ids.SLUG, "data"),
        needs=Right.VIEW,
    )(show_timeline)


def show_timeline(more: int | None, slug: str) -> tuple[Component, bool]:
    view = profile_view("deal", slug)
    found = load_timeline(timeline_scope(view, more), READERS)
    return timeline(months_of(found), count_words(found, view.locale), found.left_out), found.is_whole
