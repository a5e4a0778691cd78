"""What is reached of a target: one or more parts on each other, and a mark where the target is."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.parts import (
    COLUMN,
    DAYS_OF,
    LETTERS,
    MOST_BARS,
    Picture,
    blank,
    column_width,
    cut_off,
    lighter,
    measured,
    not_whole,
    noted,
    numbers,
    places_of,
    plain,
    said,
    so_far,
    time_axis,
    value_axis,
)
from services.charts.drawing.series import legend
from services.charts.drawing.targets import Row, finding, rows_of, sentence
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

# How much longer than the longest bar the axis is, so that the label at its end has its place.
LABEL_SHARE = 0.3
# How far a target's mark reaches to both sides of the middle of its bar, in widths of the bar.
HALF_A_MARK = 0.6
LETTERS_ABOVE = 34
SIGN = "┃"
INVISIBLE = "rgba(0,0,0,0)"


def bullet(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw all metrics but the last on each other against the last one, their target.

    A dimension gives a bar to each group, a grain a column to each bucket.
    """
    *parts, target = (measured(answer, place) for place in range(len(answer.query.metrics)))
    rows = rows_of(answer, parts, target, locale)
    drawn = rows if answer.query.grain else rows[:MOST_BARS]
    upright = answer.query.grain is not None
    figure = blank(theme, locale)
    places: list[Any] = places_of(answer, list(answer.frame["time"])) if upright else list(range(len(drawn)))
    for number, column in enumerate(parts):
        figure.add_trace(_bars(answer, drawn, places, number, column, upright, theme, locale))
    figure.add_trace(_touch(answer, drawn, places, parts, target, upright, locale))
    figure.update_layout(barmode="relative", shapes=_targets(answer, drawn, places, upright, theme))
    highest = max(
        (each for row in drawn for each in numbers((row.reached, row.target)) if each is not None), default=0.0
    )
    if upright:
        figure.update_xaxes(**time_axis(answer, places, locale))
        figure.update_yaxes(**value_axis(answer, parts[0], highest))
    else:
        figure.add_trace(_labels(drawn, places, parts[0], answer, locale))
        figure.update_layout(**_rows_axes(answer, drawn, parts[0], highest), margin={"l": 24})
    shades = [(column.label, _shade(number, theme), "■") for number, column in enumerate(parts)]
    legend(figure, [*shades, (target.label, palette(theme).ink, SIGN)], LETTERS_ABOVE)
    aimless = sum(1 for row in rows if row.target is None)
    return Picture(
        figure.to_plotly_json(),
        finding(answer, rows, parts, target, locale),
        " ".join(f"{sentence(answer, row, parts, target, locale)}." for row in drawn),
        noted(
            cut_off(len(drawn), len(rows), locale),
            f"{aimless} {'has' if aimless == 1 else 'have'} no target." if aimless else None,
            not_whole(answer, locale) if upright else so_far(answer, locale),
        ),
    )


def _thick(rows: list[Row]) -> float:
    """Return which part of its place a bar takes: one alone is no wall."""
    return min(0.55, 0.12 + 0.06 * len(rows))


def _shade(number: int, theme: Theme) -> str:
    series = palette(theme).series
    return series[number % len(series)]


def _bars(
    answer: Answer,
    rows: list[Row],
    places: list[Any],
    number: int,
    column: Column,
    upright: bool,
    theme: Theme,
    locale: str,
) -> go.Bar:
    """Return the bars of one part."""
    cells, shade = numbers(row.parts[number] for row in rows), _shade(number, theme)
    sides = {"x": places, "y": cells} if upright else {"x": cells, "y": places, "orientation": "h"}
    return go.Bar(
        **sides,
        name=column.label,
        width=column_width(answer, places) if upright else _thick(rows),
        customdata=[
            [
                *row.mark,
                f"{_before(answer, row)}{plain(column.label)}: {said(answer, column, row.parts[number], locale)}",
            ]
            for row in rows
        ],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": [shade if row.complete else lighter(shade, theme) for row in rows]},
    )


def _before(answer: Answer, row: Row) -> str:
    """Return the name of a group or bucket before that of a part; what stands alone has none."""
    return f"{plain(row.name)}, " if answer.query.dimensions or answer.query.grain else ""


def _targets(answer: Answer, rows: list[Row], places: list[Any], upright: bool, theme: Theme) -> list[dict[str, Any]]:
    """Return a line across each bar where its target is."""
    days = DAYS_OF[answer.query.grain or "day"]
    half: Any = timedelta(days=HALF_A_MARK * COLUMN * days) if upright else HALF_A_MARK * _thick(rows)
    middles = [datetime.combine(place, time()) for place in places] if upright else places
    along, across = ("x", "y") if upright else ("y", "x")
    colours = palette(theme)
    return [
        {
            "type": "line",
            f"{along}0": middle - half,
            f"{along}1": middle + half,
            f"{across}0": float(row.target),
            f"{across}1": float(row.target),
            "line": {"color": colour, "width": width},
        }
        for middle, row in zip(middles, rows, strict=True)
        if row.target is not None
        # The wider line below sets the mark off from the bar that it crosses.
        for colour, width in ((colours.surface, 5.5), (colours.ink, 2.5))
    ]


def _touch(
    answer: Answer, rows: list[Row], places: list[Any], parts: list[Column], target: Column, upright: bool, locale: str
) -> go.Scatter:
    """Return what a hover over a target tells, since a line across a bar tells nothing."""
    aims = numbers(row.target for row in rows)
    return go.Scatter(
        x=places if upright else aims,
        y=aims if upright else places,
        name=target.label,
        mode="markers",
        marker={"size": 14, "color": INVISIBLE},
        customdata=[[*row.mark, sentence(answer, row, parts, target, locale)] for row in rows],
        hovertemplate="%{customdata[2]}<extra></extra>",
    )


def _labels(rows: list[Row], places: Sequence[Any], column: Column, answer: Answer, locale: str) -> go.Scatter:
    """Return how much of the target each bar is, behind bar and target; what has none says its value."""
    ends = [max([0.0, *(each for each in numbers((row.reached, row.target)) if each is not None)]) for row in rows]
    return go.Scatter(
        x=ends,
        y=places,
        mode="text",
        text=["  " + _label(row, column, answer, locale) for row in rows],
        textposition="middle right",
        textfont={"size": 12},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _label(row: Row, column: Column, answer: Answer, locale: str) -> str:
    if row.share is None or column.type == "ratio":
        return words.compact(row.reached, column.type, answer.currency, locale)
    return words.exact(row.share, "ratio", "", locale)


def _rows_axes(answer: Answer, rows: list[Row], column: Column, highest: float) -> dict[str, Any]:
    lowest = min((each for row in rows for each in numbers((row.reached, row.target)) if each is not None), default=0.0)
    reach = [min(0.0, lowest * 1.05), max(0.0, highest) + LABEL_SHARE * (max(highest, 0.0) - min(lowest, 0.0) or 1.0)]
    xaxis = {**value_axis(answer, column, highest), "range": reach, "showgrid": False, "zeroline": True, "nticks": 3}
    xaxis |= {"tickangle": 0}
    return {
        "xaxis": xaxis,
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            # What stands alone is named above.
            "ticktext": [plain(words.shortened(row.name, LETTERS)) if row.mark[0] else "" for row in rows],
            "ticksuffix": "  ",
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
        },
    }
