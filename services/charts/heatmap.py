"""A metric by two things at once, or by one and time, as shaded cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from services.charts.drawing.answers import metric_column
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
from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import adds_up
from services.charts.drawing.text import at_bucket, escape_text, format_short, format_value
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket

MOST_ROWS, MOST_COLUMNS, MOST_BUCKETS = 14, 16, 53
ROW_LETTERS, COLUMN_LETTERS = 18, 16
# With more columns, a card has no room for what their cells say.
MOST_LABELLED = 31


@dataclass(frozen=True)
class GridLine:
    """A row or a column of the grid: the value in the frame, how it is called, and the bucket where it is one."""

    value: Any
    name: str
    bucket: Bucket | None = None


@dataclass(frozen=True)
class HeatGrid:
    """Everything that is drawn: the lines that are kept, and what stands where a row and a column of the frame meet."""

    answer: Answer
    column: Column
    rows: list[GridLine]
    columns: list[GridLine]
    met: dict[tuple[Any, Any], Any]

    def value(self, row: GridLine, column: GridLine) -> Any:
        """Return the cell, None where it is empty."""
        return self.met.get((row.value, column.value))

    def words(self, row: GridLine, column: GridLine, format_cell_value: Callable[..., str], locale: str) -> str:
        """Return a value with what it counts, or that there is nothing, or nothing that may be shown."""
        if (row.value, column.value) not in self.met:
            return "hidden" if words.suppression_note(self.answer) else "no data"
        return format_cell_value(self.answer, self.column, self.value(row, column), locale)


def heatmap(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by its first dimension, a row each, and by the second one or the buckets of its grain.

    Where rows and columns meet in no row of the answer, or in one without a value, the cell is empty rather than 0.
    """
    every = _heat_grid(answer, locale)
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


def _heat_grid(answer: Answer, locale: str) -> HeatGrid:
    column, (first, *second) = metric_column(answer), answer.query.dimensions
    across = second[0] if second else "time"
    places = zip(answer.frame[first], answer.frame[across], answer.frame[column.name], strict=True)
    met = {(row, each): cell for row, each, cell in places}
    rows = [GridLine(value, words.group(value)) for value in _ordered(answer, first)]
    if second:
        return HeatGrid(
            answer, column, rows, [GridLine(value, words.group(value)) for value in _ordered(answer, across)], met
        )
    grain = answer.query.grain or "month"
    columns = [GridLine(each.start, words.bucket(each, grain, locale), each) for each in answer.buckets]
    return HeatGrid(answer, column, rows, columns, met)


def _note(every: HeatGrid, drawn: HeatGrid) -> str | None:
    """Return what is not shown, and what hatching means."""
    return join_notes(
        _kept(len(drawn.rows), len(every.rows), "rows"),
        _kept(len(drawn.columns), len(every.columns), "columns"),
        _kept(len(every.answer.frame), every.answer.total, "cells"),
        "Hatched: in progress." if any(not _is_over(each) for each in drawn.columns) else None,
    )


def _kept(drawn: int, every: int, what: str) -> str | None:
    return f"Showing {drawn} of {every} {what}." if every > drawn else None


def _ordered(answer: Answer, dimension: str) -> list[Any]:
    """Return the groups in the order that the field or the question has; else numbers rise, sums fall, names follow
    the alphabet. Rows without a group come last."""
    column = metric_column(answer)
    groups = list(dict.fromkeys(answer.frame[dimension]))
    known = next(each.values for each in answer.columns if each.name == dimension)
    place = {value: number for number, value in enumerate(known)}
    if known:
        return sorted(groups, key=lambda group: (group is None, place.get(group, len(known))))
    if answer.query.order:
        return groups
    if any(isinstance(group, int | float) for group in groups):
        return sorted(groups, key=lambda group: (group is None, group or 0))
    if not adds_up(column):
        return sorted(groups, key=lambda group: (group is None, words.group(group).casefold()))
    sums: dict[Any, Any] = dict.fromkeys(groups, 0)
    for group, cell in zip(answer.frame[dimension], answer.frame[column.name], strict=True):
        sums[group] += cell or 0
    return sorted(groups, key=lambda group: (group is None, -sums[group]))


def _is_over(column: GridLine) -> bool:
    return column.bucket is None or column.bucket.complete


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
                    immature=value is not None and not _is_over(column),
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
        if _is_over(column) and (value := heat_grid.value(row, column)) is not None
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
            parts.append(f"{row.name}{_joined(heat_grid, column)} is {place} at {amount}")
    return "; ".join(parts) or None


def _joined(heat_grid: HeatGrid, column: GridLine) -> str:
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
