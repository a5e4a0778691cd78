"""The card of a chart, or of a table with the same values."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id
from components.attributes import attributes
from components.card import card_header, card_note, title_words

GRAPH_CONFIG: dcc.Graph.Config = {"displayModeBar": False, "showTips": False, "doubleClick": False}
"""Hides Plotly's toolbar."""


def chart_card(
    *,
    title: str | Component,
    figure: dict[str, Any],
    graph_id: Id,
    summary: str,
    finding: str | None = None,
    actions: Sequence[Component] | None = None,
    note: str | None = None,
    level: int = 2,
    is_clickable: bool = False,
    scrolls: bool = False,
) -> html.Article:
    """Return the card. ``title`` names the measure, ``finding`` states the result, ``note`` gives its limits.

    ``summary`` describes the chart for screen readers. ``is_clickable``: a click on a mark filters the page or opens
    a link. ``scrolls``: the chart keeps its width on a narrow screen and scrolls sideways.
    """
    graph = dcc.Graph(id=graph_id, figure=figure, responsive=True, config=GRAPH_CONFIG, className="chart__graph")
    look = "chart__picture chart__picture--clickable" if is_clickable else "chart__picture"
    picture = html.Div(graph, className=look, role="img", **attributes({"aria-label": summary}))
    if scrolls:
        # A scrollable region must be reachable by keyboard.
        picture = html.Div(
            picture,
            className="chart__scroll",
            tabIndex="0",
            role="region",
            **attributes({"aria-label": f"{title_words(title)}, chart"}),
        )
    head = card_header(title, finding, actions, level)
    return html.Article([head, picture, *card_note(note)], className="card chart")


def table_card(
    *,
    title: str,
    table: Component,
    finding: str | None = None,
    actions: Sequence[Component] | None = None,
    note: str | None = None,
    level: int = 2,
) -> html.Article:
    """Return the card of a chart with a table of its values in place of the chart, at the same size."""
    head = card_header(title, finding, actions, level)
    return html.Article([head, html.Div(table, className="chart__table"), *card_note(note)], className="card chart")
