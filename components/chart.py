"""A chart: what is measured, what it shows, and the picture."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components.actions import Id, corner

QUIET = {"displayModeBar": False, "showTips": False, "doubleClick": False}
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
) -> html.Article:
    """Return the card. ``title`` says what is measured, ``finding`` what it shows, ``note`` what to mind.

    ``summary`` is the chart in words, for those who do not see it.
    """
    graph = dcc.Graph(id=graph_id, figure=figure, responsive=True, config=QUIET, className="chart__graph")
    picture = html.Div(graph, className="chart__picture", role="img", **{"aria-label": summary})
    return html.Article([card_head(title, finding, actions), picture, *card_note(note)], className="card chart")


def card_head(title: str, finding: str | None = None, actions: Sequence[Component] | None = None) -> html.Div:
    """The top of a card: its title, what it shows, and its actions."""
    words = [html.H2(title, className="card__title")]
    if finding:
        words.append(html.P(finding, className="card__finding"))
    return html.Div([html.Div(words, className="card__words"), *corner(actions)], className="card__head")


def card_note(note: str | None) -> list[Component]:
    """The bottom line of a card, or nothing."""
    return [html.P(note, className="card__note")] if note else []
