"""The general ledger. Every posting has two sides, so that assets equal liabilities plus equity at each month end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from services.demo import chart
from services.demo.days import DemoCalendar
from services.demo.rows import CENT, Array, Rows, ids, keys

# A debit increases these account types; a credit increases the others.
RAISED_BY_DEBIT = ("asset", "expense")


class LedgerPosting(NamedTuple):
    """One ledger entry. The amount is in cents, and positive if it increases the account."""

    day: int
    account: str
    entity: int
    centre: str | None
    scenario: str
    amount: int
    document: str | None


@dataclass
class GeneralLedger:
    """The postings by entity. Daily totals are posted once a month, and documents on their day."""

    calendar: DemoCalendar
    by_day: dict[tuple[int, str, str | None], Array] = field(default_factory=dict)
    documents: list[LedgerPosting] = field(default_factory=list)

    def post(self, entity: int, debit: str, credit: str, amounts: Array, centre: str | None = None) -> None:
        """Post daily amounts to two accounts. ``centre`` is the cost centre of the income or expense."""
        for account, raised in _sides(debit, credit):
            key = (entity, account, centre if _is_result(account) else None)
            self.by_day[key] = self.by_day.get(key, np.zeros(self.calendar.count, dtype=np.int64)) + raised * amounts

    def post_document(
        self, entity: int, debit: str, credit: str, day: int, amount: int, document: str, centre: str | None = None
    ) -> None:
        """Post the amount of one document, unless it is zero."""
        for account, raised in _sides(debit, credit):
            if amount:
                mine = centre if _is_result(account) else None
                self.documents.append(LedgerPosting(day, account, entity, mine, "actual", raised * amount, document))

    def balance(self, entity: int, account: str) -> Array:
        """Return the balance of an account at the end of each day, in cents."""
        moved = np.zeros(self.calendar.count, dtype=np.int64)
        for (whose, code, _), amounts in self.by_day.items():
            if (whose, code) == (entity, account):
                moved += amounts
        for entry in self.documents:
            if (entry.entity, entry.account) == (entity, account):
                moved[entry.day] += entry.amount
        return moved.cumsum()

    def result(self, entity: int) -> Array:
        """Return cumulative revenue less expense at the end of each day, in cents."""
        lines = [(line.code, 1 if line.type == "revenue" else -1) for line in chart.CHART if line.subtype]
        mine = [sign * self.balance(entity, code) for code, sign in lines if _is_result(code)]
        total: Array = np.sum(mine, axis=0)
        return total

    def entries(self) -> Iterator[LedgerPosting]:
        """Yield every actual entry of the closed months."""
        closed = int(self.calendar.month_ends[self.calendar.closed_months - 1])
        yield from (entry for entry in self._all_entries() if entry.day <= closed)

    def _all_entries(self) -> Iterator[LedgerPosting]:
        ends = self.calendar.month_ends
        starts = np.append(0, ends[:-1] + 1)
        for (entity, account, centre), amounts in self.by_day.items():
            for end, amount in zip(ends.tolist(), np.add.reduceat(amounts, starts).tolist(), strict=True):
                if amount:
                    journal = f"J-{self.calendar.dates[end]:%Y-%m}"
                    yield LedgerPosting(end, account, entity, centre, "actual", amount, journal)
        yield from self.documents

    def results(self) -> dict[tuple[int, str, str | None], Array]:
        """Return income and cost by month, in cents, by entity, account and cost centre."""
        found: dict[tuple[int, str, str | None], Array] = {}
        for entry in self.entries():
            if _is_result(entry.account):
                key = (entry.entity, entry.account, entry.centre)
                months = found.setdefault(key, np.zeros(len(self.calendar.month_ends), dtype=np.int64))
                months[self.calendar.month[entry.day]] += entry.amount
        return found


def _sides(debit: str, credit: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (debit, 1 if _debit_raises(debit) else -1), (credit, -1 if _debit_raises(credit) else 1)


def _debit_raises(account: str) -> bool:
    return chart.TYPE_OF[account] in RAISED_BY_DEBIT


def _is_result(account: str) -> bool:
    return chart.TYPE_OF[account] in ("revenue", "expense")


def rows(calendar: DemoCalendar, entries: list[LedgerPosting]) -> Rows:
    """Return the ledger's entries."""
    return Rows(
        "ledger_entries",
        {
            "id": ids(len(entries)),
            "key": keys("L", range(1, len(entries) + 1), 6),
            "posted_on": calendar.day_of(np.array([entry.day for entry in entries])),
            "account_id": [chart.ID_OF[entry.account] for entry in entries],
            "entity_id": [entry.entity + 1 for entry in entries],
            "cost_centre_id": [entry.centre and chart.CENTRE_ID[entry.centre] for entry in entries],
            "scenario": [entry.scenario for entry in entries],
            "amount": np.array([entry.amount for entry in entries]) * CENT,
            "currency": [chart.CURRENCIES[entry.entity] for entry in entries],
            "document": [entry.document for entry in entries],
        },
    )
