"""Whole copies, opened in one engine, where their tables can be joined."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import Engine, NullPool, create_engine

from services.errors import BadQuery
from services.semantic.dialects import find_dialect
from services.semantic.runner import SourceConnection
from services.semantic.table_layout import TableLayout
from services.sources import daily_rates
from services.sources.export import CopiedTable
from services.sources.manifest import State
from services.sources.spill import SpillFolders

# The type of DuckDB's settings.
Config = dict[str, str | bool | int | float | list[str]]

quote = find_dialect("duckdb").quote


@dataclass(frozen=True)
class Limits:
    """Limits of questions: seconds for one; memory, as DuckDB writes it (1GB), for all of an organisation at a time.

    What does not fit into memory is written to ``spill``, up to ``spill_size``; without a folder the question fails.
    """

    seconds: float = 20
    memory: str = "1GB"
    spill: SpillFolders | None = None
    spill_size: str = "10GB"

    def of_engine(self) -> Config:
        """Return the settings of a new instance of DuckDB."""
        if self.spill is None:
            return {"memory_limit": self.memory, "temp_directory": ""}
        folder = str(self.spill.new())
        return {"memory_limit": self.memory, "temp_directory": folder, "max_temp_directory_size": self.spill_size}


@dataclass(frozen=True)
class Copy:
    """A whole copy of one source: its tables, the folder that holds a file of each, and the state of these files.

    ``daily_rates`` is a SELECT of its exchange rates with one row a day, None where it holds no rates.
    """

    source: str
    tables: tuple[CopiedTable, ...]
    folder: Path
    version: str
    made_at: datetime
    state: State
    daily_rates: str | None = None


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
    return TableLayout(daily_rates=daily_rates.VIEW if has_rates else None, expands_days=False)


def _engine(copies: tuple[Copy, ...], limits: Limits) -> Engine:
    """Return an engine that sees the copies' files as tables, and no other file and no network."""
    base = duckdb.connect(":memory:", config=limits.of_engine())
    seen: set[str] = set()
    for copy in copies:
        for table in copy.tables:
            place = _place(table)
            if place in seen:
                raise BadQuery(f"Two sources have a table called {table.name}. Give one of them a schema of its own.")
            seen.add(place)
            if table.database_schema:
                base.execute(f"CREATE SCHEMA IF NOT EXISTS {quote(table.database_schema)}")
            base.execute(f"CREATE VIEW {place} AS SELECT * FROM read_parquet({_text(_file(copy, table))})")
        if copy.daily_rates:
            base.execute(f"CREATE VIEW {quote(daily_rates.VIEW)} AS {copy.daily_rates}")
    folders = ", ".join(_text(str(copy.folder)) for copy in copies)
    base.execute(f"SET allowed_directories = [{folders}]")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")
    return create_engine("duckdb:///:memory:", creator=lambda: ConnectionWrapper(base.cursor()), poolclass=NullPool)


def _place(table: CopiedTable) -> str:
    return ".".join(quote(part) for part in (table.database_schema, table.name) if part)


def _file(copy: Copy, table: CopiedTable) -> str:
    return str(copy.folder / f"{table.name}.parquet")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
