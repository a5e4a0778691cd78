"""A metric by two things at once, or by one and time, as shaded cells."""

from dataclasses import replace
from typing import Any

from services.charts.drawing.axes import time_axis
from services.charts.drawing.grid import (
    GridCell,
    Shades,
    add_key,
    cell_bars,
    format_cell,
    frame_grid,
    key_labels,
    make_shades,
)
from services.charts.drawing.heat_grid import GridLine, HeatGrid, is_complete, make_heat_grid
from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import at_bucket, escape_text, format_short, format_value
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer

MOST_ROWS, MOST_COLUMNS, MOST_BUCKETS = 14, 16, 53


ROW_LETTERS, COLUMN_LETTERS = 18, 16


# With more columns, a card has no room for what their cells say.
MOST_LABELLED = 31


def heatmap(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by its first dimension, a row each, and by the second one or the buckets of its grain.

    Where rows and columns meet in no row of the answer, or in one without a value, the cell is empty rather than 0.
    """
    every = make_heat_grid(answer, locale)
    latest = slice(-MOST_BUCKETS, None) if answer.query.grain else slice(MOST_COLUMNS)
    heat_grid = replace(every, rows=every.rows[:MOST_ROWS], columns=every.columns[latest])
    values = [
        value
        for row in heat_grid.rows
        for each in heat_grid.columns
        if (value := heat_grid.value(row, each)) is not None
    ]
    used = make_shades(values, theme, from_zero=heat_grid.column.type != "ratio")
    figure = blank(theme, locale)
    figure.add_traces(cell_bars(_cells(heat_grid, used, locale), theme))
    add_key(figure, used, *key_labels(used, answer, heat_grid.column, locale))
    frame_grid(figure, len(heat_grid.columns), len(heat_grid.rows))
    figure.update_xaxes(**_column_ticks(heat_grid, locale))
    named = [escape_text(words.truncate(row.name, ROW_LETTERS)) for row in heat_grid.rows]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(named))), ticktext=named)
    return Picture(
        figure.to_plotly_json(), _finding(every, locale), _summary(heat_grid, locale), _note(every, heat_grid)
    )


def _note(every: HeatGrid, drawn: HeatGrid) -> str | None:
    """Return what is not shown, and what hatching means."""
    return join_notes(
        _shown_note(len(drawn.rows), len(every.rows), "rows"),
        _shown_note(len(drawn.columns), len(every.columns), "columns"),
        _shown_note(len(every.answer.frame), every.answer.total, "cells"),
        "Hatched: in progress." if any(not is_complete(each) for each in drawn.columns) else None,
    )


def _shown_note(drawn: int, every: int, what: str) -> str | None:
    return f"Showing {drawn} of {every} {what}." if every > drawn else None


def _cells(heat_grid: HeatGrid, used: Shades, locale: str) -> list[GridCell]:
    (first, *_), has_labels = heat_grid.answer.query.dimensions, len(heat_grid.columns) <= MOST_LABELLED
    cells = []
    for y, row in enumerate(heat_grid.rows):
        for x, column in enumerate(heat_grid.columns):
            value = heat_grid.value(row, column)
            cells.append(
                GridCell(
                    x,
                    y,
                    None if value is None else used.of(value),
                    escape_text(f"{row.name}, {column.name}: {heat_grid.words(row, column, format_value, locale)}"),
                    "" if value is None or not has_labels else format_cell(value, heat_grid.column.type, locale),
                    (first, row.value),
                    immature=value is not None and not is_complete(column),
                )
            )
    return cells


def _column_ticks(heat_grid: HeatGrid, locale: str) -> dict[str, Any]:
    if heat_grid.columns and heat_grid.columns[0].bucket:
        starts = [each.value for each in heat_grid.columns]
        axis = time_axis(heat_grid.answer, starts, locale)
        places = [starts.index(day) for day in axis["tickvals"]]
        return {"tickmode": "array", "tickvals": places, "ticktext": axis["ticktext"], "tickangle": 0}
    named = [escape_text(words.truncate(each.name, COLUMN_LETTERS)) for each in heat_grid.columns]
    return {"tickmode": "array", "tickvals": list(range(len(named))), "ticktext": named}


def _finding(heat_grid: HeatGrid, locale: str) -> str | None:
    """Return where the highest and the lowest value is, of what is complete."""
    over = [
        (value, row, column)
        for row in heat_grid.rows
        for column in heat_grid.columns
        if is_complete(column) and (value := heat_grid.value(row, column)) is not None
    ]
    if len({value for value, *_ in over}) < 2 or heat_grid.answer.total > len(heat_grid.answer.frame):
        return None
    parts = []
    for choose, place in ((max, "highest"), (min, "lowest")):
        end = choose(value for value, *_ in over)
        there = [(row, column) for value, row, column in over if value == end]
        # Where several share the first place, none is it.
        if len(there) == 1:
            row, column = there[0]
            amount = format_short(heat_grid.answer, heat_grid.column, end, locale)
            parts.append(f"{row.name}{_column_words(heat_grid, column)} is {place} at {amount}")
    return "; ".join(parts) or None


def _column_words(heat_grid: HeatGrid, column: GridLine) -> str:
    grain = heat_grid.answer.query.grain
    return f" {at_bucket(column.name, grain)}" if grain else f", {column.name}"


def _summary(heat_grid: HeatGrid, locale: str) -> str:
    """Return every cell of a small grid, and of a large one the ends of each row."""
    label = f"{heat_grid.column.label}. "
    pairs = [(row, column) for row in heat_grid.rows for column in heat_grid.columns]
    if len(pairs) <= MOST_DESCRIBED:
        return label + "; ".join(
            f"{row.name}, {column.name}: {heat_grid.words(row, column, format_value, locale)}" for row, column in pairs
        )
    return label + "; ".join(_row_in_words(heat_grid, row, locale) for row in heat_grid.rows)


def _row_in_words(heat_grid: HeatGrid, row: GridLine, locale: str) -> str:
    known = [(value, each) for each in heat_grid.columns if (value := heat_grid.value(row, each)) is not None]
    if not known:
        return f"{row.name}: no data"
    ends = [choose(known, key=lambda pair: pair[0])[1] for choose in (min, max)]
    low, high = (f"{heat_grid.words(row, each, format_value, locale)} in {each.name}" for each in ends)
    return f"{row.name}: from {low} to {high}" if ends[0] is not ends[1] else f"{row.name}: {high}"


def _fit(question: Question) -> Fit:
    if question.can_stack:
        return Fit(0.65, "A heatmap shows patterns across rows and columns.")
    return Fit(0.92, "A heatmap shows values by two things at once, also where they do not add up to a total.")


KIND = ChartKind(
    name="heatmap",
    label="Heatmap",
    icon="grid-3x3",
    group="By group",
    when="One metric by two dimensions, or by one dimension over time, where patterns matter",
    shapes=(Shape(metrics=(1, 1), dimensions=(2, 2)), Shape(metrics=(1, 1), dimensions=(1, 1), grain=True)),
    notes="Two dimensions are rows and columns; for one dimension over time, the buckets are the columns. An "
    "empty cell has no value; it does not mean 0.",
    example={
        "metrics": ["work.utilisation"],
        "dimensions": ["team.name"],
        "grain": "week",
        "period": {"last": 12, "unit": "week", "until": "data"},
    },
    marks="A click on a cell filters the page by the group of its row.",
    draw=heatmap,
    fits=_fit,
    own_grain=True,
)
