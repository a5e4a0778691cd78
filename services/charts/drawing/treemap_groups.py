"""The groups of a treemap and their parts."""

from dataclasses import dataclass
from typing import Any

from services.charts.drawing.answers import sum_known
from services.charts.drawing.series import adds_up
from services.present import words
from services.semantic.answer import Answer, Column

# Fields beyond these would be too small to see: they are drawn as one.
MOST_OUTER = 8


MOST_INNER = 12


NOBODY: tuple[None, None] = (None, None)


@dataclass(frozen=True)
class TreemapPart:
    """A field: a group, or several drawn as one. ``mark`` is the dimension and value that a click hands over."""

    name: str
    cell: Any
    mark: tuple[str | None, Any]


@dataclass(frozen=True)
class TreemapGroup:
    """An outer group with its parts, the largest first."""

    name: str
    mark: tuple[str | None, Any]
    parts: list[TreemapPart]

    @property
    def cell(self) -> Any:
        """What its parts come to."""
        return sum_known(part.cell for part in self.parts)


def treemap_groups(answer: Answer, rows: list[tuple[Any, ...]]) -> list[TreemapGroup]:
    """Return the outer groups, the largest first. Without a second dimension each has one part, itself."""
    outer, *inner = answer.query.dimensions
    parts: dict[Any, list[TreemapPart]] = {}
    for row in rows:
        mark = (inner[0], row[1]) if inner else (outer, row[0])
        parts.setdefault(row[0], []).append(TreemapPart(words.group(mark[1]), row[-1], mark))
    groups = [
        TreemapGroup(words.group(value), (outer, value), sorted(each, key=lambda part: part.cell, reverse=True))
        for value, each in parts.items()
    ]
    return sorted(groups, key=lambda group: group.cell, reverse=True)


def combine_smallest(groups: list[TreemapGroup], column: Column) -> tuple[list[TreemapGroup], int]:
    """Return the groups, the smallest of them and of their parts as one, and how many parts had to be left out."""
    large = groups[: MOST_OUTER if len(groups) > MOST_OUTER + 1 else None]
    kept, left_out = [], 0
    for group in large:
        shown, rest = group.parts[:MOST_INNER], group.parts[MOST_INNER:]
        others = _as_one(rest, column)
        left_out += 0 if others else len(rest)
        kept.append(TreemapGroup(group.name, group.mark, shown + others))
    small = [TreemapPart(group.name, group.cell, group.mark) for group in groups[len(large) :]]
    rest_of_all = _as_one(small, column)
    left_out += 0 if rest_of_all else len(small)
    kept += [TreemapGroup(part.name, NOBODY, [part]) for part in rest_of_all]
    return [group for group in kept if group.parts], left_out


def _as_one(parts: list[TreemapPart], column: Column) -> list[TreemapPart]:
    """Return several parts as one. What does not add up cannot be drawn so."""
    if len(parts) < 2:
        return parts
    return (
        [TreemapPart(f"{len(parts)} others", sum_known(part.cell for part in parts), NOBODY)] if adds_up(column) else []
    )
