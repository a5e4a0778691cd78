"""Definitions that all domains share: the data source and the exchange rates."""

from services.semantic.catalog import RATES, Entity, Layer, Source, column_field
from services.semantic.expression import Constant

HOURS_PER_MINUTE = Constant(1 / 60)
HOURS_PER_SECOND = Constant(1 / 3600)

RECORD = Source("record", dialect="duckdb", mode="copy", capabilities=("window", "null_order"))

RATE = Entity(
    RATES,
    "Exchange rate",
    "exchange_rates",
    "Value of a currency in another currency from a date on.",
    fields=(
        column_field("kind", "Rate type", "text", "date, average or closing."),
        column_field("from_currency", "From", "text", "Currency to convert from."),
        column_field("to_currency", "To", "text", "Currency to convert to."),
        column_field("valid_from", "Valid from", "date", "First day on which the rate applies."),
        column_field(
            "rate",
            "Rate",
            "integer",
            "Units of the target currency per unit of the source currency, stored in 1/1,000,000,000,000.",
        ),
    ),
)

LAYER = Layer("common", sources=(RECORD,), entities=(RATE,))
