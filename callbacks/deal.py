"""A deal's page: what happened with it."""

from dash import Input, Output
from dash.development.base_component import Component

from callbacks.surface import Surface
from callbacks.timeline import looking_at, months_of
from components.timeline import timeline
from pages.board import ids as board_ids
from pages.deal import ids
from pages.request_context import visit_about
from services.access.rights import Right
from services.profiles.deal import READERS
from services.profiles.timeline import timeline as load_timeline
from services.profiles.timeline import told


def register(surface: Surface) -> None:
    surface.callback(
        Output(ids.TIMELINE, "children"),
        Output(ids.MORE, "hidden"),
        Input(ids.MORE, "n_clicks"),
        Input(board_ids.SLUG, "data"),
        needs=Right.VIEW,
    )(show_timeline)


def show_timeline(more: int | None, slug: str) -> tuple[Component, bool]:
    visit = visit_about("deal", slug)
    found = load_timeline(looking_at(visit, more), READERS)
    return timeline(months_of(found), told(found, visit.viewer.locale), found.left_out), found.is_whole
