"""A metric over time, with the days it is compared with behind it."""

from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import bucket_names, buckets_of, metric_column
from services.charts.drawing.axes import bucket_positions, time_axis, value_axis
from services.charts.drawing.limits import PIXELS_A_LETTER
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import at_bucket, describe_values, format_short
from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK


def line(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric over time, with the days it is compared with behind it."""
    column = metric_column(answer)
    named = bucket_names(answer, locale)
    figure = blank(theme, locale)
    comparison = _comparison_name(answer)
    if comparison:
        figure.add_trace(_line(answer, column, BEFORE_MARK, theme, locale, f"{comparison}: "))
    figure.add_trace(_line(answer, column, "", theme, locale, ""))
    figure.update_yaxes(**value_axis(answer, column))
    figure.update_layout(hovermode="x unified", annotations=_end_labels(answer, column, theme))
    figure.update_xaxes(**time_axis(answer, bucket_positions(answer, list(answer.frame["time"])), locale))
    if comparison:
        figure.update_layout(margin={"r": PIXELS_A_LETTER * len(comparison) + 16})
    summary = describe_values(column, named, list(answer.frame[column.name]), answer.currency, locale)
    return Picture(figure.to_plotly_json(), _finding(answer, column, named, locale), summary, None)


def _line(answer: Answer, column: Column, mark: str, theme: Theme, locale: str, prefix: str) -> go.Scatter:
    colours = palette(theme)
    colour = colours.quiet if mark else colours.series[0]
    cells = list(answer.frame[column.name + mark])
    texts = [prefix + words.exact(cell, column.type, answer.currency, locale) for cell in cells]
    # One hover covers both lines, so that a click on either means the days of the bucket.
    marks = [[*clicks.days(bucket), text] for bucket, text in zip(buckets_of(answer), texts, strict=True)]
    return go.Scatter(
        x=bucket_positions(answer, list(answer.frame["time"])),
        y=[None if cell is None else float(cell) for cell in cells],
        mode="lines+markers" if len(cells) <= 31 else "lines",
        customdata=marks,
        hovertemplate="%{customdata[2]}<extra></extra>",
        line={"color": colour, "width": 1.5, "dash": "dot"} if mark else {"color": colour, "width": 2.5},
        marker=_marker(answer, colours.surface, colour),
    )


def _marker(answer: Answer, hollow: str, colour: str) -> dict[str, Any]:
    """A bucket that is not over has a hollow mark."""
    fill = [colour if bucket.complete else hollow for bucket in buckets_of(answer)]
    return {"size": 6, "color": fill, "line": {"color": colour, "width": 1.5}}


def _end_labels(answer: Answer, column: Column, theme: Theme) -> list[dict[str, Any]]:
    """Name the two lines where they end, rather than in a legend."""
    comparison = _comparison_name(answer)
    if not comparison:
        return []
    colours = palette(theme)
    now, before = (answer.frame[column.name + mark].iloc[-1] for mark in ("", BEFORE_MARK))
    ends = [(now, "now", colours.series[0]), (before, comparison, colours.ink_faint)]
    known = sorted((float(end), name, colour) for end, name, colour in ends if end is not None)
    # Names of ends that lie close would write over each other, so the lower one's hangs and the upper one's stands.
    close = len(known) == 2 and known[1][0] - known[0][0] < 0.1 * _height(answer, column)
    shifts = (-8, 8) if close else (0, 0)
    return [
        {
            # Placed by the paper, so that a name never stretches the axis.
            "xref": "paper",
            "x": 1,
            "y": end,
            "text": name,
            "font": {"color": colour, "size": 12},
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "yshift": shift,
        }
        for (end, name, colour), shift in zip(known, shifts, strict=False)
    ]


def _height(answer: Answer, column: Column) -> float:
    """Return how much of the value axis is drawn, from zero or below to the highest mark."""
    sides = (answer.frame[column.name], answer.frame[column.name + BEFORE_MARK])
    drawn = [0.0, *(float(cell) for side in sides for cell in side if cell is not None)]
    return max(drawn) - min(drawn)


def _comparison_name(answer: Answer) -> str | None:
    """Return what the line is compared with, where any of its buckets is."""
    compare = answer.query.compare
    return words.COMPARED_WITH[compare] if compare and any(_has_comparison(answer)) else None


def _has_comparison(answer: Answer) -> list[bool]:
    """Return of each bucket whether there is anything that it is held against: days, or a plan."""
    if answer.query.looks_back:
        return [bucket.before is not None for bucket in buckets_of(answer)]
    return [cell is not None for cell in answer.frame[metric_column(answer).name + BEFORE_MARK]]


def _is_paired(answer: Answer) -> bool:
    """Whether every bucket is compared with days, so that the two sums are of like things."""
    return all(_has_comparison(answer))


def _finding(answer: Answer, column: Column, named: list[str], locale: str) -> str | None:
    """Return how the whole period compares, where it adds up, and when it was highest."""
    cells = [(cell, name) for cell, name in zip(answer.frame[column.name], named, strict=True) if cell is not None]
    # One mark has no trend, and so no peak.
    if len(cells) < 2:
        return None
    highest = _highest(answer, column, cells, locale)
    # Weeks are compared with weeks, whose sum is not the same days as the whole period's comparison.
    if not (answer.query.compare and column.additive_over_time and _is_paired(answer)) or answer.query.grain == "week":
        return f"{column.label} {highest}"
    befores = [cell for cell in answer.frame[column.name + BEFORE_MARK] if cell is not None]
    moved = words.change(sum(cell for cell, _ in cells), sum(befores), column, answer.query.compare, locale)
    if moved is None or sum(befores) <= 0:
        return f"{column.label} {highest}"
    verb = {"up": "rose ", "down": "fell ", "flat": "was "}[moved.direction]
    return f"{column.label} {verb}{moved.words} and {highest}"


def _highest(answer: Answer, column: Column, cells: list[tuple[Any, str]], locale: str) -> str:
    """Return when a metric was highest, or that it did not change."""
    cell, when = max(cells, key=lambda pair: pair[0])
    if all(other == cell for other, _ in cells):
        return f"stayed at {format_short(answer, column, cell, locale)}"
    return f"peaked {at_bucket(when, answer.query.grain)}"


def _fit(question: Question) -> Fit:
    return Fit(0.95, "A line shows how one metric moves over time.")


KIND = ChartKind(
    name="line",
    label="Line chart",
    icon="chart-line",
    group="Over time",
    when="How one metric moves over time",
    shapes=(Shape(metrics=(1, 1), grain=True),),
    notes="With `compare`, the comparison period is drawn behind it. For a metric with the same value in every "
    "bucket, the finding says so and names no peak.",
    example={
        "metrics": ["order.revenue"],
        "grain": "month",
        "period": {"last": 12, "unit": "month", "until": "data"},
        "compare": "previous_year",
    },
    marks="A click on a mark makes its day, week or month the period.",
    size=Size(width=8),
    draw=line,
    fits=_fit,
)
