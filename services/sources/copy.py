"""The columnar copy: Parquet files that follow the record, one folder for each organisation and source.

A copy knows the data version it was made from. It is made anew, under a lock, once the record has moved on, and a
manifest that is renamed into place says which files are whole.
"""

import fcntl
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import duckdb
from duckdb_sqlalchemy import ConnectionWrapper
from sqlalchemy import Engine, NullPool, create_engine

from services.semantic.catalog import Catalog
from services.semantic.runner import Opened
from services.sources.export import Table, export, tables_of
from services.sources.versions import stamp


@dataclass(frozen=True)
class Limits:
    """Seconds for one question; memory, as DuckDB writes it (1GB), for all questions of an organisation at a time."""

    seconds: float = 20
    memory: str = "1GB"


@dataclass(frozen=True)
class Manifest:
    """Which folder holds the whole copy, of which version, made when."""

    version: str
    made_at: datetime
    folder: str


class Copies:
    """Opens an organisation's columnar copy, and makes it anew when the record has moved on."""

    def __init__(
        self, record: Engine, folder: Path, catalog: Catalog, limits: Limits | None = None, source: str = "record"
    ) -> None:
        self.record, self.folder, self.source = record, folder, source
        self.limits = limits or Limits()
        self.tables = tables_of(catalog, source)
        self.catalog_version = catalog.version
        self._opened: dict[int, Opened] = {}
        self._locks: defaultdict[int, Lock] = defaultdict(Lock)

    def open(self, organization: int) -> Opened:
        """Return the copy, no older than the record is now."""
        version = self._version(organization)
        with self._locks[organization]:
            opened = self._opened.get(organization)
            if opened is None or opened.version != version:
                opened = self._opened[organization] = self._fresh(organization, version)
        return opened

    def _version(self, organization: int) -> str:
        with self.record.connect() as connection:
            state = stamp(connection, organization)
        # Another catalog may read other columns, so a copy belongs to one.
        return f"{state}-{self.catalog_version}"

    def _fresh(self, organization: int, version: str) -> Opened:
        folder = self.folder / str(organization) / self.source
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            manifest = _manifest(folder)
            if manifest is None or manifest.version != version or not (folder / manifest.folder).is_dir():
                manifest = self._copied(organization, version, folder, manifest)
        engine = _engine(folder / manifest.folder, self.tables, self.limits.memory)
        return Opened(engine, manifest.version, manifest.made_at, self.limits.seconds)

    def _copied(self, organization: int, version: str, folder: Path, old: Manifest | None) -> Manifest:
        made_at = datetime.now(UTC)
        target = folder / f"{version}-{made_at:%Y%m%d%H%M%S%f}"
        export(self.record, organization, self.tables, target)
        manifest = Manifest(version, made_at, target.name)
        _publish(folder, manifest)
        _sweep(folder, keep={target.name, old.folder if old else ""})
        return manifest


def _manifest(folder: Path) -> Manifest | None:
    path = folder / "manifest.json"
    if not path.exists():
        return None
    read = json.loads(path.read_text())
    return Manifest(read["version"], datetime.fromisoformat(read["made_at"]), read["folder"])


def _publish(folder: Path, manifest: Manifest) -> None:
    draft = folder / "manifest.json.new"
    whole = {"version": manifest.version, "made_at": manifest.made_at.isoformat(), "folder": manifest.folder}
    draft.write_text(json.dumps(whole))
    draft.replace(folder / "manifest.json")


def _sweep(folder: Path, keep: set[str]) -> None:
    """Remove copies that nobody opens any more; the last one stays for queries that are still running."""
    for old in folder.iterdir():
        if old.is_dir() and old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that of several processes one copies and the others wait for it."""
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _engine(folder: Path, tables: tuple[Table, ...], memory: str) -> Engine:
    """Return an engine that sees the folder's files as tables, and no other file and no network."""
    base = duckdb.connect(":memory:", config={"memory_limit": memory})
    for table in tables:
        file = str(folder / f"{table.name}.parquet").replace("'", "''")
        base.execute(f"CREATE VIEW \"{table.name}\" AS SELECT * FROM read_parquet('{file}')")
    allowed = str(folder).replace("'", "''")
    base.execute(f"SET allowed_directories = ['{allowed}']")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")
    return create_engine("duckdb:///:memory:", creator=lambda: ConnectionWrapper(base.cursor()), poolclass=NullPool)
