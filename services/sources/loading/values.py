"""Converts the text of a field to the value that is stored. Inexact values are refused, never rounded or guessed.

A scaled number is stored as a whole number of its smallest unit, and an instant in UTC without a zone.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any

import sqlalchemy as sa

from models.base import ScaledInteger, UtcDateTime
from services.sources.loading.instants import instant_converter
from services.sources.loading.invalid_value import InvalidValue, convert_or_reject
from services.sources.loading.maps import FileFormat

Convert = Callable[[str], Any]

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOLEANS = {"true": True, "false": False}
INTEGER_LIMIT = 2**31
SCALED_LIMIT = 2**63


def exact_context() -> Context:
    """Return an arithmetic context that raises an error instead of rounding."""
    return Context(prec=100, traps=[Inexact, InvalidOperation])


def text_converter(kind: Any, file_format: FileFormat) -> Convert:
    def convert(value: str) -> str:
        if kind.length and len(value) > kind.length:
            raise InvalidValue(f"is longer than {kind.length} characters")
        # A lone surrogate is not a character.
        if "\0" in value or value.encode(errors="ignore").decode() != value:
            raise InvalidValue("contains a character that cannot be stored")
        return value

    return convert


def boolean_converter(kind: Any, file_format: FileFormat) -> Convert:
    def convert(value: str) -> bool:
        if value.lower() not in BOOLEANS:
            raise InvalidValue("is neither true nor false. Translate it with words in the map")
        return BOOLEANS[value.lower()]

    return convert


def date_converter(kind: Any, file_format: FileFormat) -> Convert:
    return _parse_iso_date if file_format.dates == "ISO" else lambda value: _parse_date(value, file_format.dates)


def _parse_iso_date(value: str) -> date:
    if not ISO_DATE.fullmatch(value):
        raise InvalidValue("is not a date such as 2025-01-31")
    return convert_or_reject("is not a valid date", date.fromisoformat, value)


def _parse_date(value: str, pattern: str) -> date:
    moment = convert_or_reject(f"is not a date in the format {pattern}", datetime.strptime, value, pattern)
    # An instant is on different days in different zones, so dropping its time of day would be a guess.
    if moment.tzinfo or moment.time() != time.min:
        raise InvalidValue("has a time of day, but a date is required")
    return moment.date()


def integer_converter(kind: Any, file_format: FileFormat) -> Convert:
    def convert(value: str) -> int:
        number = convert_or_reject("is not a whole number", parse_decimal, value, file_format)
        # Programs that store all numbers as floats write the whole number 12 as 12.0.
        if number != number.to_integral_value():
            raise InvalidValue("is not a whole number")
        if not -INTEGER_LIMIT <= number < INTEGER_LIMIT:
            raise InvalidValue("is too large")
        return int(number)

    return convert


def scaled_converter(kind: Any, file_format: FileFormat) -> Convert:
    exactly = exact_context()
    scale = Decimal(kind.scale)

    def convert(value: str) -> int:
        units = exactly.multiply(parse_decimal(value, file_format), scale)
        if units != units.to_integral_value():
            raise InvalidValue(f"is more precise than 1/{kind.scale:,}")
        if abs(units) >= SCALED_LIMIT:
            raise InvalidValue("is too large")
        return int(units)

    return convert


def parse_decimal(value: str, file_format: FileFormat) -> Decimal:
    """Return the number in a text. Raises InvalidValue, also for thousands separators, because 1,234 is ambiguous."""
    plain = value if file_format.decimal == "." else _with_decimal_point(value)
    if not NUMBER.fullmatch(plain) or len(plain) > 50:
        raise InvalidValue(f"is not a number such as 1234{file_format.decimal}56")
    return Decimal(plain)


def _with_decimal_point(value: str) -> str:
    # With a decimal comma, a point can only be a thousands separator, so it is turned into a comma that fails.
    return value.translate({ord(","): ".", ord("."): ","})


def format_decimal(number: Decimal, file_format: FileFormat) -> str:
    """Return the number in the file's format, so that ``parse_decimal`` can read it."""
    return format(number, "f").replace(".", file_format.decimal)


CONVERTERS: tuple[tuple[type, Callable[[Any, FileFormat], Convert]], ...] = (
    (ScaledInteger, scaled_converter),
    (UtcDateTime, instant_converter),
    (sa.String, text_converter),
    (sa.Date, date_converter),
    (sa.Boolean, boolean_converter),
    (sa.Integer, integer_converter),
)


def converter_for(column: sa.Column[Any], file_format: FileFormat) -> Convert:
    """Return a function that converts a text to a value of the column's type. It raises InvalidValue."""
    [convert, *_] = [make for kind, make in CONVERTERS if isinstance(column.type, kind)]
    return convert(column.type, file_format)


def format_value(value: Any, column: sa.Column[Any]) -> str:
    """Return a stored value as text, for a person to read."""
    kind = column.type
    return str(kind.process_result_value(value, None) if isinstance(kind, ScaledInteger | UtcDateTime) else value)
