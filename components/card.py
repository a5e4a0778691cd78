"""Parts of every card: heading, finding, actions and note."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.actions import card_actions

_HEADINGS = {2: html.H2, 3: html.H3}


def card_heading(words: str | Component, level: int, name: str) -> Component:
    """Return a heading of level 2, or 3 inside a section; ``name`` is its CSS class."""
    return _HEADINGS[level](words, className=name)


def card_title_link(words: str, href: str | None) -> str | html.A:
    """Return the title of a card, as a link where ``href`` names the page with its details."""
    return html.A(words, href=href, title="View details", className="drill-link") if href else words


def title_words(title: str | Component) -> str:
    """Return the words of a card's title, for a name that no link can be part of."""
    return title if isinstance(title, str) else str(title.children)


def card_header(
    title: str | Component, finding: str | None = None, actions: Sequence[Component] | None = None, level: int = 2
) -> html.Div:
    """Return the top of a card: title, finding and actions."""
    words = [card_heading(title, level, "card__title")]
    if finding:
        words.append(html.P(finding, className="card__finding"))
    return html.Div([html.Div(words, className="card__text"), *card_actions(actions)], className="card__header")


def card_note(note: str | None) -> list[Component]:
    """Return the note at the bottom of a card, if any."""
    return [html.P(note, className="card__note")] if note else []
