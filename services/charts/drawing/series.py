"""What a chart of several series is made of: the groups or metrics along its slots, and their names beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.parts import (
    buckets_of,
    escape_text,
    format_share,
    format_short,
    format_value,
    lower_first,
    metric_column,
    sum_known,
    to_floats,
    unique_max,
)
from services.present import words
from services.semantic.answer import Answer, Column

MOST_SERIES = 6
LETTERS_BESIDE, LETTERS_ABOVE = 16, 26
LETTERS_A_ROW = 48
MOST_DESCRIBED = 24
SIDE_BY_SIDE = "These do not add up, so they stand side by side."


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
        return kept, f"{len(kept)} of {len(series)} are drawn."
    cells = [sum_known(cells) for cells in zip(*(each.cells for each in rest), strict=True)]
    return [*kept, Series(f"{len(rest)} others", column, cells)], f"The {len(rest)} smallest are drawn together."


def describe_series(answer: Answer, series: list[Series], named: list[str], chart_heading: str, locale: str) -> str:
    """Return the chart in words, slot by slot: every one, or the first and the last of many."""
    slots = [
        f"{name}: "
        + ", ".join(f"{each.name} {format_value(answer, each.column, each.cells[place], locale)}" for each in series)
        for place, name in enumerate(named)
    ]
    kept = slots if len(slots) * len(series) <= MOST_DESCRIBED or len(slots) < 3 else [slots[0], "…", slots[-1]]
    return f"{chart_heading}. " + "; ".join(kept)


def describe_leader(answer: Answer, series: list[Series], locale: str) -> str | None:
    """Say which series brings most of what adds up over the slots, and which costs most."""
    known = [each for each in series if sum_known(each.cells) is not None]
    if not known:
        return None
    most, least = unique_max(known, lambda each: each.sum), unique_max(known, lambda each: -each.sum)
    if any(cell < 0 for each in known for cell in each.cells if cell is not None):
        sides = [(most, "brought")] if most and most.sum > 0 else []
        sides += [(least, "cost")] if least and least.sum < 0 else []
        amounts = [
            f"{each.name} {did} most, {format_short(answer, each.column, abs(each.sum), locale)}" for each, did in sides
        ]
        return "; ".join(amounts) or None
    if most is None or not most.sum:
        return None
    amount = format_short(answer, most.column, most.sum, locale)
    if not answer.query.dimensions:
        return f"Most is {lower_first(most.name)}, {amount}" if len(series) > 1 else None
    share = (
        f", {format_share(most.sum, sum_known(each.sum for each in known), locale)} of the whole"
        if is_whole(answer)
        else ""
    )
    return f"{most.name} leads with {amount}{share}"


def describe_mover(answer: Answer, series: list[Series], locale: str) -> str | None:
    """Say which series moved most from the first bucket that is whole to the last, where what is told are states."""
    buckets = {bucket.start: bucket for bucket in buckets_of(answer)}
    whole = [(place, each) for place, each in enumerate(sorted(buckets)) if buckets[each].complete]
    if len(whole) < 2:
        return None
    (first, since), (last, until) = whole[0], whole[-1]
    known = [each for each in series if each.cells[first] is not None and each.cells[last] is not None]
    furthest = unique_max(known, lambda each: abs(each.cells[last] - each.cells[first]))
    if furthest is None or furthest.cells[last] == furthest.cells[first]:
        return None
    way = "up" if furthest.cells[last] > furthest.cells[first] else "down"
    ends = [format_short(answer, furthest.column, furthest.cells[place], locale) for place in (first, last)]
    grain = answer.query.grain or "month"
    days = [words.bucket(buckets[start], grain, locale) for start in (since, until)]
    moved = f"{furthest.name} moved most: {way}" if len(series) > 1 else f"{way.capitalize()}"
    return f"{moved} from {ends[0]} ({days[0]}) to {ends[1]} ({days[1]})"


def describe_trend(answer: Answer, series: list[Series], locale: str) -> str | None:
    """Say what several series show over time: who brings most, or of states, which moved most."""
    over_time = all(each.column.additive_over_time for each in series)
    return (describe_leader if over_time else describe_mover)(answer, series, locale)


def chart_heading(answer: Answer) -> str:
    """Return what the chart is of: "Revenue by region and channel"."""
    names = [lower_first(each.label) for each in answer.columns if each.name in answer.query.dimensions]
    return f"{metric_column(answer).label} by {words.join_names(names)}" if names else "Over time"


def series_marks(
    answer: Answer, each: Series, named: list[str], locale: str, slots: Sequence[clicks.Mark] | None = None
) -> list[list[Any]]:
    """Return what a click on each mark of a series hands to its page, and what a hover says. Where no series stands
    for a group, a mark stands for its slot, if ``slots`` says what that is; else the slot's value comes last, for a
    page that does not filter by the group."""
    by_slot = slots is not None and len(answer.query.dimensions) != 1
    own = slots if slots and by_slot else [each.mark] * len(named)
    behind = [[] if slots is None or by_slot else [slots[place][1]] for place in range(len(named))]
    return [
        [
            *mark,
            f"{escape_text(each.name)}, {escape_text(name)}: {format_value(answer, each.column, cell, locale)}",
            *slot,
        ]
        for mark, name, cell, slot in zip(own, named, each.cells, behind, strict=True)
    ]


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


def key_label(name: str, shade: str, letters: int, sign: str = "■") -> str:
    """Return a name behind its colour: letters in the colours of marks would be too pale to read."""
    return f'<span style="color:{shade}">{sign}</span> {escape_text(words.truncate(name, letters))}'


def add_legend(figure: go.Figure, names: Sequence[tuple[str, str, str]], most: int = LETTERS_ABOVE) -> None:
    """Write (name, colour, sign) above the plot, in rows that a phone has room for, names to ``most`` letters.

    Plotly's own legend would fill half of a small card.
    """
    rows: list[list[str]] = [[]]
    letters = 0
    for name, shade, sign in names:
        length = min(most, len(name)) + 4
        if rows[-1] and letters + length > LETTERS_A_ROW:
            rows.append([])
            letters = 0
        letters += length
        rows[-1].append(key_label(name, shade, most, sign))
    place = {"xref": "container", "x": 0, "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top"}
    text = {"text": "<br>".join("\u2003".join(row) for row in rows), "font": {"size": 12}}
    pad = {"t": 14 if rows[1:] else 6}
    figure.update_layout(title={**place, **text, "pad": pad}, margin={"t": 16 * len(rows) + 12})
