"""What a whole is made of, in two steps: outer groups as fields, inner groups as fields in them."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column, sum_known, unique_max
from services.charts.drawing.colours import ink_on, lighten
from services.charts.drawing.notes import join_notes, missing_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import is_whole
from services.charts.drawing.series_words import chart_heading
from services.charts.drawing.text import escape_text, format_share, format_short, format_value
from services.charts.drawing.treemap_groups import NOBODY, TreemapGroup, combine_smallest, treemap_groups
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

MOST_DESCRIBED = 5


LETTERS_A_LINE = 14


# How far fields stand back behind the band that names their group, and those that are gathered.
SOFT, FAINT = 0.62, 0.8


ROOT = "whole"


def treemap(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by the first dimension and, within each group, by the second.

    What is zero or below has no area: the note counts them.
    """
    column = metric_column(answer)
    rows = list(zip(*(answer.frame[name] for name in (*answer.query.dimensions, column.name)), strict=True))
    groups = treemap_groups(answer, [row for row in rows if row[-1] is not None and row[-1] > 0])
    drawn, left_out = combine_smallest(groups, column)
    figure = blank(theme, locale)
    figure.add_trace(_trace(answer, column, drawn, theme, locale))
    figure.update_layout(margin={"l": 0, "r": 0, "t": 4, "b": 0}, uniformtext={"minsize": 11, "mode": "hide"})
    below = sum(1 for row in rows if row[-1] is not None and row[-1] < 0)
    return Picture(
        figure.to_plotly_json(),
        None if below else _finding(answer, column, groups, locale),
        f"{chart_heading(answer)}. " + " ".join(_describe_group(answer, column, group, locale) for group in drawn),
        join_notes(
            _not_shown(below, "below zero"),
            _not_shown(left_out, "too small"),
            missing_note(sum(row[-1] is None for row in rows)),
        ),
    )


@dataclass(frozen=True)
class TreemapField:
    """A field as Plotly draws it."""

    key: str
    parent: str
    name: str
    value: float
    text: str
    mark: list[Any]
    shade: str


def _trace(answer: Answer, column: Column, groups: list[TreemapGroup], theme: Theme, locale: str) -> go.Treemap:
    whole = sum_known(group.cell for group in groups) if column.additive and is_whole(answer) else None
    fields = [
        field
        for place, group in enumerate(groups)
        for field in _fields(answer, column, place, group, whole, theme, locale)
    ]
    fields.insert(0, _whole(answer, column, whole, theme, locale))
    return go.Treemap(
        ids=[field.key for field in fields],
        parents=[field.parent for field in fields],
        labels=[_wrap_name(field.name) if field.value else escape_text(field.name) for field in fields],
        # A group is as large as its parts: a sum of its own could miss theirs by a hair, and nothing would be drawn.
        values=[field.value for field in fields],
        branchvalues="remainder",
        text=[field.text for field in fields],
        texttemplate="%{label}%{text}",
        customdata=[field.mark for field in fields],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={
            "colors": [field.shade for field in fields],
            "pad": {"t": 20, "l": 2, "r": 2, "b": 2},
            "line": {"width": 0},
            "cornerradius": 3,
        },
        textfont={"color": [palette(theme).ink_soft, *(ink_on(field.shade) for field in fields[1:])], "size": 12},
        tiling={"pad": 2},
        pathbar={"visible": False},
    )


def _fields(
    answer: Answer, column: Column, place: int, group: TreemapGroup, whole: Any, theme: Theme, locale: str
) -> list[TreemapField]:
    """Return the fields of a group: its own, and one for each part; a group that is its only part has one field."""
    colours = palette(theme)
    shade = colours.quiet if group.mark == NOBODY else colours.series[place % len(colours.series)]
    outer = group.mark not in (NOBODY, group.parts[0].mark)

    def sentence(name: str, cell: Any) -> str:
        share = f", {format_share(cell, whole, locale)} of the total" if whole else ""
        return f"{escape_text(name)}: {format_value(answer, column, cell, locale)}{share}"

    fields = [
        TreemapField(
            f"{place}/{number}",
            str(place) if outer else ROOT,
            part.name,
            float(part.cell),
            f"<br>{format_short(answer, column, part.cell, locale)}",
            [*part.mark, sentence(f"{part.name}, {group.name}" if outer else part.name, part.cell)],
            lighten(shade, theme, FAINT if part.mark == NOBODY else SOFT if outer else 0.0),
        )
        for number, part in enumerate(group.parts)
    ]
    if not outer:
        return fields
    # Distinct counts of parts may overlap, so their group is named without one.
    own = sentence(group.name, group.cell) if column.additive else escape_text(group.name)
    return [TreemapField(str(place), ROOT, group.name, 0.0, "", [*group.mark, own], shade), *fields]


def _whole(answer: Answer, column: Column, whole: Any, theme: Theme, locale: str) -> TreemapField:
    """Return the field around all others, which says what they come to where they do."""
    name = column.label if whole is None else f"{column.label}: {format_short(answer, column, whole, locale)}"
    return TreemapField(ROOT, "", name, 0.0, "", [*NOBODY, escape_text(name)], palette(theme).surface)


def _wrap_name(name: str) -> str:
    """Return a name in lines, broken between words: a field is seldom as wide as it is high."""
    return "<br>".join(escape_text(line) for line in wrap(name, LETTERS_A_LINE, break_long_words=False))


def _not_shown(count: int, why: str) -> str | None:
    return f"{count} {'group is' if count == 1 else 'groups are'} {why} and not shown." if count else None


def _finding(answer: Answer, column: Column, groups: list[TreemapGroup], locale: str) -> str | None:
    """Return which group is highest, and its largest part."""
    if not column.additive:
        largest = unique_max((part for group in groups for part in group.parts), lambda part: part.cell)
        if largest is None:
            return None
        return f"{largest.name} is highest at {format_short(answer, column, largest.cell, locale)}"
    first = unique_max(groups, lambda group: group.cell)
    if first is None:
        return None
    whole = sum_known(group.cell for group in groups)
    share = f", {format_share(first.cell, whole, locale)} of the total" if is_whole(answer) else ""
    part = unique_max(first.parts, lambda part: part.cell)
    inner = part is not None and part.mark != first.mark
    of_it = (
        f"; its largest part is {part.name} ({format_share(part.cell, first.cell, locale)})" if part and inner else ""
    )
    return f"{first.name} is highest at {format_short(answer, column, first.cell, locale)}{share}{of_it}"


def _describe_group(answer: Answer, column: Column, group: TreemapGroup, locale: str) -> str:
    """Return a group in words, with its largest parts."""
    parts = [f"{part.name} {format_value(answer, column, part.cell, locale)}" for part in group.parts[:MOST_DESCRIBED]]
    more = ["…"] if len(group.parts) > MOST_DESCRIBED else []
    if group.mark in (NOBODY, group.parts[0].mark):
        return f"{parts[0]}."
    return f"{group.name}: {', '.join(parts + more)}."


def _fit(question: Question) -> Fit | None:
    if not question.adds_up:
        return None
    if len(question.query.dimensions) == 1:
        return Fit(0.5, "A treemap shows many parts of a total as areas.")
    return Fit(0.9, "A treemap shows groups within groups as parts of a total.")


KIND = ChartKind(
    name="treemap",
    label="Treemap",
    icon="layout-panel-left",
    group="By group",
    when="Groups within groups, as parts of a total",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 2)),),
    notes="An outer and an inner dimension. Negative values have no area; a note counts them.",
    example={
        "metrics": ["ledger.operating_expenses"],
        "dimensions": ["cost_centre.name", "account.name"],
        "period": {"previous": "year"},
    },
    marks="A click on a field filters the page by its group.",
    draw=treemap,
    fits=_fit,
)
