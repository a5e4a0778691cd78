"""Subscriptions to lighting as a service and maintenance plans, billed monthly."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.demo import anomalies as planted
from services.demo.anomalies import Anomalies
from services.demo.clients import PRIVATE, SEGMENTS, Clients
from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import CENT, Array, Rows, ids, keys, rng_of, rows_from_records

CONTRACTS = 320
# plan, median EUR per month, share of the contracts
PLANS = (
    ("Lighting S", 90, 0.34),
    ("Lighting M", 240, 0.26),
    ("Lighting L", 780, 0.10),
    ("Maintenance Basic", 60, 0.20),
    ("Maintenance Plus", 160, 0.10),
)
# Monthly probabilities of the movements of a contract.
EXPANDS, CONTRACTS_LESS, CHURNS, COMES_BACK = 0.030, 0.011, 0.011, 0.06
WAVE_CHURNS = 0.45
ON_TRIAL = 0.3
TRIAL_DAYS = 30

Movement = tuple[str, int, int]


@dataclass(frozen=True)
class Contract:
    """A contract with its movements: kind, day index, and change of MRR in cents."""

    client: int
    plan: str
    trial: int
    movements: list[Movement]

    @property
    def start_day(self) -> int:
        return self.movements[0][1] if self.movements else NEVER

    @property
    def end_day(self) -> int:
        """The day after the last paid day, or NEVER if the contract is active."""
        churned = bool(self.movements) and self.movements[-1][0] == "churn"
        return self.movements[-1][1] if churned else NEVER

    def worth_on(self, place: int) -> int:
        """Return the MRR of the contract on a day, in cents."""
        return sum(amount for _, moved, amount in self.movements if moved <= place)


def build_contracts(calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, seed: int) -> list[Contract]:
    """Return the contracts of companies. Each one starts after the client has joined."""
    rng = rng_of(seed, "subscriptions")
    companies = (clients.segment < PRIVATE) & (clients.joins < calendar.last - 10)
    weights = np.where(companies, np.sqrt(clients.size), 0)
    chosen = rng.choice(len(clients), CONTRACTS, p=weights / weights.sum())
    return [_contract(rng, calendar, anomalies, clients, int(client)) for client in chosen]


def _contract(
    rng: np.random.Generator, calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, client: int
) -> Contract:
    plan, middle, _ = PLANS[rng.choice(len(PLANS), p=[share for *_, share in PLANS])]
    joins = int(clients.joins[client])
    start = int(rng.integers(max(-400, joins), calendar.last))
    trial = start - TRIAL_DAYS if rng.random() < ON_TRIAL and start - TRIAL_DAYS >= joins else NEVER
    if trial < NEVER and start > calendar.last - TRIAL_DAYS:
        # The trial is still running.
        return Contract(client, plan, min(start, calendar.last), [])
    worth = _cents(middle * float(rng.lognormal(0, 0.45)))
    movements = [("new", start, worth)]
    movements += _life(rng, calendar, anomalies, clients, client, start, worth)
    return Contract(client, plan, trial, movements)


def _life(
    rng: np.random.Generator,
    calendar: DemoCalendar,
    anomalies: Anomalies,
    clients: Clients,
    client: int,
    start: int,
    worth: int,
) -> Iterator[Movement]:
    """Yield the movements after the start, month by month. After a churn, MRR is zero."""
    wave = anomalies.span(planted.CHURN_WAVE)
    in_wave = SEGMENTS[clients.segment[client]].name == planted.CHURN_WAVE_SEGMENT
    last_worth = worth
    day = start + int(rng.integers(25, 36))
    while day <= calendar.last:
        happens = rng.random()
        churns = WAVE_CHURNS if in_wave and day in wave else CHURNS
        if not worth:
            if happens < COMES_BACK and not clients.leaves[client] < day:
                worth = _cents(last_worth / 100 * float(rng.uniform(0.7, 1.1)))
                yield "reactivation", day, worth
        elif happens < churns or clients.leaves[client] < day:
            yield "churn", day, -worth
            last_worth, worth = worth, 0
        elif happens < churns + EXPANDS:
            more = max(100, _cents(worth / 100 * float(rng.uniform(0.1, 0.5))))
            yield "expansion", day, more
            worth += more
        elif happens < churns + EXPANDS + CONTRACTS_LESS and worth > 1_000:
            less = max(100, _cents(worth / 100 * float(rng.uniform(0.1, 0.4))))
            yield "contraction", day, -less
            worth -= less
        day += int(rng.integers(26, 36))


def _cents(amount: float) -> int:
    return round(amount) * 100


def rows(calendar: DemoCalendar, clients: Clients, contracts: list[Contract]) -> Iterator[Rows]:
    """Yield the contracts and their movements."""
    count = len(contracts)
    client = np.array([contract.client for contract in contracts])
    yield Rows(
        "subscriptions",
        {
            "id": ids(count),
            "key": keys("SUB", range(1, count + 1), 4),
            "client_id": client + 1,
            "plan": [contract.plan for contract in contracts],
            "currency": clients.currency[client],
            "trial_started_on": calendar.day_of(np.array([contract.trial for contract in contracts])),
            "started_on": calendar.day_of(np.array([contract.start_day for contract in contracts])),
            "ended_on": calendar.day_of(np.array([contract.end_day for contract in contracts])),
        },
    )
    yield rows_from_records(
        "subscription_movements",
        ("subscription_id", "number", "kind", "moved_on", "amount"),
        (
            (place, number, kind, calendar.day(moved), amount * CENT)
            for place, contract in enumerate(contracts, 1)
            for number, (kind, moved, amount) in enumerate(contract.movements, 1)
        ),
    )


def months_to_bill(calendar: DemoCalendar, contracts: list[Contract]) -> tuple[Array, Array, Array]:
    """Return client, day and cents of each invoice: on the first of each month, for the MRR on that day."""
    found = [
        (contract.client, int(start), worth)
        for start in calendar.month_starts
        for contract in contracts
        if (worth := contract.worth_on(int(start)))
    ]
    client, day, net = (np.array(column) for column in zip(*found, strict=True))
    return client, day, net
