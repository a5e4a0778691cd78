"""Prepares a load: the source and the columns of every step, before a row is read."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from services.sources.loading.cells import CellReader, cell_readers
from services.sources.loading.files import Export, LinePredicate, RowSource
from services.sources.loading.maps import LoadMap, LoadStep
from services.sources.loading.targets import TargetTable, target_table

# The values of a row, in the order of its plan's cells. A reference is the key of the row that it refers to.
Row = tuple[Any, ...]


@dataclass(frozen=True)
class StepPlan:
    """A step whose files exist and have the columns that the map names.

    ``key_of`` returns a row's key: one value, or a tuple where the key has several columns. ``references`` names the
    table that each cell refers to, if any. ``parent`` is the position of the reference to a row of the same table.
    """

    step: LoadStep
    source: RowSource
    into: TargetTable
    includes: LinePredicate
    cells: tuple[CellReader, ...]
    key_of: Callable[[Row], Any]
    references: tuple[str | None, ...]
    parent: int | None

    @property
    def names(self) -> list[str]:
        """The columns that the step fills."""
        return [cell.name for cell in self.cells]

    @property
    def key_label(self) -> str:
        """The columns of the file that contain the key."""
        return " + ".join(cell.label for name in self.into.key for cell in self.cells if cell.name == name)


def plans(folder: Path, load_map: LoadMap) -> list[StepPlan]:
    """Return the plan of every step. Raises InvalidFile."""
    export = Export(folder, load_map.format)
    return [_plan(export, step) for step in load_map.load]


def _plan(export: Export, step: LoadStep) -> StepPlan:
    into = target_table(step.into)
    source = export.source(step)
    readers = cell_readers(export, source, step, into)
    names = [cell.name for cell in readers]
    return StepPlan(
        step=step,
        source=source,
        into=into,
        includes=source.line_predicate(step),
        cells=readers,
        key_of=itemgetter(*(names.index(name) for name in into.key)),
        references=tuple(into.references.get(name) for name in names),
        parent=names.index(into.parent) if into.parent in names else None,
    )
