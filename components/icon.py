"""Icons. Each name has a rule in ``assets/20-icons.css``."""

from dash import html

from components.attributes import attributes

ICONS = (
    "arrow-down",
    "arrow-right",
    "arrow-up",
    "bell",
    "building-2",
    "chart-column",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-user",
    "download",
    "ellipsis",
    "eye-off",
    "filter",
    "gauge",
    "grip-vertical",
    "house",
    "image",
    "inbox",
    "info",
    "layout-dashboard",
    "lock",
    "log-out",
    "maximize-2",
    "menu",
    "minus",
    "moon",
    "panel-left",
    "pencil",
    "plus",
    "rotate-ccw",
    "search",
    "share-2",
    "shopping-bag",
    "sliders-horizontal",
    "sparkles",
    "sun",
    "table-2",
    "trending-up",
    "triangle-alert",
    "undo-2",
    "users",
    "wallet",
    "x",
)


def icon(name: str) -> html.Span:
    """Return one of ``ICONS`` in the colour of the text around it. It is hidden from screen readers: add a text.

    Raises ValueError for an unknown name.
    """
    if name not in ICONS:
        raise ValueError(f"There is no icon called {name}. Add it to ICONS and to assets/20-icons.css.")
    return html.Span(className=f"icon icon--{name}", **attributes({"aria-hidden": "true"}))
