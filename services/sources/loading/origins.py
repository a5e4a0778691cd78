"""The text from which a value is made, read from the fields of a line."""

from collections import Counter
from collections.abc import Callable
from decimal import Context, Decimal, Inexact
from functools import partial, reduce

from services.sources.loading.columns import ColumnSpec
from services.sources.loading.files import Fields, RowSource
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import FileFormat
from services.sources.loading.values import exact_context, format_decimal, parse_decimal

Text = str | None
Origin = Callable[[Fields], Text]
Operation = Callable[[Decimal, Decimal], Decimal]


def origin(column: ColumnSpec, source: RowSource, form: FileFormat) -> Origin:
    """What reads the text of a column, None where it is empty. It raises InvalidValue. Raises UnfitFile."""
    read = _origin(column, source.places(column.sources), form)
    if not column.filter_columns:
        return read
    includes = source.line_predicate(column)
    return lambda fields: read(fields) if includes(fields) else None


def _origin(column: ColumnSpec, places: list[int], form: FileFormat) -> Origin:
    if column.always is not None:
        return lambda fields: column.always or None
    if column.place is not None:
        return _counted(places[0])
    unknown = frozenset(("", *form.empty))
    if column.column is not None:
        return partial(_field, places[0], unknown)
    texts = partial(_texts, places, unknown)
    if column.join is not None:
        return lambda fields: column.between.join(filter(None, texts(fields))) or None
    operation = Context.add if column.sum is not None else Context.multiply
    return lambda fields: _calculated(partial(operation, exact_context()), form, texts(fields))


def _field(place: int, unknown: frozenset[str], fields: Fields) -> Text:
    text = fields[place].strip()
    return None if text in unknown else text


def _texts(places: list[int], unknown: frozenset[str], fields: Fields) -> list[Text]:
    return [_field(place, unknown, fields) for place in places]


def _counted(place: int) -> Origin:
    seen: Counter[str] = Counter()

    def read(fields: Fields) -> Text:
        seen[fields[place].strip()] += 1
        return str(seen[fields[place].strip()])

    return read


def _calculated(operation: Operation, form: FileFormat, texts: list[Text]) -> Text:
    if None in texts:
        return None
    try:
        total = reduce(operation, [parse_decimal(text, form) for text in texts if text is not None])
    except Inexact as error:
        raise InvalidValue("has too many digits to be calculated exactly") from error
    return format_decimal(total.normalize(exact_context()), form)
