"""Readers that make the value of one column from the fields of a line. They are prepared once for a whole file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from services.sources.loading.columns import ColumnSpec
from services.sources.loading.files import Export, Fields, RowSource
from services.sources.loading.invalid_value import InvalidValue
from services.sources.loading.maps import LoadStep
from services.sources.loading.origins import OptionalText, value_reader
from services.sources.loading.rules import ValueRule, rule_of
from services.sources.loading.targets import TargetTable, value_column
from services.sources.loading.transforms import Transform, transforms
from services.sources.loading.values import Convert, converter_for

CACHE_SIZE = 4_096


@dataclass(frozen=True)
class CellReader:
    """Makes the value of the column ``name``. ``positions`` are the fields that it is made from, ``label`` their names.

    ``read`` gives the value that is stored, None where it is empty, or raises InvalidValue. ``column`` has its type.
    """

    name: str
    label: str
    positions: tuple[int, ...]
    column: sa.Column[Any]
    read: Callable[[Fields], Any]

    def raw_text(self, fields: Fields) -> str:
        """Return the text as it is in the file, so that a person can find it."""
        return " ".join(fields[place] for place in self.positions)


@dataclass(frozen=True)
class ColumnConverter:
    """Converts a text to a value of one column."""

    transforms: tuple[Transform, ...]
    default: OptionalText
    required: bool
    convert: Convert
    rule: ValueRule | None

    def value(self, text: OptionalText) -> Any:
        """Return the value for a text. Raises InvalidValue."""
        for transform in self.transforms:
            text = transform(text) if text is not None else None
        text = self.default if text is None else text
        return self._checked_value(text) if text is not None else self._empty_value()

    def _checked_value(self, text: str) -> Any:
        value = self.convert(text)
        if self.rule and not self.rule.accepts(value):
            raise InvalidValue(self.rule.reason)
        return value

    def _empty_value(self) -> None:
        if self.required:
            raise InvalidValue("is empty, but a value is required")


def cell_readers(export: Export, source: RowSource, step: LoadStep, into: TargetTable) -> tuple[CellReader, ...]:
    """Return a reader for each column of a step.

    Raises InvalidFile if the file lacks a column, or if a lookup file does not match the map.
    """
    source.positions([name for column in step.columns.values() for name in (*column.sources, *column.filter_columns)])
    return tuple(_cell_reader(export, source, into, name, column) for name, column in step.columns.items())


def _cell_reader(export: Export, source: RowSource, into: TargetTable, name: str, column: ColumnSpec) -> CellReader:
    value_of = value_column(into, name)
    meaning = ColumnConverter(
        transforms=transforms(column, export),
        default=column.default,
        required=name in into.required,
        convert=converter_for(value_of, export.file_format),
        rule=rule_of(into.table.c[name]),
    )
    # Dates, prices and codes repeat often. A cache lookup is much cheaper than another conversion.
    value = lru_cache(maxsize=CACHE_SIZE)(meaning.value)
    text = value_reader(column, source, export.file_format)
    positions = tuple(source.positions(column.sources))
    return CellReader(name, column.label or name, positions, value_of, lambda fields: value(text(fields)))
