"""A customer's profile: health, timeline, the selected list of records, and the notes."""

from typing import Any

from dash import ALL, ClientsideFunction, Input, Output, State, no_update
from dash.development.base_component import Component

from callbacks.surface import Surface
from callbacks.timeline import months_of, timeline_scope
from components.health import ScorePart, health_card
from components.notes import NoteItem, note_list
from components.timeline import timeline
from pages.board import ids as board_ids
from pages.board import tile_place
from pages.client import ids
from pages.request_context import member, profile_view, session
from services.access.rights import Right
from services.profiles import health, notes
from services.profiles.timeline import OF_CLIENTS, count_words, format_when, load_timeline
from services.views.open_view import ProfileView

NoteAction = dict[str, Any]


def register(surface: Surface) -> None:
    slug = Input(board_ids.SLUG, "data")
    surface.callback(Output(ids.HEALTH, "children"), slug, needs=Right.VIEW)(show_health)
    surface.callback(
        Output(ids.TIMELINE, "children"),
        Output(ids.MORE, "hidden"),
        Input(ids.KIND, "value"),
        Input(ids.MORE, "n_clicks"),
        Input(ids.NOTE_RESULT, "data"),
        slug,
        needs=Right.VIEW,
    )(show_timeline)
    surface.callback(
        Output(ids.RECORDS, "children"),
        Input(ids.LIST, "value"),
        State(board_ids.SLUG, "data"),
        needs=Right.VIEW,
        prevent_initial_call=True,
    )(show_list)
    surface.callback(Output(ids.NOTES, "children"), Input(ids.NOTE_RESULT, "data"), slug, needs=Right.VIEW)(show_notes)
    surface.callback(
        Output(ids.NOTE_RESULT, "data"),
        Output(ids.TEXT, "value"),
        Input(ids.NOTE_REQUEST, "data"),
        State(board_ids.SLUG, "data"),
        needs=Right.EDIT,
        prevent_initial_call=True,
    )(apply_note_action)
    surface.clientside(
        ClientsideFunction("client", "noteRequest"),
        Output(ids.NOTE_REQUEST, "data"),
        Input(ids.WRITE, "n_clicks"),
        Input(ids.note("save", ALL, ALL), "n_clicks"),
        Input(ids.note("remove", ALL, ALL), "n_clicks"),
        State(ids.TEXT, "value"),
        State(ids.note("text", ALL, ALL), "value"),
        State(ids.note("text", ALL, ALL), "id"),
        prevent_initial_call=True,
    )
    surface.clientside(
        ClientsideFunction("client", "updateAddress"),
        Output(ids.ADDRESS, "search"),
        Input(ids.KIND, "value"),
        Input(ids.LIST, "value"),
        State(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )


def show_health(slug: str) -> Component:
    view = profile_view("client", slug)
    found = health.customer_health(view.profile, view.reader)
    parts = [ScorePart(part.label, part.score, f"Weight {part.weight} of 100", part.meaning) for part in found.parts]
    return health_card(found.score, found.verdict, found.tone, parts, found.notes)


def show_timeline(kind: str, more: int | None, done: Any, slug: str) -> tuple[Component, bool]:
    view = profile_view("client", slug)
    written = notes.as_events(session(), view.profile.number, member())
    found = load_timeline(timeline_scope(view, more), OF_CLIENTS, kind, written)
    return timeline(months_of(found), count_words(found, view.locale), found.left_out), found.is_whole


def show_list(list_name: str, slug: str) -> Component:
    return tile_place(profile_view("client", slug).tile(list_name))


def show_notes(done: Any, slug: str) -> Component:
    view = profile_view("client", slug)
    found = notes.notes_about(session(), view.profile.number, member())
    return note_list([_note(each, view) for each in found])


def apply_note_action(action: NoteAction | None, slug: str) -> tuple[Any, Any]:
    if not action:
        return no_update, no_update
    done = notes.apply_action(session(), profile_view("client", slug).profile.number, action, member())
    return {"at": action.get("at")}, "" if done == notes.WRITE else no_update


def _note(each: notes.NoteView, view: ProfileView) -> NoteItem:
    context, locale = view.reader.context, view.locale
    written = format_when(each.written_at, context, locale)
    changed = f", edited {format_when(each.changed_at, context, locale)}" if each.changed_at else ""
    return NoteItem(
        each.text,
        each.author,
        written + changed,
        new_text=ids.note("text", each.key, each.etag) if each.may_change else None,
        save=ids.note("save", each.key, each.etag) if each.may_change else None,
        remove=ids.note("remove", each.key, each.etag) if each.may_remove else None,
    )
