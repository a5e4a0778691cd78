"""Transforms a text before it is converted to a value, in the order that ColumnSpec documents."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import partial

from services.sources.loading.columns import ColumnSpec, Lookup
from services.sources.loading.files import Export
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import FileFormat
from services.sources.loading.values import exact_context, format_decimal, parse_decimal

Transform = Callable[[str], str | None]

# Precise enough for every number that can be read.
ROUNDING = Context(prec=100, rounding=ROUND_HALF_EVEN)


def transforms(column: ColumnSpec, export: Export) -> tuple[Transform, ...]:
    """Return the transforms of a column. Each of them raises InvalidValue.

    Raises InvalidFile if a lookup file does not match the map.
    """
    return tuple(_transforms(column, export))


def _transforms(column: ColumnSpec, export: Export) -> Iterator[Transform]:
    if column.words is not None:
        yield partial(_replace, column.words, "is not listed under words in the map")
    for find in column.find:
        yield _look_up(find, find.by or column.column or "", export)
    if column.times is not None:
        yield partial(_multiply, column.times, export.file_format)
    if column.round is not None:
        yield partial(_round, Decimal(1).scaleb(-column.round), export.file_format)


def _look_up(find: Lookup, by: str, export: Export) -> Transform:
    which = ", on a line that the filter includes" if find.filter_columns else ""
    return partial(_replace, export.lookup_table(find, by), f"is not in the column {by} of {find.file}{which}")


def _replace(found: Mapping[str, str], reason: str, text: str) -> str | None:
    if text not in found:
        raise InvalidValue(reason)
    return found[text] or None


def _multiply(times: Decimal, file_format: FileFormat, text: str) -> str:
    try:
        return format_decimal(exact_context().multiply(parse_decimal(text, file_format), times), file_format)
    except Inexact as error:
        raise InvalidValue("has too many digits for an exact calculation") from error


def _round(step: Decimal, file_format: FileFormat, text: str) -> str:
    return format_decimal(parse_decimal(text, file_format).quantize(step, context=ROUNDING), file_format)
