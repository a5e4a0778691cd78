"""What stands in a card's place while, or because, there is nothing to show. Each has the size of its card."""

from collections.abc import Sequence
from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.actions import retry_button
from components.card import card_heading, card_note
from components.icon import icon

CardKind = Literal["kpi", "chart", "records"]


def skeleton_card(kind: CardKind, title: str, level: int = 2) -> html.Article:
    """Keep the place of a card that is being worked out, so that nothing jumps when it comes.

    It also holds what to say when that takes long, and when nothing comes: CSS shows either in its time.
    """
    # A list of keys, since each bone's size comes from its place.
    bones = [
        html.Div(className=f"skeleton__line skeleton__line--{kind}", **{"aria-hidden": "true"})
        for _ in range(BONES[kind])
    ]
    slow = html.P("Still working on it", className="loading__slow")
    lost = html.Div([html.P("This did not come through."), retry_button()], className="loading__failed")
    return html.Article(
        [_head(kind, title, level), html.Div([*bones, slow, lost], className=f"skeleton skeleton--{kind}")],
        className=f"card {kind} card--loading",
        **{"aria-busy": "true"},
    )


BONES = {"kpi": 2, "chart": 9, "records": 10}


def empty_state(
    title: str,
    words: str,
    how: str | Component | None = None,
    kind: CardKind = "chart",
    note: str | None = None,
    level: int = 2,
) -> html.Article:
    """Say that there is nothing to show, why, and in ``how`` what would change that."""
    return _instead(kind, title, "inbox", words, how, note=note, level=level)


def error_state(
    title: str, message: str, retry: Component | None = None, kind: CardKind = "chart", level: int = 2
) -> html.Article:
    """Say what went wrong in the reader's words; ``retry`` is the button to try again, where that may help."""
    return _instead(kind, title, "triangle-alert", message, retry, role="alert", level=level)


def no_access_state(title: str, message: str, kind: CardKind = "chart", level: int = 2) -> html.Article:
    """Say that the reader may not see this card, and whom to ask."""
    return _instead(kind, title, "lock", message, None, level=level)


def _instead(
    kind: CardKind,
    title: str,
    icon_name: str,
    words: str,
    below: str | Component | None,
    role: str | None = None,
    note: str | None = None,
    level: int = 2,
) -> html.Article:
    said = [icon(icon_name), html.P(words, className="state__text")]
    if below is not None:
        said.append(html.Div(below, className="state__help"))
    return html.Article(
        [_head(kind, title, level), html.Div(said, className="state", role=role), *card_note(note)],
        className=f"card {kind} card--state",
    )


def _head(kind: CardKind, title: str, level: int) -> html.Div:
    return html.Div(
        card_heading(title, level, "kpi__label" if kind == "kpi" else "card__title"), className="card__header"
    )


def cards_without_data(cards: Sequence[tuple[str, str]]) -> list[html.Details]:
    """Name the cards that a page leaves out since no row of their kind is on record: (title, kind). Nothing where
    there are none."""
    if not cards:
        return []
    titles: dict[str, list[str]] = {}
    for title, kind in cards:
        titles.setdefault(kind, []).append(title)
    lines = [html.Li([html.B(f"No {kind}"), html.Span(", ".join(named))]) for kind, named in titles.items()]
    count = "1 card is" if len(cards) == 1 else f"{len(cards)} cards are"
    summary = html.Summary([icon("inbox"), html.Span(f"{count} left out, since nothing is on record for them yet")])
    return [html.Details([summary, html.Ul(lines)], className="without-data")]


def empty_page(title: str, words: str, ways: Sequence[tuple[str, str]]) -> html.Div:
    """Say once for a whole page that there is nothing yet, and how it fills: ``ways`` are (what it does, command)."""
    steps = [html.Li([html.Span(what), html.Code(command, className="empty-page__command")]) for what, command in ways]
    return html.Div(
        [
            html.Div(icon("inbox"), className="empty-page__icon"),
            html.H2(title, className="empty-page__title"),
            html.P(words, className="empty-page__text"),
            html.Ul(steps, className="empty-page__steps"),
        ],
        className="empty-page",
    )
