"""What keeps the place of a list, or of a card of words, until they come."""

from dash import html

from components.card import card_header


def loading_card(title: str) -> html.Article:
    """Return a card whose words are still to come."""
    return html.Article([card_header(title), loading_lines()], className="card")


def loading_lines(count: int = 8) -> html.Div:
    """Return the bones of a few lines."""
    bones = [
        html.Div(className="skeleton__line skeleton__line--records", **{"aria-hidden": "true"}) for _ in range(count)
    ]
    return html.Div(bones, className="skeleton skeleton--records", **{"aria-busy": "true"})
