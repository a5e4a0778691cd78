"""Rows that point at rows of their own table: the parents first, whatever their order in the file."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from services.sources.loading.outcome import Refusal, Refuse, Tally
from services.sources.loading.plans import Plan, Row

Parents = Mapping[Any, Any]
# How many are above a row, or why it cannot stand where it says.
Standing = int | str


def generations(
    plan: Plan, given: Iterable[tuple[int, Row]], above: Parents, tally: Tally, refuse: Refuse
) -> Iterator[list[Row]]:
    """The rows in lists, each after the one that holds its parents. What has no place among them is refused.

    ``above`` is the parent of each row that is there before this step.
    """
    parent = plan.parent or 0
    lines = dict(given)
    found = standings({**above, **{plan.key_of(row): row[parent] for row in lines.values()}}, plan.into.name)
    placed = []
    for line, row in lines.items():
        standing = found[plan.key_of(row)]
        if isinstance(standing, int):
            placed.append((standing, row))
        else:
            tally.refused += 1
            refuse(Refusal(plan.source.name, line, plan.cells[parent].label, str(row[parent]), standing))
    placed.sort(key=lambda pair: pair[0])
    for _, generation in groupby(placed, key=lambda pair: pair[0]):
        yield [row for _, row in generation]


def standings(parents: Parents, table: str) -> dict[Any, Standing]:
    """Where each key stands, by the parent of each: 0 at the top. A text says why it stands nowhere."""
    found: dict[Any, Standing] = {}
    for key in parents:
        path = _path(key, parents, found)
        end = parents[path[-1]] if path else None
        if end in path:
            loop = path[path.index(end) :]
            found |= dict.fromkeys(loop, f"leads back to itself: {' > '.join(map(str, [*loop, end]))}")
            path = path[: path.index(end)]
        for member in reversed(path):
            found[member] = _below(parents[member], found, table)
    return found


def _path(key: Any, parents: Parents, found: Mapping[Any, Standing]) -> list[Any]:
    """The keys from ``key`` upwards that do not have a standing yet, each once."""
    path: dict[Any, None] = {}
    while key in parents and key not in found and key not in path:
        path[key] = None
        key = parents[key]
    return list(path)


def _below(parent: Any, found: Mapping[Any, Standing], table: str) -> Standing:
    standing = -1 if parent is None else found.get(parent)
    if isinstance(standing, int):
        return standing + 1
    return f"leads to {parent}, which is not the key of any row of {table}"
