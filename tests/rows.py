"""One row of every table, generated from the metadata of the tables."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from models import db
from models.base import Base, Owned, ScaledInteger, UtcDateTime

AT = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)
OWNED = {mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)}

# The first type that matches gives the value.
VALUES: tuple[tuple[type, Any], ...] = (
    (ScaledInteger, Decimal("0.5")),
    (UtcDateTime, AT),
    (sa.Date, AT.date()),
    (sa.Boolean, True),
    (sa.JSON, {}),
    (sa.Integer, 1),
)


def insert_in_every_table(connection: sa.Connection, organization_id: int, marker: str) -> dict[str, int]:
    """Insert a row with every column filled into each table of an organisation; return their numbers by table.

    Foreign keys point at rows of the same organisation, and those to the same table at the row itself.
    """
    numbers_by_table: dict[str, int] = {}
    for table in db.metadata.sorted_tables:
        if table.name in OWNED:
            numbers_by_table[table.name] = _write(connection, table, organization_id, marker, numbers_by_table)
    return numbers_by_table


def _write(
    connection: sa.Connection, table: sa.Table, organization_id: int, marker: str, numbers_by_table: dict[str, int]
) -> int:
    number = (connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0) + 1
    numbers = {**numbers_by_table, table.name: number}
    values = {column.name: _value(table, column, marker) for column in table.columns if column.name != "id"}
    values |= {name: _pointed_at(connection, to, numbers) for name, to in _references(table).items()}
    connection.execute(sa.insert(table).values(values | {"id": number, "organization_id": organization_id}))
    return number


def _value(table: sa.Table, column: sa.Column[Any], marker: str) -> Any:
    choices = [rule.info[column.name] for rule in table.constraints if column.name in rule.info]
    if choices:
        return choices[0][0]
    if isinstance(column.type, sa.String):
        return "EUR" if column.name.endswith("currency") else marker[: column.type.length]
    return next(value for kind, value in VALUES if isinstance(column.type, kind))


def _references(table: sa.Table) -> dict[str, str]:
    return {
        column.name: key.referred_table.name
        for key in table.foreign_key_constraints
        for column in key.columns
        if column.name != "organization_id"
    }


def _pointed_at(connection: sa.Connection, table: str, numbers: dict[str, int]) -> int:
    """Return the number of the inserted row, or of the first row of a table that no organisation owns."""
    if table in numbers:
        return numbers[table]
    return connection.execute(sa.select(sa.func.min(db.metadata.tables[table].c.id))).scalar_one()
