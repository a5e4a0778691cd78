"""DuckDB, which holds the columnar copies and may be a source of its own."""

from services.semantic.dialects.base import Dialect


def _convert_currency(amount: str, rate: str) -> str:
    half = f"(CASE WHEN {amount} < 0 THEN -500000000000 ELSE 500000000000 END)"
    return f"CAST((CAST({amount} AS HUGEINT) * {rate} + {half}) // 1000000000000 AS BIGINT)"


DIALECT = Dialect(
    name="duckdb",
    spellings={
        "convert_currency": _convert_currency,
        "days_between": lambda start, end: f"({end} - {start})",
        "seconds_between": lambda start, end: f"CAST(FLOOR(epoch({end})) - FLOOR(epoch({start})) AS BIGINT)",
        "days_later": lambda day, days: f"({day} + {days})",
        "days_from": lambda start, end: f"({start} + CAST(unnest(range({end} - {start})) AS INTEGER))",
        "months_later": lambda day, months: f"CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)",
        "clamp": lambda number, most: f"(least(greatest({number}, 0), {most}))",
        "day_of": lambda instant, ahead: f"CAST({instant} + to_seconds({ahead}) AS DATE)",
    },
    cancel=lambda connection: connection.interrupt(),
    out_of_memory=frozenset({"OutOfMemoryException"}),
)
