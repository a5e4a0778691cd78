"""Rows that point at rows of their own table: the parents first, whatever their order in the file."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from services.sources.loading.outcome import LineCounts, Refusal, Refuse
from services.sources.loading.plans import Row, StepPlan

Parents = Mapping[Any, Any]
# How many are above a row, or why it cannot stand where it says.
Level = int | str


def parents_first(
    plan: StepPlan, given: Iterable[tuple[int, Row]], known_parents: Parents, counts: LineCounts, refuse: Refuse
) -> Iterator[list[Row]]:
    """The rows in lists, each after the one that holds its parents. What has no place among them is refused.

    ``known_parents`` is the parent of each row that is there before this step.
    """
    parent = plan.parent or 0
    lines = dict(given)
    found = levels({**known_parents, **{plan.key_of(row): row[parent] for row in lines.values()}}, plan.into.name)
    with_level = []
    for line, row in lines.items():
        level = found[plan.key_of(row)]
        if isinstance(level, int):
            with_level.append((level, row))
        else:
            counts.refused += 1
            refuse(Refusal(plan.source.name, line, plan.cells[parent].label, str(row[parent]), level))
    with_level.sort(key=lambda pair: pair[0])
    for _, same_level in groupby(with_level, key=lambda pair: pair[0]):
        yield [row for _, row in same_level]


def levels(parents: Parents, table: str) -> dict[Any, Level]:
    """Where each key stands, by the parent of each: 0 at the top. A text says why it stands nowhere."""
    found: dict[Any, Level] = {}
    for key in parents:
        path = _unresolved_path(key, parents, found)
        end = parents[path[-1]] if path else None
        if end in path:
            loop = path[path.index(end) :]
            found |= dict.fromkeys(loop, f"leads back to itself: {' > '.join(map(str, [*loop, end]))}")
            path = path[: path.index(end)]
        for member in reversed(path):
            found[member] = _level_below(parents[member], found, table)
    return found


def _unresolved_path(key: Any, parents: Parents, found: Mapping[Any, Level]) -> list[Any]:
    """The keys from ``key`` upwards that do not have a standing yet, each once."""
    path: dict[Any, None] = {}
    while key in parents and key not in found and key not in path:
        path[key] = None
        key = parents[key]
    return list(path)


def _level_below(parent: Any, found: Mapping[Any, Level], table: str) -> Level:
    level = -1 if parent is None else found.get(parent)
    if isinstance(level, int):
        return level + 1
    return f"leads to {parent}, which is not the key of any row of {table}"
