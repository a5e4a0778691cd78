"""A customer's profile: facts, health, timeline, notes, and their records."""

from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.breadcrumbs import breadcrumb_nav
from components.card import card_header
from components.facts import fact_row
from components.filters import segmented_control, select_field
from components.grid import kpi_strip, tile, tile_grid
from components.loading import loading_card, loading_lines
from components.notes import note_form
from components.page import page_frame
from pages.board import board_stores, tile_place
from pages.board import ids as board_ids
from pages.page import Page
from pages.request_context import member, profile_view
from services.access.rights import Right
from services.profiles.client import ProfileState, profile_state
from services.profiles.events import ALL_EVENTS, KINDS, OF_CLIENTS
from services.views.open_view import ProfileView

PAGE = Page(path="/customers/<number>", title="Customer", needs=Right.VIEW, icon="users")

ABOVE = (("Home", "/"), ("Customers", "/customers"))


class ids:
    """Ids of this page, beside those of every dashboard. A ``note`` is a note's key; a callback passes a wildcard."""

    ADDRESS = "client-address"
    HEALTH = "client-health"
    KIND = "client-kind"
    TIMELINE = "client-timeline"
    MORE = "client-more"
    LIST = "client-list"
    RECORDS = "client-records"
    NOTES = "client-notes"
    TEXT = "client-note-text"
    WRITE = "client-note-write"
    NOTE_REQUEST = "client-note-request"
    NOTE_RESULT = "client-note-result"

    @staticmethod
    def note(part: str, note: Any, etag: Any) -> dict[str, Any]:
        """Return the id of a part of a note: its new text, or its save or delete button, with the version shown."""
        return {"part": part, "note": note, "etag": etag}


def layout(number: str, **parameters: Any) -> Component:
    """Return the profile of a customer, in the state that its address names."""
    search = f"?{urlencode(parameters, doseq=True)}"
    view = profile_view("client", f"client:{number}", search)
    state = profile_state(search, view.board)
    numbers = [each for each in view.board.tiles if each.kind == "number"]
    frame = page_frame(
        view.profile.name,
        html.P(id=board_ids.PERIOD_LINE, className="profile__period"),
        kpi_strip([tile_place(each) for each in numbers]),
        tile_grid([tile(_timeline(state), 8), tile(_sidebar(), 4)]),
        _records(view, state),
        *board_stores(view.board.slug),
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.NOTE_REQUEST),
        dcc.Store(id=ids.NOTE_RESULT),
        period_line=fact_row(view.profile.facts),
    )
    return html.Div([breadcrumb_nav(ABOVE, view.profile.name), frame], className="profile")


def name_of(number: str) -> str:
    """Return the name of the customer; raises NotFound."""
    return profile_view("client", f"client:{number}").board.title


def _timeline(state: ProfileState) -> html.Article:
    kinds = [(ALL_EVENTS, "All events"), *((name, KINDS[name][0]) for name in OF_CLIENTS)]
    head = card_header("Timeline", actions=None)
    more = html.Button("Show more", id=ids.MORE, type="button", className="button")
    return html.Article(
        [
            html.Div([head, select_field(ids.KIND, "Show", kinds, state.kind)], className="timeline-panel__header"),
            html.Div(loading_lines(), id=ids.TIMELINE, className="timeline-panel"),
            html.Div(more, className="timeline-panel__more"),
        ],
        className="card",
    )


def _sidebar() -> html.Div:
    """Return the health card, which loads later, and the notes with a form for those who may write."""
    form = [note_form(ids.TEXT, ids.WRITE)] if member().may(Right.EDIT) else []
    notes = html.Article([card_header("Notes"), *form, html.Div(id=ids.NOTES)], className="card")
    return html.Div([html.Div(loading_card("Health"), id=ids.HEALTH), notes], className="profile__sidebar")


def _records(view: ProfileView, state: ProfileState) -> html.Section:
    lists = [(each.slug, each.title) for each in view.board.tiles if each.kind == "records"]
    return html.Section(
        [
            html.H2("Records", className="section__title"),
            segmented_control(ids.LIST, "Records", lists, state.list_name),
            html.Div(tile_place(view.board.tile(state.list_name)), id=ids.RECORDS),
        ],
        className="section",
    )
