"""Daily exchange rates of the dollar in EUR: a slow random walk around a mean."""

import numpy as np

from services.demo.days import DemoCalendar
from services.demo.rows import Array, Rows, ids, rng_of

MEAN = 0.92
PULL = 0.01
STEP = 0.0028
FINEST = 10_000
# Days of rates before the first order, because contracts and deals can be older.
LEAD = 450
SCALE = 10**12


def daily_rates(calendar: DemoCalendar, seed: int) -> Array:
    """Return EUR per dollar, in 1/10,000, on each day of the three years and on the LEAD days before them."""
    rates, rate = [], MEAN
    for step in rng_of(seed, "rates").normal(0, STEP, LEAD + calendar.count):
        # The pull towards the mean keeps a long random walk plausible.
        rate += step + (MEAN - rate) * PULL
        rates.append(round(rate * FINEST))
    return np.array(rates)


def rows(calendar: DemoCalendar, rates: Array) -> Rows:
    """Return the daily rates, and the average and closing rate of each month, in both directions."""
    days = calendar.day_of(np.arange(-LEAD, calendar.count))
    months = days.astype("datetime64[M]")
    starts = np.flatnonzero(np.append(True, months[1:] != months[:-1]))
    ends = np.append(starts[1:], len(days)) - 1
    mean = np.add.reduceat(rates, starts) / (ends - starts + 1)
    kinds = [
        ("date", days, rates),
        ("average", days[starts], np.rint(mean).astype(np.int64)),
        ("closing", days[starts], rates[ends]),
    ]
    kind, since, worth = [], [], []
    for name, first_days, values in kinds:
        kind += [name] * 2 * len(values)
        since += [first_days] * 2
        worth += [values * (SCALE // FINEST), np.rint(SCALE * FINEST / values).astype(np.int64)]
    sides = [["USD", "EUR"] if place % 2 == 0 else ["EUR", "USD"] for place in range(2 * len(kinds))]
    repeated = [side for side, values in zip(sides, worth, strict=True) for _ in values]
    return Rows(
        "exchange_rates",
        {
            "id": ids(len(kind)),
            "kind": kind,
            "from_currency": [side[0] for side in repeated],
            "to_currency": [side[1] for side in repeated],
            "valid_from": np.concatenate(since),
            "rate": np.concatenate(worth),
        },
    )
