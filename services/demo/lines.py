"""Order lines: products, quantities and amounts."""

from dataclasses import dataclass

import numpy as np

from services.demo.clients import SEGMENTS, Clients
from services.demo.goods import Goods
from services.demo.rates import FINEST
from services.demo.rows import CENT, Array, Rows, ids

MOST_UNITS = 60
RETURNED_SHARE = 0.004
# The shares of orders with one to five lines.
LINE_COUNTS = (0.30, 0.27, 0.20, 0.14, 0.09)


@dataclass(frozen=True)
class OrderLines:
    """Order lines. ``order`` is the index of the order in its chunk. Money is in cents of the order's currency."""

    first: int
    order: Array
    number: Array
    code: Array
    version: Array
    quantity: Array
    unit_price: Array
    amount: Array
    cost: Array

    def __len__(self) -> int:
        return len(self.order)

    def rows(self, orders_before: int) -> Rows:
        """Return the rows. The ids of their orders start after ``orders_before``."""
        return Rows(
            "order_lines",
            {
                "id": ids(len(self), self.first),
                "order_id": self.order + (orders_before + 1),
                "number": self.number,
                "product_id": self.version + 1,
                "quantity": self.quantity,
                "unit_price": self.unit_price * CENT,
                "amount": self.amount * CENT,
                "cost": self.cost * CENT,
            },
        )

    def mistype(self, place: int, times: int) -> None:
        """Multiply the price of one line by ``times``."""
        self.unit_price[place] *= times
        self.amount[place] *= times


def draw_lines(
    rng: np.random.Generator, goods: Goods, clients: Clients, client: Array, ordered: Array, rate: Array, first: int
) -> OrderLines:
    """Return random lines for orders. ``rate`` is EUR per dollar, in 1/10,000, or 0 if the order is not in dollars."""
    counts = rng.choice(len(LINE_COUNTS), len(client), p=LINE_COUNTS) + 1
    order = np.repeat(np.arange(len(client)), counts)
    appeal = np.cumsum(goods.appeal)
    code = np.searchsorted(appeal, rng.random(len(order)) * appeal[-1], side="right")
    code = goods.instead_of(code, ordered[order])
    # A product occurs at most once on an order.
    order, code = np.divmod(np.unique(order * len(appeal) + code), len(appeal))
    starts = np.searchsorted(order, np.arange(len(client)))
    number = np.arange(len(order)) - starts[order] + 1
    version = goods.version_on[code, ordered[order]]
    quantity = _quantities(rng, clients, client[order], number)
    unit_price = _in_currency(goods.price[version] // CENT, rate[order])
    in_all = np.bincount(order, unit_price * quantity, len(client))
    # An order never has more returns than purchases.
    quantity = np.where(in_all[order] > 0, quantity, np.abs(quantity))
    kept = 100 - np.array([each.discount for each in SEGMENTS])[clients.segment[client[order]]]
    return OrderLines(
        first,
        order,
        number,
        code,
        version,
        quantity,
        unit_price,
        amount=(unit_price * quantity * kept + 50) // 100,
        cost=_in_currency(goods.cost[version] // CENT, rate[order]) * quantity,
    )


def _quantities(rng: np.random.Generator, clients: Clients, client: Array, number: Array) -> Array:
    """Return quantities: mostly small, and occasionally -1 for a return from an earlier order."""
    base = np.array([each.size**0.4 * 0.9 for each in SEGMENTS])[clients.segment[client]]
    quantity = np.rint((rng.pareto(1.3, len(client)) + 1) * base).clip(1, MOST_UNITS).astype(np.int64)
    returned = (number > 1) & (rng.random(len(client)) < RETURNED_SHARE)
    return np.where(returned, -1, quantity)


def _in_currency(cents: Array, rate: Array) -> Array:
    worth = np.rint(cents * FINEST / np.where(rate > 0, rate, FINEST))
    return worth.astype(np.int64)
