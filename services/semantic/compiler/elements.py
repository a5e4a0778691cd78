"""The few SQL elements that engines spell differently. How each dialect spells them stands in ``dialects/``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnClause, ColumnElement, Date, Double, Values, case, cast, extract, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from services.semantic.dialects import find_dialect

# Days are counted from here; none on record lies before it.
FIRST_MONDAY = date(1900, 1, 1)

T = TypeVar("T")


class BinaryElement(FunctionElement[T]):
    """A function of two values, which each dialect spells by the name of the class."""

    name: str
    in_every_dialect = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name, cls.inherit_cache = cls.__name__, True


@compiles(BinaryElement)
def _compile_element(element: BinaryElement[Any], compiler: Any, **kw: Any) -> str:
    first, second = (f"({compiler.process(clause, **kw)})" for clause in element.clauses)
    return find_dialect(compiler.dialect.name).spell(element.name, first, second)


class convert_currency(BinaryElement[int]):  # noqa: N801  (named as SQL functions are)
    """An amount times a rate in 1/10**12, computed exactly and rounded to a whole number, halves away from zero."""

    type = BigInteger()


class days_between(BinaryElement[int]):  # noqa: N801
    """Whole days from one date to another."""

    type = BigInteger()


class seconds_between(BinaryElement[int]):  # noqa: N801
    """Whole seconds from one instant to another; each is cut down to its second first, so that engines agree."""

    type = BigInteger()


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


class days_later(BinaryElement[date]):  # noqa: N801
    """The day so many days after another."""

    type = Date()


class days_from(BinaryElement[date]):  # noqa: N801
    """A row for each day from one to another, not included. Only questions of a copy need it."""

    type = Date()
    in_every_dialect = False


class months_later(BinaryElement[date]):  # noqa: N801
    """The day so many months after another; one that the month lacks becomes its last."""

    type = Date()


class clamp(BinaryElement[int]):  # noqa: N801
    """A number, but at least 0 and at most another; the number stands in the SQL once.

    An empty number may count as 0, as in engines whose ``greatest`` skips what is empty.
    """

    type = BigInteger()


class day_of(BinaryElement[date]):  # noqa: N801
    """The day of an instant on a clock that is so many seconds ahead."""

    type = Date()


class InlineRows(Values):
    """Rows of whole numbers, days and instants that stand in the SQL's own text.

    Bound, ten years of days would be more values than an engine takes, and seconds in the making.
    """

    inherit_cache = False

    def __init__(self, columns: Iterable[ColumnClause[Any]], rows: Sequence[Sequence[int | date]], name: str) -> None:
        super().__init__(*columns, name=name)
        self.rows = rows


@compiles(InlineRows)
def _compile_rows(element: InlineRows, compiler: Any, **kw: Any) -> str:
    literal_of = find_dialect(compiler.dialect.name).literal
    return "VALUES " + ", ".join(f"({', '.join(map(literal_of, row))})" for row in element.rows)


def safe_divide(numerator: ColumnElement[Any], denominator: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return numerator / denominator as a double, empty where the denominator is zero."""
    return cast(numerator, Double) / func.nullif(cast(denominator, Double), 0.0)


def positive(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the value as a double, empty where it is zero or below."""
    number = cast(value, Double)
    return case((number > 0.0, number))
