"""How one value of ours is made from the fields of a line, prepared once for a whole file."""

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
        """What stands in the file, for a person who has to find it."""
        return " ".join(fields[place] for place in self.positions)


@dataclass(frozen=True)
class ColumnConverter:
    """What a text means in one column of ours."""

    transforms: tuple[Transform, ...]
    default: OptionalText
    required: bool
    convert: Convert
    rule: ValueRule | None

    def value(self, text: OptionalText) -> Any:
        """The value for a text. Raises InvalidValue."""
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
            raise InvalidValue("is empty, and a value is needed")


def cell_readers(export: Export, source: RowSource, step: LoadStep, into: TargetTable) -> tuple[CellReader, ...]:
    """The cells of a step. Raises InvalidFile if its file lacks a column, or a side file is not as the map says."""
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
    # Days, prices and codes come again and again; to look one up is far cheaper than to make it anew.
    value = lru_cache(maxsize=CACHE_SIZE)(meaning.value)
    text = value_reader(column, source, export.file_format)
    positions = tuple(source.positions(column.sources))
    return CellReader(name, " + ".join(column.sources) or name, positions, value_of, lambda fields: value(text(fields)))
