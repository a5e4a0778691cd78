"""What is reached of a target: one or more parts on each other, and a mark where the target is."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column, to_floats
from services.charts.drawing.axes import COLUMN_SHARE, DAYS_OF, bucket_positions, column_width, time_axis, value_axis
from services.charts.drawing.colours import lighten
from services.charts.drawing.legend import add_legend
from services.charts.drawing.limits import LABEL_LETTERS, MOST_BARS
from services.charts.drawing.notes import join_notes, missing_note, partial_note, shown_note, to_date_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.targets import TargetRow, describe_row, describe_targets, target_rows
from services.charts.drawing.text import escape_text, format_value
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
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
    *parts, target = (metric_column(answer, place) for place in range(len(answer.query.metrics)))
    rows = target_rows(answer, parts, target, locale)
    drawn = rows if answer.query.grain else rows[:MOST_BARS]
    upright = answer.query.grain is not None
    figure = blank(theme, locale)
    places: list[Any] = bucket_positions(answer, list(answer.frame["time"])) if upright else list(range(len(drawn)))
    for number, column in enumerate(parts):
        figure.add_trace(_bars(answer, drawn, places, number, column, upright, theme, locale))
    figure.add_trace(_target_marks(answer, drawn, places, parts, target, upright, locale))
    figure.update_layout(barmode="relative", shapes=_targets(answer, drawn, places, upright, theme))
    highest = max(
        (each for row in drawn for each in to_floats((row.reached, row.target)) if each is not None), default=0.0
    )
    if upright:
        figure.update_xaxes(**time_axis(answer, places, locale))
        figure.update_yaxes(**value_axis(answer, parts[0], highest))
    else:
        figure.add_trace(_labels(drawn, places, parts[0], answer, locale))
        figure.update_layout(**_rows_axes(answer, drawn, parts[0], highest), margin={"l": 24})
    shades = [(column.label, _shade(number, theme), "■") for number, column in enumerate(parts)]
    add_legend(figure, [*shades, (target.label, palette(theme).ink, SIGN)], LETTERS_ABOVE)
    without_target = sum(1 for row in rows if row.target is None)
    return Picture(
        figure.to_plotly_json(),
        describe_targets(answer, rows, parts, target, locale),
        " ".join(f"{describe_row(answer, row, parts, target, locale)}." for row in drawn),
        join_notes(
            shown_note(len(drawn), len(rows), locale),
            missing_note(without_target, "target"),
            partial_note(answer, locale) if upright else to_date_note(answer, locale),
        ),
    )


def _bar_width(rows: list[TargetRow]) -> float:
    """Return which part of its place a bar takes: one alone is no wall."""
    return min(0.55, 0.12 + 0.06 * len(rows))


def _shade(number: int, theme: Theme) -> str:
    series = palette(theme).series
    return series[number % len(series)]


def _bars(
    answer: Answer,
    rows: list[TargetRow],
    places: list[Any],
    number: int,
    column: Column,
    upright: bool,
    theme: Theme,
    locale: str,
) -> go.Bar:
    """Return the bars of one part."""
    cells, shade = to_floats(row.parts[number] for row in rows), _shade(number, theme)
    sides = {"x": places, "y": cells} if upright else {"x": cells, "y": places, "orientation": "h"}
    return go.Bar(
        **sides,
        name=column.label,
        width=column_width(answer, places) if upright else _bar_width(rows),
        customdata=[[*row.mark, _part_sentence(answer, row, column, row.parts[number], locale)] for row in rows],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": [shade if row.complete else lighten(shade, theme) for row in rows]},
    )


def _part_sentence(answer: Answer, row: TargetRow, column: Column, cell: Any, locale: str) -> str:
    return f"{_name_prefix(answer, row)}{escape_text(column.label)}: {format_value(answer, column, cell, locale)}"


def _name_prefix(answer: Answer, row: TargetRow) -> str:
    """Return the name of a group or bucket before that of a part; what stands alone has none."""
    return f"{escape_text(row.name)}, " if answer.query.dimensions or answer.query.grain else ""


def _targets(
    answer: Answer, rows: list[TargetRow], places: list[Any], upright: bool, theme: Theme
) -> list[dict[str, Any]]:
    """Return a line across each bar where its target is."""
    days = DAYS_OF[answer.query.grain or "day"]
    half: Any = timedelta(days=HALF_A_MARK * COLUMN_SHARE * days) if upright else HALF_A_MARK * _bar_width(rows)
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


def _target_marks(
    answer: Answer,
    rows: list[TargetRow],
    places: list[Any],
    parts: list[Column],
    target: Column,
    upright: bool,
    locale: str,
) -> go.Scatter:
    """Return what a hover over a target tells, since a line across a bar tells nothing."""
    aims = to_floats(row.target for row in rows)
    return go.Scatter(
        x=places if upright else aims,
        y=aims if upright else places,
        name=target.label,
        mode="markers",
        marker={"size": 14, "color": INVISIBLE},
        customdata=[[*row.mark, describe_row(answer, row, parts, target, locale)] for row in rows],
        hovertemplate="%{customdata[2]}<extra></extra>",
    )


def _labels(rows: list[TargetRow], places: Sequence[Any], column: Column, answer: Answer, locale: str) -> go.Scatter:
    """Return how much of the target each bar is, behind bar and target; what has none says its value."""
    ends = [max([0.0, *(each for each in to_floats((row.reached, row.target)) if each is not None)]) for row in rows]
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


def _label(row: TargetRow, column: Column, answer: Answer, locale: str) -> str:
    if row.share is None or column.type == "ratio":
        return words.compact(row.reached, column.type, answer.currency, locale)
    return words.exact(row.share, "ratio", "", locale)


def _rows_axes(answer: Answer, rows: list[TargetRow], column: Column, highest: float) -> dict[str, Any]:
    lowest = min(
        (each for row in rows for each in to_floats((row.reached, row.target)) if each is not None), default=0.0
    )
    reach = [min(0.0, lowest * 1.05), max(0.0, highest) + LABEL_SHARE * (max(highest, 0.0) - min(lowest, 0.0) or 1.0)]
    xaxis = {**value_axis(answer, column, highest), "range": reach, "showgrid": False, "zeroline": True, "nticks": 3}
    xaxis |= {"tickangle": 0}
    return {
        "xaxis": xaxis,
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            # What stands alone is named above.
            "ticktext": [escape_text(words.truncate(row.name, LABEL_LETTERS)) if row.mark[0] else "" for row in rows],
            "ticksuffix": "  ",
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
        },
    }


def _fit(question: Question) -> Fit:
    if question.has_target:
        return Fit(0.97, "A bullet chart shows how much of a target is reached.")
    return Fit(0.3, "A bullet chart reads the last metric as the target of the others.")


KIND = ChartKind(
    name="bullet",
    label="Bullet chart",
    icon="goal",
    group="Changes and flows",
    when="How much of a target is reached, in total, by group or over time",
    shapes=(Shape(metrics=(2, None), dimensions=(0, 1)), Shape(metrics=(2, None), grain=True)),
    notes="The last metric is the target of the others. If lower is better, the target is an upper limit; if "
    "neither direction is better, only the share of the target is shown. If there are several metrics, "
    "the first is the actual value and the others are expected, so the finding says that the target would "
    "be reached. Groups with a target of zero are not counted as having reached it.",
    example={
        "metrics": ["ledger.actual_revenue", "ledger.budget_revenue"],
        "grain": "month",
        "period": {"previous": "year"},
    },
    marks="A click on a bar filters the page by its group.",
    draw=bullet,
    fits=_fit,
    emphasises=True,
    leads_with=slice(-1),
)
