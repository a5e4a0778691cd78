"""From revenue before to revenue now: price, volume and mix of lasting products, new ones and dropped ones."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from models import OrderLine
from services.semantic.query import Query
from tests.services.shop import Shop, Town, days

FEBRUARY = days("2025-02-01", "2025-02-28")
STEPS = ("before", "price", "volume", "mix", "new_products", "dropped_products", "now")
ASKED = Query(metrics=tuple(f"bridge.{step}" for step in STEPS), period=FEBRUARY)


def sells(shop: Shop, product: str, units: int, each: str, *, on: str, **more) -> None:
    """Sell single units, each on a line of its own."""
    shop.sells(*[(product, each, "1")] * units, on=on, shipped=on, **more)


def dearer_lamps(shop: Shop) -> None:
    """28 days before: 10 lamps at 5, 5 bikes at 20, 2 vases at 7. Now: 12 lamps at 6, 8 bikes at 20, 3 chairs at 9."""
    sells(shop, "lamp", 10, "5", on="2025-01-04")
    sells(shop, "bike", 5, "20", on="2025-01-31")
    sells(shop, "vase", 2, "7", on="2025-01-10")
    sells(shop, "lamp", 12, "6", on="2025-02-01")
    sells(shop, "bike", 8, "20", on="2025-02-28")
    sells(shop, "chair", 3, "9", on="2025-02-10")
    sells(shop, "lamp", 50, "5", on="2025-01-03")
    sells(shop, "lamp", 50, "5", on="2025-03-01")
    sells(shop, "bike", 50, "20", on="2025-02-10", cancelled="2025-02-11")
    shop.sells(("lamp", "500", "1"), on="2025-02-10")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(dearer_lamps, lambda shop: sells(shop, "lamp", 1, "1000000", on="2025-02-10"))


def steps(town: Town) -> dict[str, Decimal]:
    [row] = town.rows(ASKED)
    return dict(zip(STEPS, row, strict=True))


def test_each_step_of_the_bridge_is_what_it_says(town: Town):
    """Lamps and bikes went from 150 for 15 units to 232 for 20. Price: 12 lamps, 1 more each. Volume: 5 units at 10.
    At the old prices they would have brought 220, 70 more, so that 20 are left for the mix."""
    assert steps(town) == {
        "before": Decimal(164),
        "price": Decimal(12),
        "volume": Decimal(50),
        "mix": Decimal(20),
        "new_products": Decimal(27),
        "dropped_products": Decimal(-14),
        "now": Decimal(259),
    }


def test_the_bridge_ties(town: Town):
    result = steps(town)
    now = result.pop("now")
    assert sum(result.values()) == now


def test_what_came_back_counts_and_the_bridge_still_ties(town_of):
    """Thirds of a lamp's price that no decimal can hold, a chair that only came back, and one that did so before."""

    def returns(shop: Shop) -> None:
        sells(shop, "lamp", 3, "10", on="2025-01-10")
        shop.sells(("lamp", "0.01", "1"), on="2025-01-10", shipped="2025-01-10")
        sells(shop, "bike", 7, "13", on="2025-01-10")
        sells(shop, "lamp", 5, "11", on="2025-02-10")
        sells(shop, "bike", 6, "14", on="2025-02-10")
        sells(shop, "chair", 1, "-9", on="2025-02-10")
        sells(shop, "table", 1, "-4", on="2025-01-10")
        sells(shop, "table", 2, "20", on="2025-02-10")
        shop.connection.execute(sa.update(OrderLine).where(OrderLine.amount < 0).values(quantity=-1))

    result = steps(town_of(returns))
    now = result.pop("now")
    assert now == Decimal(170) and result["new_products"] == Decimal(-9 + 44)
    assert sum(result.values()) == pytest.approx(now, abs=Decimal("0.0001"))


def test_without_anything_before_all_of_it_is_new(town_of):
    result = steps(town_of(lambda shop: sells(shop, "lamp", 2, "5", on="2025-02-10")))
    assert (result["new_products"], result["now"]) == (Decimal(10), Decimal(10))
    assert not any(result[step] for step in ("before", "price", "mix", "dropped_products"))


def test_the_bridge_of_one_region_is_its_own(town: Town):
    asked = Query(metrics=ASKED.metrics, dimensions=("order.region",), period=FEBRUARY)
    [row] = town.rows(asked)
    assert row == ("North", *town.rows(ASKED)[0])
