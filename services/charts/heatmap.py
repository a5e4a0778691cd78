"""A metric by two things at once, or by one and time, as shaded cells."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from services.charts.drawing.grid import Cell, Shades, add_key, frame_grid, grid, key_ends, shades, short
from services.charts.drawing.parts import (
    MOST_TOLD,
    Picture,
    blank,
    briefly,
    measured,
    noted,
    plain,
    said,
    time_axis,
)
from services.charts.drawing.series import adds_up
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket

MOST_ROWS, MOST_COLUMNS, MOST_BUCKETS = 14, 16, 53
ROW_LETTERS, COLUMN_LETTERS = 18, 16
# With more columns, a card has no room for what their cells say.
MOST_SAYING = 31
# How a sentence names a bucket.
WHEN = {"day": " on ", "week": " in the ", "month": " in ", "quarter": " in the ", "year": " in "}


@dataclass(frozen=True)
class Line:
    """A row or a column of the grid: the value in the frame, how it is called, and the bucket where it is one."""

    value: Any
    name: str
    bucket: Bucket | None = None


@dataclass(frozen=True)
class Board:
    """Everything that is drawn: the lines that are kept, and what stands where a row and a column of the frame meet."""

    answer: Answer
    column: Column
    rows: list[Line]
    columns: list[Line]
    met: dict[tuple[Any, Any], Any]

    def value(self, row: Line, column: Line) -> Any:
        """Return the cell, None where it is empty."""
        return self.met.get((row.value, column.value))

    def words(self, row: Line, column: Line, tell: Callable[..., str], locale: str) -> str:
        """Return a value with what it counts, or that there is nothing, or nothing that may be shown."""
        if (row.value, column.value) not in self.met:
            return "not shown" if words.suppression_note(self.answer) else "nothing"
        return tell(self.answer, self.column, self.value(row, column), locale)


def heatmap(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by its first dimension, a row each, and by the second one or the buckets of its grain.

    Where rows and columns meet in no row of the answer, or in one without a value, the cell is empty rather than 0.
    """
    every = _board(answer, locale)
    latest = slice(-MOST_BUCKETS, None) if answer.query.grain else slice(MOST_COLUMNS)
    board = replace(every, rows=every.rows[:MOST_ROWS], columns=every.columns[latest])
    values = [value for row in board.rows for each in board.columns if (value := board.value(row, each)) is not None]
    used = shades(values, theme, from_zero=board.column.type != "ratio")
    figure = blank(theme, locale)
    figure.add_traces(grid(_cells(board, used, locale), theme))
    add_key(figure, used, *key_ends(used, answer, board.column, locale))
    frame_grid(figure, len(board.columns), len(board.rows))
    figure.update_xaxes(**_column_ticks(board, locale))
    named = [plain(words.shortened(row.name, ROW_LETTERS)) for row in board.rows]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(named))), ticktext=named)
    return Picture(figure.to_plotly_json(), _finding(every, locale), _summary(board, locale), _note(every, board))


def _board(answer: Answer, locale: str) -> Board:
    column, (first, *second) = measured(answer), answer.query.dimensions
    across = second[0] if second else "time"
    places = zip(answer.frame[first], answer.frame[across], answer.frame[column.name], strict=True)
    met = {(row, each): cell for row, each, cell in places}
    rows = [Line(value, words.group(value)) for value in _ordered(answer, first)]
    if second:
        return Board(answer, column, rows, [Line(value, words.group(value)) for value in _ordered(answer, across)], met)
    grain = answer.query.grain or "month"
    columns = [Line(each.start, words.bucket(each, grain, locale), each) for each in answer.buckets]
    return Board(answer, column, rows, columns, met)


def _note(every: Board, drawn: Board) -> str | None:
    """Say what is cut off, and what hatching means."""
    return noted(
        _kept(len(drawn.rows), len(every.rows), "rows"),
        _kept(len(drawn.columns), len(every.columns), "columns"),
        _kept(len(every.answer.frame), every.answer.total, "cells"),
        "Hatched is not over." if any(not _is_over(each) for each in drawn.columns) else None,
    )


def _kept(drawn: int, every: int, what: str) -> str | None:
    return f"{drawn} of {every} {what} are drawn." if every > drawn else None


def _ordered(answer: Answer, dimension: str) -> list[Any]:
    """Return the groups in the order that the field or the question has; else numbers rise, sums fall, names follow
    the alphabet. Rows without a group come last."""
    column = measured(answer)
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


def _is_over(column: Line) -> bool:
    return column.bucket is None or column.bucket.complete


def _cells(board: Board, used: Shades, locale: str) -> list[Cell]:
    (first, *_), says = board.answer.query.dimensions, len(board.columns) <= MOST_SAYING
    cells = []
    for y, row in enumerate(board.rows):
        for x, column in enumerate(board.columns):
            value = board.value(row, column)
            cells.append(
                Cell(
                    x,
                    y,
                    None if value is None else used.of(value),
                    plain(f"{row.name}, {column.name}: {board.words(row, column, said, locale)}"),
                    "" if value is None or not says else short(value, board.column.type, locale),
                    (first, row.value),
                    immature=value is not None and not _is_over(column),
                )
            )
    return cells


def _column_ticks(board: Board, locale: str) -> dict[str, Any]:
    if board.columns and board.columns[0].bucket:
        starts = [each.value for each in board.columns]
        axis = time_axis(board.answer, starts, locale)
        places = [starts.index(day) for day in axis["tickvals"]]
        return {"tickmode": "array", "tickvals": places, "ticktext": axis["ticktext"], "tickangle": 0}
    named = [plain(words.shortened(each.name, COLUMN_LETTERS)) for each in board.columns]
    return {"tickmode": "array", "tickvals": list(range(len(named))), "ticktext": named}


def _finding(board: Board, locale: str) -> str | None:
    """Say where the most and the least is, of what is over and all there."""
    over = [
        (value, row, column)
        for row in board.rows
        for column in board.columns
        if _is_over(column) and (value := board.value(row, column)) is not None
    ]
    if len({value for value, *_ in over}) < 2 or board.answer.total > len(board.answer.frame):
        return None
    joined = WHEN[board.answer.query.grain] if board.answer.query.grain else ", "
    parts = []
    for choose, place in ((max, "highest"), (min, "lowest")):
        end = choose(value for value, *_ in over)
        there = [(row, column) for value, row, column in over if value == end]
        # Where several share the first place, none is it.
        if len(there) == 1:
            row, column = there[0]
            amount = briefly(board.answer, board.column, end, locale)
            parts.append(f"{row.name}{joined}{column.name} is {place} with {amount}")
    return "; ".join(parts) or None


def _summary(board: Board, locale: str) -> str:
    """Return every cell of a small grid, and of a large one the ends of each row."""
    label = f"{board.column.label}. "
    pairs = [(row, column) for row in board.rows for column in board.columns]
    if len(pairs) <= MOST_TOLD:
        return label + "; ".join(
            f"{row.name}, {column.name}: {board.words(row, column, said, locale)}" for row, column in pairs
        )
    return label + "; ".join(_row_in_words(board, row, locale) for row in board.rows)


def _row_in_words(board: Board, row: Line, locale: str) -> str:
    known = [(value, each) for each in board.columns if (value := board.value(row, each)) is not None]
    if not known:
        return f"{row.name}: nothing"
    ends = [choose(known, key=lambda pair: pair[0])[1] for choose in (min, max)]
    low, high = (f"{board.words(row, each, said, locale)} in {each.name}" for each in ends)
    return f"{row.name}: from {low} to {high}" if ends[0] is not ends[1] else f"{row.name}: {high}"
