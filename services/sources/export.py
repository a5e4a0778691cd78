"""From the record to Parquet, by Arrow: only the columns that the catalog knows, only one organisation's rows."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from adbc_driver_postgresql import dbapi as postgresql
from sqlalchemy import Engine

from services.errors import BadQuery, UnknownDialect
from services.semantic.catalog import Catalog, Entity, Type
from services.semantic.dialects import find_dialect
from services.semantic.expression import ColumnRef

ROWS_AT_ONCE = 50_000

ARROW: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "money": pa.int64(),
    "ratio": pa.float64(),
    "date": pa.date32(),
    "instant": pa.timestamp("us"),
    "boolean": pa.bool_(),
}


@dataclass(frozen=True)
class CopiedTable:
    """A table to copy: its columns with their types, and the column that says whose row it is.

    Without a ``tenant`` every row is copied: the source belongs to one organisation as a whole. ``database_schema`` is
    where questions find the copied table.
    """

    name: str
    schema: pa.Schema
    tenant: str | None
    database_schema: str | None = None


def tables_of(catalog: Catalog, source: str) -> tuple[CopiedTable, ...]:
    """Return the tables and columns of a source that the catalog's fields and joins read.

    Raises BadQuery where two entities on one table have different tenant columns.
    """
    known = catalog.source(source)
    columns: dict[str, dict[str, pa.DataType]] = {}
    tenants: dict[str, str | None] = {}
    for entity in catalog.entities.values():
        if entity.source == source and (entity.tenant or known.organization is not None):
            # Several entities may stand on one table, each with columns of its own.
            columns.setdefault(entity.table, {}).update(_columns(entity, catalog))
            if tenants.setdefault(entity.table, entity.tenant) != entity.tenant:
                raise BadQuery(f"Two entities over the table {entity.table} have different tenant columns.")
    return tuple(
        CopiedTable(name, pa.schema(list(types.items())), tenants[name], known.schema)
        for name, types in columns.items()
    )


def _columns(entity: Entity, catalog: Catalog) -> dict[str, pa.DataType]:
    columns = {entity.key: ARROW[entity.key_type]}
    if entity.tenant:
        columns[entity.tenant] = ARROW["integer"]
    for relation in catalog.relations.values():
        if relation.many == entity.name:
            columns[relation.many_column] = ARROW[catalog.join_type(relation)]
        if relation.one == entity.name:
            columns[relation.one_column] = ARROW[catalog.join_type(relation)]
    own = {spec.formula.column: ARROW[spec.type] for spec in entity.fields if isinstance(spec.formula, ColumnRef)}
    return columns | own


def export(record: Engine, organization: int, tables: tuple[CopiedTable, ...], folder: Path) -> None:
    """Write one Parquet file for each table, all from one snapshot of the record. Raises UnknownDialect."""
    name = record.dialect.name
    if name not in _READERS:
        raise UnknownDialect(name, _READERS)
    folder.mkdir(parents=True, mode=0o700)
    with _READERS[name](record) as read:
        for table in tables:
            with (
                _private_file(folder / f"{table.name}.parquet") as file,
                pq.ParquetWriter(file, table.schema, compression="zstd") as writer,
            ):
                for batch in read(table, organization):
                    writer.write_batch(_cast(batch, table.schema))


def _private_file(path: Path) -> IO[bytes]:
    """Create a file that nobody but the owner of the process can read."""
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(number).cast(field.type) for number, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


Read = Callable[[CopiedTable, int], Iterator[pa.RecordBatch]]


@contextmanager
def _postgresql(record: Engine) -> Iterator[Read]:
    address = record.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with postgresql.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

        def read(table: CopiedTable, organization: int) -> Iterator[pa.RecordBatch]:
            cursor.execute(_select(table, "$1", "postgresql"), _values(table, organization))
            yield from cursor.fetch_record_batch()

        yield read


# As SQLite stores them: days and instants are text, truth is a number.
_AS_STORED: dict[pa.DataType, pa.DataType] = {
    pa.date32(): pa.string(),
    pa.timestamp("us"): pa.string(),
    pa.bool_(): pa.int64(),
}


@contextmanager
def _sqlite(record: Engine) -> Iterator[Read]:
    """Read through Python's own SQLite.

    Arrow's driver brings a second SQLite into the process, and when one of two closes the file, the locks of the other
    are gone: that can destroy the database. See https://sqlite.org/howtocorrupt.html, "multiple copies of SQLite".
    """
    with record.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("BEGIN")

        def read(table: CopiedTable, organization: int) -> Iterator[pa.RecordBatch]:
            cursor.execute(_select(table, "?", "sqlite"), _values(table, organization))
            schema = pa.schema([(field.name, _AS_STORED.get(field.type, field.type)) for field in table.schema])
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                columns = [
                    pa.array(cells, field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)

        yield read


def _select(table: CopiedTable, mark: str, dialect: str) -> str:
    quote = find_dialect(dialect).quote
    columns = ", ".join(quote(name) for name in table.schema.names)
    return f"SELECT {columns} FROM {quote(table.name)}" + (
        f" WHERE {quote(table.tenant)} = {mark}" if table.tenant else ""
    )


def _values(table: CopiedTable, organization: int) -> tuple[int, ...]:
    return (organization,) if table.tenant else ()


_READERS: dict[str, Callable[[Engine], AbstractContextManager[Read]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
