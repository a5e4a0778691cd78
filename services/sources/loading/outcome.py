"""The results of a load: its progress, the values that it refused, and the rows that it wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Progress:
    """The progress of one step. ``rows`` counts the rows of ``table`` that have completed this stage."""

    stage: Literal["checking", "writing"]
    file: str
    table: str
    rows: int
    done: bool


@dataclass(frozen=True)
class Refusal:
    """One value that cannot be loaded. ``column`` and ``value`` are as in the file; ``line`` counts from 1."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass
class LineCounts:
    """The lines of one step: rows to load, refused lines, lines that the map excludes, and blank ones."""

    rows: int = 0
    refused: int = 0
    excluded: int = 0
    blank: int = 0


@dataclass(frozen=True)
class StepCheck:
    """The result of checking one step.

    ``line_filter`` describes which lines of the file are read, and is empty for all of them. ``fills`` describes where
    the values of each column come from. ``empty`` lists the columns of the table that are not filled, and ``unused``
    the columns of the file that are not read.
    """

    file: str
    table: str
    counts: LineCounts
    line_filter: str
    fills: Mapping[str, str]
    empty: tuple[str, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True)
class CheckResult:
    """The result of a check, by step."""

    steps: tuple[StepCheck, ...]

    @property
    def rows(self) -> int:
        """The number of rows that a load would load."""
        return sum(step.counts.rows for step in self.steps)

    @property
    def refused_lines(self) -> int:
        """The number of lines that a load would refuse."""
        return sum(step.counts.refused for step in self.steps)

    @property
    def excluded_lines(self) -> int:
        """The number of lines that the map excludes."""
        return sum(step.counts.excluded for step in self.steps)


@dataclass(frozen=True)
class RowCounts:
    """The rows of one table that a load added, changed, or left unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "RowCounts") -> "RowCounts":
        return RowCounts(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)

    @property
    def total(self) -> int:
        """The number of rows in the files."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class LoadResult:
    """The result of a load. ``version`` is the organisation's data version after it.

    ``refused`` counts the lines that could not be loaded, and ``excluded`` the lines that the map excludes.
    """

    tables: Mapping[str, RowCounts]
    refused: int
    excluded: int
    version: int

    @property
    def nothing_changed(self) -> bool:
        """Whether no row was added or changed."""
        return all(counts.total == counts.unchanged for counts in self.tables.values())


Report = Callable[[Progress], None]
Refuse = Callable[[Refusal], None]
