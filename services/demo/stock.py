"""Month-end stock levels, and the goods received to cover sales."""

from dataclasses import dataclass

import numpy as np

from services.demo.anomalies import EMPTY_CODE
from services.demo.days import DemoCalendar
from services.demo.goods import CATEGORIES, Goods
from services.demo.rows import CENT, Array, Rows, ids, rng_of
from services.demo.tally import ShippedTotals

# Target coverage in months of sales.
COVERS = 1.3
LEAST_UNITS = 6


@dataclass(frozen=True)
class Stock:
    """Units by product and month end. Money is in EUR cents. ``came_in`` is goods received by category and month."""

    calendar: DemoCalendar
    opening_value: int
    units: Array
    value: Array
    product_ids: Array
    came_in: Array

    def rows(self) -> Rows:
        """Return the stock levels at each month end and today."""
        months, codes = len(self.calendar.month_ends), len(self.units)
        return Rows(
            "inventory_levels",
            {
                "id": ids(months * codes),
                "product_id": self.product_ids.T.ravel(),
                "counted_on": np.repeat(self.calendar.day_of(self.calendar.month_ends), codes),
                "quantity": self.units.T.ravel(),
                "value": self.value.T.ravel() * CENT,
                "currency": ["EUR"] * (months * codes),
            },
        )


def build_stock(calendar: DemoCalendar, goods: Goods, shipped: ShippedTotals, seed: int) -> Stock:
    """Return the stock. Each month, enough goods are received to cover all shipments."""
    rng = rng_of(seed, "stock")
    ends = calendar.month_ends
    starts = np.append(0, ends[:-1] + 1)
    gone = np.add.reduceat(shipped.units, starts, axis=1)
    average = gone.mean(axis=1)
    wanted = np.rint(COVERS * average[:, None] * rng.uniform(0.7, 1.3, gone.shape)).astype(np.int64) + LEAST_UNITS
    # Water damage destroys one product, and none of it is received for a while.
    ruined = np.outer(np.array(goods.codes) == EMPTY_CODE, [end in goods.sold_out for end in ends])
    units, came = np.zeros_like(gone), np.zeros_like(gone)
    opening = before = wanted[:, 0]
    for month in range(len(ends)):
        lacks = gone[:, month] + np.where(ruined[:, month], 0, wanted[:, month]) - before
        came[:, month] = np.maximum(0, lacks)
        units[:, month] = before = np.where(ruined[:, month], 0, before + came[:, month] - gone[:, month])
    cost = goods.cost[goods.version_on[:, ends]] // CENT
    came_in = [(came * cost)[goods.category == place].sum(axis=0) for place in range(len(CATEGORIES))]
    return Stock(
        calendar,
        opening_value=int((opening * goods.cost_on(0) // CENT).sum()),
        units=units,
        value=units * cost,
        came_in=np.array(came_in),
        product_ids=goods.version_on[:, ends] + 1,
    )
