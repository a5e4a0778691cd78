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


@dataclass(frozen=True)
class Checked:
    """What a check found: how many rows a load would take, and how many it would refuse."""

    rows: int
    refused: int


@dataclass(frozen=True)
class Counts:
    """What a load did to the rows of one table."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)

    @property
    def given(self) -> int:
        """How many rows the files gave."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class Loaded:
    """What a load did. ``version`` is the organisation's data version after it; ``refused`` rows were left out."""

    tables: Mapping[str, Counts]
    refused: int
    version: int

    @property
    def nothing_changed(self) -> bool:
        """Everything was there already."""
        return all(counts.given == counts.unchanged for counts in self.tables.values())


Report = Callable[[Progress], None]
Refuse = Callable[[Refusal], None]
