"""Reads the text of a value from the fields of a line."""

from collections import Counter
from collections.abc import Callable
from decimal import Context, Decimal, Inexact
from functools import partial, reduce

from services.sources.loading.columns import ColumnSpec
from services.sources.loading.files import Fields, RowSource
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import FileFormat
from services.sources.loading.values import exact_context, format_decimal, parse_decimal

OptionalText = str | None
ReadText = Callable[[Fields], OptionalText]
Operation = Callable[[Decimal, Decimal], Decimal]


def value_reader(column: ColumnSpec, source: RowSource, file_format: FileFormat) -> ReadText:
    """Return a function that reads the text of a column from a line, or None where it is empty.

    The function raises InvalidValue. Raises InvalidFile if the file lacks a column.
    """
    read = _text_reader(column, source.positions(column.sources), file_format)
    if not column.filter_columns:
        return read
    includes = source.line_predicate(column)
    return lambda fields: read(fields) if includes(fields) else None


def _text_reader(column: ColumnSpec, positions: list[int], file_format: FileFormat) -> ReadText:
    if column.always is not None:
        return lambda fields: column.always or None
    if column.place is not None:
        return _occurrence_counter(positions[0])
    unknown = frozenset(("", *file_format.empty))
    if column.column is not None:
        return partial(_field, positions[0], unknown)
    texts = partial(_texts, positions, unknown)
    if column.join is not None:
        return lambda fields: column.between.join(filter(None, texts(fields))) or None
    operation = Context.add if column.sum is not None else Context.multiply
    return lambda fields: _calculate(partial(operation, exact_context()), file_format, texts(fields))


def _field(place: int, unknown: frozenset[str], fields: Fields) -> OptionalText:
    text = fields[place].strip()
    return None if text in unknown else text


def _texts(positions: list[int], unknown: frozenset[str], fields: Fields) -> list[OptionalText]:
    return [_field(place, unknown, fields) for place in positions]


def _occurrence_counter(place: int) -> ReadText:
    seen: Counter[str] = Counter()

    def read(fields: Fields) -> OptionalText:
        seen[fields[place].strip()] += 1
        return str(seen[fields[place].strip()])

    return read


def _calculate(operation: Operation, file_format: FileFormat, texts: list[OptionalText]) -> OptionalText:
    if None in texts:
        return None
    try:
        total = reduce(operation, [parse_decimal(text, file_format) for text in texts if text is not None])
    except Inexact as error:
        raise InvalidValue("has too many digits for an exact calculation") from error
    return format_decimal(total.normalize(exact_context()), file_format)
