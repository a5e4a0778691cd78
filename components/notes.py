"""Notes, and the form that adds one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id


@dataclass(frozen=True)
class NoteItem:
    """A note: text, author, time, and the ids of its controls, which are None where the reader may not use them."""

    text: str
    author: str
    when: str
    new_text: Id | None = None
    save: Id | None = None
    remove: Id | None = None


def note_form(text_id: str, write_id: Id) -> html.Div:
    """Return the form that adds a note."""
    label = html.Label("Write a note for your team", htmlFor=text_id, className="field__label")
    write = html.Button("Add note", id=write_id, type="button", className="button button--primary")
    return html.Div([label, dcc.Textarea(id=text_id, className="note-text", rows=3), write], className="note-form")


def note_list(notes: Sequence[NoteItem]) -> Component:
    """Return the notes in the given order."""
    if not notes:
        return html.P("No notes yet.", className="notes__none")
    return html.Ul([html.Li(_note(note), className="note") for note in notes], className="notes")


def _note(note: NoteItem) -> list[Component]:
    lines: list[Component] = [
        html.P(note.text, className="note__text"),
        html.P(f"{note.author}, {note.when}", className="note__byline"),
    ]
    actions = [*_edit(note), *_delete(note)]
    return [*lines, html.Div(actions, className="note__actions")] if actions else lines


def _edit(note: NoteItem) -> list[Component]:
    if note.save is None:
        return []
    label = f"Edit note from {note.when}"
    field = html.Label([html.Span(label, className="visually-hidden"), _text(note)])
    save = html.Button("Save", id=note.save, type="button", className="button")
    return [html.Details([html.Summary("Edit"), field, save], className="note__action")]


def _text(note: NoteItem) -> dcc.Textarea:
    return dcc.Textarea(id=note.new_text, value=note.text, className="note-text", rows=3)


def _delete(note: NoteItem) -> list[Component]:
    if note.remove is None:
        return []
    confirm = html.Button("Delete note", id=note.remove, type="button", className="button")
    return [html.Details([html.Summary("Delete"), confirm], className="note__action")]
