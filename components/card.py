"""What every card is made of: its heading, what it shows in a sentence, its actions, and the line at its foot."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.actions import card_actions

_HEADINGS = {2: html.H2, 3: html.H3}


def card_heading(words: str | Component, level: int, name: str) -> Component:
    """A heading of level 2, or of level 3 where it stands in a section; ``name`` is its class."""
    return _HEADINGS[level](words, className=name)


def card_title_link(words: str, href: str | None) -> str | html.A:
    """Return the words of a heading; where there is more behind them, they lead there."""
    return html.A(words, href=href, title="See what is behind", className="drill-link") if href else words


def card_header(
    title: str, finding: str | None = None, actions: Sequence[Component] | None = None, level: int = 2
) -> html.Div:
    """The top of a card: its title, what it shows, and its actions."""
    words = [card_heading(title, level, "card__title")]
    if finding:
        words.append(html.P(finding, className="card__finding"))
    return html.Div([html.Div(words, className="card__text"), *card_actions(actions)], className="card__header")


def card_note(note: str | None) -> list[Component]:
    """The bottom line of a card, or nothing."""
    return [html.P(note, className="card__note")] if note else []
