"""Writes rows with the bulk API of each driver: the same values as SQLAlchemy, without its cost per row.

Ids are assigned here, which requires that nobody else writes to the tables: SQLite has a single writer, and on
PostgreSQL the tables are locked against other writers until the transaction ends.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import numpy as np
import pyarrow as pa
import sqlalchemy as sa
from pyarrow import csv
from sqlalchemy.schema import AddConstraint, DropConstraint

from models import db
from services.demo.rows import Array, Column, Rows

TABLES = db.metadata.tables

Constants = dict[str, Any]
Put = Callable[[sa.Connection, sa.Table, dict[str, Column], Constants], None]


@dataclass
class Writer:
    """Writes rows of one organisation, and adds the offset of the ids of each table."""

    connection: sa.Connection
    organization_id: int
    at: datetime
    written: dict[str, int] = field(default_factory=dict)
    _starts: dict[str, int] = field(default_factory=dict)

    def write(self, rows: Rows) -> None:
        """Append the rows. The rows that they refer to must have been written before."""
        table = TABLES[rows.table]
        columns = rows.columns | {"id": self._offset_ids(rows.columns["id"], self._start(rows.table))}
        for name, other in references(table).items():
            if name in columns:
                columns[name] = self._offset_ids(columns[name], self._start(other))
        at = self.at.astimezone(UTC).replace(tzinfo=None)
        constants = {"organization_id": self.organization_id, "created_at": at, "updated_at": at}
        if len(rows):
            _PUT[self.connection.dialect.name](self.connection, table, columns, constants)
        if rows.table not in self.written:
            self._measure(rows.table)
        self.written[rows.table] = self.written.get(rows.table, 0) + len(rows)

    def finish(self) -> None:
        """Update the id sequences and the statistics of the tables."""
        if self.connection.dialect.name == "postgresql":
            for name, count in self.written.items():
                self.connection.execute(_SET_SEQUENCE, {"name": name, "last": max(1, self._start(name) + count)})
                self._measure(name)

    def _measure(self, name: str) -> None:
        # Without new statistics, PostgreSQL assumes that the table is empty and scans it for every reference.
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(sa.text(f"ANALYZE {name}"))

    def _start(self, name: str) -> int:
        if name not in self._starts:
            if self.connection.dialect.name == "postgresql":
                self.connection.execute(sa.text(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"))
            last = sa.select(sa.func.max(TABLES[name].c.id))
            self._starts[name] = self.connection.execute(last).scalar() or 0
        return self._starts[name]

    @staticmethod
    def _offset_ids(numbers: Column, start: int) -> Column:
        if isinstance(numbers, np.ndarray) and numbers.dtype != object:
            return numbers + start
        return [None if number is None else int(number) + start for number in numbers]


_SET_SEQUENCE = sa.text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")


def references(table: sa.Table) -> dict[str, str]:
    """Return the table that each foreign key within the organisation refers to."""
    pairs = [(key.column_keys, key.elements[-1].column.table.name) for key in table.foreign_key_constraints]
    return {columns[1]: other for columns, other in pairs if len(columns) == 2}


@contextmanager
def without_indexes(connection: sa.Connection, names: Sequence[str]) -> Iterator[None]:
    """Drop all indexes but the unique keys while tables are filled, and create them again at the end.

    All of it is one transaction: if the fill fails, the indexes and the old rows are restored. PostgreSQL checks
    foreign keys once, at the end; until the transaction ends, the tables are locked for readers too.
    """
    tables = [TABLES[name] for name in names]
    checks = [key for table in tables for key in table.foreign_key_constraints]
    indexes = [index for table in tables for index in table.indexes]
    checks = checks if connection.dialect.name == "postgresql" else []
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET LOCAL maintenance_work_mem = '512MB'"))
    for key in checks:
        connection.execute(DropConstraint(key))
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
    for key in checks:
        connection.execute(AddConstraint(key, isolate_from_table=False))


def _into_sqlite(connection: sa.Connection, table: sa.Table, columns: dict[str, Column], same: Constants) -> None:
    # Constant values are part of the statement, so that they are not bound ten million times.
    fixed = [
        f"'{value:%Y-%m-%d %H:%M:%S.%f}'" if isinstance(value, datetime) else str(value) for value in same.values()
    ]
    marks = ", ".join(["?"] * len(columns) + fixed)
    insert = f"INSERT INTO {table.name} ({', '.join([*columns, *same])}) VALUES ({marks})"
    cells = [_sqlite_values(column) for column in columns.values()]
    driver: Any = connection.connection.driver_connection
    driver.executemany(insert, zip(*cells, strict=True))


def _sqlite_values(column: Column) -> list[Any]:
    if not isinstance(column, np.ndarray):
        return column
    if column.dtype == "datetime64[D]":
        return _iso_days(column)
    if column.dtype == "datetime64[s]":
        texts = np.datetime_as_string(column, unit="us").tolist()
        return [None if text == "NaT" else text.replace("T", " ") for text in texts]
    values: list[Any] = column.tolist()
    return values


def _iso_days(column: Array) -> list[Any]:
    """Return days as text. Each distinct day is formatted once."""
    missing = np.isnat(column)
    if missing.all():
        return [None] * len(column)
    numbers = column.astype(np.int64)
    low, high = int(numbers[~missing].min()), int(numbers[~missing].max())
    epoch = date(1970, 1, 1).toordinal()
    texts = [date.fromordinal(epoch + number).isoformat() for number in range(low, high + 1)]
    days: list[Any] = np.array([*texts, None], dtype=object)[np.where(missing, high + 1, numbers) - low].tolist()
    return days


def _into_postgresql(connection: sa.Connection, table: sa.Table, columns: dict[str, Column], same: Constants) -> None:
    count = len(columns["id"])
    whole = all(isinstance(column, np.ndarray) and column.dtype == np.int64 for column in columns.values())
    text, form = (_as_binary, "binary") if whole else (_as_csv, "csv")
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f"COPY {table.name} ({', '.join([*columns, *same])}) FROM STDIN (FORMAT {form})") as copy:
        copy.write(text(table, columns, same, count))


def _as_csv(table: sa.Table, columns: dict[str, Column], same: Constants, count: int) -> bytes | memoryview:
    arrays = {name: pa.array(column, from_pandas=False) for name, column in columns.items()}
    arrays |= {name: pa.repeat(pa.scalar(value), count) for name, value in same.items()}
    text = BytesIO()
    csv.write_csv(pa.table(arrays), text, csv.WriteOptions(include_header=False))
    return text.getbuffer()


def _as_binary(table: sa.Table, columns: dict[str, Column], same: Constants, count: int) -> bytes:
    """Return rows of integers in PostgreSQL's binary format, which it does not need to parse.

    Each row starts with its number of fields, and each field with its length.
    See https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
    """
    cells: dict[str, Any] = columns | {
        name: (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else value
        for name, value in same.items()
    }
    sizes = {name: 8 if _is_wide(table.c[name].type) else 4 for name in cells}
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    for name, size in sizes.items():
        layout += [(f"size of {name}", ">i4"), (name, f">i{size}")]
    rows = np.empty(count, dtype=layout)
    rows["fields"] = len(cells)
    for name, size in sizes.items():
        rows[f"size of {name}"], rows[name] = size, cells[name]
    return SIGNATURE + rows.tobytes() + END


# PostgreSQL counts the microseconds of a timestamp from this instant.
EPOCH = datetime(2000, 1, 1)
SIGNATURE, END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"


def _is_wide(type: Any) -> bool:
    """Return whether a column has eight bytes and not four."""
    storage = type.impl if isinstance(type, sa.TypeDecorator) else type
    return isinstance(storage, sa.BigInteger | sa.DateTime)


_PUT: dict[str, Put] = {"sqlite": _into_sqlite, "postgresql": _into_postgresql}
