"""Invoices for orders, subscriptions and projects, and their payments: on time, late, in parts, or never."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from services.demo import anomalies as planted
from services.demo.anomalies import Anomalies
from services.demo.clients import Clients
from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import CENT, Array, Column, Rows, ids, keys, rng_of
from services.demo.tally import ENTITIES, SUBSIDIARY, sum_by_day

# Payment terms in days, and the usual delay in days, by segment.
TERMS = np.array((30, 30, 30, 14))
USUALLY_LATE = np.array((6.0, 3.0, 2.0, -8.0))
UNPAID_SHARE = 0.008
PARTS_SHARE = 0.05
CORRECTED_SHARE = 0.003
CORRECTED_AFTER = 3

# Sales tax for private persons, in 1/1,000. Companies pay it only in TAXED_COMPANIES.
TAX = {
    "Germany": 190,
    "Austria": 200,
    "Switzerland": 81,
    "Netherlands": 210,
    "Belgium": 210,
    "Luxembourg": 170,
    "Denmark": 250,
    "Finland": 255,
    "Sweden": 250,
    "France": 200,
    "Spain": 210,
    "Portugal": 230,
    "United States": 70,
    "Canada": 50,
}
TAXED_COMPANIES = ("Germany", "United States", "Canada")


@dataclass
class Billing:
    """Bills customers, and totals invoices, tax and payments by entity and day, in cents."""

    calendar: DemoCalendar
    anomalies: Anomalies
    clients: Clients
    seed: int
    invoiced: Array = field(init=False)
    taxed: Array = field(init=False)
    received: Array = field(init=False)
    twice: Array = field(init=False)
    _invoices: int = 0
    _payments: int = 0

    def __post_init__(self) -> None:
        self.rng = rng_of(self.seed, "billing")
        days = (ENTITIES, self.calendar.count)
        self.invoiced, self.taxed, self.received, self.twice = (np.zeros(days, dtype=np.int64) for _ in range(4))
        self.habit = rng_of(self.seed, "habits").normal(0, 5, len(self.clients))
        self.tax_rate = self._tax_rates()

    def bill(self, client: Array, issued: Array, net: Array, order_id: Array | None = None) -> Iterator[Rows]:
        """Yield the invoices for purchases, and their payments so far. ``net`` is in cents before tax."""
        is_due = issued <= self.calendar.last
        client, issued, net = client[is_due], issued[is_due], net[is_due]
        order_id = None if order_id is None else order_id[is_due]
        tax = (net * self.tax_rate[client] + 500) // 1_000
        for entity, mine in self._entities(client):
            self.invoiced[entity] += sum_by_day(issued[mine], (net + tax)[mine], self.calendar.count)
            self.taxed[entity] += sum_by_day(issued[mine], tax[mine], self.calendar.count)
        corrected = self.rng.random(len(client)) < CORRECTED_SHARE
        corrected &= issued <= self.calendar.last - CORRECTED_AFTER
        again = np.concatenate([np.arange(len(client)), np.flatnonzero(corrected)])
        is_new = np.arange(len(again)) >= len(client)
        cancelled = np.where(corrected[again] & ~is_new, issued[again] + CORRECTED_AFTER, NEVER)
        numbers = ids(len(again), self._invoices)
        issued_on = issued[again] + CORRECTED_AFTER * is_new
        yield self._invoice_rows(
            numbers,
            client[again],
            issued_on,
            (net + tax)[again],
            tax[again],
            cancelled,
            [None] * len(again) if order_id is None else order_id[again],
        )
        yield from self._payments_for(
            numbers[cancelled >= NEVER],
            *(each[cancelled >= NEVER] for each in (client[again], issued_on, (net + tax)[again])),
        )
        self._invoices += len(again)

    def bill_twice(self, client: int, issued: int, net: int, order_id: int) -> Rows:
        """Return a duplicate invoice for an order."""
        tax = (net * int(self.tax_rate[client]) + 500) // 1_000
        [[entity, _]] = [each for each in self._entities(np.array([client])) if each[1].any()]
        self.twice[entity, issued] += net + tax
        self._invoices += 1
        one = [np.array([each]) for each in (self._invoices, client, issued, net + tax, tax, NEVER, order_id)]
        return self._invoice_rows(*one)

    def _entities(self, client: Array) -> list[tuple[int, Array]]:
        dollars = self.clients.in_dollars[client]
        return [(entity, dollars == (entity == SUBSIDIARY)) for entity in range(ENTITIES)]

    def _tax_rates(self) -> Array:
        rates = np.array([TAX[country] for country in self.clients.country])
        taxed = self.clients.is_person | np.isin(self.clients.country.astype(str), TAXED_COMPANIES)
        return np.where(taxed, rates, 0)

    def _due(self, client: Array, issued: Array) -> Array:
        due: Array = issued + TERMS[self.clients.segment[client]]
        return due

    def _invoice_rows(
        self,
        numbers: Array,
        client: Array,
        issued: Array,
        amount: Array,
        tax: Array,
        cancelled: Array,
        order_id: Column,
    ) -> Rows:
        return Rows(
            "invoices",
            {
                "id": numbers,
                "number": keys("INV", numbers.tolist(), 6),
                "client_id": client + 1,
                "order_id": order_id,
                "issued_on": self.calendar.day_of(issued),
                "due_on": self.calendar.day_of(self._due(client, issued)),
                "amount": amount * CENT,
                "tax": tax * CENT,
                "currency": self.clients.currency[client],
                "cancelled_on": self.calendar.day_of(cancelled),
            },
        )

    def _payments_for(self, invoice: Array, client: Array, issued: Array, amount: Array) -> Iterator[Rows]:
        rng, count = self.rng, len(invoice)
        late = USUALLY_LATE[self.clients.segment[client]] + self.habit[client] + rng.normal(0, 4, count)
        late += np.where(rng.random(count) < 0.08, rng.exponential(25, count), 0)
        slow = (client == self.clients.slow_payer) & (issued >= self.anomalies.span(planted.SLOW_PAYER).start)
        late += np.where(slow, planted.SLOW_PAYER_DAYS, 0)
        paid = np.maximum(issued + 1, np.rint(self._due(client, issued) + late)).astype(np.int64)
        paid = np.where(rng.random(count) < UNPAID_SHARE, NEVER, paid)
        in_parts = (rng.random(count) < PARTS_SHARE) & (amount > 20_000)
        first = np.where(in_parts, np.rint(amount * rng.uniform(0.3, 0.7, count) / 100) * 100, amount).astype(np.int64)
        rest_paid = np.where(rng.random(count) < 0.15, NEVER, paid + rng.integers(15, 50, count))
        again = np.concatenate([np.arange(count), np.flatnonzero(in_parts)])
        is_rest = np.arange(len(again)) >= count
        invoice, client = invoice[again], client[again]
        paid = np.where(is_rest, rest_paid[again], paid[again])
        paid = self.calendar.next_workday(paid)
        amount = np.where(is_rest, (amount - first)[again], first[again])
        known = paid <= self.calendar.last
        invoice, client, paid, amount = (each[known] for each in (invoice, client, paid, amount))
        for entity, mine in self._entities(client):
            self.received[entity] += sum_by_day(paid[mine], amount[mine], self.calendar.count)
        numbers = ids(len(invoice), self._payments)
        self._payments += len(invoice)
        yield Rows(
            "payments",
            {
                "id": numbers,
                "key": keys("PAY", numbers.tolist(), 6),
                "invoice_id": invoice,
                "paid_on": self.calendar.day_of(paid),
                "amount": amount * CENT,
            },
        )
