"""The health of a customer: a score and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.card import card_header


@dataclass(frozen=True)
class ScorePart:
    """A part of the score: label, 0 to 100 or None without data, its weight in words, and its meaning."""

    label: str
    score: int | None
    weight: str
    meaning: str


def health_card(
    score: int | None, verdict: str | None, look: str, parts: Sequence[ScorePart], notes: Sequence[str] = ()
) -> html.Article:
    """Return the card. ``look`` (good, neutral or bad) is the colour of the ``verdict``, which says it in a word."""
    whole: Component
    if score is None:
        whole = html.P("Not enough data for a score", className="health__unknown")
    else:
        whole = html.P(
            [html.Span(str(score)), html.Span("of 100", className="health__scale"), html.Span(verdict)],
            className=f"health__score health__score--{look}",
        )
    lines = [_line(part) for part in parts]
    footer = [html.P(note, className="card__note") for note in notes]
    return html.Article(
        [card_header("Health"), whole, html.Ul(lines, className="health__parts"), *footer], className="card"
    )


def _line(part: ScorePart) -> html.Li:
    known = part.score is not None
    share = {"--share": f"{part.score}%" if known else "0%"}
    return html.Li(
        [
            html.Div(
                [html.Span(part.label), html.Span(str(part.score) if known else "No data", className="number")],
                className="health__text",
            ),
            html.Div(className="health__bar", style=share, **attributes({"aria-hidden": "true"})),
            html.P(f"{part.meaning[:1].upper()}{part.meaning[1:]}; {part.weight}", className="health__meaning"),
        ],
        className="health__part" if known else "health__part health__part--unknown",
    )
