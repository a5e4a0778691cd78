"""Daily totals of shipments, so that ledger, stock and bank balances agree to the cent."""

from dataclasses import dataclass

import numpy as np

from services.demo.days import DemoCalendar
from services.demo.goods import CATEGORIES, Goods
from services.demo.orders import Orders
from services.demo.rows import Array

# The parent in Berlin keeps its books in EUR, its subsidiary in Boston in USD.
PARENT, SUBSIDIARY = 0, 1
ENTITIES = 2


def sum_by_day(day: Array, amount: Array, days: int) -> Array:
    """Return the totals by day. Amounts after the last day are ignored."""
    known = day < days
    # Floats represent every whole number below 2**53, so the totals are exact.
    return np.bincount(day[known], amount[known], days).astype(np.int64)


@dataclass(frozen=True)
class ShippedTotals:
    """Shipments on each day. Money is in cents of the entity's currency; ``to_subsidiary`` is in EUR cents."""

    sales: Array
    returns: Array
    cost: Array
    units: Array
    to_subsidiary: Array

    def add(self, orders: Orders, goods: Goods) -> None:
        """Add the lines of orders on the day on which they are shipped."""
        lines, days = orders.lines, self.returns.shape[1]
        day = orders.shipped[lines.order]
        dollars = (orders.currency == "USD")[lines.order]
        category = goods.category[lines.code]
        for entity in range(ENTITIES):
            mine = dollars == (entity == SUBSIDIARY)
            self.returns[entity] += sum_by_day(day[mine], np.minimum(lines.amount, 0)[mine], days)
            for place in range(len(CATEGORIES)):
                these = mine & (category == place)
                self.sales[entity, place] += sum_by_day(day[these], np.maximum(lines.amount, 0)[these], days)
                self.cost[entity, place] += sum_by_day(day[these], lines.cost[these], days)
        known = day < days
        flat = lines.code[known] * days + day[known]
        units = np.bincount(flat, lines.quantity[known], self.units.size).astype(np.int64)
        self.units[:] += units.reshape(self.units.shape)
        in_euros = goods.cost[lines.version] // 100 * lines.quantity
        self.to_subsidiary[:] += sum_by_day(day[dollars], in_euros[dollars], days)


def empty_totals(calendar: DemoCalendar, goods: Goods) -> ShippedTotals:
    """Return the totals before the first order."""
    days = calendar.count
    return ShippedTotals(
        sales=np.zeros((ENTITIES, len(CATEGORIES), days), dtype=np.int64),
        returns=np.zeros((ENTITIES, days), dtype=np.int64),
        cost=np.zeros((ENTITIES, len(CATEGORIES), days), dtype=np.int64),
        units=np.zeros((len(goods.codes), days), dtype=np.int64),
        to_subsidiary=np.zeros(days, dtype=np.int64),
    )
