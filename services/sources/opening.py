"""Whole copies, opened in one engine, where their tables can be joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import Engine, NullPool, create_engine

from services.errors import BadQuery
from services.semantic.runner import SourceConnection
from services.semantic.table_layout import TableLayout, WideTable
from services.sources import daily_rates
from services.sources.duckdb_sql import quote, text
from services.sources.export import CopiedTable
from services.sources.manifest import State
from services.sources.spill import SpillFolders

# The type of DuckDB's settings.
Config = dict[str, str | bool | int | float | list[str]]


@dataclass(frozen=True)
class Limits:
    """Limits of questions: seconds for one; memory, as DuckDB writes it (1GB), for all of an organisation at a time.

    What does not fit into memory is written to ``spill``, up to ``spill_size``; without a folder the question fails.
    Tables from ``wide_from`` rows on are laid out wide: below, a join costs next to nothing.
    """

    seconds: float = 20
    memory: str = "1GB"
    spill: SpillFolders | None = None
    spill_size: str = "10GB"
    wide_from: int = 20_000

    def of_engine(self) -> Config:
        """Return the settings of a new instance of DuckDB."""
        if self.spill is None:
            return {"memory_limit": self.memory, "temp_directory": ""}
        folder = str(self.spill.new())
        return {"memory_limit": self.memory, "temp_directory": folder, "max_temp_directory_size": self.spill_size}


@dataclass(frozen=True)
class Copy:
    """A whole copy of one source: its tables, the folder that holds a file of each, and the state of these files.

    ``daily_rates`` is a SELECT of its exchange rates with one row a day, None where it holds no rates; ``wide`` are
    its wide tables, by their entity.
    """

    source: str
    tables: tuple[CopiedTable, ...]
    folder: Path
    version: str
    made_at: datetime
    state: State
    daily_rates: str | None = None
    wide: Mapping[str, WideTable] = field(default_factory=dict)


class OpenCopies:
    """Keeps an engine over the copies that an organisation last asked together, until one of them is made anew."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._opened: dict[tuple[int, tuple[str, ...]], tuple[tuple[Copy, ...], SourceConnection]] = {}
        self._lock = Lock()

    def open(self, organization: int, copies: tuple[Copy, ...]) -> SourceConnection:
        """Return an engine that sees the tables of all the copies; raises BadQuery where two share a name."""
        key = (organization, tuple(copy.source for copy in copies))
        with self._lock:
            known = self._opened.get(key)
            if known is None or known[0] != copies:
                version = "+".join(copy.version for copy in copies)
                as_of = min(copy.made_at for copy in copies)
                engine = _engine(copies, self.limits)
                opened = SourceConnection(engine, version, as_of, self.limits.seconds, _layout(copies))
                known = self._opened[key] = (copies, opened)
        return known[1]


def _layout(copies: tuple[Copy, ...]) -> TableLayout:
    has_rates = any(copy.daily_rates for copy in copies)
    wide = {entity: table for copy in copies for entity, table in copy.wide.items()}
    return TableLayout(daily_rates.VIEW if has_rates else None, wide)


def _engine(copies: tuple[Copy, ...], limits: Limits) -> Engine:
    """Return an engine that sees the copies' files as tables, and no other file and no network."""
    base = duckdb.connect(":memory:", config=limits.of_engine())
    seen: set[str] = set()
    for copy in copies:
        for table in copy.tables:
            place = _place(table.database_schema, table.name)
            if place in seen:
                raise BadQuery(f"Two sources have a table called {table.name}. Give one of them a schema of its own.")
            seen.add(place)
        show_tables(base, copy)
    folders = ", ".join(text(str(copy.folder)) for copy in copies)
    base.execute(f"SET allowed_directories = [{folders}]")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")
    return create_engine("duckdb:///:memory:", creator=lambda: ConnectionWrapper(base.cursor()), poolclass=NullPool)


def show_tables(base: duckdb.DuckDBPyConnection, copy: Copy) -> None:
    """Make the copy's files visible as tables."""
    schemas = {table.database_schema for table in copy.tables}
    for schema in filter(None, schemas):
        base.execute(f"CREATE SCHEMA IF NOT EXISTS {quote(schema)}")
    for place, file in _places(copy).items():
        base.execute(f"CREATE VIEW {place} AS SELECT * FROM read_parquet({text(str(copy.folder / file))})")
    if copy.daily_rates:
        base.execute(f"CREATE VIEW {quote(daily_rates.VIEW)} AS {copy.daily_rates}")


def _places(copy: Copy) -> dict[str, str]:
    """Return the file of each table by the name under which questions find it."""
    names = [(table.database_schema, table.name) for table in copy.tables]
    # All tables of a source are in one schema.
    schema = next((table.database_schema for table in copy.tables), None)
    names += [(schema, wide.name) for wide in copy.wide.values()]
    return {_place(*parts): f"{parts[1]}.parquet" for parts in names}


def _place(schema: str | None, name: str) -> str:
    return ".".join(quote(part) for part in (schema, name) if part)
