"""What a copy offers to questions beyond the tables of its source, so that they need less work."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def wide_column(entity: str, column: str) -> str:
    """Return what a column of an entity's table is called in a wide table."""
    return f"{entity}.{column}"


def converted_column(name: str, rate: str, day: str) -> str:
    """Return what a money field, converted by the rate of a kind on a day (a field), is called in a wide table."""
    return f"{name}@{rate}@{day}"


@dataclass(frozen=True)
class WideTable:
    """The rows of one entity, each with the columns of the rows that its many-to-one joins lead to.

    A row that leads nowhere is there too, with nothing in these columns. ``converted`` are amounts in ``currency``, of
    which none lacks a rate.
    """

    name: str
    columns: frozenset[str]
    converted: frozenset[str] = frozenset()
    currency: str | None = None


@dataclass(frozen=True)
class TableLayout:
    """How the tables that are asked are laid out.

    ``daily_rates`` is a table with an exchange rate for each day on which one holds, up to the last day from which one
    is valid; None where rates stand with their first day alone. ``wide`` holds the wide tables by their entity. What
    is not offered is joined when it is asked for.
    """

    daily_rates: str | None = None
    wide: Mapping[str, WideTable] = field(default_factory=dict)


PLAIN = TableLayout()
