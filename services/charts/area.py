"""How parts of a whole move over time, as areas on each other: a cumulative flow."""

from datetime import date
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import buckets_of, to_floats
from services.charts.drawing.axes import time_axis, value_axis
from services.charts.drawing.notes import join_notes, partial_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import Series, adds_up, by_group, by_metric, group_smallest, value_range
from services.charts.drawing.series_names import series_colours
from services.charts.drawing.series_words import chart_heading, describe_series, describe_trend, series_marks
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.charts.stack import name_series, stacked_columns
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer
from services.semantic.periods import Bucket

CANNOT_STACK = "These values do not add up to a total, so each is shown as a line."
INVISIBLE = "rgba(0,0,0,0)"


def area(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric over time by the last dimension, the groups on each other in the order they come in.

    What is below zero or does not add up becomes lines; a bucket or none has no course, and becomes columns.
    """
    buckets = {bucket.start: bucket for bucket in buckets_of(answer)}
    starts = sorted(buckets)
    if len(starts) < 2:
        return stacked_columns(answer, theme, locale)
    dimensions = answer.query.dimensions
    series = by_group(answer, dimensions, "time", starts) if dimensions else by_metric(answer)
    drawn, rest = group_smallest(series)
    named = [words.bucket(buckets[start], answer.query.grain or "month", locale) for start in starts]
    shades, reach = series_colours(drawn, theme), value_range(drawn, True)
    stacked = all(adds_up(each.column) for each in drawn) and reach[0] == 0
    reach = value_range(drawn, stacked)
    figure = blank(theme, locale)
    slots = [clicks.days(buckets[start]) for start in starts]
    marks_by_series = [series_marks(answer, each, named, locale, slots) for each in drawn]
    if stacked:
        figure.add_traces([_band(each, starts, shade, theme) for each, shade in zip(drawn, shades, strict=True)])
        figure.add_traces(
            [_click_targets(each, starts, customdata) for each, customdata in zip(drawn, marks_by_series, strict=True)]
        )
    else:
        figure.add_traces([_line(*each, starts) for each in zip(drawn, shades, marks_by_series, strict=True)])
    figure.update_layout(barmode="stack", bargap=0, shapes=_veils(starts, buckets, theme))
    figure.update_xaxes(**time_axis(answer, starts, locale))
    figure.update_xaxes(range=[starts[0], starts[-1]])
    figure.update_yaxes(**value_axis(answer, drawn[0].column, reach[1]))
    name_series(figure, drawn, shades, reach, stacked)
    return Picture(
        figure.to_plotly_json(),
        describe_trend(answer, series, locale),
        describe_series(answer, drawn, named, chart_heading(answer), locale),
        join_notes(partial_note(answer, locale), rest, CANNOT_STACK if dimensions and not stacked else None),
    )


def _band(each: Series, starts: list[date], shade: str, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=starts,
        y=[cell or 0 for cell in to_floats(each.cells)],
        name=each.name,
        stackgroup="all",
        mode="lines",
        fillcolor=shade,
        line={"color": palette(theme).surface, "width": 0.5},
        hoverinfo="skip",
    )


def _click_targets(each: Series, starts: list[date], customdata: list[list[Any]]) -> go.Bar:
    """Return unseen columns under a band: an area itself would take a click for the group whose edge lies nearest."""
    return go.Bar(
        x=starts,
        y=[cell or 0 for cell in to_floats(each.cells)],
        customdata=customdata,
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": INVISIBLE},
        showlegend=False,
    )


def _line(each: Series, shade: str, customdata: list[list[Any]], starts: list[date]) -> go.Scatter:
    return go.Scatter(
        x=starts,
        y=to_floats(each.cells),
        name=each.name,
        mode="lines+markers",
        customdata=customdata,
        hovertemplate="%{customdata[2]}<extra></extra>",
        line={"color": shade, "width": 2},
    )


def _veils(starts: list[date], buckets: dict[date, Bucket], theme: Theme) -> list[dict[str, Any]]:
    """Return what lies over the ends of the areas that are not whole, so that they stand back."""
    edges = [(starts[0], starts[1], starts[0]), (starts[-2], starts[-1], starts[-1])]
    return [
        {
            "type": "rect",
            "x0": left,
            "x1": right,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"width": 0},
            "fillcolor": palette(theme).surface,
            "opacity": 0.45,
        }
        for left, right, about in edges
        if not buckets[about].complete
    ]


def _fit(question: Question) -> Fit:
    if question.dimensions and question.can_stack:
        return Fit(0.8, "Stacked areas show how the parts of a total move over time.")
    return Fit(0.45, "Areas show how much there is over time.")


KIND = ChartKind(
    name="area",
    label="Area chart",
    icon="chart-area",
    group="Over time",
    when="How the parts of a total move over time, such as a cumulative flow",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 2), grain=True), Shape(metrics=(1, None), grain=True)),
    notes="Stacked areas, such as a cumulative flow diagram. The order is that of the dimension's values if it "
    "is meaningful, else that of the answer. Series with negative values, or values that are not "
    "additive, are drawn as lines.",
    example={
        "metrics": ["task_change.tasks"],
        "dimensions": ["task_change.state"],
        "grain": "week",
        "period": {"last": 26, "unit": "week", "until": "data"},
    },
    marks="A click on an area filters the page by its group, or makes the days the period where there is no "
    "such filter.",
    draw=area,
    fits=_fit,
)
