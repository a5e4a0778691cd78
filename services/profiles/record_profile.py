"""One row that has a page: looked up by its number, among those that the asker may see, and told in facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.errors import NotFound
from services.present import words
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.conditions import Compare, Condition, In
from services.semantic.context import Context
from services.semantic.query import Query

# Beyond this no database has numbers.
MOST_DIGITS = 18

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class RecordProfile:
    """A row as a reader may see it: of which entity, what it is called, facts in words, and its values by field."""

    entity: str
    number: int
    key: str
    name: str
    facts: tuple[tuple[str, str], ...]
    values: Mapping[str, Any]

    @property
    def slug(self) -> str:
        """What the callbacks of its page call its board."""
        return f"{self.entity}:{self.number}"

    @property
    def rows(self) -> Condition:
        """Which rows are its own. An address can spell it, so figures lead on to what is behind them."""
        return In(f"{self.entity}.key", (self.key,))


@dataclass(frozen=True)
class Asking:
    """Who asks for a row, and how it is told to them."""

    road: Road
    context: Context
    locale: str


def load_profile(
    entity: str, number: str, facts: Facts, asking: Asking, more: Sequence[str] = (), currency: str | None = None
) -> RecordProfile:
    """Return the row of an entity that has this number, its money in a currency of one's choice.

    ``facts`` are fields with the word before them, ``more`` fields that the page needs besides; what the catalog lacks
    is left out. Raises NotFound for every number that is no row's, another organisation's, or none at all.
    """
    if not (number.isdecimal() and len(number) <= MOST_DIGITS):
        raise NotFound(entity)
    needed = (f"{entity}.id", f"{entity}.key", f"{entity}.name", *(field for field, _ in facts), *more)
    fields = tuple(name for name in dict.fromkeys(needed) if name in asking.road.catalog.fields)
    query = Query(fields=fields, where=Compare(f"{entity}.id", "=", int(number)), currency=currency, limit=1)
    answer = asking.road.answer(query, asking.context)
    if answer.frame.empty:
        raise NotFound(entity)
    values = {str(name): value for name, value in answer.frame.to_dict("records")[0].items()}
    known = [(label, field) for field, label in facts if values.get(field) is not None]
    told = tuple((label, _told(field, values[field], answer, asking.locale)) for label, field in known)
    key = str(values[f"{entity}.key"])
    return RecordProfile(entity, int(number), key, values[f"{entity}.name"] or key, told, values)


def _told(field: str, value: Any, answer: Answer, locale: str) -> str:
    kind = next(column.type for column in answer.columns if column.name == field)
    return words.exact(value, kind, answer.currency, locale)
