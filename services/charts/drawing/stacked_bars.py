"""Stacked bars: the groups of one dimension, each made of the groups of another."""

from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import sum_known, to_floats, unique_max
from services.charts.drawing.axes import value_axis
from services.charts.drawing.legend import add_legend
from services.charts.drawing.limits import LABEL_LETTERS, MOST_BARS
from services.charts.drawing.notes import join_notes, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import (
    SIDE_BY_SIDE,
    Series,
    adds_up,
    by_group,
    by_metric,
    field_order,
    group_smallest,
    in_field_order,
    is_whole,
    value_range,
)
from services.charts.drawing.series_names import series_colours, square_keys
from services.charts.drawing.series_words import chart_heading, describe_series, series_marks
from services.charts.drawing.text import escape_text, format_share, format_short
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer

# How much longer than the longest bar the axis is, so that its total has its place.
LABEL_SHARE = 0.3


def stacked_bars(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw a bar for each group of the first dimension, made of those of the second or of the metrics."""
    rows, series = _rows(answer)
    named = [words.group(row) for row in rows[:MOST_BARS]]
    drawn, rest = group_smallest([Series(each.name, each.column, each.cells[:MOST_BARS], each.mark) for each in series])
    stacked = all(adds_up(each.column) for each in drawn)
    figure, shades = blank(theme, locale), series_colours(drawn, theme)
    for each, shade in zip(drawn, shades, strict=True):
        figure.add_trace(
            go.Bar(
                x=to_floats(each.cells),
                # Rows have places rather than names: two groups may be written alike.
                y=list(range(len(named))),
                name=each.name,
                orientation="h",
                width=min(0.7, 0.12 * len(named)) if stacked else None,
                customdata=series_marks(answer, each, named, locale),
                hovertemplate="%{customdata[2]}<extra></extra>",
                marker={"color": shade},
            )
        )
    low, high = value_range(drawn, stacked)
    figure.update_layout(barmode="relative" if stacked else "group")
    if len(drawn) > 1:
        add_legend(figure, square_keys(drawn, shades))
    figure.update_xaxes(
        **value_axis(answer, drawn[0].column, high), showgrid=False, zeroline=True, nticks=4, tickangle=0
    )
    ticks = {
        "tickvals": list(range(len(named))),
        "ticktext": [escape_text(words.truncate(name, LABEL_LETTERS)) for name in named],
    }
    figure.update_yaxes(
        tickmode="array", **ticks, autorange="reversed", showgrid=False, zeroline=False, ticksuffix="  "
    )
    if all(each.column.additive for each in drawn) and low == 0:
        _add_totals(figure, answer, drawn, locale)
    return Picture(
        figure.to_plotly_json(),
        _largest(answer, rows, series, locale),
        describe_series(answer, drawn, named, chart_heading(answer), locale),
        join_notes(shown_note(len(named), len(rows), locale), rest, None if stacked else SIDE_BY_SIDE),
    )


def _rows(answer: Answer) -> tuple[list[Any], list[Series]]:
    """Return the groups of the first dimension, the largest first unless in an order, and the series along them."""
    outer, *inner = answer.query.dimensions or ("",)
    if not inner:
        return list(answer.frame[outer]) if outer else [None], by_metric(answer)
    rows = in_field_order(list(dict.fromkeys(answer.frame[outer])), answer, outer)
    series = by_group(answer, inner, outer, rows)
    if not (field_order(answer, outer) or answer.query.order):
        sums = [sum_known(cells) or 0 for cells in zip(*(each.cells for each in series), strict=True)]
        places = sorted(range(len(rows)), key=lambda place: -sums[place])
        rows = [rows[place] for place in places]
        series = [Series(each.name, each.column, [each.cells[place] for place in places], each.mark) for each in series]
    if not (field_order(answer, inner[0]) or answer.query.order):
        series = sorted(series, key=lambda each: each.sum, reverse=True)
    return rows, series


def _add_totals(figure: go.Figure, answer: Answer, series: list[Series], locale: str) -> None:
    """Write what each bar comes to at its end, in place of an axis."""
    sums = [sum_known(cells) for cells in zip(*(each.cells for each in series), strict=True)]
    figure.add_trace(
        go.Scatter(
            x=to_floats([each or 0 for each in sums]),
            y=list(range(len(sums))),
            mode="text",
            text=["  " + words.compact(each, series[0].column.type, answer.currency, locale) for each in sums],
            textposition="middle right",
            textfont={"size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    longest = max(map(float, (each or 0 for each in sums)), default=0.0) or 1.0
    figure.update_xaxes(showticklabels=False, rangemode="normal", range=[0, longest * (1 + LABEL_SHARE)])


def _largest(answer: Answer, rows: list[Any], series: list[Series], locale: str) -> str | None:
    """Return which bar is highest and its largest part; of what does not add up, the highest part of all."""
    cells = [cell for each in series for cell in each.cells if cell is not None]
    if not series[0].mark[0] or not cells or min(cells) < 0 or not max(cells):
        return None
    if not all(each.column.additive for each in series):
        parts = [(row, each, cell) for each in series for row, cell in zip(rows, each.cells, strict=True) if cell]
        first = unique_max(parts, lambda part: part[2])
        if first is None:
            return None
        amount = format_short(answer, first[1].column, first[2], locale)
        return f"{words.group(first[0])}, {first[1].name} is highest at {amount}"
    sums = [sum_known(cells) or 0 for cells in zip(*(each.cells for each in series), strict=True)]
    longest = unique_max(range(len(rows)), lambda place: sums[place])
    if longest is None:
        return None
    part = unique_max((each for each in series if each.cells[longest]), lambda each: each.cells[longest])
    amount = format_short(answer, series[0].column, sums[longest], locale)
    share = f", {format_share(sums[longest], sum(sums), locale)} of the total" if is_whole(answer) else ""
    made_of = part and f"; its largest part is {part.name} ({format_share(part.cells[longest], sums[longest], locale)})"
    return f"{words.group(rows[longest])} is highest at {amount}{share}{made_of or ''}"
