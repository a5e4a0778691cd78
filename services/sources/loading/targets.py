"""The tables that a load can fill, and the key of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from models import Team, customers, finance, sales, work
from models.base import natural_key

# Every business table. Users, memberships and dashboards are never loaded from files.
MODELS = (Team, *(getattr(domain, name) for domain in (customers, sales, finance, work) for name in domain.__all__))
LOADABLE: dict[str, sa.Table] = {model.__tablename__: model.__table__ for model in MODELS}

# The loader fills these itself.
MANAGED_COLUMNS = ("id", "organization_id", "created_at", "updated_at")


@dataclass(frozen=True)
class TargetTable:
    """A table that can be loaded.

    ``key`` identifies a row within its organisation. ``references`` maps a column to the table that it refers to.
    """

    table: sa.Table
    key: tuple[str, ...]
    references: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def columns(self) -> list[str]:
        """The columns that a map can fill."""
        names = [column.name for column in self.table.columns if column.name not in MANAGED_COLUMNS]
        return [name for name in names if self.references.get(name, self.name) in LOADABLE]

    @property
    def required(self) -> list[str]:
        """The columns that must not be empty."""
        return [name for name in self.columns if not self.table.c[name].nullable]

    @property
    def parent(self) -> str | None:
        """The column that refers to a row of the same table, if there is one."""
        return next((name for name, table in self.references.items() if table == self.name), None)


@cache
def target_table(name: str) -> TargetTable:
    """Return the loadable table called ``name``."""
    table = LOADABLE[name]
    return TargetTable(table, natural_key(table), references(table))


def references(table: sa.Table) -> dict[str, str]:
    """Return the table that each foreign key refers to, except that of the organisation."""
    return {
        column.name: constraint.referred_table.name
        for constraint in table.foreign_key_constraints
        for column in constraint.columns
        if column.name != "organization_id"
    }


def value_column(of: TargetTable, name: str) -> sa.Column[Any]:
    """Return the column that has the type of a value for ``name``: for a reference, the key of the other table."""
    if name not in of.references:
        return of.table.c[name]
    [key] = target_table(of.references[name]).key
    return LOADABLE[of.references[name]].c[key]
