"""Three years of orders, generated in chunks of whole days and as whole columns."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.demo import anomalies as planted
from services.demo.anomalies import Anomalies
from services.demo.clients import REGIONS, SEGMENTS, Clients
from services.demo.days import NEVER, DemoCalendar
from services.demo.goods import Goods
from services.demo.lines import OrderLines, draw_lines
from services.demo.rows import Array, Rows, ids, keys, rng_of

ORDERS = 10_000
ORDERS_AT_ONCE = 100_000

# Relative demand by weekday, from Monday, and by month, from January.
OF_WEEKDAY = np.array((1.15, 1.2, 1.1, 1.05, 0.9, 0.25, 0.15))
OF_MONTH = np.array((0.95, 0.9, 1.0, 1.0, 0.95, 0.9, 0.75, 0.7, 1.1, 1.15, 1.35, 1.25))
ON_HOLIDAYS = 0.2
GROWTH_PER_YEAR = 0.18
CANCELLED_SHARE = 0.03
LATE_SHARE = 0.08
USUAL_DELIVERY = 14
ODD_SPELLING = {"Web": "WEB", "Phone": "phone", "Field sales": "Field Sales"}
ODD_SHARE = 0.01


@dataclass(frozen=True)
class Orders:
    """The orders of some days with their lines. Days are day indexes, and NEVER if an event did not happen."""

    calendar: DemoCalendar
    first: int
    client: Array
    channel: Array
    region: Array
    currency: Array
    ordered: Array
    due: Array
    shipped: Array
    cancelled: Array
    lines: OrderLines

    def __len__(self) -> int:
        return len(self.client)

    @property
    def ids(self) -> Array:
        return ids(len(self), self.first)

    def rows(self) -> Iterator[Rows]:
        """Yield the orders and their lines."""
        yield Rows(
            "orders",
            {
                "id": self.ids,
                "number": keys("SO", self.ids.tolist(), 6),
                "client_id": self.client + 1,
                "channel": self.channel,
                "region": self.region,
                "currency": self.currency,
                "ordered_on": self.calendar.day_of(self.ordered),
                "due_on": self.calendar.day_of(self.due),
                "shipped_on": self.calendar.day_if_past(self.shipped),
                "cancelled_on": self.calendar.day_of(self.cancelled),
            },
        )
        yield self.lines.rows(self.first)


def demand_by_day(calendar: DemoCalendar, anomalies: Anomalies) -> Array:
    """Return the relative demand of each day."""
    places = np.arange(calendar.count)
    months = np.array([day.month - 1 for day in calendar.dates])
    busy: Array = OF_WEEKDAY[calendar.weekday] * OF_MONTH[months] * (1 + GROWTH_PER_YEAR * places / 365)
    busy = busy * np.where(calendar.is_holiday, ON_HOLIDAYS, 1.0)
    busy[list(anomalies.span(planted.LOST_QUARTER))] *= planted.LOST_QUARTER_KEEPS
    busy[anomalies.workday(planted.SPIKE)] *= planted.SPIKE_TIMES
    return busy


def generate_orders(
    calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, goods: Goods, rates: Array, seed: int, scale: int
) -> Iterator[Orders]:
    """Yield the orders by day. A client who joins within the three years places the first order on that day."""
    rng = rng_of(seed, "orders")
    newcomers = np.bincount(clients.joins[(clients.joins >= 0) & (clients.joins < NEVER)], minlength=calendar.count)
    busy = demand_by_day(calendar, anomalies)
    others = rng.multinomial(ORDERS * scale - newcomers.sum(), busy / busy.sum())
    drawing = _OrderGenerator(rng, calendar, anomalies, clients, goods, rates)
    orders_before = lines_before = 0
    for days in _chunks(newcomers + others):
        drawn = drawing.orders(days, others[days.start : days.stop], orders_before, lines_before)
        orders_before, lines_before = orders_before + len(drawn), lines_before + len(drawn.lines)
        yield drawn


def _chunks(counts: Array) -> Iterator[range]:
    """Yield ranges of whole days with at most ORDERS_AT_ONCE orders, or a single day."""
    start, total = 0, 0
    for place, count in enumerate(counts.tolist()):
        if total and total + count > ORDERS_AT_ONCE:
            yield range(start, place)
            start, total = place, 0
        total += count
    yield range(start, len(counts))


@dataclass(frozen=True)
class _OrderGenerator:
    """Generates orders from these inputs."""

    rng: np.random.Generator
    calendar: DemoCalendar
    anomalies: Anomalies
    clients: Clients
    goods: Goods
    rates: Array

    def orders(self, days: range, others: Array, orders_before: int, lines_before: int) -> Orders:
        """Return the orders of some days: the first orders of new clients, and ``others`` on each day."""
        new = np.flatnonzero((self.clients.joins >= days.start) & (self.clients.joins < days.stop))
        ordered = np.repeat(np.arange(days.start, days.stop), others)
        client = np.concatenate([new, self._buyers(ordered)])
        ordered = np.concatenate([self.clients.joins[new], ordered])
        order = np.argsort(ordered, kind="stable")
        client, ordered = client[order], ordered[order]
        shipped, cancelled = self._outcome(ordered)
        due = ordered + USUAL_DELIVERY
        self._mistype_a_year(ordered, due, shipped, cancelled)
        dollars = self.clients.in_dollars[client]
        rate = np.where(dollars, self.rates[ordered], 0)
        lines = draw_lines(self.rng, self.goods, self.clients, client, ordered, rate, lines_before)
        self._mistype_a_price(lines, ordered, cancelled, dollars)
        return Orders(
            self.calendar,
            orders_before,
            client,
            self._channels(client),
            self.clients.region_names[client],
            self.clients.currency[client],
            ordered,
            due,
            shipped,
            cancelled,
            lines,
        )

    def _buyers(self, ordered: Array) -> Array:
        """Return a client for each order who is active on its day. Larger clients are more likely."""
        upto = np.cumsum(self.clients.size)
        joined = np.searchsorted(self.clients.joins, ordered, side="right")
        buyers = np.zeros(len(ordered), dtype=np.int64)
        left = np.arange(len(ordered))
        while len(left):
            drawn = np.searchsorted(upto, self.rng.random(len(left)) * upto[joined[left] - 1], side="right")
            buyers[left] = drawn
            left = left[~self._may_order(drawn, ordered[left])]
        return buyers

    def _may_order(self, clients: Array, ordered: Array) -> Array:
        silent = self.anomalies.span(planted.SILENT_WEEK)
        names = np.array([name == planted.SILENT_REGION for name, *_ in REGIONS])
        lost = names[self.clients.region[clients]] & (ordered >= silent.start) & (ordered < silent.stop)
        return self.clients.is_there(clients, ordered) & ~lost

    def _channels(self, client: Array) -> Array:
        most = 6
        table = [[each.channels[turn % len(each.channels)] for turn in range(most)] for each in SEGMENTS]
        channels = np.array(table, dtype=object)[self.clients.segment[client], self.rng.integers(0, most, len(client))]
        odd = np.flatnonzero(self.rng.random(len(client)) < ODD_SHARE)
        channels[odd] = [ODD_SPELLING[channel] for channel in channels[odd]]
        return channels

    def _outcome(self, ordered: Array) -> tuple[Array, Array]:
        """Return the days on which orders are shipped, never on a Sunday, and on which some are cancelled."""
        count = len(ordered)
        late = self.rng.random(count) < LATE_SHARE
        shipped = ordered + np.where(late, self.rng.integers(15, 27, count), self.rng.integers(2, 13, count))
        shipped += self.calendar.weekday[shipped % 7] == 6
        cancelled = np.where(self.rng.random(count) < CANCELLED_SHARE, ordered + self.rng.integers(0, 3, count), NEVER)
        cancelled = np.where(cancelled > self.calendar.last, NEVER, cancelled)
        return np.where(cancelled < NEVER, NEVER, shipped), cancelled

    def _mistype_a_year(self, ordered: Array, due: Array, shipped: Array, cancelled: Array) -> None:
        """Set the due date of one order a year too late, so that it is still open."""
        [*waiting] = np.flatnonzero((ordered == self.anomalies.workday(planted.YEAR_TYPO)) & (cancelled >= NEVER))
        if waiting:
            due[waiting[0]] += 365
            shipped[waiting[0]] = NEVER

    def _mistype_a_price(self, lines: OrderLines, ordered: Array, cancelled: Array, dollars: Array) -> None:
        """Multiply the price of the cheapest line of a day by 100, as if the decimal point were misplaced."""
        candidates = (ordered == self.anomalies.workday(planted.PRICE_TYPO)) & (cancelled >= NEVER) & ~dollars
        places = np.flatnonzero(candidates[lines.order])
        if len(places):
            lines.mistype(int(places[np.argmin(lines.unit_price[places])]), planted.PRICE_TYPO_TIMES)
