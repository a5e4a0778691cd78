"""Bulk upserts: adds rows, and changes those that differ. Each engine has its own fast path."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from services.sources.inserts import Insert, insert_into
from services.sources.loading.plans import Row

CACHE_SIZE = 4_096

# Writes rows and returns how many of them were added or changed.
Upsert = Callable[[Sequence[Row]], int]


@dataclass(frozen=True)
class UpsertSpec:
    """What an upsert writes: the columns in ``names`` from the rows, and the same ``fixed`` values on every row.

    Rows are matched by ``key``. Values are as they are stored. A row in which only ``fixed`` differs is not changed.
    """

    table: sa.Table
    key: Sequence[str]
    names: Sequence[str]
    fixed: Mapping[str, Any]

    def on_conflict(self, insert: Insert) -> Insert:
        """Return the insert with a clause that updates an existing row where it differs.

        The statement's row count is the number of rows that it added or changed.
        """
        others = [name for name in self.names if name not in self.key]
        unique = ["organization_id", *self.key]
        if not others:
            return insert.on_conflict_do_nothing(index_elements=unique)
        return insert.on_conflict_do_update(
            index_elements=unique,
            set_={name: insert.excluded[name] for name in [*others, "updated_at"]},
            where=sa.or_(*(self.table.c[name].is_distinct_from(insert.excluded[name]) for name in others)),
        )


@contextmanager
def row_by_row(connection: sa.Connection, shape: UpsertSpec) -> Iterator[Upsert]:
    """Yield an upsert for SQLite. It runs in this process, so one statement per row with bound values is fastest."""
    names = [*shape.fixed, *shape.names]
    insert = shape.on_conflict(insert_into(shape.table, connection))
    compiled: Any = insert.compile(dialect=connection.dialect, column_keys=names)
    binds = [_bind_processor(shape.table.c[name], connection.dialect) for name in names]
    in_order = itemgetter(*(names.index(name) for name in compiled.positiontup))
    fixed = tuple(shape.fixed.values())

    def upsert(rows: Sequence[Row]) -> int:
        parameters = [
            in_order([bind(value) for bind, value in zip(binds, (*fixed, *row), strict=True)]) for row in rows
        ]
        result = connection.exec_driver_sql(str(compiled), parameters, execution_options={"preserve_rowcount": True})
        return result.rowcount

    yield upsert


@contextmanager
def by_copy(connection: sa.Connection, shape: UpsertSpec) -> Iterator[Upsert]:
    """Yield an upsert for PostgreSQL: COPY into a temporary table, followed by one statement that moves the rows."""
    columns = [sa.Column(name, _storage_type(shape.table.c[name])) for name in shape.names]
    staging = sa.Table("loading", sa.MetaData(), *columns, prefixes=["TEMPORARY"])
    constants = [sa.literal(value, _storage_type(shape.table.c[name])) for name, value in shape.fixed.items()]
    selection = sa.select(*constants, *staging.c)
    move = shape.on_conflict(insert_into(shape.table, connection).from_select([*shape.fixed, *shape.names], selection))
    quote = connection.dialect.identifier_preparer.quote
    copying = f"COPY loading ({', '.join(map(quote, shape.names))}) FROM STDIN"

    def upsert(rows: Sequence[Row]) -> int:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        written = connection.execute(move, execution_options={"preserve_rowcount": True}).rowcount
        connection.exec_driver_sql("TRUNCATE loading")
        return written

    staging.create(connection)
    yield upsert
    staging.drop(connection)


UPSERTS = {"sqlite": row_by_row, "postgresql": by_copy}


def upsert_writer(connection: sa.Connection, shape: UpsertSpec) -> AbstractContextManager[Upsert]:
    """Return a context manager that yields the upsert for the connection's engine."""
    return UPSERTS[connection.dialect.name](connection, shape)


def _storage_type(column: sa.Column[Any]) -> sa.types.TypeEngine[Any]:
    kind = column.type
    return kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind


def _bind_processor(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any]:
    process = _storage_type(column).dialect_impl(dialect).bind_processor(dialect)
    # Dates repeat often. A cache lookup is much cheaper than another conversion.
    return lru_cache(maxsize=CACHE_SIZE)(process) if process else _identity


def _identity(value: Any) -> Any:
    return value
