"""Sales activities and quotas."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from services.demo.days import NEVER, DemoCalendar
from services.demo.deals import Deals
from services.demo.rows import CENT, Rows, ids, keep_where, keys, pick, rng_of, rows_from_records
from services.demo.staff import Staff

# key, name, its share, minutes
TYPES = (
    ("CALL", "Call", 0.38, 15),
    ("EMAIL", "Email", 0.30, 10),
    ("MEETING", "Meeting", 0.16, 60),
    ("DEMO", "Product demo", 0.10, 45),
    ("VISIT", "Visit", 0.06, 120),
)
DAYS_APART = 13
STRETCH = 1.1


def rows(calendar: DemoCalendar, staff: Staff, deals: Deals, seed: int) -> Iterator[Rows]:
    """Yield the activity types, the activities and the quotas."""
    rng = rng_of(seed, "selling")
    yield rows_from_records("activity_types", ("key", "name"), [(key, name) for key, name, *_ in TYPES])
    yield _activities(rng, calendar, deals)
    yield _quotas(calendar, staff, deals)


def _activities(rng: np.random.Generator, calendar: DemoCalendar, deals: Deals) -> Rows:
    life = np.minimum(deals.closed_day, calendar.last) - deals.opened
    deal = np.repeat(np.arange(len(deals)), rng.poisson(life / DAYS_APART + 0.7))
    place = deals.opened[deal] + (rng.random(len(deal)) * life[deal]).astype(np.int64)
    # Activities on other days move to the workday before.
    past = np.maximum(place, int(calendar.workdays[0]))
    place = np.where(place < 0, place, calendar.workdays[np.searchsorted(calendar.workdays, past, side="right") - 1])
    order = np.argsort(place, kind="stable")
    deal, place, count = deal[order], place[order], len(deal)
    kind = rng.choice(len(TYPES), count, p=[share for *_, share, _ in TYPES])
    minutes = np.rint(np.array([each for *_, each in TYPES])[kind] * rng.lognormal(0, 0.4, count)).astype(np.int64)
    return Rows(
        "activities",
        {
            "id": ids(count),
            "key": keys("A", range(1, count + 1)),
            "type_id": kind + 1,
            "deal_id": deal + 1,
            "client_id": deals.client[deal] + 1,
            "employee_id": deals.owner[deal],
            "happened_at": calendar.instant(place, 9 * 60 + rng.integers(0, 8 * 60, count)),
            "minutes": keep_where(minutes, rng.random(count) > 0.06),
            "subject": keep_where(
                pick(rng, ("First talk", "Follow-up", "Offer", "Terms"), count), rng.random(count) > 0.2
            ),
        },
    )


def _quotas(calendar: DemoCalendar, staff: Staff, deals: Deals) -> Rows:
    """Return the quarterly quotas: a tenth more than sellers of the same currency win on average."""
    won = deals.won & (deals.closed_day <= calendar.last)
    found = []
    for currency in ("EUR", "USD"):
        mine = [
            int(seller) for seller in staff.sellers if (staff.teams[seller - 1] == "SALES-US") == (currency == "USD")
        ]
        sold = deals.amounts[1][won & (deals.currency == currency)].sum()
        average = sold / 12 / max(1, len(mine) - (currency == "EUR")) * STRETCH
        for start in _quarters(calendar):
            place = calendar.place(start)
            for seller in mine:
                if staff.hired[seller - 1] <= place + 31 and (
                    staff.left[seller - 1] >= NEVER or staff.left[seller - 1] > place
                ):
                    found.append((seller, start, 3, round(average / 500_000) * 500_000 * CENT, currency))
    return rows_from_records("quotas", ("employee_id", "starts_on", "months", "amount", "currency"), found)


def _quarters(calendar: DemoCalendar) -> list[date]:
    first, today = calendar.first_day, calendar.today
    starts = [date(year, month, 1) for year in range(first.year, today.year + 1) for month in (1, 4, 7, 10)]
    return [start for start in starts if start <= today and calendar.place(start) > -92]
