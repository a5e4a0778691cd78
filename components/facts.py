"""Terms and what is said of them: the facts about a client, the definition of a metric."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.card import card_header


def fact_row(facts: Sequence[tuple[str, str]]) -> html.Dl:
    """Return a few short facts, (term, words), side by side."""
    return html.Dl(
        [html.Div([html.Dt(term), html.Dd(words)], className="facts__fact") for term, words in facts], className="facts"
    )


def definition_card(title: str, terms: Sequence[tuple[str, str]], more: Component | None = None) -> html.Article:
    """Return a card that says what something means, (term, words), and where to read ``more``."""
    told = [part for term, words in terms for part in (html.Dt(term), html.Dd(words))]
    below = [html.Div(more, className="definition__more")] if more else []
    return html.Article([card_header(title), html.Dl(told, className="definition"), *below], className="card")
