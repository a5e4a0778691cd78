"""The rows that a step of a map gives, each checked on its own, against its table and against the lines before."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from services.sources.loading.cells import Cell, Fields, cells
from services.sources.loading.files import Export
from services.sources.loading.maps import LoadMap, Step
from services.sources.loading.outcome import Refusal, Refuse
from services.sources.loading.targets import Target, target
from services.sources.loading.values import Unfit

Values = dict[str, Any]
Known = Mapping[str, Container[Any]]


@dataclass(frozen=True)
class Plan:
    """A step whose files are there and have the columns that it names."""

    export: Export
    step: Step
    into: Target
    width: int
    cells: tuple[Cell, ...]


def plans(folder: Path, load_map: LoadMap) -> list[Plan]:
    """Prepare every step, before a row is read. Raises UnfitFile."""
    export = Export(folder, load_map.format)
    return [_plan(export, step) for step in load_map.load]


def _plan(export: Export, step: Step) -> Plan:
    into = target(step.into)
    return Plan(export, step, into, len(export.header(step.file)), cells(export, step, into))


class Place(NamedTuple):
    """Where a key was read first. ``values`` are kept only where later lines must agree with them."""

    file: str
    line: int
    values: Values | None


@dataclass
class Book:
    """What the files have shown so far: the place of each key of each table, and how many rows were refused."""

    places: dict[str, dict[tuple[Any, ...], Place]] = field(default_factory=dict)
    refused: int = 0

    def keys_of(self, table: str) -> dict[tuple[Any, ...], Place]:
        return self.places.setdefault(table, {})


def rows(plan: Plan, known: Known, book: Book, refuse: Refuse) -> Iterator[Values]:
    """The rows of a step that can be loaded, in the order of the file; the rest goes to ``refuse``.

    ``known`` holds, for each table that the step points at, the keys of its rows. A reference is given as that key.
    """
    for line, fields in plan.export.records(plan.step.file):
        refusals: list[Refusal] = []
        values = _values(plan, known, line, fields, refusals)
        if not refusals and _is_new(plan, book, line, values, refusals):
            yield values
        book.refused += bool(refusals)
        for refusal in refusals:
            refuse(refusal)


def _values(plan: Plan, known: Known, line: int, fields: Fields, refusals: list[Refusal]) -> Values:
    if len(fields) != plan.width:
        reason = f"has {len(fields)} fields where the header has {plan.width}"
        refusals.append(Refusal(plan.step.file, line, "", "", reason))
        return {}
    values: Values = {}
    for cell in plan.cells:
        try:
            values[cell.name] = value = cell.value(cell.text(fields))
            if cell.name in plan.into.references:
                _lead(plan.into.references[cell.name], value, known)
        except Unfit as unfit:
            refusals.append(Refusal(plan.step.file, line, cell.label, cell.shown(fields), str(unfit)))
    return values


def _lead(table: str, key: Any, known: Known) -> None:
    if key is not None and key not in known[table]:
        raise Unfit(f"leads to {key}, which is not the key of any row of {table}")


def _is_new(plan: Plan, book: Book, line: int, values: Values, refusals: list[Refusal]) -> bool:
    """Whether the key is read for the first time. A second time is refused, unless the lines say the same."""
    key = tuple(values[name] for name in plan.into.key)
    keys = book.keys_of(plan.into.name)
    if key not in keys:
        keys[key] = Place(plan.step.file, line, values if plan.step.repeats else None)
        return True
    refusals.extend(_contradictions(plan, keys[key], line, key, values))
    return False


def _contradictions(plan: Plan, first: Place, line: int, key: tuple[Any, ...], values: Values) -> Iterator[Refusal]:
    file = plan.step.file
    labels = {cell.name: cell.label for cell in plan.cells}
    if first.values is None or first.file != file:
        label = " + ".join(labels[name] for name in plan.into.key)
        reason = f"has the same key as line {first.line} of {first.file}"
        yield Refusal(file, line, label, " ".join(map(str, key)), reason)
        return
    for name in values:
        if values[name] != first.values[name]:
            said = f"differs from {first.values[name]} on line {first.line}, which has the same key"
            yield Refusal(file, line, labels[name], str(values[name]), said)
