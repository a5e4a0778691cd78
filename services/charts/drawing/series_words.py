"""What a chart of several series shows, in words."""

from collections.abc import Sequence
from typing import Any

from services.charts.drawing import clicks
from services.charts.drawing.answers import buckets_of, metric_column, sum_known, unique_max
from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.series import Series, is_whole
from services.charts.drawing.text import escape_text, format_share, format_short, format_value, lower_first
from services.present import words
from services.semantic.answer import Answer


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
    """Return which series contributes most of what adds up over the slots, and which subtracts most."""
    known = [each for each in series if sum_known(each.cells) is not None]
    if not known:
        return None
    most, least = unique_max(known, lambda each: each.sum), unique_max(known, lambda each: -each.sum)
    if any(cell < 0 for each in known for cell in each.cells if cell is not None):
        sides = [(most, "added")] if most and most.sum > 0 else []
        sides += [(least, "subtracted")] if least and least.sum < 0 else []
        amounts = [
            f"{each.name} {did} the most ({format_short(answer, each.column, abs(each.sum), locale)})"
            for each, did in sides
        ]
        return " and ".join(amounts) or None
    if most is None or not most.sum:
        return None
    amount = format_short(answer, most.column, most.sum, locale)
    if not answer.query.dimensions:
        return f"The largest part is {lower_first(most.name)} at {amount}" if len(series) > 1 else None
    share = (
        f", {format_share(most.sum, sum_known(each.sum for each in known), locale)} of the total"
        if is_whole(answer)
        else ""
    )
    return f"{most.name} is highest at {amount}{share}"


def describe_mover(answer: Answer, series: list[Series], locale: str) -> str | None:
    """Return which series changed most from the first complete bucket to the last; for states, such as open deals."""
    buckets = {bucket.start: bucket for bucket in buckets_of(answer)}
    whole = [(place, each) for place, each in enumerate(sorted(buckets)) if buckets[each].complete]
    if len(whole) < 2:
        return None
    (first, since), (last, until) = whole[0], whole[-1]
    known = [each for each in series if each.cells[first] is not None and each.cells[last] is not None]
    furthest = unique_max(known, lambda each: abs(each.cells[last] - each.cells[first]))
    if furthest is None or furthest.cells[last] == furthest.cells[first]:
        return None
    way = "rose" if furthest.cells[last] > furthest.cells[first] else "fell"
    ends = [format_short(answer, furthest.column, furthest.cells[place], locale) for place in (first, last)]
    grain = answer.query.grain or "month"
    days = [words.bucket(buckets[start], grain, locale) for start in (since, until)]
    moved = f"{furthest.name} {way}{' the most' if len(series) > 1 else ''},"
    return f"{moved} from {ends[0]} ({days[0]}) to {ends[1]} ({days[1]})"


def describe_trend(answer: Answer, series: list[Series], locale: str) -> str | None:
    """Return what several series show over time: the largest contribution or, for states, the largest change."""
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
    slot_values = [[] if slots is None or by_slot else [slots[place][1]] for place in range(len(named))]
    return [
        [
            *mark,
            f"{escape_text(each.name)}, {escape_text(name)}: {format_value(answer, each.column, cell, locale)}",
            *slot,
        ]
        for mark, name, cell, slot in zip(own, named, each.cells, slot_values, strict=True)
    ]
