"""Three years of the demo company's orders, and the exchange rates that hold on their days."""

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from services.demo.offer import CENT, DemoProduct
from services.demo.people import CURRENCY_OF, DemoClient

# How much is ordered on each weekday from Monday on, and in each month from January on.
OF_WEEKDAY = (1.15, 1.2, 1.1, 1.05, 0.9, 0.25, 0.15)
OF_MONTH = (0.95, 0.9, 1.0, 1.0, 0.95, 0.9, 0.75, 0.7, 1.1, 1.15, 1.35, 1.25)
GROWTH_PER_YEAR = 0.18
CANCELLED_SHARE = 0.03
USUAL_DELIVERY = timedelta(14)


@dataclass(frozen=True)
class DemoLine:
    """One product on an order; money is in the order's currency, ``amount`` and ``cost`` are of the whole line."""

    product: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    cost: Decimal


@dataclass(frozen=True)
class DemoOrder:
    """An order with its lines. It is shipped, cancelled, or still open; never two of these."""

    number: str
    client: DemoClient
    channel: str
    currency: str
    ordered_on: date
    due_on: date
    shipped_on: date | None
    cancelled_on: date | None
    lines: tuple[DemoLine, ...]


def invent_rates(chance: random.Random, first_day: date, today: date) -> dict[date, Decimal]:
    """What a dollar is worth in EUR, from each Monday on: a slow walk that begins before the first order."""
    monday = first_day - timedelta(first_day.weekday())
    rates, rate = {}, 0.92
    while monday <= today:
        rates[monday] = Decimal(f"{rate:.4f}")
        # The pull towards 0.92 keeps a long walk believable.
        rate += chance.gauss(0, 0.006) + (0.92 - rate) * 0.05
        monday += timedelta(7)
    return rates


def invent_orders(
    chance: random.Random,
    count: int,
    clients: list[DemoClient],
    products: list[DemoProduct],
    rates: dict[date, Decimal],
    today: date,
) -> Iterator[DemoOrder]:
    """Exactly ``count`` orders by day, each by a client who is there on its day."""
    joined = [client.joins for client in clients]
    sizes = list(accumulate(client.size for client in clients))
    appeal = list(accumulate(product.appeal for product in products))
    for place, day in enumerate(_busy_days(chance, count, joined[0], today), start=1):
        client = _buyer(chance, clients, sizes, bisect_right(joined, day), day)
        currency = CURRENCY_OF[client.region]
        rate = rates[day - timedelta(day.weekday())] if currency == "USD" else Decimal(1)
        bought = {id(each): each for each in chance.choices(products, cum_weights=appeal, k=_line_count(chance))}
        yield DemoOrder(
            f"SO-{place:05d}",
            client,
            chance.choice(client.segment.channels),
            currency,
            day,
            day + USUAL_DELIVERY,
            *_outcome(chance, day, today),
            lines=tuple(_line(chance, product, client, rate) for product in bought.values()),
        )


def _busy_days(chance: random.Random, count: int, first_day: date, today: date) -> list[date]:
    days = [first_day + timedelta(place) for place in range((today - first_day).days + 1)]
    growth = [1 + GROWTH_PER_YEAR * place / 365 for place in range(len(days))]
    busy = [OF_WEEKDAY[day.weekday()] * OF_MONTH[day.month - 1] * more for day, more in zip(days, growth, strict=True)]
    return sorted(chance.choices(days, busy, k=count))


def _buyer(chance: random.Random, clients: list[DemoClient], sizes: list[float], joined: int, day: date) -> DemoClient:
    """One of the first ``joined`` clients who has not left by ``day``, the larger ones more often."""
    while True:
        client = clients[bisect_right(sizes, chance.random() * sizes[joined - 1], hi=joined - 1)]
        if day <= client.leaves:
            return client


def _line_count(chance: random.Random) -> int:
    [count] = chance.choices((1, 2, 3, 4, 5), (38, 28, 18, 10, 6))
    return count


def _line(chance: random.Random, product: DemoProduct, client: DemoClient, rate: Decimal) -> DemoLine:
    quantity = min(60, max(1, round(chance.paretovariate(1.3) * client.segment.size**0.4 * 0.9)))
    unit_price = (product.price / rate).quantize(CENT)
    kept = 1 - Decimal(client.segment.discount)
    return DemoLine(
        product=product.key,
        quantity=quantity,
        unit_price=unit_price,
        amount=(unit_price * quantity * kept).quantize(CENT),
        cost=(product.cost / rate).quantize(CENT) * quantity,
    )


def _outcome(chance: random.Random, day: date, today: date) -> tuple[date | None, date | None]:
    """The days on which an order was shipped and was cancelled, as far as they are known ``today``."""
    late = chance.random() < 0.08
    shipped_on = day + timedelta(chance.randint(15, 26) if late else chance.randint(2, 12))
    cancelled_on = day + timedelta(chance.randint(0, 2))
    if chance.random() < CANCELLED_SHARE and cancelled_on <= today:
        return None, cancelled_on
    return (shipped_on if shipped_on <= today else None), None
