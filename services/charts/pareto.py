"""How concentrated a metric is: the largest groups, with their cumulative share of the total."""

from itertools import accumulate
from typing import Any

import plotly.graph_objects as go
from babel.numbers import format_percent

from services.charts.bar import bar
from services.charts.drawing.answers import metric_column, to_floats
from services.charts.drawing.limits import MOST_BARS, PIXELS_A_LETTER
from services.charts.drawing.notes import join_notes, missing_note, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import is_whole
from services.charts.drawing.text import escape_text, format_value
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

LETTERS = 18
ROOM_ABOVE = 30
# Where on the card the bars end and the line begins.
PANELS = ((0.0, 0.62), (0.7, 0.96))
# How many pixels the bars and their labels have on a phone.
NARROW = 150
# Of fewer groups, a whole number of them is hardly ever a fifth.
ROUGHLY_A_FIFTH = 20
Pair = tuple[Any, Any]
NO_SHARES = "These values may not add up to a total, so no cumulative shares are shown."


def pareto(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the largest groups, and beside them their cumulative share of the total.

    Where the groups do not add up to a complete total, only the bars are drawn.
    """
    column, field = metric_column(answer), answer.query.dimensions[0]
    groups = [(value, cell) for value, cell in zip(answer.frame[field], answer.frame[column.name], strict=True)]
    known = sorted((pair for pair in groups if pair[1] is not None), key=lambda pair: pair[1], reverse=True)
    if not _is_whole(answer, column, known):
        alone = bar(answer, theme, locale)
        return Picture(alone.figure, alone.finding, alone.summary, join_notes(alone.note, NO_SHARES))
    shares = _cumulative([cell for _, cell in known])
    drawn = known[:MOST_BARS]
    figure = _panels(column, theme, locale)
    figure.add_trace(_bars(answer, column, field, drawn, theme, locale))
    figure.add_trace(_line(field, drawn, shares, theme, locale))
    label = 8 + PIXELS_A_LETTER * max(len(text) for text in figure.data[0].text)
    longest = float(drawn[0][1]) * (1 + label / max(NARROW - label, label / 2))
    figure.update_layout(xaxis={"range": [0, longest]}, yaxis={"tickvals": list(range(len(drawn)))})
    figure.update_yaxes(ticktext=[escape_text(words.truncate(words.group(value), LETTERS)) for value, _ in drawn])
    figure.update_yaxes(range=[len(drawn) - 0.5, -0.5])
    return Picture(
        figure.to_plotly_json(),
        _finding(known, shares, locale),
        _summary(answer, column, drawn, shares, locale),
        join_notes(shown_note(len(drawn), len(known), locale), missing_note(len(groups) - len(known))),
    )


def _is_whole(answer: Answer, column: Column, known: list[Pair]) -> bool:
    """Return whether the groups are parts of a total, none of them below zero."""
    return column.additive and is_whole(answer) and bool(known) and known[-1][1] >= 0 and known[0][1] > 0


def _cumulative(cells: list[Any]) -> list[float]:
    """Return the cumulative share of the total for each group, from the largest on."""
    whole = sum(cells)
    return [float(so_far / whole) for so_far in accumulate(cells)]


def _panels(column: Column, theme: Theme, locale: str) -> go.Figure:
    figure = blank(theme, locale)
    hidden = {"showticklabels": False, "showgrid": False, "fixedrange": True}
    figure.update_layout(
        margin={"t": ROOM_ABOVE, "r": 8},
        xaxis={"domain": PANELS[0], "zeroline": True, **hidden},
        xaxis2={"domain": PANELS[1], "range": [0, 1], "anchor": "y", "zeroline": False, **hidden},
        yaxis={"tickmode": "array", "showgrid": False, "zeroline": False, "ticksuffix": "  "},
        annotations=[_heading(column.label, 0.0), _heading("Cumulative", PANELS[1][0])],
    )
    return figure


def _heading(text: str, place: float) -> dict[str, Any]:
    return {
        "text": escape_text(words.truncate(text, LETTERS)),
        "xref": "paper",
        "x": place,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
    }


def _bars(answer: Answer, column: Column, field: str, drawn: list[Pair], theme: Theme, locale: str) -> go.Bar:
    return go.Bar(
        x=to_floats(cell for _, cell in drawn),
        y=list(range(len(drawn))),
        orientation="h",
        width=min(0.7, 0.12 * len(drawn)),
        text=[words.compact(cell, column.type, answer.currency, locale) for _, cell in drawn],
        textposition="outside",
        textfont={"size": 12},
        cliponaxis=False,
        customdata=[
            [field, value, f"{escape_text(words.group(value))}: {format_value(answer, column, cell, locale)}"]
            for value, cell in drawn
        ],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": palette(theme).series[0]},
    )


def _line(field: str, drawn: list[Pair], shares: list[float], theme: Theme, locale: str) -> go.Scatter:
    colour = palette(theme).series[1]
    format_value = [
        f"{escape_text(words.group(value))} and all above: {words.exact(share, 'ratio', '', locale)} of the total"
        for (value, _), share in zip(drawn, shares, strict=False)
    ]
    return go.Scatter(
        x=shares[: len(drawn)],
        y=list(range(len(drawn))),
        xaxis="x2",
        mode="lines+markers+text",
        text=[format_percent(share, "#,##0%", locale=locale) for share in shares[: len(drawn)]],
        # Past the middle the label stands before its mark, or it would leave the card.
        textposition=["middle right" if share < 0.55 else "middle left" for share in shares[: len(drawn)]],
        textfont={"size": 12},
        cliponaxis=False,
        customdata=[[field, value, text] for (value, _), text in zip(drawn, format_value, strict=True)],
        hovertemplate="%{customdata[2]}<extra></extra>",
        line={"color": colour, "width": 2},
        marker={"size": 7, "color": colour},
    )


def _finding(known: list[Pair], shares: list[float], locale: str) -> str:
    """Return what the largest fifth accounts for; of a handful of groups, what the first does."""
    count = len(known) // 5
    part = words.exact(shares[max(count, 1) - 1], "ratio", "", locale)
    if not count or count == 1:
        return f"{words.group(known[0][0])} accounts for {part} of the total"
    if len(known) < ROUGHLY_A_FIFTH:
        return f"The largest {count} of {len(known)} account for {part} of the total"
    total = words.exact(len(known), "integer", "", locale)
    return (
        f"The largest fifth ({words.exact(count, 'integer', '', locale)} of {total}) accounts for {part} of the total"
    )


def _summary(answer: Answer, column: Column, drawn: list[Pair], shares: list[float], locale: str) -> str:
    rows = [
        f"{words.group(value)}: {format_value(answer, column, cell, locale)}, "
        f"{words.exact(share, 'ratio', '', locale)} cumulative"
        for (value, cell), share in zip(drawn, shares, strict=False)
    ]
    return f"{column.label}, largest first. " + "; ".join(rows)


def _fit(question: Question) -> Fit | None:
    if not question.adds_up or question.is_ranking:
        return None
    return Fit(0.7, "A Pareto chart shows how much of the total the largest groups account for.")


KIND = ChartKind(
    name="pareto",
    label="Pareto chart",
    icon="chart-no-axes-combined",
    group="By group",
    when="How concentrated a total is: the largest of many groups, with their cumulative share",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 1)),),
    notes="It needs all groups (no `limit`): the largest groups and their cumulative share. The finding states "
    "the share of the largest fifth. If the values are not additive, there is no cumulative line.",
    example={
        "metrics": ["order.revenue"],
        "dimensions": ["client.name"],
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a bar or a point filters the page by its group.",
    draw=pareto,
    fits=_fit,
    emphasises=True,
)
