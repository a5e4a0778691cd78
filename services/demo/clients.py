"""The clients of the company: a few large and many small ones."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from services.demo.anomalies import (
    CHURN_WAVE,
    CHURN_WAVE_SEGMENT,
    CHURN_WAVE_SHARE,
    SILENT_REGION,
    SILENT_WEEK,
    Anomalies,
)
from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import Array, keep_where, rng_of
from services.demo.staff import Staff
from services.demo.words import FIRST, LAST, TRADES, address_of, name_of

CLIENTS = 840
PROSPECTS = 60

# region, its countries, its currency, its share of the clients
REGIONS = (
    ("DACH", ("Germany", "Germany", "Austria", "Switzerland"), "EUR", 0.34),
    ("Benelux", ("Netherlands", "Belgium", "Luxembourg"), "EUR", 0.18),
    ("Nordics", ("Denmark", "Finland", "Sweden"), "EUR", 0.14),
    ("France", ("France",), "EUR", 0.12),
    ("Iberia", ("Spain", "Portugal"), "EUR", 0.08),
    ("North America", ("United States", "United States", "Canada"), "USD", 0.14),
)
AMERICA = len(REGIONS) - 1


class ClientSegment(NamedTuple):
    """A group of clients. ``size`` is the weight of their order frequency, ``discount`` their usual discount in %."""

    name: str
    kind: str
    share: float
    size: float
    discount: int
    channels: tuple[str, ...]
    headcount: int


SEGMENTS = (
    ClientSegment("Key account", "company", 0.03, 24.0, 12, ("Field sales", "Field sales", "Phone"), 1_800),
    ClientSegment("Mid-size company", "company", 0.20, 6.0, 5, ("Field sales", "Phone", "Web"), 160),
    ClientSegment("Small company", "company", 0.47, 2.2, 0, ("Web", "Web", "Phone"), 18),
    ClientSegment("Private", "person", 0.30, 1.4, 0, ("Web",), 1),
)
PRIVATE = len(SEGMENTS) - 1


@dataclass(frozen=True)
class Clients:
    """The clients in the order in which they join. Prospects come last and never join.

    ``joins`` and ``leaves`` are day indexes of the calendar. A client's id is its index plus one.
    """

    calendar: DemoCalendar
    names: list[str]
    emails: list[str]
    segment: Array
    region: Array
    country: Array
    industry: Array
    joins: Array
    leaves: Array
    size: Array
    owner: Array
    headcount: Array
    contacts: Array

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def in_dollars(self) -> Array:
        in_dollars: Array = self.region == AMERICA
        return in_dollars

    @cached_property
    def is_person(self) -> Array:
        is_person: Array = self.segment == PRIVATE
        return is_person

    @cached_property
    def currency(self) -> Array:
        return np.where(self.in_dollars, "USD", "EUR").astype(object)

    @cached_property
    def first_contact(self) -> Array:
        """The id of each client's first contact; None for those who have none."""
        return keep_where(np.cumsum(self.contacts) - self.contacts + 1, self.contacts > 0)

    @cached_property
    def region_names(self) -> Array:
        """The region as stored; it is missing for some clients."""
        names = np.array([region for region, *_ in REGIONS], dtype=object)[self.region]
        return keep_where(names, np.arange(len(self)) % 97 != 41)

    @cached_property
    def slow_payer(self) -> int:
        """The index of the client that pays late: the largest one that pays in EUR from the first day on."""
        stays = (self.joins <= 0) & (self.leaves > self.calendar.last) & ~self.in_dollars
        return int(np.argmax(np.where(stays, self.size, 0)))

    def is_there(self, clients: Array, places: Array) -> Array:
        """Return whether each client has joined and not left, on each day."""
        return (self.joins[clients] <= places) & (places <= self.leaves[clients])


def build_clients(calendar: DemoCalendar, anomalies: Anomalies, staff: Staff, seed: int, scale: int) -> Clients:
    """Return the clients. Some joined before the three years, most within them."""
    rng = rng_of(seed, "clients")
    count = CLIENTS * scale
    region = rng.choice(len(REGIONS), count, p=[share for *_, share in REGIONS])
    joins = _join_days(rng, calendar, anomalies, region, PROSPECTS * scale)
    order = np.argsort(joins, kind="stable")
    region, joins = region[order], joins[order]
    segment = rng.choice(len(SEGMENTS), count, p=[each.share for each in SEGMENTS])
    size = np.array([each.size for each in SEGMENTS])[segment] * np.minimum(4.0, rng.pareto(2.0, count) + 1)
    # Each region has its own sales people. A client always has the same one.
    sellers = [staff.in_teams("SALES-EU")[1:], staff.in_teams("SALES-US")[1:]]
    turn = rng.integers(0, 1_000, count)
    owner = np.where(region == AMERICA, sellers[1][turn % len(sellers[1])], sellers[0][turn % len(sellers[0])])
    numbers = _numbers(rng, segment)
    names = _names(numbers, segment)
    headcount = np.array([each.headcount for each in SEGMENTS])[segment] * rng.lognormal(0, 0.7, count)
    clients = Clients(
        calendar,
        names=names,
        emails=[address_of(name) for name in names],
        segment=segment,
        region=region,
        country=_countries(rng, region),
        industry=np.array(list(TRADES.values()), dtype=object)[numbers % len(TRADES)],
        joins=joins,
        leaves=_leave_days(rng, calendar, anomalies, joins, segment),
        size=np.where(joins >= NEVER, 0.0, size),
        owner=owner,
        contacts=np.where(segment == PRIVATE, 0, 1 + rng.binomial(2, np.where(segment == PRIVATE - 1, 0.2, 0.6))),
        headcount=np.maximum(2, np.rint(headcount)).astype(np.int64),
    )
    _duplicate_one(clients)
    return clients


def _numbers(rng: np.random.Generator, segment: Array) -> Array:
    """Return the number of a name for each client, unique among persons and among companies."""
    numbers = np.zeros(len(segment), dtype=np.int64)
    for mine, pairs in (
        (segment == PRIVATE, len(FIRST) * len(LAST)),
        (segment != PRIVATE, len(LAST) * len(TRADES)),
    ):
        turn, place = np.divmod(np.arange(mine.sum()), pairs)
        numbers[mine] = turn * pairs + rng.permutation(pairs)[place]
    return numbers


def _names(numbers: Array, segment: Array) -> list[str]:
    trades = tuple(TRADES)
    return [
        name_of(number, FIRST, LAST) if each == PRIVATE else name_of(number, LAST, trades)
        for number, each in zip(numbers.tolist(), segment.tolist(), strict=True)
    ]


def _join_days(
    rng: np.random.Generator, calendar: DemoCalendar, anomalies: Anomalies, region: Array, prospects: int
) -> Array:
    """Return the day on which each client joins: a third before the first day, and none in the silent week."""
    count = len(region)
    joins = rng.integers(-calendar.last // 2, calendar.last - 5, count)
    joins = np.where(joins < 0, -rng.integers(1, 1_500, count), joins)
    silent = anomalies.span(SILENT_WEEK)
    is_silent = np.array([name == SILENT_REGION for name, *_ in REGIONS])[region]
    joins = np.where(is_silent & (joins >= silent.start) & (joins < silent.stop), silent.stop, joins)
    return np.where(np.arange(count) < count - prospects, joins, NEVER)


def _leave_days(
    rng: np.random.Generator, calendar: DemoCalendar, anomalies: Anomalies, joins: Array, segment: Array
) -> Array:
    count = len(joins)
    stays = rng.random(count) < 0.72
    leaves = np.where(stays, NEVER, np.maximum(joins, 0) + rng.integers(60, 900, count))
    wave = anomalies.span(CHURN_WAVE)
    hit = np.array([each.name == CHURN_WAVE_SEGMENT for each in SEGMENTS])[segment]
    hit &= (joins < wave.start) & (leaves >= wave.start) & (rng.random(count) < CHURN_WAVE_SHARE)
    return np.where(hit, rng.integers(wave.start, wave.stop, count), leaves)


def _countries(rng: np.random.Generator, region: Array) -> Array:
    most = 12
    table = np.array([[countries[turn % len(countries)] for turn in range(most)] for _, countries, *_ in REGIONS])
    return table.astype(object)[region, rng.integers(0, most, len(region))]


def _duplicate_one(clients: Clients) -> None:
    """Make one mid-size client of DACH a duplicate of another, with a different spelling."""
    alike = np.flatnonzero((clients.segment == 1) & (clients.region == 0) & (clients.joins < NEVER))
    first, second = alike[0], alike[len(alike) // 2]
    clients.names[second] = f"{clients.names[first].upper()} GmbH"
    clients.emails[second] = clients.emails[first]
    clients.country[second], clients.industry[second] = clients.country[first], clients.industry[first]
