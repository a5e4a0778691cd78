"""The sheet of keys: what each does, and a switch for those who would rather have none.

``assets/shortcuts.js`` does what a line of the sheet says, so that each of its keys is listed. The keys of a thing that
has the focus, such as a handle while a dashboard is arranged, are told there.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import html

from components.actions import icon_button


@dataclass(frozen=True)
class Shortcut:
    """Keys that are pressed one after the other, and what comes of it.

    ``does`` names it for the browser: ``data-go`` an address, ``data-press`` the selector of a control.
    """

    keys: tuple[str, ...]
    words: str
    does: Mapping[str, str] = field(default_factory=dict)


EVERYWHERE = (
    Shortcut(("?",), "Show this sheet"),
    Shortcut(("/",), "Search or jump to", {"data-press": "[data-do=open-palette]"}),
    Shortcut(("t",), "Switch between light and dark", {"data-press": "#shell-theme-toggle"}),
    Shortcut(("m",), "Show or hide the menu", {"data-press": "#shell-rail-toggle"}),
    Shortcut(("a",), "Arrange this dashboard", {"data-press": "[data-do=edit-layout]"}),
)
# No letter typed by mistake does these, so they work where the switch is off too.
ALWAYS = (
    Shortcut(("Ctrl K",), "Search or jump to"),
    Shortcut(("Ctrl P",), "Print this page"),
    Shortcut(("Esc",), "Close what is open"),
)


def page_shortcuts(pages: Sequence[tuple[str, str]]) -> list[Shortcut]:
    """Return g and the first letter of each page's title, of (title, path); none where two begin alike."""
    letters = Counter(title[:1].lower() for title, _ in pages)
    return [
        Shortcut(("g", title[:1].lower()), title, {"data-go": path})
        for title, path in pages
        if letters[title[:1].lower()] == 1
    ]


def shortcuts_sheet(pages: Sequence[tuple[str, str]]) -> html.Dialog:
    """Return the sheet, still closed. ``pages`` are those of the menu: (title, path)."""
    switch = html.Button(
        [html.Span(className="switch__knob"), html.Span("Single keys act as shortcuts")],
        type="button",
        role="switch",
        className="switch",
        **{"aria-checked": "true", "data-do": "turn-shortcuts"},
    )
    close = icon_button("close-shortcuts", "Close the keyboard shortcuts", "Close", "x")
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
        **{"aria-labelledby": "shortcuts-title"},
    )


def _group(title: str, rows: Sequence[html.Div]) -> html.Section:
    return html.Section([html.H3(title), html.Dl(list(rows))])


def _row(shortcut: Shortcut, *, works: bool) -> html.Div:
    named = {"data-keys": " ".join(shortcut.keys), **shortcut.does} if works else {}
    keys = [html.Kbd(key) for key in shortcut.keys]
    return html.Div([html.Dt(shortcut.words), html.Dd(keys)], className="shortcuts__row", **named)
