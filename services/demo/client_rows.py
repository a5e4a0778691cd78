"""The rows of clients and contacts, with some missing values, as in real data."""

from collections.abc import Iterator

import numpy as np

from services.demo.clients import PRIVATE, SEGMENTS, Clients
from services.demo.days import NEVER
from services.demo.rows import CENT, Array, Rows, ids, keep_where, keys, pick, rng_of
from services.demo.words import FIRST, JOBS, LAST, address_of, name_of

# A client who left this many days ago has the status "former".
FORMER_DAYS = 180


def rows(clients: Clients, seed: int) -> Iterator[Rows]:
    """Yield the clients and their contacts."""
    rng = rng_of(seed, "client rows")
    count = len(clients)
    kinds = np.array([segment.kind for segment in SEGMENTS], dtype=object)
    segments = np.array([segment.name for segment in SEGMENTS], dtype=object)
    declared = np.rint(clients.headcount * rng.uniform(60, 180, count)).astype(np.int64) * 1_000 * 100 * CENT
    yield Rows(
        "clients",
        {
            "id": ids(count),
            "key": keys("C", range(1, count + 1)),
            "kind": kinds[clients.segment],
            "name": clients.names,
            "email": keep_where(clients.emails, rng.random(count) > 0.04),
            "segment": keep_where(segments[clients.segment], rng.random(count) > 0.015),
            "industry": keep_where(clients.industry, ~clients.is_person & (rng.random(count) > 0.05)),
            "region": clients.region_names,
            "country": clients.country,
            "headcount": keep_where(clients.headcount, ~clients.is_person & (rng.random(count) > 0.1)),
            "annual_revenue": keep_where(declared, ~clients.is_person & (rng.random(count) > 0.35)),
            "status": _status(clients),
            "owner_id": keep_where(clients.owner, clients.segment < PRIVATE - 1),
            "acquired_on": clients.calendar.day_of(clients.joins),
        },
    )
    yield _contacts(rng, clients)


def _status(clients: Clients) -> Array:
    joined = np.where(clients.leaves <= clients.calendar.last - FORMER_DAYS, "former", "active")
    return np.where(clients.joins >= NEVER, "prospect", joined).astype(object)


def _contacts(rng: np.random.Generator, clients: Clients) -> Rows:
    client = np.repeat(np.arange(len(clients)), clients.contacts)
    drawn = rng.integers(0, len(FIRST) * len(LAST), len(client))
    names = [name_of(number, FIRST, LAST) for number in drawn]
    phones = [f"+49 30 0000 {number:05}" for number in rng.integers(0, 100_000, len(client))]
    emails = [address_of(f"{name} {place + 1}") for name, place in zip(names, client, strict=True)]
    return Rows(
        "contacts",
        {
            "id": ids(len(client)),
            "key": keys("P", range(1, len(client) + 1)),
            "client_id": client + 1,
            "name": names,
            "email": keep_where(emails, rng.random(len(client)) > 0.05),
            "phone": keep_where(phones, rng.random(len(client)) > 0.3),
            "job_title": keep_where(pick(rng, JOBS, len(client)), rng.random(len(client)) > 0.1),
        },
    )
