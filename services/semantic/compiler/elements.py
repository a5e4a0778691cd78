"""The few SQL elements that engines spell differently, each with one spelling per dialect."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

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

T = TypeVar("T")
Spelling = Callable[[str, str], str]


class _OfTwo(FunctionElement[T]):
    """What is worked out of two values; ``spelled`` writes it, by dialect, of the two as they stand in the SQL."""

    name: str
    spelled: ClassVar[Mapping[str, Spelling]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name, cls.inherit_cache = cls.__name__, True


@compiles(_OfTwo)
def _spelled(element: _OfTwo[Any], compiler: Any, **kw: Any) -> str:
    first, second = (f"({compiler.process(clause, **kw)})" for clause in element.clauses)
    return element.spelled[compiler.dialect.name](first, second)


def _exchanged_in_huge_numbers(amount: str, rate: str) -> str:
    half = f"(CASE WHEN {amount} < 0 THEN -500000000000 ELSE 500000000000 END)"
    return f"CAST((CAST({amount} AS HUGEINT) * {rate} + {half}) // 1000000000000 AS BIGINT)"


def _exchanged_in_parts(amount: str, rate: str) -> str:
    # No whole number of SQLite is wider than 64 bits, so the product is made from parts of six digits, as on paper.
    high, low = f"(abs({amount}) / 1000000)", f"(abs({amount}) % 1000000)"
    units, upper, lower = f"({rate} / 1000000000000)", f"({rate} / 1000000 % 1000000)", f"({rate} % 1000000)"
    middle = f"({high} * {lower} + {low} * {upper})"
    rest = f"({middle} % 1000000 * 1000000 + {low} * {lower} + 500000000000) / 1000000000000"
    size = f"(abs({amount}) * {units} + {high} * {upper} + {middle} / 1000000 + {rest})"
    return f"(CASE WHEN {amount} < 0 THEN -{size} ELSE {size} END)"


class exchanged(_OfTwo[int]):  # noqa: N801  (named as SQL functions are)
    """An amount times a rate in 1/10**12, worked out exactly and rounded to a whole number, halves away from zero."""

    type = BigInteger()
    spelled = {
        "postgresql": lambda amount, rate: (
            f"CAST(ROUND(CAST({amount} AS NUMERIC) * {rate} * 0.000000000001) AS BIGINT)"
        ),
        "duckdb": _exchanged_in_huge_numbers,
        "sqlite": _exchanged_in_parts,
    }


class days_between(_OfTwo[int]):  # noqa: N801
    """Whole days from one date to another."""

    type = BigInteger()
    spelled = {
        "postgresql": lambda start, end: f"({end} - {start})",
        "duckdb": lambda start, end: f"({end} - {start})",
        # Dates are text here; days of the Julian calendar are halves, whose difference is whole.
        "sqlite": lambda start, end: f"CAST(julianday({end}) - julianday({start}) AS INTEGER)",
    }


class seconds_between(_OfTwo[int]):  # noqa: N801
    """Whole seconds from one instant to another; each is cut down to its second first, so that engines agree."""

    type = BigInteger()
    spelled = {
        "postgresql": lambda start, end: (
            f"CAST(FLOOR(EXTRACT(EPOCH FROM {end})) - FLOOR(EXTRACT(EPOCH FROM {start})) AS BIGINT)"
        ),
        "duckdb": lambda start, end: f"CAST(FLOOR(epoch({end})) - FLOOR(epoch({start})) AS BIGINT)",
        "sqlite": lambda start, end: (
            f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {start}) AS INTEGER))"
        ),
    }


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


class days_later(_OfTwo[date]):  # noqa: N801
    """The day so many days after another."""

    type = Date()
    spelled = {
        "postgresql": lambda day, days: f"({day} + {days})",
        "duckdb": lambda day, days: f"({day} + {days})",
        "sqlite": lambda day, days: f"date({day}, {days} || ' days')",
    }


def _within_its_month(day: str, months: str) -> str:
    # SQLite lets 31 January plus a month run over into March; then the last day of the month before is meant.
    later = f"date({day}, {months} || ' months')"
    last = f"date({day}, 'start of month', ({months} + 1) || ' months', '-1 day')"
    return f"min({later}, {last})"


class months_later(_OfTwo[date]):  # noqa: N801
    """The day so many months after another; one that the month lacks becomes its last."""

    type = Date()
    spelled = {
        "postgresql": lambda day, months: f"CAST({day} + make_interval(months => CAST({months} AS INTEGER)) AS DATE)",
        "duckdb": lambda day, months: f"CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)",
        "sqlite": _within_its_month,
    }


class clamped(_OfTwo[int]):  # noqa: N801
    """A number, but at least 0 and at most another; the number stands in the SQL once."""

    type = BigInteger()
    spelled = {
        # An empty number is skipped and leaves 0; whoever adds it up sees the emptiness in another part.
        "postgresql": lambda number, most: f"(least(greatest({number}, 0), {most}))",
        "duckdb": lambda number, most: f"(least(greatest({number}, 0), {most}))",
        "sqlite": lambda number, most: f"(min(max({number}, 0), {most}))",
    }


class day_of(_OfTwo[date]):  # noqa: N801
    """The day of an instant on a clock that is so many seconds ahead."""

    type = Date()
    spelled = {
        "postgresql": lambda instant, ahead: f"CAST({instant} + {ahead} * INTERVAL '1 second' AS DATE)",
        "duckdb": lambda instant, ahead: f"CAST({instant} + to_seconds({ahead}) AS DATE)",
        "sqlite": lambda instant, ahead: f"date({instant}, {ahead} || ' seconds')",
    }


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
    cell = _bare if compiler.dialect.name == "sqlite" else _typed
    return "VALUES " + ", ".join(f"({', '.join(map(cell, row))})" for row in element.rows)


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
