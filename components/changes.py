"""The list of changes since the last visit, each with a link."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.card import card_header
from components.icon import icon


def changes_card(
    title: str, window: str, changes: Sequence[tuple[str, str, str, str]], notes: Sequence[str] = ()
) -> html.Article:
    """Return the card. A change is (icon, sentence, detail, address); ``window`` says which days are compared."""
    body: Component = html.Ul([html.Li(_line(*change)) for change in changes], className="changes")
    if not changes:
        body = html.P("No notable changes in this period.", className="changes__none")
    footer = [html.P(note, className="card__note") for note in notes]
    return html.Article([card_header(title, window), body, *footer], className="card")


def _line(icon_name: str, words: str, detail: str, address: str) -> html.A:
    below = [html.Span(detail, className="change__detail")] if detail else []
    return html.A(
        [icon(icon_name), html.Span([html.Span(words, className="change__text"), *below])],
        href=address,
        className="change",
    )
