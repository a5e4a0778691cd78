"""From the record to Parquet, by Arrow: only the columns that the catalog knows, only one organisation's rows."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from adbc_driver_postgresql import dbapi as postgresql
from sqlalchemy import Engine

from services.semantic.catalog import Catalog, Entity, Type
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
class Table:
    """A table to copy, the type of each of its columns, and the column that says whose row it is."""

    name: str
    schema: pa.Schema
    tenant: str


def tables_of(catalog: Catalog, source: str) -> tuple[Table, ...]:
    """Return the tables and columns of a source that the catalog's fields and joins read."""
    entities = [entity for entity in catalog.entities.values() if entity.source == source and entity.tenant]
    columns: dict[tuple[str, str], dict[str, pa.DataType]] = {}
    for entity in entities:
        # Several entities may stand on one table, each with columns of its own.
        columns.setdefault((entity.table, entity.tenant or ""), {}).update(_columns(entity, catalog))
    return tuple(Table(name, pa.schema(list(types.items())), tenant) for (name, tenant), types in columns.items())


def _columns(entity: Entity, catalog: Catalog) -> dict[str, pa.DataType]:
    assert entity.tenant
    columns = {entity.key: pa.int64(), entity.tenant: pa.int64()}
    for relation in catalog.relations.values():
        if relation.many == entity.name:
            columns[relation.many_column] = pa.int64()
        if relation.one == entity.name:
            columns[relation.one_column] = pa.int64()
    own = {spec.formula.column: ARROW[spec.type] for spec in entity.fields if isinstance(spec.formula, ColumnRef)}
    return columns | own


def export(record: Engine, organization: int, tables: tuple[Table, ...], folder: Path) -> None:
    """Write one Parquet file for each table, all from one snapshot of the record."""
    folder.mkdir(parents=True)
    with _READERS[record.dialect.name](record) as read:
        for table in tables:
            with pq.ParquetWriter(folder / f"{table.name}.parquet", table.schema, compression="zstd") as writer:
                for batch in read(table, organization):
                    writer.write_batch(_typed(batch, table.schema))


def _typed(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(number).cast(field.type) for number, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


Read = Callable[[Table, int], Iterator[pa.RecordBatch]]


@contextmanager
def _postgresql(record: Engine) -> Iterator[Read]:
    address = record.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with postgresql.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

        def read(table: Table, organization: int) -> Iterator[pa.RecordBatch]:
            cursor.execute(_select(table, "$1"), (organization,))
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

        def read(table: Table, organization: int) -> Iterator[pa.RecordBatch]:
            cursor.execute(_select(table, "?"), (organization,))
            schema = pa.schema([(field.name, _AS_STORED.get(field.type, field.type)) for field in table.schema])
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                columns = [
                    pa.array(cells, field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)

        yield read


def _select(table: Table, mark: str) -> str:
    columns = ", ".join(f'"{name}"' for name in table.schema.names)
    return f'SELECT {columns} FROM "{table.name}" WHERE "{table.tenant}" = {mark}'


_READERS: dict[str, Callable[[Engine], AbstractContextManager[Read]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
