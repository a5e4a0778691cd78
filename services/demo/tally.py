"""What the departments add up day by day, so that the books, the stock and the bank tie to the last cent."""

from dataclasses import dataclass

import numpy as np

from services.demo.days import DemoCalendar
from services.demo.goods import CATEGORIES, Goods
from services.demo.orders import Orders
from services.demo.rows import Array

# The company in Berlin keeps its books in EUR, its daughter in Boston in dollars.
PARENT, DAUGHTER = 0, 1
ENTITIES = 2


def sum_by_day(day: Array, amount: Array, days: int) -> Array:
    """Sum whole amounts by day; what lies after the last one is left out."""
    known = day < days
    # A float holds every whole number below 2**53: the sums are exact.
    return np.bincount(day[known], amount[known], days).astype(np.int64)


@dataclass(frozen=True)
class ShippedTotals:
    """What left the house on each day. Money is in cents: of the entity's currency, or of EUR where it says so."""

    sales: Array
    returns: Array
    cost: Array
    units: Array
    to_daughter: Array

    def add(self, orders: Orders, goods: Goods) -> None:
        """Count the lines of orders on the day on which they are shipped."""
        lines, days = orders.lines, self.returns.shape[1]
        day = orders.shipped[lines.order]
        dollars = (orders.currency == "USD")[lines.order]
        category = goods.category[lines.code]
        for entity in range(ENTITIES):
            mine = dollars == (entity == DAUGHTER)
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
        self.to_daughter[:] += sum_by_day(day[dollars], in_euros[dollars], days)


def empty_totals(calendar: DemoCalendar, goods: Goods) -> ShippedTotals:
    """Return the tally before the first order."""
    days = calendar.count
    return ShippedTotals(
        sales=np.zeros((ENTITIES, len(CATEGORIES), days), dtype=np.int64),
        returns=np.zeros((ENTITIES, days), dtype=np.int64),
        cost=np.zeros((ENTITIES, len(CATEGORIES), days), dtype=np.int64),
        units=np.zeros((len(goods.codes), days), dtype=np.int64),
        to_daughter=np.zeros(days, dtype=np.int64),
    )
