"""A record with a page of its own: found by its number among those that the reader may see, and described in facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.dashboards.links.entity_pages import RECORD_NAMES
from services.errors import NotFound
from services.present import words
from services.semantic.answer import Answer
from services.semantic.conditions import Compare, Condition, In
from services.semantic.query import Query
from services.view_context import ViewContext

# No database has longer row numbers.
MOST_DIGITS = 18

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class RecordProfile:
    """A record as a reader may see it: its entity, name, facts in words, and values by field."""

    entity: str
    number: int
    key: str
    name: str
    facts: tuple[tuple[str, str], ...]
    values: Mapping[str, Any]

    @property
    def slug(self) -> str:
        """Return the slug of its page's board."""
        return f"{self.entity}:{self.number}"

    @property
    def rows(self) -> Condition:
        """Return the condition of its own rows, in a form that an address can express."""
        return In(f"{self.entity}.key", (self.key,))

    @property
    def currency(self) -> str | None:
        """Return the currency that its amounts are shown in; None for the reader's own."""
        return self.values.get(f"{self.entity}.currency")


def load_profile(
    entity: str, number: str, facts: Facts, reader: ViewContext, more: Sequence[str] = (), currency: str | None = None
) -> RecordProfile:
    """Return the record of an entity with this number, with its amounts in ``currency``, else in the reader's.

    ``facts`` are fields with their labels, ``more`` other fields that the page needs; those that the catalog lacks are
    left out. Raises NotFound for every other number, another organisation's included.
    """
    if not (number.isdecimal() and len(number) <= MOST_DIGITS):
        raise NotFound(RECORD_NAMES[entity])
    needed = (f"{entity}.id", f"{entity}.key", f"{entity}.name", *(field for field, _ in facts), *more)
    fields = tuple(name for name in dict.fromkeys(needed) if name in reader.catalog.fields)
    query = Query(fields=fields, where=Compare(f"{entity}.id", "=", int(number)), currency=currency, limit=1)
    answer = reader.answer(query)
    if answer.frame.empty:
        raise NotFound(RECORD_NAMES[entity])
    values = {str(name): value for name, value in answer.frame.to_dict("records")[0].items()}
    filled = [(label, field) for field, label in facts if values.get(field) is not None]
    facts_words = tuple((label, _fact(field, values[field], answer, reader.locale)) for label, field in filled)
    key = str(values[f"{entity}.key"])
    return RecordProfile(entity, int(number), key, values[f"{entity}.name"] or key, facts_words, values)


def _fact(field: str, value: Any, answer: Answer, locale: str) -> str:
    kind = next(column.type for column in answer.columns if column.name == field)
    return words.exact(value, kind, answer.currency, locale)
