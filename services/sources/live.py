"""Sources queried in place: another database, or a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import Engine, NullPool, create_engine

from services.semantic.runner import SourceConnection


@dataclass(frozen=True)
class LiveSource:
    """A source behind an engine.

    ``version`` identifies the state of its data; without one, answers are not cached. ``organization`` is the one that
    may read it; None where its rows say to whom they belong.
    """

    engine: Engine
    seconds: float = 20
    version: Callable[[], str | None] = lambda: None
    organization: int | None = None

    def open(self) -> SourceConnection:
        """Return the source as it is now."""
        return SourceConnection(self.engine, self.version(), datetime.now(UTC), self.seconds)


def duckdb_file(path: Path, *, seconds: float = 20, memory: str = "1GB", organization: int | None = None) -> LiveSource:
    """Return a DuckDB file as a source, which is never written to and opens and writes no other file and no network.

    Its version is the time of its last change and its size.
    """
    base = duckdb.connect(str(path), read_only=True, config={"memory_limit": memory, "temp_directory": ""})
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")
    engine = create_engine("duckdb:///:memory:", creator=lambda: ConnectionWrapper(base.cursor()), poolclass=NullPool)

    def version() -> str:
        state = path.stat()
        return f"{state.st_mtime_ns}-{state.st_size}"

    return LiveSource(engine, seconds, version, organization)
