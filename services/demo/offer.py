"""What the demo company sells: furniture and lamps for offices, in five categories."""

import random
from dataclasses import dataclass
from decimal import Decimal

SERIES = ("Alder", "Birch", "Cedar", "Hazel")

# category, subcategory, what a piece is called, price in EUR of the plainest series
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
DEARER = (Decimal("1.00"), Decimal("1.25"), Decimal("1.60"), Decimal("2.10"))
CENT = Decimal("0.01")


@dataclass(frozen=True)
class DemoProduct:
    """A product with its price and its cost for one piece, both in EUR. ``appeal`` weighs how often it is bought."""

    key: str
    name: str
    category: str
    subcategory: str
    price: Decimal
    cost: Decimal
    appeal: float


def invent_products(chance: random.Random) -> list[DemoProduct]:
    """Sixty products: each range in four series, the dearer ones bought less often."""
    return [
        _product(chance, 100 + 10 * place + step, span, step)
        for place, span in enumerate(RANGES)
        for step in range(len(SERIES))
    ]


def _product(chance: random.Random, number: int, span: tuple[str, str, str, int], step: int) -> DemoProduct:
    category, subcategory, piece, plainest = span
    price = (plainest * DEARER[step]).quantize(Decimal(1)) - Decimal("0.10")
    cost = (price * Decimal(chance.randint(46, 68)) / 100).quantize(CENT)
    appeal = chance.uniform(0.6, 1.4) * 400 / (plainest + 200) / (step + 1)
    return DemoProduct(f"NL-{number}", f"{SERIES[step]} {piece}", category, subcategory, price, cost, appeal)
