"""What changed since somebody was last here: sentences that lead on."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.card import card_header
from components.icon import icon


def changes_card(
    title: str, told: str, changes: Sequence[tuple[str, str, str, str]], notes: Sequence[str] = ()
) -> html.Article:
    """Return the card. A change is (icon, sentence, what it is held against, address); ``told`` says since when."""
    body: Component = html.Ul([html.Li(_line(*change)) for change in changes], className="changes")
    if not changes:
        body = html.P("Nothing has changed in these days.", className="changes__none")
    said = [html.P(note, className="card__note") for note in notes]
    return html.Article([card_header(title, told), body, *said], className="card")


def _line(icon_name: str, words: str, detail: str, address: str) -> html.A:
    below = [html.Span(detail, className="change__detail")] if detail else []
    return html.A(
        [icon(icon_name), html.Span([html.Span(words, className="change__text"), *below])],
        href=address,
        className="change",
    )
