"""The products of the company: office furniture and lamps, with a version for each change of price or cost."""

from dataclasses import dataclass

import numpy as np

from services.demo.anomalies import DEARER_CATEGORY, DEARER_TIMES, EMPTY_CODE, EMPTY_SHELF, Anomalies
from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import CENT, Array, Rows, ids, rng_of

SERIES = ("Alder", "Birch", "Cedar", "Hazel")
DEARER = (1.00, 1.25, 1.60, 2.10)
CATEGORIES = ("Lamps", "Desks", "Seating", "Storage", "Accessories")

# category, subcategory, name of the product, price in EUR in the cheapest series
RANGES = (
    ("Lamps", "Desk lamps", "desk lamp", 49),
    ("Lamps", "Floor lamps", "floor lamp", 119),
    ("Lamps", "Ceiling lamps", "ceiling lamp", 159),
    ("Desks", "Writing desks", "writing desk", 289),
    ("Desks", "Standing desks", "standing desk", 549),
    ("Desks", "Meeting tables", "meeting table", 799),
    ("Seating", "Task chairs", "task chair", 239),
    ("Seating", "Visitor chairs", "visitor chair", 129),
    ("Seating", "Sofas", "two-seat sofa", 690),
    ("Storage", "Shelves", "shelf", 99),
    ("Storage", "Cabinets", "cabinet", 219),
    ("Storage", "Pedestals", "pedestal", 149),
    ("Accessories", "Cable trays", "cable tray", 19),
    ("Accessories", "Desk pads", "desk pad", 29),
    ("Accessories", "Monitor arms", "monitor arm", 89),
)
# Prices rise on the first day of this month in every year.
RISES_IN = 2


@dataclass(frozen=True)
class Goods:
    """Products by the index of their code. A version is the index of a row of the price list.

    ``version_on[code, day]`` is the version that is valid on a day. Money is in EUR, in 1/10,000.
    """

    calendar: DemoCalendar
    codes: list[str]
    category: Array
    appeal: Array
    sold_out: range
    version_on: Array
    code_of: Array
    starts: Array
    price: Array
    cost: Array

    def instead_of(self, code: Array, places: Array) -> Array:
        """Return the products that are bought: those in the next series replace those that are sold out on a day."""
        missing = (
            (code == self.codes.index(EMPTY_CODE)) & (places >= self.sold_out.start) & (places < self.sold_out.stop)
        )
        return np.where(missing, code + 1, code)

    def cost_on(self, place: int) -> Array:
        """Return the unit cost of each product on a day."""
        return self.cost[self.version_on[:, place]]

    def rows(self) -> Rows:
        """Return the price list. The key of a product's first version is its code."""
        first_days = self.calendar.day_of(self.starts).astype(object)
        firsts = np.append(True, self.code_of[1:] != self.code_of[:-1])
        number = np.arange(len(firsts)) - np.maximum.accumulate(np.where(firsts, np.arange(len(firsts)), 0)) + 1
        ends = np.where(np.append(firsts[1:], True), NEVER, np.append(self.starts[1:], 0) - 1)
        ranges = [RANGES[code // len(SERIES)] for code in self.code_of]
        codes = [self.codes[code] for code in self.code_of]
        series = [SERIES[code % len(SERIES)] for code in self.code_of]
        return Rows(
            "products",
            {
                "id": ids(len(codes)),
                "key": [code if place == 1 else f"{code}/{place}" for code, place in zip(codes, number, strict=True)],
                "code": codes,
                "name": [f"{one} {span[2]}" for one, span in zip(series, ranges, strict=True)],
                "category": [span[0] for span in ranges],
                "subcategory": [span[1] for span in ranges],
                "list_price": self.price,
                "standard_cost": self.cost,
                "valid_from": np.array(first_days, dtype="datetime64[D]"),
                "valid_to": self.calendar.day_of(ends),
            },
        )


def build_goods(calendar: DemoCalendar, anomalies: Anomalies, seed: int) -> Goods:
    """Return sixty products. Prices and costs rise each year; the cost of one category rises once more."""
    rng = rng_of(seed, "goods")
    plain = np.array([span[3] for span in RANGES for _ in SERIES])
    step = np.tile(np.arange(len(SERIES)), len(RANGES))
    category = np.array([CATEGORIES.index(span[0]) for span in RANGES for _ in SERIES])
    price = np.rint(plain * np.array(DEARER)[step]) - 0.10
    cost = price * rng.uniform(0.46, 0.60, len(price))
    appeal = rng.uniform(0.6, 1.4, len(price)) * 400 / (plain + 200) / (step + 1)
    changes = sorted({0, anomalies.cost_rise, *_rise_days(calendar)})
    versions: list[tuple[int, int, float, float]] = []
    for start in changes:
        rises = start in _rise_days(calendar)
        if rises:
            price = np.ceil(price * rng.uniform(1.02, 1.05, len(price))) - 0.10
            cost = cost * rng.uniform(1.02, 1.05, len(cost))
        dearer = (category == CATEGORIES.index(DEARER_CATEGORY)) & (start == anomalies.cost_rise)
        cost = cost * np.where(dearer, DEARER_TIMES, 1.0)
        changed = np.ones(len(price), bool) if rises or start == 0 else dearer
        versions += [(code, start, price[code], cost[code]) for code in np.flatnonzero(changed).tolist()]
    versions.sort(key=lambda version: version[:2])
    return _to_goods(calendar, category, appeal, anomalies.span(EMPTY_SHELF), versions)


def _rise_days(calendar: DemoCalendar) -> list[int]:
    starts = [int(place) for place in calendar.month_starts if place > 0]
    return [place for place in starts if calendar.dates[place].month == RISES_IN]


def _to_goods(
    calendar: DemoCalendar,
    category: Array,
    appeal: Array,
    sold_out: range,
    versions: list[tuple[int, int, float, float]],
) -> Goods:
    code_of, starts, price, cost = (np.array(column) for column in zip(*versions, strict=True))
    version_on = np.zeros((len(category), calendar.count), dtype=np.int64)
    for version, (code, start) in enumerate(zip(code_of, starts, strict=True)):
        version_on[code, start:] = version
    codes = [f"NL-{100 + 10 * (code // len(SERIES)) + code % len(SERIES)}" for code in range(len(category))]
    in_cents = [np.rint(money * 100).astype(np.int64) * CENT for money in (price, cost)]
    return Goods(calendar, codes, category, appeal, sold_out, version_on, code_of, starts, *in_cents)
