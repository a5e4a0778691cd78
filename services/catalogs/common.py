"""What every domain shares: where the record is read, and what currencies are worth."""

from services.semantic.catalog import RATES, Entity, Layer, Source, column_field
from services.semantic.expression import Constant

HOURS_PER_MINUTE = Constant(1 / 60)
HOURS_PER_SECOND = Constant(1 / 3600)

RECORD = Source("record", dialect="duckdb", mode="copy", capabilities=("window", "null_order"))

RATE = Entity(
    RATES,
    "Exchange rate",
    "exchange_rates",
    "What a currency is worth in another from a day on.",
    fields=(
        column_field("kind", "Kind", "text", "date, average or closing."),
        column_field("from_currency", "From", "text", "Currency that is converted."),
        column_field("to_currency", "To", "text", "Currency it is converted to."),
        column_field("valid_from", "Valid from", "date", "First day on which the rate holds."),
        column_field("rate", "Rate", "integer", "Units of one for the other, in 1/1,000,000,000,000."),
    ),
)

LAYER = Layer("common", sources=(RECORD,), entities=(RATE,))
