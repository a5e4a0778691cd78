"""A key figure: what it is, how much, how it changed, and how far from its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.actions import Id, card_actions
from components.card import card_heading, card_note
from components.icon import icon

Direction = Literal["up", "down", "flat"]
Verdict = Literal["good", "bad", "neutral"]

ARROW_OF = {"up": "arrow-up", "down": "arrow-down", "flat": "minus"}
# Rising is expected to be good. Where it is not, a word says so, since colour alone would not reach everyone.
SURPRISE = {("up", "bad"): "worse", ("down", "good"): "better"}


@dataclass(frozen=True)
class KpiTarget:
    """How much of a target is reached: ``share`` 1 is all of it; ``words`` such as "83 % of 1.5 M"."""

    share: float
    words: str


def kpi_card(
    *,
    label: str,
    value: str | None = None,
    exact: str | None = None,
    change: str | None = None,
    change_spoken: str | None = None,
    direction: Direction = "flat",
    verdict: Verdict = "neutral",
    spark: str | None = None,
    note: str | None = None,
    unavailable: str | None = None,
    unit: str | None = None,
    sample: str | None = None,
    target: KpiTarget | None = None,
    remark: str | None = None,
    actions: Sequence[Component] | None = None,
    level: int = 2,
    id: Id | None = None,
) -> html.Article:
    """Return the card.

    ``value`` is short ("1.24 M"); ``exact`` is the whole number, shown on hover and read aloud. ``change`` is short
    ("12% vs previous year") and stands beside the arrow of ``direction``; ``change_spoken`` is the same for screen
    readers, who do not see an arrow. ``verdict`` repeats in colour whether that is good. ``note`` says what is
    incomplete ("to date"). ``unavailable`` says why there is no value; it replaces value, change
    and sparkline. ``spark`` is a data URI of services.present.spark. ``unit`` says what is counted, where the value
    does not, ``sample`` of how many a share is taken. ``remark`` says at the foot what to mind.
    """
    told = [html.Span(words, className="kpi__note") for words in (unit, sample, note) if words]
    body = (
        _missing(unavailable)
        if unavailable
        else _figures(value or "", exact, _change(change, change_spoken, direction, verdict), told)
    )
    drawn = [] if unavailable else [*_target(target), *_spark(spark)]
    head = html.Div([card_heading(label, level, "kpi__label"), *card_actions(actions)], className="card__header")
    named = {} if id is None else {"id": id}
    return html.Article([head, *body, *card_note(remark), *drawn], className="card kpi", **named)


def _figures(value: str, exact: str | None, change: list[Component], told: list[Component]) -> list[Component]:
    shown: list[Component] = [html.Span(value)]
    if exact and exact != value:
        shown = [
            html.Span(value, title=exact, **{"aria-hidden": "true"}),
            html.Span(exact, className="visually-hidden"),
        ]
    return [html.P([*shown, *told], className="kpi__value"), *change]


def _change(change: str | None, spoken: str | None, direction: Direction, verdict: Verdict) -> list[Component]:
    if not change:
        return []
    surprise = SURPRISE.get((direction, verdict))
    shown, aloud = (f"{words}, {surprise}" if words and surprise else words for words in (change, spoken))
    words = [html.Span(shown)]
    if aloud:
        words = [html.Span(shown, **{"aria-hidden": "true"}), html.Span(aloud, className="visually-hidden")]
    return [html.P([icon(ARROW_OF[direction]), *words], className=f"kpi__change kpi__change--{verdict}")]


def _missing(reason: str) -> list[Component]:
    return [html.P("n/a", className="kpi__value kpi__value--missing"), html.P(reason, className="kpi__reason")]


def _target(target: KpiTarget | None) -> list[Component]:
    if target is None:
        return []
    reached = {"--reached": f"{min(max(target.share, 0), 1):.1%}"}
    return [
        html.Div(
            [
                html.Div(className="kpi__track", style=reached),
                html.Span(target.words, className="kpi__target-text"),
            ],
            className="kpi__target",
        )
    ]


def _spark(spark: str | None) -> list[Component]:
    """The line is a mask, so that it takes the theme's colour. It repeats what the words say."""
    if not spark:
        return []
    mask = f'url("{spark}")'
    return [
        html.Div(className="kpi__spark", style={"maskImage": mask, "WebkitMaskImage": mask}, **{"aria-hidden": "true"})
    ]
