"""The tour: a short explanation beside each part of the home page in turn. ``assets/tour.js`` runs it."""

from dash import html

from components.actions import icon_button, text_button
from components.attributes import attributes
from components.icon import icon

# Selector, title and text of each step. A step whose part is not visible, such as the menu on a phone, is skipped.
STEPS = (
    (
        "#home-changes .card__title",
        "What changed",
        "Each line is a metric that changed. Select one to see the metric, its breakdown and the records behind it.",
    ),
    (
        ".headline .card",
        "How a number is calculated",
        "Select the name of a metric to open its page. On a dashboard, select the i on a card for its definition, "
        "its query and how fresh its data is.",
    ),
    (
        ".rail__list",
        "Dashboards",
        "Customers, sales, orders, finance and productivity. Select a mark in a chart to filter the whole page. The "
        "address keeps your filters: share it, and colleagues see the same page with their own permissions.",
    ),
    (
        ".palette-opener",
        "Find anything",
        "Search for pages, metrics, customers and deals. Press ? to see all keyboard shortcuts.",
    ),
    (
        ".header .avatar",
        "Make it yours",
        "Select Edit layout above a dashboard to move, resize or hide its cards. Your layout is only yours.",
    ),
)


def tour() -> html.Div:
    """Return the dialog of the tour with all steps, still hidden."""
    steps = [
        html.Div([html.H2(title), html.P(words)], hidden=True, **attributes({"data-target": target}))
        for target, title, words in STEPS
    ]
    tools = [
        html.Span(className="tour__count"),
        text_button("tour-back", "Back", "chevron-left"),
        text_button("tour-next", "Next", "chevron-right", primary=True),
    ]
    box = html.Dialog(
        [
            icon_button("tour-end", "End tour", "End tour", "x"),
            html.Div(steps, className="tour__steps", **attributes({"aria-live": "polite"})),
            html.Div(tools, className="tour__tools"),
        ],
        id="tour",
        className="dialog tour",
        **attributes({"aria-label": "Tour"}),
    )
    return html.Div([html.Div(className="tour__ring", hidden=True), box])


def tour_offer(words: str) -> html.Aside:
    """Return the banner that offers the tour until it has been taken or declined in this browser."""
    return html.Aside(
        [
            icon("sparkles"),
            html.P(words),
            text_button("tour-start", "Take the tour", "arrow-right", primary=True),
            text_button("tour-decline", "Not now", "x"),
        ],
        className="tour-offer",
        **attributes({"aria-label": "Welcome"}),
    )
