"""Oracles: the same question once over the road and once as SQL that a person wrote, on each engine.

An oracle names metrics, the days, a literal SQL text, and the data sets for which both must say the same::

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

The SQL gives the buckets of the grain first, then what it is split by, then the metrics, in the order asked. Days are
written '2025-07-01', instants in UTC '2025-06-30 22:00:00', and money in 1/10,000, as the tables keep them. Beside what
all engines know there are the functions of ``dialects``.
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
    """What is asked, and the SQL that knows the answer. ``by`` are dimensions; ``on`` are names of data sets."""

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
        """The same question for the road."""
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
        """Name it in the list of tests."""
        split = "".join(f" by {name}" for name in (*self.by, *([self.grain] if self.grain else [])))
        return f"{', '.join(self.metrics[:2])}{', ...' if len(self.metrics) > 2 else ''}{split} {self.days[:10]}"


def each(oracles: Iterable[Oracle]) -> Any:
    """Run a test for each oracle on each of its data sets."""
    cases = [(oracle, data) for oracle in oracles for data in oracle.on]
    return pytest.mark.parametrize(("oracle", "data"), cases, ids=[f"{data}: {oracle}" for oracle, data in cases])


def assert_same(answered: list[Row], known: list[Row]) -> None:
    """Hold the road's rows against the oracle's, in any order: counts and money to the unit, shares nearly.

    What both would say of nothing proves nothing, so an oracle without a value other than 0 fails too.
    """
    assert any(isinstance(cell, Number) and cell for row in known for cell in row), (
        f"the oracle counts nothing: {known}"
    )
    assert sorted(answered, key=_place) == [_near(row) for row in sorted(known, key=_place)]


def _place(row: Row) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _near(row: Row) -> Row:
    return tuple(pytest.approx(cell, rel=1e-9, abs=1e-12) if isinstance(cell, float) else cell for cell in row)


def plain(cell: Any, type: str) -> Any:
    """Return a cell as both sides write it: money and counts exact, other numbers as floats, days as text.

    Money between two units, such as a mean, is a float too.
    """
    if cell is None or type in ("text", "boolean"):
        return cell
    if type in ("date", "instant"):
        return str(cell)
    return float(cell) if type in ("number", "ratio") or cell != int(cell) else Decimal(int(cell))
