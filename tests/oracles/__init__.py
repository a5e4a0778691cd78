"""Oracles: the same query answered by Panorama and by hand-written SQL, on each engine.

An oracle has metrics, a period, literal SQL, and the data sets for which both must give the same values::

    Oracle(
        ("deal.won", "deal.won_amount"),
        "2025-07-01 to 2025-09-30",
        by=("stage.name",),
        on=("demo",),
        sql=\"\"\"
            SELECT stages.name, COUNT(*), SUM(deals.amount)
            FROM deals JOIN stages ON stages.id = deals.stage_id
            WHERE deals.organization_id = :organization AND ...
            GROUP BY stages.name
        \"\"\",
    )

The SQL returns the buckets of the grain, then the dimensions, then the metrics, in the given order. Dates are written
'2025-07-01', instants in UTC '2025-06-30 22:00:00', and money in 1/10,000, as stored in the tables. The functions of
``dialects`` are available on all engines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from numbers import Number
from typing import Any

import pytest

from services.semantic.conditions import Condition
from services.semantic.query import Dates, Grain, Query

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Oracle:
    """A query and the SQL with the expected values. ``by`` are dimensions; ``on`` are names of data sets."""

    metrics: tuple[str, ...]
    days: str
    sql: str
    on: tuple[str, ...] = ("demo",)
    by: tuple[str, ...] = ()
    grain: Grain | None = None
    time: str | None = None
    where: Condition | None = None
    currency: str | None = None

    @property
    def query(self) -> Query:
        """The query that must return the values of the SQL."""
        first, last = self.days.split(" to ")
        return Query(
            metrics=self.metrics,
            dimensions=self.by,
            period=Dates(date.fromisoformat(first), date.fromisoformat(last)),
            grain=self.grain,
            time=self.time,
            where=self.where,
            currency=self.currency,
        )

    def __str__(self) -> str:
        """Return its name in the list of tests."""
        split = "".join(f" by {name}" for name in (*self.by, *([self.grain] if self.grain else [])))
        return f"{', '.join(self.metrics[:2])}{', ...' if len(self.metrics) > 2 else ''}{split} {self.days[:10]}"


def each(oracles: Iterable[Oracle]) -> Any:
    """Run a test for each oracle on each of its data sets."""
    cases = [(oracle, data) for oracle in oracles for data in oracle.on]
    return pytest.mark.parametrize(("oracle", "data"), cases, ids=[f"{data}: {oracle}" for oracle, data in cases])


def assert_same(answer: list[Row], expected: list[Row]) -> None:
    """Compare the rows in any order: counts and money exactly, shares approximately.

    Equal answers without data prove nothing, so an oracle whose values are all 0 fails as well.
    """
    assert any(isinstance(cell, Number) and cell for row in expected for cell in row), (
        f"the oracle counts nothing: {expected}"
    )
    assert sorted(answer, key=_sort_key) == [_approximate(row) for row in sorted(expected, key=_sort_key)]


def _sort_key(row: Row) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _approximate(row: Row) -> Row:
    return tuple(pytest.approx(cell, rel=1e-9, abs=1e-12) if isinstance(cell, float) else cell for cell in row)


def plain(cell: Any, type: str) -> Any:
    """Return a value in the form in which both sides are compared: money and counts exact, other numbers as floats, and
    dates as text.

    Money with fractions of a unit, such as a mean, is a float too.
    """
    if cell is None or type in ("text", "boolean"):
        return cell
    if type in ("date", "instant"):
        return str(cell)
    return float(cell) if type in ("number", "ratio") or cell != int(cell) else Decimal(int(cell))
