"""Our side of a load: which tables may be filled, what identifies a row, and what a value must be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from models import Client, ExchangeRate, Order, OrderLine, Product

LOADABLE = {model.__tablename__: model.__table__ for model in (Client, Product, Order, OrderLine, ExchangeRate)}

# The loader itself writes these.
KEPT = ("id", "organization_id", "created_at", "updated_at")

CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Rule:
    """What a value must be beyond its type. ``reason`` completes "The value ..."."""

    holds: Callable[[Any], bool]
    reason: str


def one_of(*values: str) -> Rule:
    """The value is among ``values``."""
    return Rule(lambda value: value in values, f"must be one of {', '.join(values)}")


CODE = Rule(lambda value: CURRENCY.fullmatch(value) is not None, "must be a currency code such as EUR")

# Whatever the database would refuse by a check constraint is refused here first, with its line and its reason.
RULES = {
    ("clients", "kind"): one_of("person", "company"),
    ("orders", "currency"): CODE,
    ("exchange_rates", "kind"): one_of("date", "average", "closing"),
    ("exchange_rates", "from_currency"): CODE,
    ("exchange_rates", "to_currency"): CODE,
    ("exchange_rates", "rate"): Rule(lambda value: value > 0, "must be above zero"),
}


@dataclass(frozen=True)
class Target:
    """One of our tables, as the loader sees it.

    ``key`` identifies a row within its organisation; ``references`` names the table that a column points at.
    """

    table: sa.Table
    key: tuple[str, ...]
    references: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def columns(self) -> list[str]:
        """The columns that a map may fill."""
        return [column.name for column in self.table.columns if column.name not in KEPT]

    @property
    def needed(self) -> list[str]:
        """The columns that may not be empty."""
        return [name for name in self.columns if not self.table.c[name].nullable]


def target(name: str) -> Target:
    """The loadable table called ``name``."""
    table = LOADABLE[name]
    return Target(table, natural_key(table), references(table))


def natural_key(table: sa.Table) -> tuple[str, ...]:
    """The columns that are unique within an organisation, other than the number of the row."""
    uniques = [item for item in table.constraints if isinstance(item, sa.UniqueConstraint)]
    keys = [tuple(column.name for column in unique.columns) for unique in uniques]
    [key] = [key for key in keys if "organization_id" in key and "id" not in key]
    return tuple(name for name in key if name != "organization_id")


def references(table: sa.Table) -> dict[str, str]:
    """Which table each foreign key points at, beside the organisation's."""
    return {
        column.name: constraint.referred_table.name
        for constraint in table.foreign_key_constraints
        for column in constraint.columns
        if column.name != "organization_id"
    }


def value_column(of: Target, name: str) -> sa.Column[Any]:
    """The column whose type a value for ``name`` has: for a reference, the key of the table that it points at."""
    if name not in of.references:
        return of.table.c[name]
    [key] = target(of.references[name]).key
    return LOADABLE[of.references[name]].c[key]
