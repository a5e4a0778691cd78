"""Buttons: quiet ones with an icon for a card's corner, the menu of the rest, and plain ones with words.

What a button does in the browser alone is named by ``data-do``; assets/shell.js and assets/cards.js know the names.
"""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.icon import icon

Id = str | dict[str, Any]


def action_button(id: Id, label: str, icon_name: str) -> html.Button:
    """A small icon button; its label is read aloud and shown on hover."""
    return html.Button(icon(icon_name), id=id, type="button", title=label, className="action", **{"aria-label": label})


def icon_button(do: str, label: str, words: str, icon_name: str, *, roomy: bool = False) -> html.Button:
    """A small icon button. ``words`` show on hover, ``label`` is read aloud; a ``roomy`` one needs a wide card."""
    return html.Button(
        icon(icon_name),
        type="button",
        title=words,
        className="action action--wide-only" if roomy else "action",
        **{"aria-label": label, "data-do": do},
    )


def full_screen_button(title: str) -> html.Button:
    """A button that shows its card on the whole screen. The browser does it alone; no callback is needed."""
    return icon_button("full-screen", f"{title}: full screen", "Full screen", "maximize-2", roomy=True)


def table_button(title: str, as_table: bool) -> html.Button:
    """A button that turns a chart's card to a table of the same numbers, and back."""
    words = "Show as chart" if as_table else "Show as table"
    icon_name = "chart-column" if as_table else "table-2"
    return icon_button("table", f"{title}: {words.lower()}", words, icon_name, roomy=True)


def retry_button() -> html.Button:
    """A button that asks for its card once more."""
    return text_button("retry", "Try again", "rotate-ccw")


def overflow_menu(title: str, items: Sequence[Component]) -> html.Details:
    """The "..." of a card: what else can be done with it, as ``menu_link`` and ``menu_button``."""
    label = f"{title}: more"
    opener = html.Summary(icon("ellipsis"), className="action", title="More", **{"aria-label": label})
    return html.Details([opener, html.Div(list(items), className="menu__panel")], className="menu menu--end")


def menu_link(words: str, href: str, icon_name: str, hint: str | None = None) -> html.A:
    """An entry that leads to an address. ``hint`` says in a second line what to mind."""
    told = [html.Span(words), *([html.Small(hint)] if hint else [])]
    return html.A([icon(icon_name), html.Span(told, className="menu__text")], href=href, className="menu__item")


def menu_button(words: str, do: str, icon_name: str, *, cramped: bool = False) -> html.Button:
    """An entry that does something in the browser. ``cramped``: where there is room, a button of its own does it."""
    look = "menu__item menu__item--narrow-only" if cramped else "menu__item"
    return html.Button([icon(icon_name), html.Span(words)], type="button", className=look, **{"data-do": do})


def text_button(do: str, words: str, icon_name: str, *, primary: bool = False, disabled: bool = False) -> html.Button:
    """A button with an icon and words. At most one in sight should be ``primary``."""
    return html.Button(
        [icon(icon_name), html.Span(words)],
        type="button",
        title=words,
        className="button button--primary" if primary else "button",
        disabled=disabled,
        **{"data-do": do},
    )


def card_actions(actions: Sequence[Component] | None) -> list[Component]:
    """The actions of a card's corner, or nothing. They appear on hover and on focus, and always on touch screens."""
    return [html.Div(list(actions), className="card__actions")] if actions else []
