"""PostgreSQL."""

from services.semantic.dialects.base import Dialect

DIALECT = Dialect(
    name="postgresql",
    spellings={
        "convert_currency": lambda amount, rate: (
            f"CAST(ROUND(CAST({amount} AS NUMERIC) * {rate} * 0.000000000001) AS BIGINT)"
        ),
        "days_between": lambda start, end: f"({end} - {start})",
        "seconds_between": lambda start, end: (
            f"CAST(FLOOR(EXTRACT(EPOCH FROM {end})) - FLOOR(EXTRACT(EPOCH FROM {start})) AS BIGINT)"
        ),
        "days_later": lambda day, days: f"({day} + {days})",
        "months_later": lambda day, months: f"CAST({day} + make_interval(months => CAST({months} AS INTEGER)) AS DATE)",
        "clamp": lambda number, most: f"(least(greatest({number}, 0), {most}))",
        "day_of": lambda instant, ahead: f"CAST({instant} + {ahead} * INTERVAL '1 second' AS DATE)",
    },
    cancel=lambda connection: connection.cancel(),
    out_of_memory=frozenset({"OutOfMemory"}),
)
