"""Orders rows that refer to rows of their own table, so that every parent is written before its children."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from services.sources.loading.outcome import LineCounts, Refusal, Refuse
from services.sources.loading.plans import Row, StepPlan

Parents = Mapping[Any, Any]
# The number of ancestors of a row, or the reason why its parent is not valid.
Level = int | str


def parents_first(
    plan: StepPlan, given: Iterable[tuple[int, Row]], known_parents: Parents, counts: LineCounts, refuse: Refuse
) -> Iterator[list[Row]]:
    """Yield the rows in lists, each after the list that contains their parents.

    Rows with an invalid parent are refused. ``known_parents`` maps the key of each row that exists before this step to
    the key of its parent.
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
    """Return the level of each key: 0 at the top, or a text that says why its parent is not valid."""
    found: dict[Any, Level] = {}
    for key in parents:
        path = _unresolved_path(key, parents, found)
        end = parents[path[-1]] if path else None
        if end in path:
            loop = path[path.index(end) :]
            found |= dict.fromkeys(loop, f"is part of a loop: {' > '.join(map(str, [*loop, end]))}")
            path = path[: path.index(end)]
        for member in reversed(path):
            found[member] = _level_below(parents[member], found, table)
    return found


def _unresolved_path(key: Any, parents: Parents, found: Mapping[Any, Level]) -> list[Any]:
    """Return the keys from ``key`` upwards that do not have a level yet, each once."""
    path: dict[Any, None] = {}
    while key in parents and key not in found and key not in path:
        path[key] = None
        key = parents[key]
    return list(path)


def _level_below(parent: Any, found: Mapping[Any, Level], table: str) -> Level:
    level = -1 if parent is None else found.get(parent)
    if isinstance(level, int):
        return level + 1
    return f"refers to {parent}, which is not a key in {table}"
