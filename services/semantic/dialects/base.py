"""What the road needs to know of an engine's SQL."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.engine import Dialect as EngineDialect

from services.errors import CannotExpress

Spelling = Callable[[str, str], str]

# What the compiler writes without asking: every dialect offers it.
STANDARD = frozenset({"window", "null_order"})


def quote(name: str) -> str:
    """Return a name as standard SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def bare_literal(value: int | date) -> str:
    """Return a whole number, day or instant as it stands in SQL without its type."""
    if isinstance(value, datetime):
        return f"'{value:%Y-%m-%d %H:%M:%S.%f}'"
    return f"'{value}'" if isinstance(value, date) else str(int(value))


def typed_literal(value: int | date) -> str:
    """Return a whole number, day or instant as it stands in SQL, a day with its type before it."""
    if isinstance(value, date):
        return ("TIMESTAMP " if isinstance(value, datetime) else "DATE ") + bare_literal(value)
    return bare_literal(value)


def to_text(statement: Select[Any], engine: EngineDialect) -> str:
    """Return a statement with its values in it, as a reader may run it again."""
    # With named parameters a percent sign stands for itself.
    named = type(engine)(paramstyle="named")  # type: ignore[call-arg]
    return str(statement.compile(dialect=named, compile_kwargs={"literal_binds": True}))


@dataclass(frozen=True)
class Dialect:
    """One engine's SQL. ``name`` is what SQLAlchemy calls it; SQLAlchemy itself writes the names of types.

    ``spellings`` gives, for each element of ``compiler/elements.py``, its SQL from that of its two values. ``cancel``
    stops the statement that a driver's connection is running; ``out_of_memory`` names the driver's errors for want of
    memory. ``literal`` writes a value into the SQL, ``text`` a whole statement.
    """

    name: str
    spellings: Mapping[str, Spelling]
    cancel: Callable[[Any], object]
    out_of_memory: frozenset[str] = frozenset()
    capabilities: frozenset[str] = STANDARD
    quote: Callable[[str], str] = quote
    literal: Callable[[int | date], str] = typed_literal
    text: Callable[[Select[Any], EngineDialect], str] = to_text

    def spell(self, element: str, first: str, second: str) -> str:
        """Return an element of two values as SQL; raises CannotExpress where the dialect has no spelling for it."""
        if element not in self.spellings:
            raise CannotExpress(self.name, element)
        return self.spellings[element](first, second)
