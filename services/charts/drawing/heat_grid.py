"""The grid of a heatmap: its rows, its columns, and the values where they meet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.charts.drawing.answers import metric_column
from services.charts.drawing.series import adds_up
from services.present import words
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket


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


def make_heat_grid(answer: Answer, locale: str) -> HeatGrid:
    column, (first, *second) = metric_column(answer), answer.query.dimensions
    across = second[0] if second else "time"
    places = zip(answer.frame[first], answer.frame[across], answer.frame[column.name], strict=True)
    met = {(row, each): cell for row, each, cell in places}
    rows = [GridLine(value, words.group(value)) for value in _sort_groups(answer, first)]
    if second:
        return HeatGrid(
            answer,
            column,
            rows,
            [GridLine(value, words.group(value)) for value in _sort_groups(answer, across)],
            met,
        )
    grain = answer.query.grain or "month"
    columns = [GridLine(each.start, words.bucket(each, grain, locale), each) for each in answer.buckets]
    return HeatGrid(answer, column, rows, columns, met)


def _sort_groups(answer: Answer, dimension: str) -> list[Any]:
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


def is_complete(column: GridLine) -> bool:
    return column.bucket is None or column.bucket.complete
