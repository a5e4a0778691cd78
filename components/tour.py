"""The tour: a few words beside each part of the first page in turn. ``assets/tour.js`` leads through it."""

from dash import html

from components.actions import icon_button, text_button
from components.icon import icon

# What is shown, and what is said of it. A part that is not in sight, as the menu on a phone, is passed over.
STEPS = (
    (
        "#home-changes .card__title",
        "What changed",
        "Each line is a number that moved. It leads to where it comes from: the metric, split, down to single rows.",
    ),
    (
        ".headline .card",
        "Every number can be questioned",
        "A click on its name leads to its page. On a dashboard, the i in a card's corner tells its definition, the "
        "query behind it and how fresh its data is.",
    ),
    (
        ".rail__list",
        "Dashboards",
        "Customers, sales, orders, finance and productivity. A click on a mark of a chart filters the whole page, and "
        "the address keeps what you chose: send it to a colleague, who sees the same with their own rights.",
    ),
    (
        ".palette-opener",
        "Find anything",
        "Pages, metrics, clients and deals by name. Press ? for all other keys.",
    ),
    (
        ".header .avatar",
        "Make it yours",
        "Arrange, above each dashboard, lets you move, resize and hide its cards. Your layout is yours alone.",
    ),
)


def tour() -> html.Div:
    """Return the box that goes from part to part, and what it says; nothing of it is in sight yet."""
    steps = [
        html.Div([html.H2(title), html.P(words)], hidden=True, **{"data-target": target})
        for target, title, words in STEPS
    ]
    tools = [
        html.Span(className="tour__count"),
        text_button("tour-back", "Back", "chevron-left"),
        text_button("tour-next", "Next", "chevron-right", primary=True),
    ]
    box = html.Dialog(
        [
            icon_button("tour-end", "End the tour", "End the tour", "x"),
            html.Div(steps, className="tour__steps", **{"aria-live": "polite"}),
            html.Div(tools, className="tour__tools"),
        ],
        id="tour",
        className="dialog tour",
        **{"aria-label": "Tour"},
    )
    return html.Div([html.Div(className="tour__ring", hidden=True), box])


def tour_offer(words: str) -> html.Aside:
    """Return the line that offers the tour, until it has been taken or declined in this browser."""
    return html.Aside(
        [
            icon("sparkles"),
            html.P(words),
            text_button("tour-start", "Show me around", "arrow-right", primary=True),
            text_button("tour-decline", "Not now", "x"),
        ],
        className="tour-offer",
        **{"aria-label": "Welcome"},
    )
