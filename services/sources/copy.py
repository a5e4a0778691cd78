"""The columnar copy: Parquet files that follow the record, one folder for each organisation and source.

A copy knows the data version it was made from. It is made anew, under a lock, once the record has moved on, and a
manifest that is renamed into place says which files are whole. A copy that is damaged or gone is made anew too.
"""

import fcntl
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

import duckdb
from sqlalchemy import Connection, Engine

from services.semantic.catalog import Catalog
from services.semantic.runner import SourceConnection
from services.semantic.table_layout import WideTable
from services.sources.daily_rates import daily_rates_of
from services.sources.export import CopiedTable, export, tables_of
from services.sources.manifest import Manifest, checksums, is_intact, publish, read_manifest, state_of
from services.sources.opening import Copy, Limits, OpenCopies, show_tables
from services.sources.versions import reporting_currency, stamp
from services.sources.wide_tables import make_wide_tables

MOST_CATALOGS = 50


class Copies:
    """Keeps the columnar copy of one source for each organisation, and makes it anew when the source has moved on.

    ``stamp`` identifies the state of an organisation's rows in the source. ``organization`` may read it alone;
    None where its rows say to whom they belong. ``currency`` is the one that an organisation's money is counted in.
    """

    def __init__(
        self,
        record: Engine,
        folder: Path,
        catalog: Catalog,
        limits: Limits | None = None,
        source: str = "record",
        stamp: Callable[[Connection, int], str] = stamp,
        organization: int | None = None,
        currency: Callable[[Connection, int], str | None] = reporting_currency,
    ) -> None:
        self.record, self.folder, self.source, self.organization = record, folder, source, organization
        self.catalog, self.limits, self.stamp, self.currency = catalog, limits or Limits(), stamp, currency
        self._reads: dict[str, tuple[tuple[CopiedTable, ...], str]] = {}
        self._current: dict[int, Copy] = {}
        self._alone = OpenCopies(self.limits)
        self._locks: defaultdict[int, Lock] = defaultdict(Lock)

    @property
    def tables(self) -> tuple[CopiedTable, ...]:
        """Return the tables that the copy is made of where no other catalog is asked by."""
        return self._tables(self.catalog)[0]

    def open(self, organization: int, catalog: Catalog | None = None) -> SourceConnection:
        """Return the copy on its own, no older than the source is now."""
        return self._alone.open(organization, (self.current(organization, catalog or self.catalog),))

    def current(self, organization: int, catalog: Catalog) -> Copy:
        """Return the copy of the tables that the catalog reads, no older than the source is now."""
        tables, digest = self._tables(catalog)
        with self.record.connect() as connection:
            # Another catalog may read other columns, so a copy belongs to one.
            version = f"{self.stamp(connection, organization)}-{digest}"
        with self._locks[organization]:
            copy = self._current.get(organization)
            # Also where the files were changed or removed while this process read them.
            if copy is None or copy.version != version or copy.state != state_of(copy.folder):
                copy = self._current[organization] = self._fresh(organization, version, tables, catalog)
        return copy

    def _tables(self, catalog: Catalog) -> tuple[tuple[CopiedTable, ...], str]:
        """Return what the catalog reads of the source, with a digest of it."""
        if found := self._reads.get(catalog.version):
            return found
        tables = tables_of(catalog, self.source)
        parts = [(each.name, each.tenant, each.database_schema, each.schema.to_string()) for each in tables]
        digest = sha256(repr((catalog.id, parts)).encode()).hexdigest()[:12]
        if len(self._reads) >= MOST_CATALOGS:
            self._reads.clear()
        self._reads[catalog.version] = tables, digest
        return tables, digest

    def _fresh(self, organization: int, version: str, tables: tuple[CopiedTable, ...], catalog: Catalog) -> Copy:
        folder = self.folder / str(organization) / self.source
        _create_private(self.folder, folder.parent, folder)
        with _lock(folder):
            manifest = read_manifest(folder)
            if manifest is None or manifest.version != version or not is_intact(folder, manifest):
                manifest = self._make(organization, version, tables, folder, manifest, catalog)
        copy = folder / manifest.folder
        rates = daily_rates_of(catalog, self.source)
        return Copy(self.source, tables, copy, manifest.version, manifest.made_at, state_of(copy), rates, manifest.wide)

    def _make(
        self,
        organization: int,
        version: str,
        tables: tuple[CopiedTable, ...],
        folder: Path,
        old: Manifest | None,
        catalog: Catalog,
    ) -> Manifest:
        made_at = datetime.now(UTC)
        target = folder / f"{version}-{made_at:%Y%m%d%H%M%S%f}"
        try:
            export(self.record, organization, tables, target)
            wide = self._make_wide(organization, tables, target, catalog)
            manifest = Manifest(version, made_at, target.name, checksums(target), wide)
            publish(folder, manifest)
        except BaseException:
            # Half a copy is of no use, and on a full disk it would take the space that is left.
            shutil.rmtree(target, ignore_errors=True)
            raise
        _sweep(folder, keep={target.name, old.folder if old else ""})
        return manifest

    def _make_wide(
        self, organization: int, tables: tuple[CopiedTable, ...], folder: Path, catalog: Catalog
    ) -> dict[str, WideTable]:
        rates = daily_rates_of(catalog, self.source)
        copy = Copy(self.source, tables, folder, "", datetime.now(UTC), (), rates)
        with self.record.connect() as connection:
            currency = self.currency(connection, organization)
        with duckdb.connect(":memory:", config=self.limits.of_engine()) as base:
            show_tables(base, copy)
            return make_wide_tables(base, catalog, self.source, folder, currency, self.limits.wide_from)


def _create_private(*folders: Path) -> None:
    """Create folders that nobody but the owner of the process can enter."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _sweep(folder: Path, keep: set[str]) -> None:
    """Remove copies that nobody opens any more; the last one stays for queries that are still running."""
    for old in folder.iterdir():
        if old.is_dir() and old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that of several processes one copies and the others wait for it."""
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
