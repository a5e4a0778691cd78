"""The states of a card without content: loading, empty, failed, no access. Each keeps the size of the card."""

from collections.abc import Sequence
from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.actions import retry_button
from components.attributes import attributes
from components.card import card_heading, card_note
from components.icon import icon

CardKind = Literal["kpi", "chart", "records"]


def skeleton_card(kind: CardKind, title: str, level: int = 2) -> html.Article:
    """Return the skeleton of a card that is loading, at the size of the card, so that the page does not shift.

    It includes the messages for a slow and for a failed load; CSS shows each after its delay.
    """
    # CSS sizes each line by its position.
    lines = [
        html.Div(className=f"skeleton__line skeleton__line--{kind}", **attributes({"aria-hidden": "true"}))
        for _ in range(SKELETON_LINES[kind])
    ]
    slow = html.P("Still loading", className="loading__slow")
    lost = html.Div([html.P("This card did not load."), retry_button()], className="loading__failed")
    return html.Article(
        [_head(kind, title, level), html.Div([*lines, slow, lost], className=f"skeleton skeleton--{kind}")],
        className=f"card {kind} card--loading",
        **attributes({"aria-busy": "true"}),
    )


SKELETON_LINES = {"kpi": 2, "chart": 9, "records": 10}


def empty_state(
    title: str,
    words: str,
    how: str | Component | None = None,
    kind: CardKind = "chart",
    note: str | None = None,
    level: int = 2,
) -> html.Article:
    """Return the card without data; ``words`` gives the reason, ``how`` a way to change it."""
    return _instead(kind, title, "inbox", words, how, note=note, level=level)


def error_state(
    title: str, message: str, retry: Component | None = None, kind: CardKind = "chart", level: int = 2
) -> html.Article:
    """Return the card of a failed query, announced as an alert; ``retry`` is the button that loads it again."""
    return _instead(kind, title, "triangle-alert", message, retry, role="alert", level=level)


def no_access_state(title: str, message: str, kind: CardKind = "chart", level: int = 2) -> html.Article:
    """Return the card that the reader has no access to; ``message`` says whom to ask."""
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
    content = [icon(icon_name), html.P(words, className="state__text")]
    if below is not None:
        content.append(html.Div(below, className="state__help"))
    return html.Article(
        [_head(kind, title, level), html.Div(content, className="state", role=role), *card_note(note)],
        className=f"card {kind} card--state",
    )


def _head(kind: CardKind, title: str, level: int) -> html.Div:
    return html.Div(
        card_heading(title, level, "kpi__label" if kind == "kpi" else "card__title"), className="card__header"
    )


def cards_without_data(cards: Sequence[tuple[str, str]]) -> list[html.Details]:
    """Return the list of cards that a page hides because they have no data, (title, kind), or nothing without any."""
    if not cards:
        return []
    titles: dict[str, list[str]] = {}
    for title, kind in cards:
        titles.setdefault(kind, []).append(title)
    lines = [html.Li([html.B(f"No {kind}"), html.Span(", ".join(named))]) for kind, named in titles.items()]
    count = "1 card" if len(cards) == 1 else f"{len(cards)} cards"
    summary = html.Summary([icon("inbox"), html.Span(f"{count} hidden: no data yet")])
    return [html.Details([summary, html.Ul(lines)], className="without-data")]


def empty_page(title: str, words: str, ways: Sequence[tuple[str, str]]) -> html.Div:
    """Return the message of a page without any data; ``ways`` to add some are (description, command)."""
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
