"""Description lists: the facts about a customer, the definition of a metric."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.card import card_header


def fact_row(facts: Sequence[tuple[str, str]]) -> html.Dl:
    """Return short facts, (term, description), side by side."""
    return html.Dl(
        [html.Div([html.Dt(term), html.Dd(words)], className="facts__fact") for term, words in facts], className="facts"
    )


def definition_card(title: str, terms: Sequence[tuple[str, str]], more: Component | None = None) -> html.Article:
    """Return the card of a definition, (term, description); ``more`` links to further reading."""
    items = [part for term, words in terms for part in (html.Dt(term), html.Dd(words))]
    below = [html.Div(more, className="definition__more")] if more else []
    return html.Article([card_header(title), html.Dl(items, className="definition"), *below], className="card")
