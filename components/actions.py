"""Buttons: icon buttons for the corner of a card, its overflow menu, and text buttons.

``data-do`` names the action that a button runs in the browser; the scripts in assets/ register actions by these names.
"""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.icon import icon

Id = str | dict[str, Any]


def icon_button(do: str, label: str, words: str, icon_name: str, *, wide_only: bool = False) -> html.Button:
    """Return an icon button for a browser action. ``words`` is the tooltip, ``label`` the accessible name.

    A ``wide_only`` button is hidden on narrow cards, where the overflow menu has the same action.
    """
    return html.Button(
        icon(icon_name),
        type="button",
        title=words,
        className="action action--wide-only" if wide_only else "action",
        **attributes({"aria-label": label, "data-do": do}),
    )


def full_screen_button(title: str) -> html.Button:
    """Return the button that shows its card in full screen."""
    return icon_button("full-screen", f"{title}: full screen", "Full screen", "maximize-2", wide_only=True)


def table_button(title: str, as_table: bool) -> html.Button:
    """Return the button that switches a card between its chart and a table of the same values."""
    words = "Show as chart" if as_table else "Show as table"
    icon_name = "chart-column" if as_table else "table-2"
    return icon_button("table", f"{title}: {words.lower()}", words, icon_name, wide_only=True)


def retry_button() -> html.Button:
    """Return the button that loads its card again."""
    return text_button("retry", "Try again", "rotate-ccw")


def overflow_menu(title: str, items: Sequence[Component]) -> html.Details:
    """Return the overflow menu of a card. ``items`` come from ``menu_link`` and ``menu_button``."""
    label = f"{title}: more"
    opener = html.Summary(icon("ellipsis"), className="action", title="More", **attributes({"aria-label": label}))
    return html.Details([opener, html.Div(list(items), className="menu__panel")], className="menu menu--end")


def menu_link(words: str, href: str, icon_name: str, hint: str | None = None) -> html.A:
    """Return a menu entry that links to ``href``. ``hint`` is its second line."""
    lines = [html.Span(words), *([html.Small(hint)] if hint else [])]
    return html.A([icon(icon_name), html.Span(lines, className="menu__text")], href=href, className="menu__item")


def menu_button(words: str, do: str, icon_name: str, *, narrow_only: bool = False) -> html.Button:
    """Return a menu entry for a browser action. A ``narrow_only`` one shows where its own button is hidden."""
    look = "menu__item menu__item--narrow-only" if narrow_only else "menu__item"
    return html.Button(
        [icon(icon_name), html.Span(words)], type="button", className=look, **attributes({"data-do": do})
    )


def text_button(do: str, words: str, icon_name: str, *, primary: bool = False, disabled: bool = False) -> html.Button:
    """Return a button with an icon and a text. Show at most one ``primary`` button at a time."""
    return html.Button(
        [icon(icon_name), html.Span(words)],
        type="button",
        title=words,
        className="button button--primary" if primary else "button",
        disabled=disabled,
        **attributes({"data-do": do}),
    )


def card_actions(actions: Sequence[Component] | None) -> list[Component]:
    """Return the actions of a card, if any. They show on hover and on focus, and always on touch screens."""
    return [html.Div(list(actions), className="card__actions")] if actions else []
