"""The steps of a bridge from one level to another."""

from dataclasses import dataclass
from typing import Any

from services.charts.drawing.answers import metric_column, sum_known
from services.semantic.answer import Answer, Column

# Below this part of the levels, changes would be slivers on an axis that begins at zero.
SMALLEST_CHANGES = 0.25


@dataclass(frozen=True)
class BridgeStep:
    """A level, or a change that leads from ``start`` to ``end`` on the axis. ``cell`` is None where it is not known."""

    column: Column
    cell: Any
    is_level: bool
    start: float
    end: float

    @property
    def is_rise(self) -> bool:
        return self.end >= self.start


def bridge_steps(answer: Answer) -> list[BridgeStep]:
    """Return the levels and the changes, each change from where the one before has led."""
    steps: list[BridgeStep] = []
    last, here = len(answer.query.metrics) - 1, 0.0
    for place in range(last + 1):
        column, is_level = metric_column(answer, place), place in (0, last)
        known = [cell for cell in answer.frame[column.name] if cell is not None]
        # Of several buckets the first opens, the last closes, and what changed in between adds up.
        cell = sum_known(known) if not is_level else known[0 if place == 0 else -1] if known else None
        start = 0.0 if is_level else here
        here = start + float(cell or 0)
        steps.append(BridgeStep(column, cell, is_level, start, here))
    return steps


def has_small_changes(steps: list[BridgeStep]) -> bool:
    """Whether the changes are too small to be seen beside bars that begin at zero."""
    ends = [each.end for each in steps]
    return 0 < max(ends) - min(ends) < SMALLEST_CHANGES * max(map(abs, ends))
