"""Many rows into a table at once: added, or changed where they differ. Each engine has its own quick way."""

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

# Takes rows and returns how many of them were written.
Upsert = Callable[[Sequence[Row]], int]


@dataclass(frozen=True)
class UpsertSpec:
    """What is written: the columns of ``names`` from rows, ``fixed`` the same on every row, ``key`` to find a row by.

    Values are as they are stored; ``fixed`` does not change a row in which nothing else differs.
    """

    table: sa.Table
    key: Sequence[str]
    names: Sequence[str]
    fixed: Mapping[str, Any]

    def on_conflict(self, insert: Insert) -> Insert:
        """The insert, changing the row that is there where it differs. Its row count is that of the rows it wrote."""
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
    """SQLite runs in our own process, so a statement for each row is the quickest; only its values must be ready."""
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
    """PostgreSQL takes rows in bulk into a table of this transaction's own, and moves them by one statement."""
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
    """Give what writes rows of a shape on the connection's engine."""
    return UPSERTS[connection.dialect.name](connection, shape)


def _storage_type(column: sa.Column[Any]) -> Any:
    kind: Any = column.type
    return kind.impl_instance if isinstance(kind, sa.TypeDecorator) else kind


def _bind_processor(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any]:
    process = _storage_type(column).dialect_impl(dialect).bind_processor(dialect)
    # Days come again and again; to look one up is far cheaper than to write it out anew.
    return lru_cache(maxsize=CACHE_SIZE)(process) if process else _unchanged


def _unchanged(value: Any) -> Any:
    return value
