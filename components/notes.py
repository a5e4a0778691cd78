"""Notes that people write, and the place to write one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id


@dataclass(frozen=True)
class NoteItem:
    """A note: its text, who wrote it when, and the ids of what changes and removes it; None for who may not."""

    text: str
    author: str
    when: str
    new_text: Id | None = None
    save: Id | None = None
    remove: Id | None = None


def note_form(text_id: Id, write_id: Id) -> html.Div:
    """Return the place to write a note."""
    label = html.Label("Write a note for your colleagues", htmlFor=text_id, className="field__label")
    write = html.Button("Add note", id=write_id, type="button", className="button button--primary")
    return html.Div([label, dcc.Textarea(id=text_id, className="note-text", rows=3), write], className="note-form")


def note_list(notes: Sequence[NoteItem]) -> Component:
    """Return the notes in their order."""
    if not notes:
        return html.P("No notes yet.", className="notes__none")
    return html.Ul([html.Li(_note(note), className="note") for note in notes], className="notes")


def _note(note: NoteItem) -> list[Component]:
    said: list[Component] = [
        html.P(note.text, className="note__text"),
        html.P(f"{note.author}, {note.when}", className="note__byline"),
    ]
    ways = [*_change(note), *_remove(note)]
    return [*said, html.Div(ways, className="note__actions")] if ways else said


def _change(note: NoteItem) -> list[Component]:
    if note.save is None:
        return []
    label = f"New text of the note of {note.when}"
    field = html.Label([html.Span(label, className="visually-hidden"), _text(note)])
    save = html.Button("Save", id=note.save, type="button", className="button")
    return [html.Details([html.Summary("Change"), field, save], className="note__action")]


def _text(note: NoteItem) -> dcc.Textarea:
    return dcc.Textarea(id=note.new_text, value=note.text, className="note-text", rows=3)


def _remove(note: NoteItem) -> list[Component]:
    if note.remove is None:
        return []
    sure = html.Button("Remove this note", id=note.remove, type="button", className="button")
    return [html.Details([html.Summary("Remove"), sure], className="note__action")]
