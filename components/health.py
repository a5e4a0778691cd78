"""How well things stand with a client: a score, and the parts that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.card import card_header


@dataclass(frozen=True)
class ScorePart:
    """A part of the score: its name, 0 to 100 or None where it is not known, its weight in words, what it means."""

    label: str
    score: int | None
    weight: str
    meaning: str


def health_card(
    score: int | None, verdict: str | None, look: str, parts: Sequence[ScorePart], notes: Sequence[str] = ()
) -> html.Article:
    """Return the card. ``look`` is good, neutral or bad and only repeats what the ``verdict`` says in a word."""
    whole: Component
    if score is None:
        whole = html.P("Too little is known for a score.", className="health__unknown")
    else:
        whole = html.P(
            [html.Span(str(score)), html.Span("of 100", className="health__scale"), html.Span(verdict)],
            className=f"health__score health__score--{look}",
        )
    lines = [_line(part) for part in parts]
    said = [html.P(note, className="card__note") for note in notes]
    return html.Article(
        [card_header("Health"), whole, html.Ul(lines, className="health__parts"), *said], className="card"
    )


def _line(part: ScorePart) -> html.Li:
    known = part.score is not None
    share = {"--share": f"{part.score}%" if known else "0%"}
    return html.Li(
        [
            html.Div(
                [html.Span(part.label), html.Span(str(part.score) if known else "not known", className="number")],
                className="health__text",
            ),
            html.Div(className="health__bar", style=share, **{"aria-hidden": "true"}),
            html.P(f"{part.meaning[:1].upper()}{part.meaning[1:]}; {part.weight}", className="health__meaning"),
        ],
        className="health__part" if known else "health__part health__part--unknown",
    )
