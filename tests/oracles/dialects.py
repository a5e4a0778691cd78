"""Functions that hand-written SQL may call, since the engines spell them differently or lack them.

- ``days_between(first, last)`` of two days, ``seconds_between(first, last)`` of two instants; both may be below 0
- ``month_of(day)``: the first day of its month
- ``p25(x)``, ``p50(x)``, ``p75(x)``, ``p85(x)``, ``p90(x)``: percentiles between two neighbours, of what is not empty
- ``exchanged(amount, rate)``: money times a rate in 1/10**12, rounded to a whole number, halves away from zero
"""

import sqlite3
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

LEVELS = {"p25": 0.25, "p50": 0.5, "p75": 0.75, "p85": 0.85, "p90": 0.9}

POSTGRESQL = (
    "CREATE FUNCTION days_between(date, date) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $2 - $1'",
    "CREATE FUNCTION seconds_between(timestamp, timestamp) RETURNS double precision IMMUTABLE LANGUAGE sql "
    "AS 'SELECT EXTRACT(EPOCH FROM $2 - $1)::double precision'",
    "CREATE FUNCTION month_of(date) RETURNS date IMMUTABLE LANGUAGE sql AS 'SELECT date_trunc(''month'', $1)::date'",
    "CREATE FUNCTION exchanged(bigint, bigint) RETURNS bigint IMMUTABLE LANGUAGE sql "
    "AS 'SELECT ROUND($1::numeric * $2 / 1000000000000)::bigint'",
    *(
        statement
        for name, level in LEVELS.items()
        for statement in (
            f"CREATE FUNCTION {name}_of(double precision[]) RETURNS double precision IMMUTABLE LANGUAGE sql "
            f"AS 'SELECT percentile_cont({level}) WITHIN GROUP (ORDER BY x) FROM unnest($1) AS x'",
            f"CREATE AGGREGATE {name}(double precision) "
            f"(SFUNC = array_append, STYPE = double precision[], FINALFUNC = {name}_of)",
        )
    ),
)
DUCKDB = (
    "CREATE MACRO days_between(a, b) AS date_diff('day', CAST(a AS DATE), CAST(b AS DATE))",
    "CREATE MACRO seconds_between(a, b) AS date_diff('microsecond', a, b) / 1000000.0",
    "CREATE MACRO month_of(a) AS CAST(date_trunc('month', a) AS DATE)",
    "CREATE MACRO exchanged(a, b) AS CAST((CAST(a AS HUGEINT) * b + CASE WHEN a < 0 THEN -500000000000 "
    "ELSE 500000000000 END) // 1000000000000 AS BIGINT)",
    *(f"CREATE MACRO {name}(x) AS quantile_cont(CAST(x AS DOUBLE), {level})" for name, level in LEVELS.items()),
)


def prepare(engine: sa.Engine) -> None:
    """Give an engine the functions; SQLite gets them with each connection that is opened from now on."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _define)
        engine.dispose()
        return
    with engine.begin() as connection:
        for statement in DUCKDB if engine.dialect.name == "duckdb" else POSTGRESQL:
            connection.exec_driver_sql(statement)


def _define(connection: sqlite3.Connection, _record: Any) -> None:
    for name, function in SQLITE.items():
        connection.create_function(name, 2 if name != "month_of" else 1, function, deterministic=True)
    for name, level in LEVELS.items():
        connection.create_aggregate(name, 1, _percentile(level))


def _days_between(first: str | None, last: str | None) -> int | None:
    return None if None in (first, last) else (date.fromisoformat(last) - date.fromisoformat(first)).days  # type: ignore[arg-type]


def _seconds_between(first: str | None, last: str | None) -> float | None:
    if first is None or last is None:
        return None
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()


def _exchange(amount: int | None, rate: int | None) -> int | None:
    if amount is None or rate is None:
        return None
    return int((Decimal(amount * rate) / 10**12).to_integral_value(ROUND_HALF_UP))


SQLITE = {
    "days_between": _days_between,
    "seconds_between": _seconds_between,
    "month_of": lambda day: day and f"{day[:7]}-01",
    "exchanged": _exchange,
}


def _percentile(level: float) -> type:
    class PercentileAggregate:
        def __init__(self) -> None:
            self.values: list[float] = []

        def step(self, value: float | None) -> None:
            if value is not None:
                self.values.append(value)

        def finalize(self) -> float | None:
            if not self.values:
                return None
            values = sorted(self.values)
            place = level * (len(values) - 1)
            low = int(place)
            high = min(low + 1, len(values) - 1)
            return values[low] + (values[high] - values[low]) * (place - low)

    return PercentileAggregate
