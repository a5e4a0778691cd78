"""Values with a target, and how far they reach it, in words."""

from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal

from services.charts.drawing.answers import bucket_names, buckets_of, sum_known, unique_max
from services.charts.drawing.notes import strip_partial
from services.charts.drawing.series import in_field_order
from services.charts.drawing.text import escape_text, format_short, format_value, lower_first
from services.present import words
from services.semantic.answer import Answer, Column

SINGULAR = {"stay within": "stays within", "reach": "reaches"}


@dataclass(frozen=True)
class TargetRow:
    """One thing that has a target: its parts, and the target, None where there is none.

    ``low`` says that less is better, so that the target is not to be passed.
    """

    name: str
    mark: tuple[str | None, Any]
    parts: list[Any]
    target: Any
    complete: bool
    low: bool

    @property
    def reached(self) -> Any:
        """What the known parts come to, None where none is known."""
        return sum_known(self.parts)

    @property
    def share(self) -> float | None:
        """How much of the target is reached, 1 being all of it. A loss is no share, and of nothing there is none."""
        if self.reached is None or self.target is None or self.target <= 0 or self.reached < 0:
            return None
        return float(self.reached) / float(self.target)

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met, None where that is not known."""
        if self.reached is None or self.target is None:
            return None
        return bool(self.reached <= self.target if self.low else self.reached >= self.target)


def target_rows(answer: Answer, parts: list[Column], target: Column, locale: str) -> list[TargetRow]:
    """Return what has a target: the buckets, the groups of the first dimension, or the whole."""
    cells = list(zip(*(answer.frame[column.name] for column in (*parts, target)), strict=True))
    marks: list[tuple[str | None, Any]] = [(None, None)] * len(cells)
    named, whole = [words.join_names([column.label for column in parts])] * len(cells), [True] * len(cells)
    if answer.query.grain:
        named, whole = bucket_names(answer, locale), [bucket.complete for bucket in buckets_of(answer)]
    elif answer.query.dimensions:
        field = answer.query.dimensions[0]
        marks = [(field, value) for value in answer.frame[field]]
        named = [words.group(value) for _, value in marks]
    low = parts[0].better == "down"
    rows = [
        TargetRow(name, mark, list(each), aim, complete, low)
        for name, mark, (*each, aim), complete in zip(named, marks, cells, whole, strict=True)
    ]
    if answer.query.grain or not answer.query.dimensions:
        return rows
    ordered = in_field_order([row.mark[1] for row in rows], answer, answer.query.dimensions[0])
    return sorted(rows, key=lambda row: ordered.index(row.mark[1]))


def describe_row(answer: Answer, row: TargetRow, parts: list[Column], target: Column, locale: str) -> str:
    """Return a row in words: what is reached of what, and how much that is."""
    reached, aim = format_value(answer, parts[0], row.reached, locale), format_value(answer, target, row.target, locale)
    if row.target is None:
        return f"{escape_text(row.name)}: {reached}, no target"
    return (
        f"{escape_text(row.name)}: {reached} {_preposition(parts[0])} {aim}{_share_in_brackets(row, parts[0], locale)}"
    )


def _preposition(column: Column) -> str:
    # A share of a share reads as a riddle.
    return "vs" if column.type == "ratio" else "of"


def _share_in_brackets(row: TargetRow, column: Column, locale: str) -> str:
    if row.share is None or column.type == "ratio":
        return ""
    return f" ({words.exact(row.share, 'ratio', '', locale)})"


def describe_targets(
    answer: Answer, rows: list[TargetRow], parts: list[Column], target: Column, locale: str
) -> str | None:
    """Return whether the target is met, or how many rows meet theirs. A bucket in progress is not judged.

    Where neither more nor less is good, the range of the shares is returned instead.
    """
    # Who is to reach nothing reaches it always.
    judged = [row for row in rows if row.is_met is not None and row.complete and (row.low or row.target != 0)]
    if parts[0].better == "neither":
        return _describe_range(judged, target, locale)
    if len(rows) == 1 and rows[0].is_met is not None:
        return _describe_one(answer, rows[0], parts, target, locale)
    if len(judged) < 2:
        return None
    met = sum(1 for row in judged if row.is_met)
    # Of several parts only the first is there; the others are hoped for (docs/charts.md).
    verb = "stay within" if judged[0].low else "would reach" if len(parts) > 1 else "reach"
    who = f"{met or 'None'} of {len(judged)}{f' {answer.query.grain}s' if answer.query.grain else ''}"
    does = f"{verb} their" if met != 1 else f"{SINGULAR.get(verb, verb)} its"
    return f"{who} {does} target{_describe_furthest(answer, judged, parts[0], target, locale)}"


def _describe_range(rows: list[TargetRow], target: Column, locale: str) -> str | None:
    known = sorted((row for row in rows if row.share is not None), key=lambda row: row.share or 0.0)
    if not known:
        return None
    ends = [words.exact(row.share, "ratio", "", locale) for row in (known[0], known[-1])]
    of = f"of {lower_first(target.label)}"
    if ends[0] == ends[1]:
        return f"{ends[0]} {of}"
    low, high = (strip_partial(row.name) for row in (known[0], known[-1]))
    return f"Values range from {ends[0]} ({low}) to {ends[1]} ({high}) {of}"


def _describe_one(answer: Answer, row: TargetRow, parts: list[Column], target: Column, locale: str) -> str:
    column = parts[0]
    reached, aim = format_short(answer, column, row.reached, locale), format_short(answer, target, row.target, locale)
    amount = f"{reached} {_preposition(column)} {aim}{_share_in_brackets(row, column, locale)}"
    if row.is_met:
        met = "Within target" if row.low else f"Target {'would be ' if len(parts) > 1 else ''}reached"
        return f"{met}: {amount}"
    running = answer.span is not None and not answer.span.complete
    missed = "over target" if row.low else "to go to target" if running else "short of target"
    return f"{_format_gap(answer, row, column, locale)} {missed}: {amount}"


def _format_gap(answer: Answer, row: TargetRow, column: Column, locale: str) -> str:
    gap = abs(row.target - row.reached)
    if column.type == "ratio":
        return f"{format_decimal(gap * 100, '#,##0.0', locale=locale)} pp"
    return format_short(answer, column, gap, locale)


def _describe_furthest(answer: Answer, rows: list[TargetRow], column: Column, target: Column, locale: str) -> str:
    """Name the row that misses its target by most, or where none does, the one that is furthest ahead."""
    known = [row for row in rows if row.target > 0]
    if not known:
        return ""
    # Of ratios, the points between them count.
    is_ratio = column.type == "ratio"

    def ahead(row: TargetRow) -> float:
        far = float(row.reached - row.target if is_ratio else row.reached / row.target)
        return -far if row.low else far

    missed = [row for row in known if not row.is_met]
    row = unique_max(missed, lambda row: -ahead(row)) if missed else unique_max(known, ahead)
    if row is None:
        return ""
    way = {(True, False): "ahead", (False, False): "behind", (True, True): "below target", (False, True): "over target"}
    amount = words.exact(row.share, "ratio", "", locale)
    if is_ratio or row.share is None:
        reached, aim = (format_short(answer, *pair, locale) for pair in ((column, row.reached), (target, row.target)))
        amount = f"{reached} {_preposition(column)} {aim}"
    return f"; {strip_partial(row.name)} is furthest {way[bool(row.is_met), row.low]} at {amount}"
