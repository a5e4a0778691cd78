"""From the text of a cell to a value of our types. What does not fit exactly is refused, never rounded or guessed."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any

import sqlalchemy as sa

from models.base import ScaledInteger
from services.sources.loading.maps import Format

Convert = Callable[[str], Any]

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
WHOLE = re.compile(r"[+-]?[0-9]+")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INTEGER_LIMIT = 2**31
SCALED_LIMIT = 2**63


class Unfit(Exception):
    """A value that cannot be taken; its text completes "The value ..."."""


def exact() -> Context:
    """Arithmetic that raises rather than rounds."""
    return Context(prec=100, traps=[Inexact, InvalidOperation])


def text(kind: Any, form: Format) -> Convert:
    def convert(value: str) -> str:
        if kind.length and len(value) > kind.length:
            raise Unfit(f"is longer than {kind.length} characters")
        if "\0" in value:
            raise Unfit("holds a character that cannot be stored")
        return value

    return convert


def day(kind: Any, form: Format) -> Convert:
    return _iso_day if form.dates == "ISO" else lambda value: _day_like(value, form.dates)


def _iso_day(value: str) -> date:
    if not ISO_DATE.fullmatch(value):
        raise Unfit("is not a date like 2025-01-31")
    return _told("is not a day of the calendar", date.fromisoformat, value)


def _day_like(value: str, pattern: str) -> date:
    moment = _told(f"is not a date like {pattern}", datetime.strptime, value, pattern)
    # An instant falls on different days in different zones; to cut off its hours would be a guess.
    if moment.tzinfo or moment.time() != time.min:
        raise Unfit("has a time of day where a date is needed")
    return moment.date()


def _told(reason: str, convert: Callable[..., Any], *arguments: str) -> Any:
    try:
        return convert(*arguments)
    except ValueError as error:
        raise Unfit(reason) from error


def whole(kind: Any, form: Format) -> Convert:
    def convert(value: str) -> int:
        if not WHOLE.fullmatch(value):
            raise Unfit("is not a whole number")
        if len(value) > 20 or not -INTEGER_LIMIT <= int(value) < INTEGER_LIMIT:
            raise Unfit("is too large")
        return int(value)

    return convert


def scaled(kind: Any, form: Format) -> Convert:
    exactly = exact()
    scale = Decimal(kind.scale)

    def convert(value: str) -> Decimal:
        number = decimal(value, form)
        units = exactly.multiply(number, scale)
        if units != units.to_integral_value():
            raise Unfit(f"is finer than 1/{kind.scale:,}")
        if abs(units) >= SCALED_LIMIT:
            raise Unfit("is too large")
        return number

    return convert


def decimal(value: str, form: Format) -> Decimal:
    """The number that ``value`` spells. Thousands separators are refused: 1,234 means two things."""
    plain = value if form.decimal == "." else _with_point(value)
    if not NUMBER.fullmatch(plain) or len(plain) > 50:
        raise Unfit(f"is not a number like 1234{form.decimal}56")
    return Decimal(plain)


def _with_point(value: str) -> str:
    # A point beside a decimal comma may only be a thousands separator; it is made to fail.
    return value.translate({ord(","): ".", ord("."): ","})


CONVERTERS: tuple[tuple[type, Callable[[Any, Format], Convert]], ...] = (
    (ScaledInteger, scaled),
    (sa.String, text),
    (sa.Date, day),
    (sa.Integer, whole),
)


def converter(column: sa.Column[Any], form: Format) -> Convert:
    """What makes a value of the column's type from the text of a cell. It raises Unfit."""
    [convert, *_] = [make for kind, make in CONVERTERS if isinstance(column.type, kind)]
    return convert(column.type, form)
