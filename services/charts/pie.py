"""The parts of a total as a ring, with the total in its middle."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.answers import metric_column, sum_known
from services.charts.drawing.notes import join_notes, missing_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import is_whole
from services.charts.drawing.text import describe_values, escape_text, format_share, format_short, format_value
from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.errors import BadQuery
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column, columns_of
from services.semantic.catalog import Catalog
from services.semantic.query import Query

MOST_SLICES = 6
HOLE = 0.58
NAME_LETTERS = 18
# A label within a narrower slice would cover its neighbours.
NARROWEST_LABEL = 0.04


@dataclass(frozen=True)
class PieSlice:
    """A part of the total: one group, or the smallest ones combined, which no filter stands for."""

    name: str
    value: Any
    share: float
    mark: clicks.Mark


def pie(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by the first dimension as shares of the total, the largest first.

    Raises BadQuery where a value is negative, or where not all groups of the total are in the answer.
    """
    column = metric_column(answer)
    known = _known_groups(answer, column)
    slices = _slices(known, answer.query.dimensions[0])
    figure = blank(theme, locale)
    figure.add_trace(_ring(answer, column, slices, theme, locale))
    total = sum_known(cell for _, cell in known)
    figure.update_layout(
        annotations=[_total_label(answer, column, total, theme, locale)],
        uniformtext={"minsize": 11, "mode": "hide"},
        margin={"l": 8, "r": 8, "t": 24, "b": 24},
    )
    named, values = [each.name for each in slices], [each.value for each in slices]
    summary = f"{describe_values(column, named, values, answer.currency, locale)}. {_shares(slices, locale)}"
    combined = len(known) - len(slices) + 1
    return Picture(
        figure.to_plotly_json(),
        _finding(answer, column, slices, locale),
        summary,
        join_notes(
            f"The {combined} smallest groups are combined." if combined > 1 else None,
            missing_note(len(answer.frame) - len(known)),
        ),
    )


def _known_groups(answer: Answer, column: Column) -> list[tuple[Any, Any]]:
    """Return the groups that have a value, the largest first; raises BadQuery where they make no total."""
    rows = zip(answer.frame[answer.query.dimensions[0]], answer.frame[column.name], strict=True)
    known = sorted(((group, cell) for group, cell in rows if cell is not None), key=lambda row: row[1], reverse=True)
    if any(cell < 0 for _, cell in known):
        raise BadQuery(f"A pie chart cannot show negative values, and {column.label} has some. Use a bar chart.")
    if not column.additive or not is_whole(answer):
        raise BadQuery(_no_total(column.label))
    return known


def _no_total(label: str) -> str:
    return f"The groups of {label} do not add up to a total, so a pie chart cannot show their shares. Use a bar chart."


def _slices(known: list[tuple[Any, Any]], dimension: str) -> list[PieSlice]:
    """Return the largest groups, and the smallest ones as one if they are more than one."""
    total = sum_known(cell for _, cell in known) or 1
    kept = known if len(known) <= MOST_SLICES + 1 else known[:MOST_SLICES]
    slices = [PieSlice(words.group(group), cell, float(cell / total), (dimension, group)) for group, cell in kept]
    if rest := known[len(kept) :]:
        value = sum_known(cell for _, cell in rest)
        slices.append(PieSlice(f"{len(rest)} others", value, float(value / total), clicks.NOTHING))
    return slices


def _ring(answer: Answer, column: Column, slices: list[PieSlice], theme: Theme, locale: str) -> go.Pie:
    colours = palette(theme)
    shades = [
        colours.quiet if each.mark == clicks.NOTHING else colours.series[place % len(colours.series)]
        for place, each in enumerate(slices)
    ]
    return go.Pie(
        labels=[escape_text(words.truncate(each.name, NAME_LETTERS)) for each in slices],
        # Two groups may have the same name: each is a slice of its own.
        ids=[str(place) for place in range(len(slices))],
        values=[float(each.value) for each in slices],
        hole=HOLE,
        sort=False,
        direction="clockwise",
        text=[_label(answer, column, each, locale) for each in slices],
        textinfo="text",
        textposition="outside",
        textfont={"size": 12, "color": colours.ink},
        automargin=True,
        customdata=[[*each.mark, _sentence(answer, column, each, locale)] for each in slices],
        # Plotly holds the marks of a slice in a list, since a slice may stand for several rows.
        hovertemplate="%{customdata[0][2]}<extra></extra>",
        marker={"colors": shades, "line": {"color": colours.surface, "width": 2}},
    )


def _label(answer: Answer, column: Column, each: PieSlice, locale: str) -> str:
    """Return name, value and share in two lines; nothing for a slice that is too narrow for them."""
    if each.share < NARROWEST_LABEL:
        return ""
    value = words.compact(each.value, column.type, answer.currency, locale)
    name = escape_text(words.truncate(each.name, NAME_LETTERS))
    return f"{name}<br>{value} ({format_share(each.share, 1, locale)})"


def _sentence(answer: Answer, column: Column, each: PieSlice, locale: str) -> str:
    value = format_value(answer, column, each.value, locale)
    return f"{escape_text(each.name)}: {value}, {format_share(each.share, 1, locale)} of the total"


def _total_label(answer: Answer, column: Column, total: Any, theme: Theme, locale: str) -> dict[str, Any]:
    text = "" if total is None else f"{format_short(answer, column, total, locale)}<br>in total"
    place = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    return {**place, "text": text, "showarrow": False, "font": {"size": 13, "color": palette(theme).ink_soft}}


def _shares(slices: list[PieSlice], locale: str) -> str:
    return "Shares: " + "; ".join(f"{each.name} {format_share(each.share, 1, locale)}" for each in slices)


def _finding(answer: Answer, column: Column, slices: list[PieSlice], locale: str) -> str | None:
    """Return which group has the largest share; None where there is one group alone, or two share the first place."""
    groups = [each for each in slices if each.mark != clicks.NOTHING]
    if len(groups) < 2 or groups[0].value == groups[1].value:
        return None
    share = format_share(groups[0].share, 1, locale)
    return f"{groups[0].name} is highest at {share} ({format_short(answer, column, groups[0].value, locale)})"


def _check(query: Query, catalog: Catalog) -> str | None:
    [column] = [each for each in columns_of(query, catalog) if each.name == query.metrics[0]]
    is_total = column.additive and query.limit is None and not query.offset and query.having is None
    return None if is_total else _no_total(column.label)


def _fit(question: Question) -> Fit:
    if question.is_share:
        return Fit(0.95, "A pie chart shows the shares of a total.")
    return Fit(0.6, "A pie chart shows a few parts of a total.")


KIND = ChartKind(
    name="pie",
    label="Pie chart",
    icon="chart-pie",
    group="By group",
    when="The shares of a total, of a few groups",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 1)),),
    notes="The six largest groups, and the others combined. It takes only metrics whose groups add up to a total, with "
    "all groups (no `limit`); a negative value is refused.",
    example={"metrics": ["order.revenue"], "dimensions": ["client.segment"], "period": {"this": "year"}},
    marks="A click on a slice filters the page by its group.",
    size=Size(width=4),
    draw=pie,
    fits=_fit,
    check=_check,
)
