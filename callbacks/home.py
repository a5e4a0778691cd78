"""The first page: what has changed since the last visit."""

from dash import Input, Output
from dash.development.base_component import Component

from callbacks.surface import Surface
from components.changes import changes_card
from pages.board import ids as board_ids
from pages.home import ids
from pages.request_context import member, session, visit_about
from services.access.last_seen import last_visit
from services.access.rights import Right
from services.views.changes import Since, changes, since_when


def register(surface: Surface) -> None:
    surface.callback(Output(ids.CHANGES, "children"), Input(board_ids.SLUG, "data"), needs=Right.VIEW)(show_changes)


def show_changes(slug: str) -> Component:
    visit = visit_about("home", slug)
    since = Since(visit.road, visit.viewer.context, visit.viewer.locale, last_visit(session(), member()))
    told = changes(since)
    found = [(each.icon, each.words, each.detail, each.address) for each in told.changes]
    return changes_card("What changed", since_when(since), found, told.left_out)
