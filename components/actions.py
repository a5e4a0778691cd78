"""Buttons: quiet ones with an icon for a card's corner, and plain ones with words."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.icon import icon

Id = str | dict[str, Any]


def action_button(id: Id, label: str, icon_name: str) -> html.Button:
    """A small icon button; its label is read aloud and shown on hover."""
    return html.Button(icon(icon_name), id=id, type="button", title=label, className="action", **{"aria-label": label})


def full_screen_button(title: str) -> html.Button:
    """A button that shows its card on the whole screen. The browser does it alone; no callback is needed."""
    label = f"{title}: full screen"
    return html.Button(
        icon("maximize-2"),
        type="button",
        title="Full screen",
        className="action",
        **{"aria-label": label, "data-do": "full-screen"},
    )


def word_button(id: Id, words: str, icon_name: str | None = None, *, primary: bool = False) -> html.Button:
    """A button with words, for a page's toolbar. At most one in sight should be ``primary``."""
    inside = [icon(icon_name), html.Span(words)] if icon_name else [html.Span(words)]
    return html.Button(inside, id=id, type="button", className="button button--primary" if primary else "button")


def corner(actions: Sequence[Component] | None) -> list[Component]:
    """The actions of a card's corner, or nothing. They appear on hover and on focus, and always on touch screens."""
    return [html.Div(list(actions), className="card__actions")] if actions else []
