"""The library on each engine that a foreign source may stand on."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.semantic.catalog import Catalog
from services.sources.live import LiveSource, duckdb_file
from tests.conftest import POSTGRES
from tests.foreign import library
from tests.foreign.library import OURS, Library


@pytest.fixture
def duckdb_library(tmp_path: Path) -> LiveSource:
    """A DuckDB file that holds the library."""
    path = tmp_path / "library.duckdb"
    writer = sa.create_engine(f"duckdb:///{path}")
    library.write(writer, None)
    writer.dispose()
    return duckdb_file(path, organization=OURS)


@pytest.fixture
def postgresql_library() -> Iterator[tuple[LiveSource, str]]:
    """A schema of PostgreSQL that holds the library, and its name."""
    schema = f"library_{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(POSTGRES)
    library.write(engine, schema)
    reader = sa.create_engine(POSTGRES, connect_args={"options": "-c default_transaction_read_only=on"})
    yield LiveSource(reader, organization=OURS), schema
    reader.dispose()
    with engine.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    engine.dispose()


@pytest.fixture(params=("duckdb", "postgresql"))
def ours(request: pytest.FixtureRequest) -> Library:
    """The library, by a catalog that knows nothing else."""
    schema = None
    if request.param == "duckdb":
        source = request.getfixturevalue("duckdb_library")
    else:
        source, schema = request.getfixturevalue("postgresql_library")
    return Library(Catalog("library", (library.layer(request.param, schema),)), source)
