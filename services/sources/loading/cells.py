"""How one value of ours is made from the fields of a line, prepared once for a whole file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact
from functools import lru_cache, partial, reduce
from typing import Any

from services.sources.loading.files import Export
from services.sources.loading.maps import Column, Format, Step
from services.sources.loading.targets import RULES, Rule, Target, value_column
from services.sources.loading.values import Convert, Unfit, converter, decimal, exact

Fields = Sequence[str]
Text = str | None
Origin = Callable[[Fields], Text]
Change = Callable[[str], Text]

REMEMBERED = 4_096


@dataclass(frozen=True)
class Cell:
    """Makes the value of the column ``name``. ``places`` are the fields that it reads, ``label`` their names.

    ``text`` reads the fields, ``value`` makes ours from the text; both give None where it is empty or raise Unfit.
    """

    name: str
    label: str
    places: tuple[int, ...]
    text: Origin
    value: Callable[[Text], Any]

    def shown(self, fields: Fields) -> str:
        """What stands in the file, for a person who has to find it."""
        return " ".join(fields[place] for place in self.places)


@dataclass(frozen=True)
class Meaning:
    """What a text means in one column of ours."""

    changes: tuple[Change, ...]
    default: Text
    needed: bool
    convert: Convert
    rule: Rule | None

    def value(self, text: Text) -> Any:
        """The value for a text. Raises Unfit."""
        for change in self.changes:
            text = change(text) if text is not None else None
        text = self.default if text is None else text
        return self._filled(text) if text is not None else self._empty()

    def _filled(self, text: str) -> Any:
        value = self.convert(text)
        if self.rule and not self.rule.holds(value):
            raise Unfit(self.rule.reason)
        return value

    def _empty(self) -> None:
        if self.needed:
            raise Unfit("is empty, and a value is needed")


def cells(export: Export, step: Step, into: Target) -> tuple[Cell, ...]:
    """The cells of a step. Raises UnfitFile if its file lacks a column, or a side file is not as the map says."""
    export.places(step.file, [source for column in step.columns.values() for source in column.sources])
    return tuple(_cell(export, step, into, name, column) for name, column in step.columns.items())


def _cell(export: Export, step: Step, into: Target, name: str, column: Column) -> Cell:
    places = tuple(export.places(step.file, column.sources))
    meaning = Meaning(
        changes=tuple(_changes(column, export)),
        default=column.default,
        needed=name in into.needed,
        convert=converter(value_column(into, name), export.form),
        rule=RULES.get((into.name, name)),
    )
    # Days, prices and codes come again and again; to look one up is far cheaper than to make it anew.
    value = lru_cache(maxsize=REMEMBERED)(meaning.value)
    return Cell(name, " + ".join(column.sources) or name, places, _origin(column, places, export), value)


def _origin(column: Column, places: tuple[int, ...], export: Export) -> Origin:
    if column.always is not None:
        return lambda fields: column.always or None
    unknown = frozenset(("", *export.form.empty))
    if column.column is not None:
        return partial(_field, places[0], unknown)
    texts = partial(_texts, places, unknown)
    if column.join is not None:
        return lambda fields: column.between.join(filter(None, texts(fields))) or None
    operation = exact().add if column.sum is not None else exact().multiply
    return lambda fields: _calculated(operation, export.form, texts(fields))


def _field(place: int, unknown: frozenset[str], fields: Fields) -> Text:
    text = fields[place].strip()
    return None if text in unknown else text


def _texts(places: tuple[int, ...], unknown: frozenset[str], fields: Fields) -> list[Text]:
    return [_field(place, unknown, fields) for place in places]


def _calculated(operation: Callable[[Decimal, Decimal], Decimal], form: Format, texts: list[Text]) -> Text:
    if None in texts:
        return None
    try:
        total = reduce(operation, [decimal(text, form) for text in texts if text is not None])
    except Inexact as error:
        raise Unfit("has too many digits to be calculated exactly") from error
    return format(total.normalize(exact()), "f").replace(".", form.decimal)


def _changes(column: Column, export: Export) -> list[Change]:
    changes: list[Change] = []
    if column.words is not None:
        changes.append(partial(_exchanged, column.words, "is not among the words of the map"))
    if column.find is not None:
        by = column.find.by or column.column or ""
        found = export.exchange(column.find.file, by, column.find.take)
        changes.append(partial(_exchanged, found, f"is not in the column {by} of {column.find.file}"))
    return changes


def _exchanged(found: Mapping[str, str], reason: str, text: str) -> Text:
    if text not in found:
        raise Unfit(reason)
    return found[text] or None
