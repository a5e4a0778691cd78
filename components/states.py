"""What stands in a card's place while, or because, there is nothing to show. Each has the size of its card."""

from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.icon import icon

Kind = Literal["kpi", "chart", "records"]


def skeleton(kind: Kind, title: str) -> html.Article:
    """Keep the place of a card that is being worked out, so that nothing jumps when it comes."""
    heading = html.H2(title, className="kpi__label" if kind == "kpi" else "card__title")
    # A list of keys, since each bone's size comes from its place.
    bones = [html.Div(className=f"bone bone--{kind}", **{"aria-hidden": "true"}) for _ in range(BONES[kind])]
    return html.Article(
        [html.Div(heading, className="card__head"), html.Div(bones, className=f"bones bones--{kind}")],
        className=f"card {kind} card--waiting",
        **{"aria-busy": "true"},
    )


BONES = {"kpi": 2, "chart": 9, "records": 10}


def empty(title: str, words: str, how: str | Component | None = None, kind: Kind = "chart") -> html.Article:
    """Say that there is nothing to show, why, and in ``how`` what would change that."""
    return _instead(kind, title, "inbox", words, how)


def failed(title: str, message: str, retry: Component | None = None, kind: Kind = "chart") -> html.Article:
    """Say what went wrong in the reader's words; ``retry`` is the button to try again, where that may help."""
    return _instead(kind, title, "triangle-alert", message, retry, role="alert")


def not_permitted(title: str, message: str, kind: Kind = "chart") -> html.Article:
    """Say that the reader may not see this card, and whom to ask."""
    return _instead(kind, title, "lock", message, None)


def _instead(
    kind: Kind, title: str, icon_name: str, words: str, below: str | Component | None, role: str | None = None
) -> html.Article:
    heading = html.H2(title, className="kpi__label" if kind == "kpi" else "card__title")
    said = [icon(icon_name), html.P(words, className="state__words")]
    if below is not None:
        said.append(html.Div(below, className="state__below"))
    return html.Article(
        [html.Div(heading, className="card__head"), html.Div(said, className="state", role=role)],
        className=f"card {kind} card--state",
    )
