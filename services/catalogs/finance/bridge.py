"""From the revenue of the period before to this one's: what prices did, what volume did, and what the mix did.

Each product that was sold in both periods has a price then, its revenue by its units. What it would have brought now at
that price is what volume and mix made of it; the rest is price. Volume is what as many units more would have brought at
the average price of all; mix is what is left, since not every product sold so many more. Beside them stand products
that were sold in one of the two periods alone. So the bridge ties, whatever happened.
"""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import Null
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    DaysBetween,
    Divide,
    Expression,
    FieldRef,
    Sum,
    SumPer,
    When,
)

OWNER = "Finance"
SHIPPED = "order.shipped_on"
NOTHING = Constant(0)
BY = "Orders that were cancelled or not shipped, tax, freight, and all revenue that is no order."


def _now(value: str) -> Expression:
    return Sum(When(FieldRef(SHIPPED), ">=", Boundary("start"), FieldRef(f"order_line.{value}"), NOTHING))


def _before(value: str) -> Expression:
    """Sum up as many days as the period has, right before it."""
    days = DaysBetween(Boundary("start"), Boundary("end"))
    near = When(DaysBetween(FieldRef(SHIPPED), Boundary("start")), "<=", days, FieldRef(f"order_line.{value}"), NOTHING)
    return Sum(When(FieldRef(SHIPPED), "<", Boundary("start"), near, NOTHING))


UNITS, UNITS_BEFORE = _now("quantity"), _before("quantity")
MONEY, MONEY_BEFORE = _now("amount"), _before("amount")
AT_OLD_PRICE = Arithmetic("*", UNITS, Divide(MONEY_BEFORE, UNITS_BEFORE))


def _per_product(of: Expression) -> Expression:
    return SumPer("product.code", of)


def _of_lasting(of: Expression) -> Expression:
    """Sum up over the products that were sold in both periods."""
    return _per_product(When(UNITS, ">", NOTHING, When(UNITS_BEFORE, ">", NOTHING, of, NOTHING), NOTHING))


# The units more, at what a unit of them all brought on average.
VOLUME = Arithmetic(
    "*",
    _of_lasting(Arithmetic("-", UNITS, UNITS_BEFORE)),
    Divide(_of_lasting(MONEY_BEFORE), _of_lasting(UNITS_BEFORE)),
)


def _step(name: str, label: str, formula: Expression, better: Better, definition: str, *synonyms: str) -> Metric:
    """Return a step of the bridge. Days before the period count as well, so it is no flow of the period alone."""
    return Metric(
        f"bridge.{name}",
        label,
        kind="balance",
        type="money",
        entity="order_line",
        formula=formula,
        opened=SHIPPED,
        where=Null("order.cancelled_on"),
        rate="average",
        better=better,
        definition=definition,
        exclusions=BY,
        owner=OWNER,
        synonyms=synonyms,
    )


BEFORE = _step(
    "before",
    "Revenue before",
    MONEY_BEFORE,
    "up",
    "Revenue of goods that were shipped in as many days right before the period.",
    "opening of the revenue bridge",
)
PRICE = _step(
    "price",
    "Price effect",
    _of_lasting(Arithmetic("-", MONEY, AT_OLD_PRICE)),
    "up",
    "What other prices did to revenue: of each product that was sold in the period and in as many days before it, what "
    "its units brought, less what they would have brought at the price of before. What discounts and exchange rates "
    "did to prices counts.",
    "effect of prices",
)
VOLUME_EFFECT = _step(
    "volume",
    "Volume effect",
    VOLUME,
    "up",
    "What more or fewer units did to revenue: the units more of products that were sold in both periods, at what a "
    "unit of them all brought on average before.",
    "effect of volume",
)
MIX = _step(
    "mix",
    "Mix effect",
    Arithmetic("-", _of_lasting(Arithmetic("-", AT_OLD_PRICE, MONEY_BEFORE)), VOLUME),
    "up",
    "What it did to revenue that dear and cheap products did not sell equally many units more: what is left of "
    "products that were sold in both periods, after price and volume.",
    "effect of the mix",
)
NEW = _step(
    "new_products",
    "New products",
    _per_product(When(UNITS_BEFORE, "<=", NOTHING, Arithmetic("-", MONEY, MONEY_BEFORE), NOTHING)),
    "up",
    "Revenue of products of which nothing was sold in as many days before the period.",
    "launched products",
)
DROPPED = _step(
    "dropped_products",
    "Dropped products",
    _per_product(
        When(
            UNITS_BEFORE,
            ">",
            NOTHING,
            When(UNITS, "<=", NOTHING, Arithmetic("-", MONEY, MONEY_BEFORE), NOTHING),
            NOTHING,
        )
    ),
    "up",
    "Lost revenue of products of which nothing was sold any more in the period, below zero.",
    "discontinued products",
)
NOW = _step(
    "now",
    "Revenue now",
    MONEY,
    "up",
    "Revenue of goods that were shipped in the period: the end of the bridge from as many days before.",
    "shipped revenue",
)

METRICS = (BEFORE, PRICE, VOLUME_EFFECT, MIX, NEW, DROPPED, NOW)
