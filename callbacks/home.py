"""The home page: what changed since the last visit."""

from dash import Input, Output
from dash.development.base_component import Component

from callbacks.surface import Surface
from components.changes import changes_card
from pages.board import ids as board_ids
from pages.home import ids
from pages.request_context import member, reader, session
from services.access.last_seen import last_visit
from services.access.rights import Right
from services.errors import NotFound
from services.views.changes import ChangeWindow, recent_changes, window_words
from services.views.home import SLUG


def register(surface: Surface) -> None:
    surface.callback(Output(ids.CHANGES, "children"), Input(board_ids.SLUG, "data"), needs=Right.VIEW)(show_changes)


def show_changes(slug: str) -> Component:
    if slug != SLUG:
        raise NotFound("page")
    window = ChangeWindow(reader(), last_visit(session(), member()))
    recent = recent_changes(window)
    found = [(each.icon, each.words, each.detail, each.address) for each in recent.changes]
    return changes_card("What changed", window_words(window), found, recent.left_out)
