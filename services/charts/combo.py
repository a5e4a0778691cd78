"""Two metrics over time: columns of the first, a line of the second on an axis of its own."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import bucket_names, buckets_of, metric_column, to_floats, unique_max
from services.charts.drawing.axes import bucket_positions, column_width, time_axis, value_axis
from services.charts.drawing.colours import lighten
from services.charts.drawing.legend import add_legend
from services.charts.drawing.notes import partial_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import (
    at_bucket,
    describe_values,
    escape_text,
    format_short,
    format_value,
    lower_first,
    upper_first,
)
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

LETTERS_ABOVE = 40
# How much of the plot stays free above the highest marks.
HEADROOM = 1.08


def combo(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric as columns and the second as a line. Both axes begin at the same zero."""
    first, second = metric_column(answer), metric_column(answer, 1)
    places, named = bucket_positions(answer, list(answer.frame["time"])), bucket_names(answer, locale)
    bars, line = to_floats(answer.frame[first.name]), to_floats(answer.frame[second.name])
    one, other = palette(theme).series[:2]
    marks = _marks(answer, (first, second), named, locale)
    whole = [bucket.complete for bucket in buckets_of(answer)]
    figure = blank(theme, locale)
    figure.add_trace(
        go.Bar(
            x=places,
            y=bars,
            width=column_width(answer, places),
            name=first.label,
            customdata=marks,
            hovertemplate="%{customdata[2]}<extra></extra>",
            marker={"color": [one if each else lighten(one, theme) for each in whole]},
        )
    )
    figure.add_trace(
        go.Scatter(
            x=places,
            y=line,
            name=second.label,
            yaxis="y2",
            mode="lines+markers" if len(places) <= 31 else "lines",
            customdata=marks,
            hovertemplate="%{customdata[2]}<extra></extra>",
            line={"color": other, "width": 2.5},
            marker={
                "size": 7,
                "color": [other if each else palette(theme).surface for each in whole],
                # Lines cross columns, so their marks stand off them.
                "line": {"color": other, "width": 2},
            },
        )
    )
    left, right = _aligned_ranges(bars, line)
    figure.update_layout(
        yaxis={**value_axis(answer, first, left[1]), "range": left},
        yaxis2={**value_axis(answer, second, right[1]), "range": right, "overlaying": "y", "side": "right"},
    )
    figure.update_layout(yaxis2={"showgrid": False, "zeroline": False, "tickmode": "auto", "nticks": 6})
    add_legend(figure, [(first.label, one, "■"), (f"{second.label} (right)", other, "●")], LETTERS_ABOVE)
    figure.update_xaxes(**time_axis(answer, places, locale))
    summary = " ".join(_describe_column(answer, column, named, locale) for column in (first, second))
    return Picture(
        figure.to_plotly_json(), _finding(answer, first, second, named, locale), summary, partial_note(answer, locale)
    )


def _marks(answer: Answer, columns: tuple[Column, Column], named: list[str], locale: str) -> list[list[Any]]:
    """Return what a hover over either mark of a bucket says: both values, since they are read together."""
    rows = zip(buckets_of(answer), named, *(answer.frame[column.name] for column in columns), strict=True)
    return [
        [
            *clicks.days(bucket),
            f"{upper_first(name)}: "
            + ", ".join(_value(answer, *pair, locale) for pair in zip(columns, cells, strict=True)),
        ]
        for bucket, name, *cells in rows
    ]


def _value(answer: Answer, column: Column, cell: Any, locale: str) -> str:
    return f"{escape_text(lower_first(column.label))} {format_value(answer, _without_unit(column), cell, locale)}"


def _without_unit(column: Column) -> Column:
    """Return a count without what it counts: one that is called orders need not say again that it counts orders."""
    return replace(column, unit="") if column.type == "integer" else column


def _aligned_ranges(*sides: list[float | None]) -> tuple[list[float], list[float]]:
    """Return a range for each axis, such that their zeros stand at one height."""
    lows = [min([0.0, *(each for each in side if each is not None)]) for side in sides]
    # What lies below zero alone still has its zero within the plot.
    highs = [
        max([0.0, *(each for each in side if each is not None)]) or -0.1 * low or 1.0
        for side, low in zip(sides, lows, strict=True)
    ]
    # The part of the plot that lies below zero, as the side that needs more of it has it.
    below = max(-low / (high - low) for low, high in zip(lows, highs, strict=True))
    one, other = ([-below / (1 - below) * high * HEADROOM, high * HEADROOM] for high in highs)
    return one, other


def _describe_column(answer: Answer, column: Column, named: list[str], locale: str) -> str:
    return describe_values(column, named, list(answer.frame[column.name]), answer.currency, locale) + "."


def _finding(answer: Answer, first: Column, second: Column, named: list[str], locale: str) -> str | None:
    """Return when the columns peaked, and the range of the line."""
    columns = [pair for pair in zip(answer.frame[first.name], named, strict=True) if pair[0] is not None]
    line = [cell for cell in answer.frame[second.name] if cell is not None]
    parts = []
    peak = unique_max(columns, lambda pair: pair[0])
    if len(columns) > 1 and peak:
        amount = format_short(answer, _without_unit(first), peak[0], locale)
        parts.append(f"{first.label} peaked {at_bucket(peak[1], answer.query.grain)} at {amount}")
    if len(line) > 1:
        low, high = (format_short(answer, second, edge, locale) for edge in (min(line), max(line)))
        label = lower_first(second.label) if parts else second.label
        parts.append(f"{label} stayed at {low}" if low == high else f"{label} ranged from {low} to {high}")
    return "; ".join(parts) or None


def _fit(question: Question) -> Fit:
    if question.is_of_one_unit:
        return Fit(0.6, "Columns and a line compare two metrics over time.")
    return Fit(0.95, "Two metrics with different units need an axis each.")


KIND = ChartKind(
    name="combo",
    label="Combo chart",
    icon="chart-column-increasing",
    group="Over time",
    when="Two metrics over time with different units, such as an amount and a ratio",
    shapes=(Shape(metrics=(2, 2), grain=True),),
    notes="Columns for the first metric, and a line for the second on its own axis. Typically an amount and a ratio.",
    example={
        "metrics": ["order.revenue", "order.gross_margin"],
        "grain": "month",
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a mark makes its day, week or month the period.",
    draw=combo,
    fits=_fit,
)
