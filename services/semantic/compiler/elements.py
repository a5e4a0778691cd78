"""The few SQL elements that engines spell differently, each with one spelling per dialect."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    ColumnElement,
    Date,
    Double,
    Values,
    case,
    cast,
    extract,
    func,
    literal,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

# Days are counted from here; none on record lies before it.
FIRST_MONDAY = date(1900, 1, 1)


class exchanged(FunctionElement[int]):  # noqa: N801  (named as SQL functions are)
    """An amount times a rate in 1/10**12, worked out exactly and rounded to a whole number, halves away from zero."""

    name = "exchanged"
    type = BigInteger()
    inherit_cache = True


@compiles(exchanged, "postgresql")
def _exchanged_postgresql(element: exchanged, compiler: Any, **kw: Any) -> str:
    amount, rate = _both(element, compiler, kw)
    return f"CAST(ROUND(CAST({amount} AS NUMERIC) * {rate} * 0.000000000001) AS BIGINT)"


@compiles(exchanged, "duckdb")
def _exchanged_duckdb(element: exchanged, compiler: Any, **kw: Any) -> str:
    amount, rate = _both(element, compiler, kw)
    half = f"(CASE WHEN {amount} < 0 THEN -500000000000 ELSE 500000000000 END)"
    return f"CAST((CAST({amount} AS HUGEINT) * {rate} + {half}) // 1000000000000 AS BIGINT)"


@compiles(exchanged, "sqlite")
def _exchanged_sqlite(element: exchanged, compiler: Any, **kw: Any) -> str:
    # No whole number here is wider than 64 bits, so the product is made from parts of six digits, as on paper.
    amount, rate = _both(element, compiler, kw)
    high, low = f"(abs({amount}) / 1000000)", f"(abs({amount}) % 1000000)"
    units, upper, lower = f"({rate} / 1000000000000)", f"({rate} / 1000000 % 1000000)", f"({rate} % 1000000)"
    middle = f"({high} * {lower} + {low} * {upper})"
    rest = f"({middle} % 1000000 * 1000000 + {low} * {lower} + 500000000000) / 1000000000000"
    size = f"(abs({amount}) * {units} + {high} * {upper} + {middle} / 1000000 + {rest})"
    return f"(CASE WHEN {amount} < 0 THEN -{size} ELSE {size} END)"


class days_between(FunctionElement[int]):  # noqa: N801
    """Whole days from one date to another."""

    name = "days_between"
    type = BigInteger()
    inherit_cache = True


@compiles(days_between, "postgresql")
@compiles(days_between, "duckdb")
def _days_between(element: days_between, compiler: Any, **kw: Any) -> str:
    start, end = _both(element, compiler, kw)
    return f"({end} - {start})"


@compiles(days_between, "sqlite")
def _days_between_sqlite(element: days_between, compiler: Any, **kw: Any) -> str:
    # Dates are text here; days of the Julian calendar are halves, whose difference is whole.
    start, end = _both(element, compiler, kw)
    return f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"


class seconds_between(FunctionElement[int]):  # noqa: N801
    """Whole seconds from one instant to another; each is cut down to its second first, so that engines agree."""

    name = "seconds_between"
    type = BigInteger()
    inherit_cache = True


@compiles(seconds_between, "postgresql")
def _seconds_between_postgresql(element: seconds_between, compiler: Any, **kw: Any) -> str:
    start, end = _both(element, compiler, kw)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {end})) - FLOOR(EXTRACT(EPOCH FROM {start})) AS BIGINT)"


@compiles(seconds_between, "duckdb")
def _seconds_between_duckdb(element: seconds_between, compiler: Any, **kw: Any) -> str:
    start, end = _both(element, compiler, kw)
    return f"CAST(FLOOR(epoch({end})) - FLOOR(epoch({start})) AS BIGINT)"


@compiles(seconds_between, "sqlite")
def _seconds_between_sqlite(element: seconds_between, compiler: Any, **kw: Any) -> str:
    start, end = _both(element, compiler, kw)
    return f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {start}) AS INTEGER))"


def months_between(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Return by how many calendar months one day lies after another."""
    return _month(end) - _month(start)


def _month(day: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(extract("year", day), BigInteger) * 12 + cast(extract("month", day), BigInteger)


def weekdays_between(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the Mondays to Fridays from one day up to, not including, another."""
    return _weekdays_until(end) - _weekdays_until(start)


def _weekdays_until(day: ColumnElement[Any]) -> ColumnElement[int]:
    since = days_between(literal(FIRST_MONDAY, Date()), day)
    into = since % 7
    # A whole number of weeks, so the division leaves nothing to round.
    weeks = cast(cast(since - into, Double) / 7, BigInteger)
    return weeks * 5 + case((into > 5, 5), else_=into)


class days_later(FunctionElement[date]):  # noqa: N801
    """The day so many days after another."""

    name = "days_later"
    type = Date()
    inherit_cache = True


@compiles(days_later, "postgresql")
@compiles(days_later, "duckdb")
def _days_later(element: days_later, compiler: Any, **kw: Any) -> str:
    day, days = _both(element, compiler, kw)
    return f"({day} + {days})"


@compiles(days_later, "sqlite")
def _days_later_sqlite(element: days_later, compiler: Any, **kw: Any) -> str:
    day, days = _both(element, compiler, kw)
    return f"date({day}, {days} || ' days')"


class months_later(FunctionElement[date]):  # noqa: N801
    """The day so many months after another; one that the month lacks becomes its last."""

    name = "months_later"
    type = Date()
    inherit_cache = True


@compiles(months_later, "postgresql")
def _months_later_postgresql(element: months_later, compiler: Any, **kw: Any) -> str:
    day, months = _both(element, compiler, kw)
    return f"CAST({day} + make_interval(months => CAST({months} AS INTEGER)) AS DATE)"


@compiles(months_later, "duckdb")
def _months_later_duckdb(element: months_later, compiler: Any, **kw: Any) -> str:
    day, months = _both(element, compiler, kw)
    return f"CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)"


@compiles(months_later, "sqlite")
def _months_later_sqlite(element: months_later, compiler: Any, **kw: Any) -> str:
    # SQLite lets 31 January plus a month run over into March; then the last day of the month before is meant.
    day, months = _both(element, compiler, kw)
    later = f"date({day}, {months} || ' months')"
    last = f"date({day}, 'start of month', ({months} + 1) || ' months', '-1 day')"
    return f"min({later}, {last})"


class clamped(FunctionElement[int]):  # noqa: N801
    """A number, but at least 0 and at most another; the number stands in the SQL once."""

    name = "clamped"
    type = BigInteger()
    inherit_cache = True


@compiles(clamped, "postgresql")
@compiles(clamped, "duckdb")
def _clamped(element: clamped, compiler: Any, **kw: Any) -> str:
    number, most = _both(element, compiler, kw)
    # An empty number is skipped and leaves 0; whoever adds it up sees the emptiness in another part.
    return f"(least(greatest({number}, 0), {most}))"


@compiles(clamped, "sqlite")
def _clamped_sqlite(element: clamped, compiler: Any, **kw: Any) -> str:
    number, most = _both(element, compiler, kw)
    return f"(min(max({number}, 0), {most}))"


class day_of(FunctionElement[date]):  # noqa: N801
    """The day of an instant on a clock that is so many seconds ahead."""

    name = "day_of"
    type = Date()
    inherit_cache = True


@compiles(day_of, "postgresql")
def _day_of_postgresql(element: day_of, compiler: Any, **kw: Any) -> str:
    instant, ahead = _both(element, compiler, kw)
    return f"CAST({instant} + {ahead} * INTERVAL '1 second' AS DATE)"


@compiles(day_of, "duckdb")
def _day_of_duckdb(element: day_of, compiler: Any, **kw: Any) -> str:
    instant, ahead = _both(element, compiler, kw)
    return f"CAST({instant} + to_seconds({ahead}) AS DATE)"


@compiles(day_of, "sqlite")
def _day_of_sqlite(element: day_of, compiler: Any, **kw: Any) -> str:
    instant, ahead = _both(element, compiler, kw)
    return f"date({instant}, {ahead} || ' seconds')"


def _both(element: FunctionElement[Any], compiler: Any, kw: dict[str, Any]) -> tuple[str, str]:
    amount, rate = (f"({compiler.process(clause, **kw)})" for clause in element.clauses)
    return amount, rate


class Written(Values):
    """Rows of whole numbers, days and instants that stand in the SQL's own text.

    Bound, ten years of days would be more values than an engine takes, and seconds in the making.
    """

    inherit_cache = False

    def __init__(self, columns: Iterable[ColumnClause[Any]], rows: Sequence[Sequence[int | date]], name: str) -> None:
        super().__init__(*columns, name=name)
        self.rows = rows


@compiles(Written)
def _written(element: Written, compiler: Any, **kw: Any) -> str:
    return "VALUES " + ", ".join(f"({', '.join(map(_typed, row))})" for row in element.rows)


@compiles(Written, "sqlite")
def _written_sqlite(element: Written, compiler: Any, **kw: Any) -> str:
    return "VALUES " + ", ".join(f"({', '.join(map(_bare, row))})" for row in element.rows)


def _typed(value: int | date) -> str:
    if isinstance(value, date):
        return ("TIMESTAMP " if isinstance(value, datetime) else "DATE ") + _bare(value)
    return _bare(value)


def _bare(value: int | date) -> str:
    if isinstance(value, datetime):
        return f"'{value:%Y-%m-%d %H:%M:%S.%f}'"
    return f"'{value}'" if isinstance(value, date) else str(int(value))


def safe_divide(numerator: ColumnElement[Any], denominator: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return numerator / denominator as a double, empty where the denominator is zero."""
    return cast(numerator, Double) / func.nullif(cast(denominator, Double), 0.0)
