"""The card of a key figure: label, value, change, sparkline and target."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from components.actions import Id, card_actions
from components.attributes import attributes
from components.card import card_heading, card_note
from components.icon import icon

Direction = Literal["up", "down", "flat"]
Verdict = Literal["good", "bad", "neutral"]

ARROW_OF = {"up": "arrow-up", "down": "arrow-down", "flat": "minus"}
# The icon and the word that tell good from bad without colour.
SIGN_OF = {"good": ("check", "better"), "bad": ("triangle-alert", "worse")}


@dataclass(frozen=True)
class KpiTarget:
    """The progress towards a target: ``share`` 1 is all of it; ``words`` such as "83% of 1.5M"."""

    share: float
    words: str


def kpi_card(
    *,
    label: str | Component,
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

    ``value`` is compact ("1.24M"); ``exact`` is the full number, for the tooltip and screen readers. ``change`` is such
    as "20.4% vs previous period", beside the arrow of ``direction``; ``change_spoken`` is the same for screen readers,
    which do not announce the arrow. ``verdict`` is the colour and the sign of the change. ``note`` marks an incomplete
    value ("to date"). ``unavailable`` is the reason why there is no value; it replaces value, change and sparkline.
    ``spark`` is a data URI of services.present.spark. ``unit`` is the unit of a count, ``sample`` the number that a
    share is based on. ``remark`` is the note at the bottom.
    """
    details: list[Component] = [html.Span(words, className="kpi__note") for words in (unit, sample, note) if words]
    body = (
        _missing(unavailable)
        if unavailable
        else _figures(value or "", exact, _change(change, change_spoken, direction, verdict), details)
    )
    drawn = [] if unavailable else [*_target(target), *_spark(spark)]
    head = html.Div([card_heading(label, level, "kpi__label"), *card_actions(actions)], className="card__header")
    named: dict[str, Any] = {} if id is None else {"id": id}
    return html.Article([head, *body, *card_note(remark), *drawn], className="card kpi", **named)


def _figures(value: str, exact: str | None, change: list[Component], details: list[Component]) -> list[Component]:
    shown: list[Component] = [html.Span(value)]
    if exact and exact != value:
        shown = [
            html.Span(value, title=exact, **attributes({"aria-hidden": "true"})),
            html.Span(exact, className="visually-hidden"),
        ]
    return [html.P([*shown, *details], className="kpi__value"), *change]


def _change(change: str | None, spoken: str | None, direction: Direction, verdict: Verdict) -> list[Component]:
    if not change:
        return []
    icon_name, word = SIGN_OF.get(verdict, (None, None))
    sign = [html.Span(icon(icon_name), title=word.capitalize(), className="kpi__sign")] if icon_name and word else []
    aloud = ", ".join(filter(None, (spoken or change, word)))
    parts = [
        icon(ARROW_OF[direction]),
        html.Span([change, *sign], **attributes({"aria-hidden": "true"})),
        html.Span(aloud, className="visually-hidden"),
    ]
    return [html.P(parts, className=f"kpi__change kpi__change--{verdict}")]


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
    """Return the sparkline. It is a CSS mask, so that it takes the colour of the theme."""
    if not spark:
        return []
    mask = f'url("{spark}")'
    return [
        html.Div(
            className="kpi__spark",
            style={"maskImage": mask, "WebkitMaskImage": mask},
            **attributes({"aria-hidden": "true"}),
        )
    ]
