"""Changes by group: for each group the difference from the compared period, in percent, and its share of the total
change."""

from dataclasses import replace
from typing import Any

from services.semantic.answer import Answer, Column
from services.semantic.runner import BEFORE_MARK

DIFFERENCE, PERCENT, SHARE = "@difference", "@percent", "@share"
POINTS = 100
COMPARABLE = ("money", "integer", "number", "ratio")


def with_changes(answer: Answer) -> Answer:
    """Return an answer by group that is compared with another period with its changes; any other answer as it is.

    The columns ``name@difference``, ``name@percent`` and ``name@share`` follow ``name@before`` in its frame. The
    difference of a ratio is in percentage points. There is no percent of zero or less, and no share where the parts do
    not add up, where groups are left out, or where the total did not change.
    """
    if not answer.query.compare or not answer.query.dimensions or answer.query.grain:
        return answer
    frame = answer.frame.copy()
    for column in answer.columns:
        if column.name + BEFORE_MARK in frame and column.type in COMPARABLE:
            for name, values in _changes(column, answer).items():
                frame[name] = values
                frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return replace(answer, frame=frame)


def change_columns(column: Column, answer: Answer) -> list[Column]:
    """Return the columns of a metric's changes that a frame has, with their headings."""
    points = ", change in percentage points" if column.type == "ratio" else ", difference"
    made = [
        Column(column.name + DIFFERENCE, column.label + points, "number" if column.type == "ratio" else column.type),
        Column(column.name + PERCENT, f"{column.label}, change in %", "ratio"),
        Column(column.name + SHARE, f"{column.label}, share of total change", "ratio"),
    ]
    return [each for each in made if each.name in answer.frame]


def _changes(column: Column, answer: Answer) -> dict[str, list[Any]]:
    pairs = _pairs(column, answer)
    differences = [None if now is None or before is None else now - before for now, before in pairs]
    if column.type == "ratio":
        return {column.name + DIFFERENCE: [None if each is None else each * POINTS for each in differences]}
    percents = [
        None if each is None or before <= 0 else float(each / before)
        for each, (_, before) in zip(differences, pairs, strict=True)
    ]
    changes = {column.name + DIFFERENCE: differences, column.name + PERCENT: percents}
    total = sum(each for each in differences if each is not None)
    if column.additive and _is_whole(answer) and total:
        changes[column.name + SHARE] = [None if each is None else float(each / total) for each in differences]
    return changes


def _pairs(column: Column, answer: Answer) -> list[tuple[Any, Any]]:
    """Return the values of both periods. A group of one period only was zero in the other, if its parts add up."""
    pairs = zip(answer.frame[column.name], answer.frame[column.name + BEFORE_MARK], strict=True)
    # A plan that was not made is not zero, nor is a value that is hidden, or a period before all records.
    fills = column.additive and answer.query.looks_back and _is_whole(answer) and any(b.before for b in answer.buckets)
    if not fills:
        return list(pairs)
    return [
        (now, before)
        if now is None and before is None
        else (0 if now is None else now, 0 if before is None else before)
        for now, before in pairs
    ]


def _is_whole(answer: Answer) -> bool:
    """Return whether the answer has all groups with their values."""
    return len(answer.frame) == answer.total and all(note.kind != "suppressed" for note in answer.notes)
