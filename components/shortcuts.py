"""The sheet of keyboard shortcuts, with a switch that turns single-key shortcuts off.

``assets/shortcuts.js`` reads the shortcuts from this sheet, so that every shortcut is listed. Keys of a focused
control, such as a handle of the layout editor, are described beside that control.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import html

from components.actions import icon_button
from components.attributes import attributes


@dataclass(frozen=True)
class Shortcut:
    """A sequence of keys and what it does.

    ``does`` is for the browser: ``data-go`` an address to open, ``data-press`` the selector of a control to click.
    """

    keys: tuple[str, ...]
    words: str
    does: Mapping[str, str] = field(default_factory=dict)


EVERYWHERE = (
    Shortcut(("?",), "Show keyboard shortcuts"),
    Shortcut(("/",), "Search or jump to", {"data-press": "[data-do=open-palette]"}),
    Shortcut(("t",), "Switch between light and dark theme", {"data-press": "#shell-theme-toggle"}),
    Shortcut(("m",), "Show or hide menu", {"data-press": "#shell-rail-toggle"}),
    Shortcut(("a",), "Edit layout of this dashboard", {"data-press": "[data-do=edit-layout]"}),
)
# These cannot be typed by mistake, so they work where the switch is off too.
ALWAYS = (
    Shortcut(("Ctrl K",), "Search or jump to"),
    Shortcut(("Ctrl P",), "Print this page"),
    Shortcut(("Esc",), "Close the open dialog or menu"),
)


def page_shortcuts(pages: Sequence[tuple[str, str]]) -> list[Shortcut]:
    """Return g and the first letter of each title, of (title, path), except where two titles share that letter."""
    letters = Counter(title[:1].lower() for title, _ in pages)
    return [
        Shortcut(("g", title[:1].lower()), title, {"data-go": path})
        for title, path in pages
        if letters[title[:1].lower()] == 1
    ]


def shortcuts_sheet(pages: Sequence[tuple[str, str]]) -> html.Dialog:
    """Return the sheet, closed. ``pages`` are those of the menu: (title, path)."""
    switch = html.Button(
        [html.Span(className="switch__knob"), html.Span("Enable single-key shortcuts")],
        type="button",
        role="switch",
        className="switch",
        **attributes({"aria-checked": "true", "data-do": "turn-shortcuts"}),
    )
    close = icon_button("close-shortcuts", "Close keyboard shortcuts", "Close", "x")
    return html.Dialog(
        [
            html.Div([html.H2("Keyboard shortcuts", id="shortcuts-title"), close], className="shortcuts__header"),
            html.Div(
                [
                    _group("Everywhere", [_row(each, works=True) for each in EVERYWHERE]),
                    _group("Go to", [_row(each, works=True) for each in page_shortcuts(pages)]),
                    _group("Always on", [_row(each, works=False) for each in ALWAYS]),
                ],
                className="shortcuts__groups",
            ),
            switch,
        ],
        id="shortcuts",
        className="dialog shortcuts",
        **attributes({"aria-labelledby": "shortcuts-title"}),
    )


def _group(title: str, rows: Sequence[html.Div]) -> html.Section:
    return html.Section([html.H3(title), html.Dl(list(rows))])


def _row(shortcut: Shortcut, *, works: bool) -> html.Div:
    named = attributes({"data-keys": " ".join(shortcut.keys), **shortcut.does} if works else {})
    keys = [html.Kbd(key) for key in shortcut.keys]
    return html.Div([html.Dt(shortcut.words), html.Dd(keys)], className="shortcuts__row", **named)
