"""What a whole is made of: stacked columns over time, or stacked bars by a dimension."""

from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import buckets_of, to_floats
from services.charts.drawing.axes import bucket_positions, column_width, time_axis, value_axis
from services.charts.drawing.colours import lighten
from services.charts.drawing.legend import add_legend
from services.charts.drawing.notes import join_notes, partial_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import (
    SIDE_BY_SIDE,
    Series,
    adds_up,
    by_group,
    by_metric,
    field_order,
    group_smallest,
    value_range,
)
from services.charts.drawing.series_names import (
    MOST_NAMED,
    names_beside,
    room_beside,
    series_colours,
    square_keys,
    stack_ends,
)
from services.charts.drawing.series_words import chart_heading, describe_series, describe_trend, series_marks
from services.charts.drawing.stacked_bars import stacked_bars
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer


def stack(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the groups of the last dimension, or the metrics, on each other: by bucket, or by the first dimension."""
    return (stacked_columns if answer.query.grain else stacked_bars)(answer, theme, locale)


def stacked_columns(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw stacked columns over time. What cannot be added up stands side by side."""
    buckets = {bucket.start: bucket for bucket in buckets_of(answer)}
    starts = sorted(buckets)
    series = series_over_time(answer, starts)
    drawn, rest = group_smallest(series)
    named = [words.bucket(buckets[start], answer.query.grain or "month", locale) for start in starts]
    places, slots = bucket_positions(answer, starts), [clicks.days(buckets[start]) for start in starts]
    shades, stacked = series_colours(drawn, theme), all(adds_up(each.column) for each in drawn)
    figure = blank(theme, locale)
    for each, shade in zip(drawn, shades, strict=True):
        figure.add_trace(
            go.Bar(
                x=places,
                y=to_floats(each.cells),
                width=column_width(answer, places) if stacked else None,
                name=each.name,
                customdata=series_marks(answer, each, named, locale, slots),
                hovertemplate="%{customdata[2]}<extra></extra>",
                marker={"color": [shade if buckets[start].complete else lighten(shade, theme) for start in starts]},
            )
        )
    reach = value_range(drawn, stacked)
    figure.update_layout(barmode="relative" if stacked else "group", bargap=0.28)
    figure.update_xaxes(**time_axis(answer, places, locale))
    figure.update_yaxes(**value_axis(answer, drawn[0].column, reach[1]))
    name_series(figure, drawn, shades, reach, stacked)
    return Picture(
        figure.to_plotly_json(),
        describe_trend(answer, series, locale),
        describe_series(answer, drawn, named, chart_heading(answer), locale),
        join_notes(partial_note(answer, locale), rest, None if stacked else SIDE_BY_SIDE),
    )


def series_over_time(answer: Answer, starts: list[Any]) -> list[Series]:
    """Return the groups along the buckets, the largest first; without a dimension, the metrics."""
    if not answer.query.dimensions:
        return by_metric(answer)
    series = by_group(answer, answer.query.dimensions, "time", starts)
    if field_order(answer, answer.query.dimensions[-1]) or answer.query.order:
        return series
    return sorted(series, key=lambda each: each.sum, reverse=True)


def name_series(
    figure: go.Figure, series: list[Series], shades: list[str], reach: tuple[float, float], stacked: bool
) -> None:
    """Name up to four series beside the last marks, more in a legend."""
    if len(series) > MOST_NAMED or not stacked:
        add_legend(figure, square_keys(series, shades))
        return
    figure.update_layout(annotations=names_beside(series, shades, stack_ends(series), reach[1] - reach[0] or 1.0))
    figure.update_layout(margin={"r": room_beside(series)})


def _fit(question: Question) -> Fit:
    if len(question.metrics) > 1:
        return Fit(0.85 if question.is_of_one_unit else 0.3, "Stacked columns show several metrics of one unit.")
    if not question.can_stack:
        return Fit(0.4, "The groups are shown side by side, because they do not add up to a total.")
    if question.is_over_time:
        return Fit(0.9, "Stacked columns show what a total is made of over time.")
    return Fit(0.85, "Stacked bars show what each group is made of.")


KIND = ChartKind(
    name="stack",
    label="Stacked chart",
    icon="chart-column-stacked",
    group="Over time",
    when="What a total is made of, over time or by group",
    shapes=(
        Shape(metrics=(1, 1), dimensions=(1, 2), grain=True),
        Shape(metrics=(1, 1), dimensions=(2, 2)),
        Shape(metrics=(2, None), grain=True),
        Shape(metrics=(2, None), dimensions=(0, 1)),
    ),
    notes="Over time, columns; by two dimensions, a bar for each group of the first, divided by the groups of "
    "the second; for several metrics with the same unit, a series for each. Negative values are stacked "
    "below zero. If there are more than six parts, the smallest are combined. Values that are not "
    "additive are drawn side by side.",
    example={
        "metrics": ["invoice.receivables"],
        "dimensions": ["invoice.ageing"],
        "grain": "month",
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a part filters the page by its group, or makes the days the period where there is no such "
    "filter.",
    draw=stack,
    fits=_fit,
)
