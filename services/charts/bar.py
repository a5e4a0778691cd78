"""A metric split by a dimension, the largest part first."""

from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column
from services.charts.drawing.axes import value_axis
from services.charts.drawing.limits import LABEL_LETTERS, MOST_BARS
from services.charts.drawing.notes import shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import describe_values, escape_text
from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

# How much longer than the longest bar the axis is, so that the bar's label has its place.
LEAST_ROOM, ROOM_A_LETTER = 0.45, 0.06


def bar(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by the first dimension, the largest on top. A click tells the group that was meant."""
    column, field = metric_column(answer), answer.query.dimensions[0]
    shown = answer.frame.head(MOST_BARS).iloc[::-1]
    names = [words.group(value) for value in shown[field]]
    values = [None if value is None else float(value) for value in shown[column.name]]
    rows = shown.to_dict("records")
    labels = [_label(row, column, answer, locale) for row in rows]
    hovers = [
        f"{escape_text(name)}: {_exact(row, column, answer, locale)}" for name, row in zip(names, rows, strict=True)
    ]
    figure = blank(theme, locale)
    figure.add_trace(
        go.Bar(
            x=values,
            # Bars have places rather than names: two groups may be written alike.
            y=list(range(len(names))),
            orientation="h",
            # A few bars stay bars rather than become walls.
            width=min(0.7, 0.12 * len(values)),
            text=labels,
            textposition="outside",
            textfont={"size": 12},
            cliponaxis=False,
            # What a click hands to the filters: the field and the value, empty for the group without one.
            customdata=[[field, value, hover] for value, hover in zip(shown[field], hovers, strict=True)],
            hovertemplate="%{customdata[2]}<extra></extra>",
            marker={"color": palette(theme).series[0]},
        )
    )
    axis = value_axis(answer, column) | {
        "rangemode": "normal",
        "range": _room_for_labels(values, max(map(len, labels), default=0)),
    }
    figure.update_xaxes(**axis, showticklabels=False, showgrid=False, zeroline=True)
    # Long names would leave no room for the bars.
    short_names = [escape_text(words.truncate(name, LABEL_LETTERS)) for name in names]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(names))), ticktext=short_names)
    figure.update_yaxes(automargin=True, showgrid=False, zeroline=False, ticksuffix="  ")
    summary = describe_values(column, names, list(shown[column.name]), answer.currency, locale)
    return Picture(
        figure.to_plotly_json(),
        _leader(answer, column, locale),
        summary,
        shown_note(min(len(answer.frame), MOST_BARS), answer.total, locale),
    )


def _label(row: Any, column: Column, answer: Answer, locale: str) -> str:
    """Return what stands at the end of a bar: "€1.24M", or of a share with how many it is taken of, "47.1% of 120"."""
    value = words.compact(row[column.name], column.type, answer.currency, locale)
    return f"{value} {words.sample(row, column, answer, locale, named=False)}".strip()


def _exact(row: Any, column: Column, answer: Answer, locale: str) -> str:
    value = words.exact(row[column.name], column.type, answer.currency, locale)
    return f"{value} {words.sample(row, column, answer, locale)}".strip()


def _room_for_labels(values: list[float | None], letters: int) -> list[float]:
    """Return a range from zero to the longest bars, with room for a label of so many letters at the end of each."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    # Bars of no length still need an axis.
    room = max(LEAST_ROOM, ROOM_A_LETTER * letters) * (high - low) or 1.0
    # Below zero the label stands between the bar and the names.
    return [low - 1.8 * room if low < 0 else 0.0, high + room if high > 0 or low == high else 0.0]


def _leader(answer: Answer, column: Column, locale: str) -> str | None:
    """Return which of several groups is highest and, where all parts of a total are there, its share."""
    query = answer.query
    if answer.total < 2 or query.offset or query.order not in ((), (f"-{column.name}",)):
        return None
    first = answer.frame.iloc[0]
    if first[column.name] is None:
        return None
    name = words.group(first[query.dimensions[0]])
    most = words.compact(first[column.name], column.type, answer.currency, locale)
    leads = f"{name[:1].upper()}{name[1:]} is highest at {most}"
    parts = [cell for cell in answer.frame[column.name] if cell is not None]
    # With negative parts the largest may be more than the whole.
    if not column.additive or query.limit is not None or query.having or min(parts) < 0 or not sum(parts):
        return leads
    return f"{leads}, {words.exact(first[column.name] / sum(parts), 'ratio', '', locale)} of the total"


def _fit(question: Question) -> Fit:
    if question.is_ranking:
        return Fit(1.0, "Bars rank groups from the largest on.")
    return Fit(0.85, "Bars compare groups, the largest first.")


KIND = ChartKind(
    name="bar",
    label="Bar chart",
    icon="chart-column",
    group="By group",
    when="Who has most: a metric by group, the largest first",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 1)),),
    notes="In descending order. If the metric is a share with a `sample`, each bar shows its sample size.",
    example={"metrics": ["order.revenue"], "dimensions": ["client.segment"], "period": {"this": "year"}},
    marks="A click on a bar filters the page by its group.",
    size=Size(width=4),
    draw=bar,
    fits=_fit,
    emphasises=True,
    shows_sample=True,
)
