"""A client's profile: who they are, how things stand, what happened, and all that is on record about them."""

from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.card import card_head
from components.crumbs import crumbs
from components.facts import fact_row
from components.filters import choose_one, segmented
from components.grid import kpi_strip, tile, tile_grid
from components.notes import note_form
from components.page import page_frame
from components.waiting import waiting_card, waiting_lines
from pages.board import behind_the_scenes, place
from pages.board import ids as board_ids
from pages.page import Page
from pages.request_context import member, visit_to
from services.access.rights import Right
from services.profiles.client import Shown, shown_by
from services.profiles.events import EVERYTHING, KINDS, OF_CLIENTS
from services.views.open_view import Visit

PAGE = Page(path="/customers/<number>", title="Client", needs=Right.VIEW, icon="users")

ABOVE = (("Home", "/"), ("Customers", "/customers"))


class ids:
    """Ids of this page, beside those of every dashboard. A ``note`` is a note's key; a callback gives a wildcard."""

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
    ASKED = "client-note-asked"
    DONE = "client-note-done"

    @staticmethod
    def note(part: str, note: Any, etag: Any) -> dict[str, Any]:
        """A part of a note: its new text, or the button that saves or removes it, with the version that was seen."""
        return {"part": part, "note": note, "etag": etag}


def layout(number: str, **parameters: Any) -> Component:
    """Return the profile of a client, at the place that its address spells."""
    visit = visit_to(f"client:{number}", f"?{urlencode(parameters, doseq=True)}")
    shown = shown_by(f"?{urlencode(parameters, doseq=True)}", visit.board)
    numbers = [each for each in visit.board.tiles if each.kind == "number"]
    frame = page_frame(
        visit.about.name,
        html.P(id=board_ids.PERIOD_LINE, className="profile__period"),
        kpi_strip([place(each) for each in numbers]),
        tile_grid([tile(_timeline(shown), 8), tile(_beside(), 4)]),
        _records(visit, shown),
        *behind_the_scenes(visit.board.slug),
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.ASKED),
        dcc.Store(id=ids.DONE),
        period_line=fact_row(visit.about.facts),
    )
    return html.Div([crumbs(ABOVE, visit.about.name), frame], className="profile")


def name_of(number: str) -> str:
    """Return what the client is called; raises NotFound."""
    return visit_to(f"client:{number}", None).board.title


def _timeline(shown: Shown) -> html.Article:
    kinds = [(EVERYTHING, "Everything"), *((name, KINDS[name][0]) for name in OF_CLIENTS)]
    head = card_head("What happened", actions=None)
    more = html.Button("Show more", id=ids.MORE, type="button", className="button")
    return html.Article(
        [
            html.Div([head, choose_one(ids.KIND, "Show", kinds, shown.kind)], className="happened__head"),
            html.Div(waiting_lines(), id=ids.TIMELINE, className="happened"),
            html.Div(more, className="happened__more"),
        ],
        className="card",
    )


def _beside() -> html.Div:
    """Health, which takes a moment, and the notes with the place to write one for those who may."""
    form = [note_form(ids.TEXT, ids.WRITE)] if member().may(Right.EDIT) else []
    notes = html.Article([card_head("Notes"), *form, html.Div(id=ids.NOTES)], className="card")
    return html.Div([html.Div(waiting_card("Health"), id=ids.HEALTH), notes], className="profile__beside")


def _records(visit: Visit, shown: Shown) -> html.Section:
    lists = [(each.slug, each.title) for each in visit.board.tiles if each.kind == "records"]
    return html.Section(
        [
            html.H2("On record", className="section__title"),
            segmented(ids.LIST, "Records", lists, shown.listed),
            html.Div(place(visit.board.tile(shown.listed)), id=ids.RECORDS),
        ],
        className="section",
    )
