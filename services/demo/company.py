"""The demo company as a whole: the same seed and day always give the same company."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.demo.offer import DemoProduct, invent_products
from services.demo.people import DemoClient, invent_clients
from services.demo.trade import DemoOrder, invent_orders, invent_rates

NAME = "Northlight Trading"
CURRENCY = "EUR"
ZONE = "Europe/Berlin"
OWNER_NAME = "Mara Lindholm"
OWNER_EMAIL = "mara.lindholm@example.com"

DAYS = 3 * 365
CLIENTS = 600
ORDERS = 8_000


@dataclass(frozen=True)
class Company:
    """Everything that the demo company knows. ``rates``: what a dollar is worth in EUR from a day on."""

    clients: list[DemoClient]
    products: list[DemoProduct]
    orders: list[DemoOrder]
    rates: dict[date, Decimal]


def invent(today: date, seed: int) -> Company:
    """Three years of a small furniture trader, up to and including ``today``."""
    chance = random.Random(seed)
    first_day = today - timedelta(DAYS)
    rates = invent_rates(chance, first_day, today)
    products = invent_products(chance)
    clients = invent_clients(chance, CLIENTS, first_day, today)
    orders = list(invent_orders(chance, ORDERS, clients, products, rates, today))
    return Company(clients, products, orders, rates)
