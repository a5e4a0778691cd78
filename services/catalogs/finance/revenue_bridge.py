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
ZERO = Constant(0)
NOT_INCLUDED = "Cancelled and unshipped orders, tax, freight, and revenue that does not come from orders."


def _current(value: str) -> Expression:
    return Sum(When(FieldRef(SHIPPED), ">=", Boundary("start"), FieldRef(f"order_line.{value}"), ZERO))


def _previous(value: str) -> Expression:
    """Return the sum over the previous period, which has the same number of days."""
    days = DaysBetween(Boundary("start"), Boundary("end"))
    near = When(DaysBetween(FieldRef(SHIPPED), Boundary("start")), "<=", days, FieldRef(f"order_line.{value}"), ZERO)
    return Sum(When(FieldRef(SHIPPED), "<", Boundary("start"), near, ZERO))


UNITS, PREVIOUS_UNITS = _current("quantity"), _previous("quantity")
REVENUE, PREVIOUS_REVENUE = _current("amount"), _previous("amount")
AT_PREVIOUS_PRICE = Arithmetic("*", UNITS, Divide(PREVIOUS_REVENUE, PREVIOUS_UNITS))


def _per_product(of: Expression) -> Expression:
    return SumPer("product.code", of)


def _continuing_products(of: Expression) -> Expression:
    """Return the sum over the products that were sold in both periods."""
    return _per_product(When(UNITS, ">", ZERO, When(PREVIOUS_UNITS, ">", ZERO, of, ZERO), ZERO))


# The change in units, at the average previous price of all these products.
VOLUME = Arithmetic(
    "*",
    _continuing_products(Arithmetic("-", UNITS, PREVIOUS_UNITS)),
    Divide(_continuing_products(PREVIOUS_REVENUE), _continuing_products(PREVIOUS_UNITS)),
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
        exclusions=NOT_INCLUDED,
        owner=OWNER,
        synonyms=synonyms,
    )


OPENING = _step(
    "before",
    "Previous revenue",
    PREVIOUS_REVENUE,
    "up",
    "Revenue from goods shipped in the previous period of the same number of days.",
    "opening revenue",
)
PRICE = _step(
    "price",
    "Price effect",
    _continuing_products(Arithmetic("-", REVENUE, AT_PREVIOUS_PRICE)),
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
    Arithmetic("-", _continuing_products(Arithmetic("-", AT_PREVIOUS_PRICE, PREVIOUS_REVENUE)), VOLUME),
    "up",
    "Change in revenue due to the product mix: for products sold in both periods, what remains after the price and "
    "volume effects.",
    "mix variance",
)
NEW = _step(
    "new_products",
    "New products",
    _per_product(When(PREVIOUS_UNITS, "<=", ZERO, Arithmetic("-", REVENUE, PREVIOUS_REVENUE), ZERO)),
    "up",
    "Revenue from products that were not sold in the previous period.",
    "launched products",
)
DISCONTINUED = _step(
    "dropped_products",
    "Discontinued products",
    _per_product(
        When(
            PREVIOUS_UNITS,
            ">",
            ZERO,
            When(UNITS, "<=", ZERO, Arithmetic("-", REVENUE, PREVIOUS_REVENUE), ZERO),
            ZERO,
        )
    ),
    "up",
    "Previous revenue of products that were not sold in the selected period, shown as a negative amount.",
    "dropped products",
)
CLOSING = _step(
    "now",
    "Current revenue",
    REVENUE,
    "up",
    "Revenue from goods shipped in the selected period.",
    "shipped revenue",
)

METRICS = (OPENING, PRICE, VOLUME_EFFECT, MIX, NEW, DISCONTINUED, CLOSING)
