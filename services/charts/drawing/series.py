"""What a chart of several series is made of: the groups or metrics along its slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.charts.drawing import clicks
from services.charts.drawing.answers import metric_column, sum_known, to_floats
from services.present import words
from services.semantic.answer import Answer, Column

MOST_SERIES = 6
SIDE_BY_SIDE = "These values do not add up to a total, so they are shown side by side."


@dataclass(frozen=True)
class Series:
    """One group of a dimension, or one metric: a cell for each slot of the chart, None where it has no value.

    ``mark`` is the dimension and value that a click hands to the filters, or (None, None) for what is no group.
    """

    name: str
    column: Column
    cells: list[Any]
    mark: clicks.Mark = clicks.NOTHING

    @property
    def sum(self) -> Any:
        """All of its cells together, 0 where none is known."""
        return sum_known(self.cells) or 0


def by_group(answer: Answer, dimensions: Sequence[str], along: str, slots: Sequence[Any]) -> list[Series]:
    """Return the first metric by the groups of a dimension, each along ``slots``: values of the column ``along``.

    By several dimensions each combination that occurs is a group, for which no filter stands.
    """
    column = metric_column(answer)
    place = {slot: number for number, slot in enumerate(slots)}
    groups: dict[Any, list[Any]] = {}
    for slot, cell, *values in zip(*(answer.frame[name] for name in (along, column.name, *dimensions)), strict=True):
        if slot in place:
            groups.setdefault(tuple(values), [None] * len(slots))[place[slot]] = cell
    if len(dimensions) > 1:
        return [Series(", ".join(map(words.group, values)), column, cells) for values, cells in groups.items()]
    [dimension] = dimensions
    ordered = in_field_order([value for (value,) in groups], answer, dimension)
    return [Series(words.group(value), column, groups[(value,)], (dimension, value)) for value in ordered]


def by_metric(answer: Answer) -> list[Series]:
    """Return every metric of the first one's unit along the rows of the answer."""
    first = metric_column(answer)
    columns = [metric_column(answer, place) for place in range(len(answer.query.metrics))]
    alike = [each for each in columns if (each.type, words.unit(2, each)) == (first.type, words.unit(2, first))]
    return [Series(each.label, each, list(answer.frame[each.name])) for each in alike]


def in_field_order(values: list[Any], answer: Answer, dimension: str) -> list[Any]:
    """Return groups in the order that their field has, where it has one, else as they come; the rest behind."""
    known = field_order(answer, dimension)
    place = {value: number for number, value in enumerate(known)}
    return sorted(values, key=lambda value: place.get(value, len(known)))


def field_order(answer: Answer, dimension: str) -> tuple[str, ...]:
    """Return the values of a field in the order that has a meaning, or nothing."""
    return next(each for each in answer.columns if each.name == dimension).values


def adds_up(column: Column) -> bool:
    """Whether parts may stand on each other. Counts may, though what counts in two groups is then drawn twice."""
    return column.additive or column.type == "integer"


def is_whole(answer: Answer) -> bool:
    """Whether every group is there, so that a share is one of the whole."""
    query = answer.query
    return query.limit is None and not query.offset and query.having is None


def group_smallest(series: list[Series]) -> tuple[list[Series], str | None]:
    """Return at the most MOST_SERIES: the largest, and the others as one where they add up; with a note of it."""
    if len(series) <= MOST_SERIES:
        return series, None
    largest = sorted(series, key=lambda each: abs(each.sum), reverse=True)[: MOST_SERIES - 1]
    kept = [each for each in series if each in largest]
    rest = [each for each in series if each not in largest]
    column = series[0].column
    if not adds_up(column):
        return kept, f"Showing {len(kept)} of {len(series)} groups."
    cells = [sum_known(cells) for cells in zip(*(each.cells for each in rest), strict=True)]
    return [*kept, Series(f"{len(rest)} others", column, cells)], f"The {len(rest)} smallest are combined."


def value_range(series: list[Series], stacked: bool) -> tuple[float, float]:
    """Return how far down and up the marks reach."""
    slots = list(zip(*(to_floats(each.cells) for each in series), strict=True))
    known = [[cell for cell in slot if cell is not None] for slot in slots]
    if not stacked:
        flat = [0.0, *(cell for slot in known for cell in slot)]
        return min(flat), max(flat)
    lows = [sum(cell for cell in slot if cell < 0) for slot in known]
    highs = [sum(cell for cell in slot if cell > 0) for slot in known]
    return min([0.0, *lows]), max([0.0, *highs])
