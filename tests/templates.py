"""What is made once for a whole run, by whichever worker needs it first, and read or copied by all of them."""

import fcntl
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from models import db


@contextmanager
def exclusive_lock(file: Path) -> Iterator[None]:
    """Hold a lock that all workers of the run share."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Templates:
    """Files and PostgreSQL databases of a run, in a folder that its workers share and on a server by its address."""

    folder: Path
    server: str

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returned to the first worker that asked for this name; it has to be JSON."""
        note = self.folder / f"{name}.json"
        with exclusive_lock(self.folder / f"{name}.lock"):
            if not note.exists():
                note.write_text(json.dumps(make()))
            return json.loads(note.read_text())

    def file(self, name: str, make: Callable[[Path], None]) -> Path:
        """Return the folder that ``make`` filled. Whoever wants to write to it makes a copy."""

        def fill() -> str:
            folder = self.folder / name
            # What is left of an attempt that failed.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            return str(folder)

        return Path(self.once(name, fill))

    def database(self, name: str, make: Callable[[sa.Engine], None]) -> str:
        """Return the address of the PostgreSQL database that ``make`` filled."""

        def fill() -> str:
            url = self.new_database()
            engine = sa.create_engine(url)
            make(engine)
            # PostgreSQL copies a database only while nobody is connected to it.
            engine.dispose()
            return url

        return str(self.once(f"{name}-on-postgresql", fill))

    def new_database(self, template: str | None = None) -> str:
        """Make a PostgreSQL database, empty or a copy of one that is there, and return its address."""
        name = f"panorama_test_{uuid.uuid4().hex[:12]}"
        # Noted before it is there, so that it is dropped whatever happens.
        (self.folder / f"{name}.database").touch()
        copied = f" TEMPLATE {template.rsplit('/', 1)[1]}" if template else ""
        on_server(self.server, f"CREATE DATABASE {name}{copied}")
        # Nothing in it has to outlive a power cut.
        on_server(self.server, f"ALTER DATABASE {name} SET synchronous_commit = off")
        # To translate a long question into machine code takes many times as long as to answer it from so few rows.
        on_server(self.server, f"ALTER DATABASE {name} SET jit = off")
        return f"{self.server.rsplit('/', 1)[0]}/{name}"

    def drop_databases(self) -> None:
        """Drop every PostgreSQL database that the run has made."""
        for note in self.folder.glob("*.database"):
            on_server(self.server, f"DROP DATABASE IF EXISTS {note.stem} WITH (FORCE)")


def on_server(server: str, statement: str) -> None:
    """Run a statement that cannot be part of a transaction."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@dataclass
class ReusedDatabase:
    """A PostgreSQL database that one test after the other gets without rows: quicker than a new one for each."""

    templates: Templates
    template: str
    url: str = ""

    def empty_url(self) -> str:
        """Return the address of the database, which has every table, no rows, and counts from 1."""
        if not self.url or not self._empty():
            self.url = self.templates.new_database(self.template)
        return self.url

    def _empty(self) -> bool:
        """Delete all rows and return True; return False where that would take longer than a new database."""
        engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(HANG_UP)
            if connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one() > LARGE:
                return False
            connection.exec_driver_sql(f"DO $$ BEGIN {DELETE_ALL} END $$")
            connection.exec_driver_sql(COUNT_FROM_1)
        return True


# In bytes. One with every table and no rows has 11 MB.
LARGE = 24 * 2**20
# A connection that a test left open would hold its locks for ever.
HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
DELETE_ALL = " ".join(f"DELETE FROM {table.name};" for table in reversed(db.metadata.sorted_tables))
COUNT_FROM_1 = """
SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL
"""
