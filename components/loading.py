"""Skeletons of text cards and lists that are loading."""

from dash import html

from components.attributes import attributes
from components.card import card_header


def loading_card(title: str) -> html.Article:
    """Return a card whose content is loading."""
    return html.Article([card_header(title), loading_lines()], className="card")


def loading_lines(count: int = 8) -> html.Div:
    """Return a skeleton of ``count`` lines."""
    lines = [
        html.Div(className="skeleton__line skeleton__line--records", **attributes({"aria-hidden": "true"}))
        for _ in range(count)
    ]
    return html.Div(lines, className="skeleton skeleton--records", **attributes({"aria-busy": "true"}))
