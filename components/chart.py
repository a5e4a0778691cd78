"""A chart: what is measured, what it shows, and the picture, or the same numbers as a table."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id
from components.card import card_header, card_note

GRAPH_CONFIG = {"displayModeBar": False, "showTips": False, "doubleClick": False}
"""Plotly without its toolbar."""


def chart_card(
    *,
    title: str,
    figure: dict[str, Any],
    graph_id: Id,
    summary: str,
    finding: str | None = None,
    actions: Sequence[Component] | None = None,
    note: str | None = None,
    level: int = 2,
    is_clicked: bool = False,
    scrolls: bool = False,
) -> html.Article:
    """Return the card. ``title`` says what is measured, ``finding`` what it shows, ``note`` what to mind.

    ``summary`` is the chart in words, for those who do not see it. ``is_clicked``: a click on a mark filters the page
    or leads on. ``scrolls``: where there is little room it keeps its width, and is scrolled sideways.
    """
    graph = dcc.Graph(id=graph_id, figure=figure, responsive=True, config=GRAPH_CONFIG, className="chart__graph")
    look = "chart__picture chart__picture--clicked" if is_clicked else "chart__picture"
    picture = html.Div(graph, className=look, role="img", **{"aria-label": summary})
    if scrolls:
        # What scrolls must be reachable by keyboard.
        picture = html.Div(
            picture, className="chart__scroll", tabIndex="0", role="region", **{"aria-label": f"{title}, picture"}
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
    """Return a chart's card with a plain table in the picture's place, of the same size."""
    head = card_header(title, finding, actions, level)
    return html.Article([head, html.Div(table, className="chart__table"), *card_note(note)], className="card chart")
