"""How one level became another: the opening, every change, the closing."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import unique_max
from services.charts.drawing.bridge import BridgeStep, bridge_steps, has_small_changes
from services.charts.drawing.notes import join_notes, to_date_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import escape_text, format_share, format_short, format_value, lower_first, wrap_label
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Palette, Theme, palette
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.query import Query

# How much of the levels' reach the labels beside the marks take on a phone.
LABEL_SHARE = 0.6


# What was divided on its way ties to the cent; floats that were added up differ in their last places.
HALF_A_CENT = Decimal("0.005")


ROUNDING = 1e-9


LETTERS_A_LINE = 17


ZOOMED = "The axis does not start at zero, so that the changes are visible."


def waterfall(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first and the last metric as levels and those between as changes, from top to bottom.

    Where the changes do not lead from one level to the other, the note says by how much.
    """
    steps = bridge_steps(answer)
    colours = palette(theme)
    is_zoomed = has_small_changes(steps)
    figure = blank(theme, locale)
    figure.add_trace(_bars(answer, [None if each.is_level and is_zoomed else each for each in steps], colours, locale))
    if is_zoomed:
        figure.add_trace(_points(answer, steps, colours, locale))
    figure.add_trace(_labels(answer, steps, is_zoomed, locale))
    figure.update_layout(shapes=_connectors(steps, colours), barcornerradius=2)
    figure.update_xaxes(range=_reach(steps, is_zoomed), showticklabels=False, showgrid=False, zeroline=not is_zoomed)
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(steps))),
        ticktext=[wrap_label(each.column.label, LETTERS_A_LINE) for each in steps],
        range=[len(steps) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    return Picture(
        figure.to_plotly_json(),
        _finding(answer, steps, locale),
        "; ".join(_sentence(answer, each, locale) for each in steps) + ".",
        join_notes(_gap(answer, steps, locale), ZOOMED if is_zoomed else None, to_date_note(answer, locale)),
    )


def _bars(answer: Answer, steps: list[BridgeStep | None], colours: Palette, locale: str) -> go.Bar:
    """Return a bar for each step; None leaves its place empty."""
    return go.Bar(
        orientation="h",
        y=list(range(len(steps))),
        base=[each.start if each else None for each in steps],
        x=[each.end - each.start if each and each.cell is not None else None for each in steps],
        width=min(0.6, 0.12 * len(steps)),
        customdata=[[*_mark(each), _sentence(answer, each, locale) if each else ""] for each in steps],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": [_colour(each, steps[-1] or each, colours) if each else colours.quiet for each in steps]},
    )


def _mark(step: BridgeStep | None) -> clicks.Mark:
    return clicks.metric(step.column.name) if step else clicks.NOTHING


def _points(answer: Answer, steps: list[BridgeStep], colours: Palette, locale: str) -> go.Scatter:
    """Return the levels as marks without a length, since there is no zero that it would count from."""
    levels = [(place, each) for place, each in enumerate(steps) if each.is_level and each.cell is not None]
    return go.Scatter(
        x=[each.end for _, each in levels],
        y=[place for place, _ in levels],
        mode="markers",
        customdata=[[*_mark(each), _sentence(answer, each, locale)] for _, each in levels],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"symbol": "diamond", "size": 11, "color": colours.series[0]},
    )


def _labels(answer: Answer, steps: list[BridgeStep], is_zoomed: bool, locale: str) -> go.Scatter:
    """Return what each step comes to, on its right: on its left would be the names."""
    return go.Scatter(
        x=[each.end if each.is_level and is_zoomed else max(each.start, each.end) for each in steps],
        y=list(range(len(steps))),
        mode="text",
        text=[f"  {_label(answer, each, locale)}" for each in steps],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _colour(step: BridgeStep, closing: BridgeStep, colours: Palette) -> str:
    """Return the colour of a step; its sign says the same."""
    if step.is_level:
        return colours.series[0]
    if closing.column.better == "neither":
        return colours.quiet
    return colours.good if step.is_rise == (closing.column.better == "up") else colours.bad


def _label(answer: Answer, step: BridgeStep, locale: str) -> str:
    return _add_sign(step, words.compact(step.cell, step.column.type, answer.currency, locale))


def _sentence(answer: Answer, step: BridgeStep, locale: str) -> str:
    return f"{escape_text(step.column.label)}: {_add_sign(step, format_value(answer, step.column, step.cell, locale))}"


def _add_sign(step: BridgeStep, text: str) -> str:
    return f"+{text}" if not step.is_level and step.cell is not None and step.cell > 0 else text


def _connectors(steps: list[BridgeStep], colours: Palette) -> list[dict[str, Any]]:
    """Return thin lines that lead from the end of each step to the next."""
    line = {"color": colours.line_strong, "width": 1}
    return [
        {"type": "line", "x0": each.end, "x1": each.end, "y0": place, "y1": place + 1, "line": line, "layer": "below"}
        for place, each in enumerate(steps[:-1])
    ]


def _reach(steps: list[BridgeStep], is_zoomed: bool) -> list[float]:
    """Return a range that holds every step and the labels on their right."""
    ends = [each.end for each in steps] + ([] if is_zoomed else [0.0])
    low, high = min(ends), max(ends)
    room = LABEL_SHARE * (high - low) or 1.0
    return [low - 0.1 * room if is_zoomed else low, high + room]


def _finding(answer: Answer, steps: list[BridgeStep], locale: str) -> str | None:
    """Return how far the level moved, and what added and what subtracted the most."""
    first, *changes, last = steps if len(steps) > 1 else (*steps, *steps)
    if first.cell is None or last.cell is None:
        return None
    moved = last.cell - first.cell
    amount = format_short(answer, last.column, abs(moved), locale)
    share = f" ({format_share(abs(moved), first.cell, locale)})" if first.cell > 0 else ""
    way = f"{'rose' if moved > 0 else 'fell'} by {amount}{share}" if moved else "did not change"
    text = f"{last.column.label} {way}"
    known = [each for each in changes if each.cell]
    most, least = unique_max(known, lambda each: each.cell), unique_max(known, lambda each: -each.cell)
    parts = [f"{lower_first(most.column.label)} added the most"] if most and most.cell > 0 else []
    parts += [f"{lower_first(least.column.label)} subtracted the most"] if least and least.cell < 0 else []
    return f"{text}: {', '.join(parts)}" if parts else text


def _gap(answer: Answer, steps: list[BridgeStep], locale: str) -> str | None:
    """Return by how much the changes miss the closing level, None where they reconcile."""
    if len(steps) < 3:
        return None
    if unknown := [each.column.label for each in steps if each.cell is None]:
        return f"{words.join_names(unknown)} {'is' if len(unknown) == 1 else 'are'} not available."
    first, *changes, last = steps
    gap = last.cell - first.cell - sum(each.cell for each in changes)
    slack = ROUNDING * max(abs(each.end) for each in steps)
    if abs(gap) < HALF_A_CENT if isinstance(gap, Decimal) else abs(gap) <= slack:
        return None
    missed = format_value(answer, last.column, abs(gap), locale)
    return f"Does not reconcile: the change is {missed} {'more' if gap > 0 else 'less'} than its parts."


def _check(query: Query, catalog: Catalog) -> str | None:
    units = {catalog.metric(name).type for name in query.metrics}
    return None if len(units) == 1 else "A waterfall chart takes metrics of one unit, such as money. Choose others."


def _fit(question: Question) -> Fit:
    if question.opens_and_closes:
        return Fit(1.0, "A waterfall shows how an opening level became a closing one.")
    return Fit(0.35, "A waterfall reads the first and the last metric as levels, those between as changes.")


KIND = ChartKind(
    name="waterfall",
    label="Waterfall chart",
    icon="chart-bar-decreasing",
    group="Changes and flows",
    when="How an opening level became a closing one, such as an MRR bridge",
    shapes=(Shape(metrics=(3, None), grain=None),),
    notes="An opening value, all changes, and a closing value. Changes are signed. If they do not lead from the "
    "opening to the closing value, the note states the difference. If the changes are small compared with "
    "the values, the axis is zoomed in and the values are drawn as points.",
    example={
        "metrics": [
            "subscription.opening_mrr",
            "subscription.new_mrr",
            "subscription.expansion_mrr",
            "subscription.reactivation_mrr",
            "subscription.contraction_mrr",
            "subscription.churned_mrr",
            "subscription.mrr",
        ],
        "period": {"previous": "month"},
    },
    marks="A click on a step opens the page of its metric.",
    draw=waterfall,
    fits=_fit,
    check=_check,
    leads_with=slice(1),
)
