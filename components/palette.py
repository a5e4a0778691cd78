"""The command palette, which finds pages, metrics, customers and deals. ``assets/palette.js`` opens and fills it."""

from dash import dcc, html

from components.attributes import attributes
from components.icon import icon


class ids:
    """Ids of the palette; ``assets/palette.js`` uses them too. OUTPUT only completes a browser callback."""

    DIALOG = "palette"
    ENTRIES_REQUEST = "palette-entries-request"
    ENTRIES = "palette-entries"
    QUERY = "palette-query"
    RESULTS = "palette-results"
    OUTPUT = "palette-output"


def palette_opener() -> html.Button:
    """Return the button in the header that opens the palette."""
    words = html.Span("Search or jump to", className="palette-opener__text")
    keys = html.Kbd("Ctrl K", className="palette-opener__keys", **attributes({"aria-hidden": "true"}))
    return html.Button(
        [icon("search"), words, keys],
        type="button",
        className="palette-opener",
        **attributes({"aria-label": "Search or jump to", "aria-haspopup": "dialog", "data-do": "open-palette"}),
    )


def palette() -> html.Div:
    """Return the empty dialog, and the stores through which the browser and the server exchange entries."""
    close = html.Button(
        icon("x"),
        type="button",
        className="action",
        **attributes({"aria-label": "Close search", "data-do": "close-palette"}),
    )
    head = html.Div(
        [icon("search"), html.Div(className="palette__field"), close],
        className="palette__header",
    )
    dialog = html.Dialog(
        [
            head,
            html.Div(className="palette__status visually-hidden", role="status"),
            html.Div(
                id="palette-list",
                className="palette__list",
                role="listbox",
                **attributes({"aria-label": "Search results"}),
            ),
            html.Div(className="palette__empty", hidden=True),
            _foot(),
        ],
        id=ids.DIALOG,
        className="dialog palette",
        **attributes({"aria-label": "Search or jump to"}),
    )
    stores = (ids.ENTRIES_REQUEST, ids.ENTRIES, ids.QUERY, ids.RESULTS, ids.OUTPUT)
    return html.Div([dialog, *(dcc.Store(id=each) for each in stores)])


def _foot() -> html.P:
    keys: list[str | html.Kbd] = [
        *(html.Kbd("↑"), html.Kbd("↓"), " to move "),
        *(html.Kbd("Enter"), " to open "),
        *(html.Kbd("Esc"), " to close"),
    ]
    return html.P(keys, className="palette__footer")
