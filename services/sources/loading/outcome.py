"""What a load tells: how far it is, what it refused, what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Progress:
    """How far one step is. ``rows`` counts the rows of ``table`` that are through this stage."""

    stage: Literal["checking", "writing"]
    file: str
    table: str
    rows: int
    done: bool


@dataclass(frozen=True)
class Refusal:
    """One value that cannot be taken. ``column`` and ``value`` are as in the file, ``line`` counts from 1."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass
class LineCounts:
    """What became of the lines of one step: rows that can be loaded, lines that are refused, lines not meant."""

    rows: int = 0
    refused: int = 0
    excluded: int = 0


@dataclass(frozen=True)
class StepCheck:
    """What a check found of one step.

    ``line_filter`` says in words which lines of the file it reads, nothing for all of them; ``fills`` from what each
    column of ours is filled. ``empty`` lists those that it leaves alone, ``unused`` the columns of the file that it
    does not read.
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
    """What a check found, step by step."""

    steps: tuple[StepCheck, ...]

    @property
    def rows(self) -> int:
        """How many rows a load would take."""
        return sum(step.counts.rows for step in self.steps)

    @property
    def refused_lines(self) -> int:
        """How many lines it would refuse."""
        return sum(step.counts.refused for step in self.steps)

    @property
    def excluded_lines(self) -> int:
        """How many lines the map does not mean."""
        return sum(step.counts.excluded for step in self.steps)


@dataclass(frozen=True)
class RowCounts:
    """What a load did to the rows of one table."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "RowCounts") -> "RowCounts":
        return RowCounts(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)

    @property
    def total(self) -> int:
        """How many rows the files gave."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class LoadResult:
    """What a load did. ``version`` is the organisation's data version after it.

    Of the lines that gave no row, ``refused`` could not be taken and ``excluded`` were not meant by the map.
    """

    tables: Mapping[str, RowCounts]
    refused: int
    excluded: int
    version: int

    @property
    def nothing_changed(self) -> bool:
        """Everything was there already."""
        return all(counts.total == counts.unchanged for counts in self.tables.values())


Report = Callable[[Progress], None]
Refuse = Callable[[Refusal], None]
