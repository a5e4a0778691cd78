"""Revenue bridge from the previous period to the selected period: price, volume and mix effects.

For each product sold in both periods, the previous price is its revenue divided by its units. Current units at previous
prices less previous revenue is the combined effect of volume and mix; the rest of the change is price. Volume is the
change in units at the average previous price; mix is the remainder. Products sold in only one of the periods are shown
as new or discontinued. The steps always add up to the change in revenue.
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
BY = "Cancelled and unshipped orders, tax, freight, and revenue that does not come from orders."


def _now(value: str) -> Expression:
    return Sum(When(FieldRef(SHIPPED), ">=", Boundary("start"), FieldRef(f"order_line.{value}"), NOTHING))


def _before(value: str) -> Expression:
    """Return the sum over the previous period, which has the same number of days."""
    days = DaysBetween(Boundary("start"), Boundary("end"))
    near = When(DaysBetween(FieldRef(SHIPPED), Boundary("start")), "<=", days, FieldRef(f"order_line.{value}"), NOTHING)
    return Sum(When(FieldRef(SHIPPED), "<", Boundary("start"), near, NOTHING))


UNITS, UNITS_BEFORE = _now("quantity"), _before("quantity")
MONEY, MONEY_BEFORE = _now("amount"), _before("amount")
AT_OLD_PRICE = Arithmetic("*", UNITS, Divide(MONEY_BEFORE, UNITS_BEFORE))


def _per_product(of: Expression) -> Expression:
    return SumPer("product.code", of)


def _of_lasting(of: Expression) -> Expression:
    """Return the sum over the products that were sold in both periods."""
    return _per_product(When(UNITS, ">", NOTHING, When(UNITS_BEFORE, ">", NOTHING, of, NOTHING), NOTHING))


# The change in units, at the average previous price of all these products.
VOLUME = Arithmetic(
    "*",
    _of_lasting(Arithmetic("-", UNITS, UNITS_BEFORE)),
    Divide(_of_lasting(MONEY_BEFORE), _of_lasting(UNITS_BEFORE)),
)


def _step(name: str, label: str, formula: Expression, better: Better, definition: str, *synonyms: str) -> Metric:
    """Return a step of the bridge, as a balance, because it also reads days before the period."""
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
    "Previous revenue",
    MONEY_BEFORE,
    "up",
    "Revenue from goods shipped in the previous period of the same number of days.",
    "opening revenue",
)
PRICE = _step(
    "price",
    "Price effect",
    _of_lasting(Arithmetic("-", MONEY, AT_OLD_PRICE)),
    "up",
    "Change in revenue due to prices: for products sold in both periods, current revenue less current units at "
    "previous prices. Includes the effects of discounts and exchange rates.",
    "price variance",
)
VOLUME_EFFECT = _step(
    "volume",
    "Volume effect",
    VOLUME,
    "up",
    "Change in revenue due to volume: for products sold in both periods, the change in units at their average "
    "previous price.",
    "volume variance",
)
MIX = _step(
    "mix",
    "Mix effect",
    Arithmetic("-", _of_lasting(Arithmetic("-", AT_OLD_PRICE, MONEY_BEFORE)), VOLUME),
    "up",
    "Change in revenue due to the product mix: for products sold in both periods, what remains after the price and "
    "volume effects.",
    "mix variance",
)
NEW = _step(
    "new_products",
    "New products",
    _per_product(When(UNITS_BEFORE, "<=", NOTHING, Arithmetic("-", MONEY, MONEY_BEFORE), NOTHING)),
    "up",
    "Revenue from products that were not sold in the previous period.",
    "launched products",
)
DROPPED = _step(
    "dropped_products",
    "Discontinued products",
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
    "Previous revenue of products that were not sold in the selected period, shown as a negative amount.",
    "dropped products",
)
NOW = _step(
    "now",
    "Current revenue",
    MONEY,
    "up",
    "Revenue from goods shipped in the selected period.",
    "shipped revenue",
)

METRICS = (BEFORE, PRICE, VOLUME_EFFECT, MIX, NEW, DROPPED, NOW)
