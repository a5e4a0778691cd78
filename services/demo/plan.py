"""The budget of each year, and the forecast around today."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from services.demo.days import DemoCalendar
from services.demo.ledger import GeneralLedger, LedgerPosting
from services.demo.orders import OF_MONTH
from services.demo.rows import Array, rng_of

SEASON = OF_MONTH / OF_MONTH.mean()
# The forecast covers this many months ahead of and before the current one.
AHEAD, BEHIND = 6, 12

Months = list[date]


def plan_postings(calendar: DemoCalendar, ledger: GeneralLedger, seed: int) -> Iterator[LedgerPosting]:
    """Yield the budget of each year that has begun, and the forecast around today, at month ends."""
    rng = rng_of(seed, "plan")
    months = _months(calendar)
    past = len(calendar.month_ends)
    for (entity, account, centre), actual in ledger.results().items():
        seasonal = account.startswith(("41", "51"))
        season = np.array([SEASON[month.month - 1] if seasonal else 1.0 for month in months])
        for place, amount in _budget(rng, months, actual / season[:past], season):
            yield LedgerPosting(_end(calendar, months[place]), account, entity, centre, "budget", amount, None)
        for place, amount in _forecast(rng, len(months), actual / season[:past], season):
            yield LedgerPosting(_end(calendar, months[place]), account, entity, centre, "forecast", amount, None)


def _months(calendar: DemoCalendar) -> Months:
    """Return the first day of each month, up to the end of this year or of the forecast."""
    first = calendar.first_day.replace(day=1)
    count = max(len(calendar.month_ends) + 12 - calendar.today.month, len(calendar.month_ends) + AHEAD - 1)
    number = first.year * 12 + first.month - 1
    return [date((number + step) // 12, (number + step) % 12 + 1, 1) for step in range(count)]


def _end(calendar: DemoCalendar, month: date) -> int:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return calendar.place(following) - 1


def _budget(rng: np.random.Generator, months: Months, level: Array, season: Array) -> Iterator[tuple[int, int]]:
    """Yield the budget of each year: the median of its months with some deviation, in whole euros."""
    for year in sorted({month.year for month in months}):
        mine = [place for place, month in enumerate(months) if month.year == year]
        # The first month and the current one are incomplete.
        whole = [place for place in mine if 0 < place < len(level) - 1]
        median = np.median(level[whole] if len(whole) > 1 else level[1:-1]) * rng.uniform(0.95, 1.08)
        if mine[0] < len(level):
            yield from ((place, round(median * season[place] / 100) * 100) for place in mine)


def _forecast(rng: np.random.Generator, count: int, level: Array, season: Array) -> Iterator[tuple[int, int]]:
    """Yield the forecast: the average of the three complete months before, in whole euros."""
    now = len(level) - 1
    for place in range(max(4, now - BEHIND), min(count, now + AHEAD)):
        known = min(place, now)
        expected = level[known - 3 : known].mean() * season[place] * rng.uniform(0.96, 1.04)
        yield place, round(expected / 100) * 100
