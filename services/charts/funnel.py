"""Ordered steps, each with what is left of the one before it and of the first."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column
from services.charts.drawing.notes import join_notes, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import escape_text, format_share, format_short, format_value, lower_first, wrap_label
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

MOST_STEPS = 8
STEP_LETTERS = 18
# How much longer than the longest bar the axis is, so that the label at its end has its place.
LABEL_SHARE = 0.65
THICKNESS = 0.52


@dataclass(frozen=True)
class FunnelStep:
    """A step: how it is called, how much came to it, and the group that it stands for, if it does."""

    name: str
    column: Column
    value: Any
    group: tuple[str | None, Any] = (None, None)


def funnel(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw a bar for each metric, or for each group of a dimension, in the order asked for.

    Behind each bar stands as much as the step before it had, so that what was lost can be seen.
    """
    every = _steps(answer)
    steps = every[:MOST_STEPS]
    figure = blank(theme, locale)
    figure.add_trace(_before(steps, theme))
    figure.add_trace(_bars(answer, steps, theme, locale))
    figure.add_trace(_labels(answer, steps, locale))
    longest = max((float(step.value) for step in steps if step.value is not None), default=0.0) or 1.0
    figure.update_xaxes(showticklabels=False, showgrid=False, zeroline=True, range=[0, longest * (1 + LABEL_SHARE)])
    named = [wrap_label(step.name, STEP_LETTERS) for step in steps]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(steps))), ticktext=named)
    figure.update_yaxes(showgrid=False, zeroline=False, range=[len(steps) - 0.5, -0.5])
    figure.update_layout(barmode="overlay")
    for place in range(1, len(steps)):
        _add_conversion(figure, steps, place, theme, locale)
    summary = "; ".join(_sentence(answer, every, place, locale) for place in range(len(every)))
    return Picture(
        figure.to_plotly_json(), _finding(answer, every, locale), summary, _note(answer, every, steps, locale)
    )


def _steps(answer: Answer) -> list[FunnelStep]:
    if answer.query.dimensions:
        column, dimension = metric_column(answer), answer.query.dimensions[0]
        rows = zip(answer.frame[dimension], answer.frame[column.name], strict=True)
        return [FunnelStep(words.group(value), column, cell, (dimension, value)) for value, cell in rows]
    columns = [metric_column(answer, place) for place in range(len(answer.query.metrics))]
    cells = [answer.frame[column.name].iloc[0] if len(answer.frame) else None for column in columns]
    return [FunnelStep(column.label, column, cell) for column, cell in zip(columns, cells, strict=True)]


def _before(steps: list[FunnelStep], theme: Theme) -> go.Bar:
    values = [None, *(step.value for step in steps[:-1])]
    return go.Bar(
        x=[None if value is None else float(value) for value in values],
        y=list(range(len(steps))),
        orientation="h",
        width=THICKNESS,
        hoverinfo="skip",
        marker={"color": palette(theme).line},
    )


def _bars(answer: Answer, steps: list[FunnelStep], theme: Theme, locale: str) -> go.Bar:
    return go.Bar(
        x=[None if step.value is None else float(step.value) for step in steps],
        y=list(range(len(steps))),
        orientation="h",
        width=THICKNESS,
        customdata=[
            [*step.group, escape_text(_sentence(answer, steps, place, locale))] for place, step in enumerate(steps)
        ],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={"color": palette(theme).series[0]},
    )


def _labels(answer: Answer, steps: list[FunnelStep], locale: str) -> go.Scatter:
    """Write behind each bar, and behind what was lost before it, how much it is, and which share of the first."""
    values = [0.0 if step.value is None else float(step.value) for step in steps]
    sizes = [words.compact(step.value, step.column.type, answer.currency, locale) for step in steps]
    # Of the second step, the share of the first stands above it already.
    shares = ["", "", *(f"<br>  {_share(step.value, steps[0].value, locale)} of first" for step in steps[2:])]
    return go.Scatter(
        x=[max(pair) for pair in zip(values, [0.0, *values], strict=False)],
        y=list(range(len(steps))),
        mode="text",
        text=[f"  {size}{share}" for size, share in zip(sizes, shares, strict=False)],
        textposition="middle right",
        textfont={"size": 12},
        hoverinfo="skip",
    )


def _share(part: Any, whole: Any, locale: str) -> str:
    """Return "42.1%", or "n/a" where there is no whole."""
    return words.NOT_AVAILABLE if part is None or not whole else format_share(part, whole, locale)


def _add_conversion(figure: go.Figure, steps: list[FunnelStep], place: int, theme: Theme, locale: str) -> None:
    """Write between two bars how much of the upper one came to the lower one."""
    figure.add_annotation(
        x=0,
        y=place - 0.5,
        text=f"↓ {_share(steps[place].value, steps[place - 1].value, locale)}",
        font={"color": palette(theme).ink_faint, "size": 12},
        showarrow=False,
        xanchor="left",
        xshift=4,
    )


def _sentence(answer: Answer, steps: list[FunnelStep], place: int, locale: str) -> str:
    """Return "Qualified: 412 leads, 62.0% of the previous step, 41.2% of the first"."""
    step = steps[place]
    text = f"{step.name}: {format_value(answer, step.column, step.value, locale)}"
    if not place:
        return text
    shares = [_share(step.value, steps[other].value, locale) for other in (place - 1, 0)]
    return f"{text}, {shares[0]} of the previous step" + (f", {shares[1]} of the first" if place > 1 else "")


def _finding(answer: Answer, steps: list[FunnelStep], locale: str) -> str | None:
    """Return how much of the first step reaches the last, and the largest drop; None where a step is larger."""
    if len(steps) < 2 or not steps[0].value or _larger_steps(steps) or any(step.value is None for step in steps):
        return None
    # Where rows are left out, the last of those that are here is not the last step.
    if answer.total > len(answer.frame):
        return None
    share = float(steps[-1].value) / float(steps[0].value)
    # Groups have names, metrics have labels, which begin small within a sentence.
    first, last = (step.name if step.group[0] else lower_first(step.name) for step in (steps[0], steps[-1]))
    text = f"Conversion from {first} to {last} is {format_share(share, 1, locale)}"
    losses = [before.value - after.value for before, after in pairwise(steps)]
    most = max(losses)
    if len(losses) == 1 or not most or losses.count(most) > 1:
        return text
    before, after = list(pairwise(steps))[losses.index(most)]
    lost = format_short(answer, steps[0].column, most, locale)
    return f"{text}; the largest drop is from {before.name} to {after.name} ({lost})"


def _larger_steps(steps: list[FunnelStep]) -> list[str]:
    """Return the names of the steps to which more came than to the one before."""
    pairs = [(before, after) for before, after in pairwise(steps) if None not in (before.value, after.value)]
    return [after.name for before, after in pairs if after.value > before.value]


def _note(answer: Answer, every: list[FunnelStep], drawn: list[FunnelStep], locale: str) -> str | None:
    larger_steps = _larger_steps(every)
    larger = f"Larger than the previous step: {words.join_names(larger_steps)}." if larger_steps else None
    steps = max(len(every), answer.total if answer.query.dimensions else 0)
    return join_notes(shown_note(len(drawn), steps, locale, "steps"), larger)


def _fit(question: Question) -> Fit | None:
    if question.dimensions:
        is_staged = question.has_ordered_groups and question.metrics[0].type == "integer"
        return Fit(0.6, "A funnel shows what is left from stage to stage.") if is_staged else None
    if all(each.type == "integer" for each in question.metrics) and not question.has_target:
        return Fit(0.9, "A funnel shows the conversion from step to step.")
    return Fit(0.4, "A funnel compares steps that follow each other.")


KIND = ChartKind(
    name="funnel",
    label="Funnel",
    icon="funnel",
    group="Changes and flows",
    when="Conversion from step to step",
    shapes=(Shape(metrics=(2, None)), Shape(metrics=(1, 1), dimensions=(1, 1))),
    notes="The steps are the metrics in order, or the groups of the dimension in the order of the rows.",
    example={
        "metrics": ["lead.arrived", "lead.marketing_qualified", "lead.sales_qualified", "lead.converted"],
        "period": {"this": "year"},
    },
    marks="A click on a step of a dimension filters the page by it.",
    draw=funnel,
    fits=_fit,
)
