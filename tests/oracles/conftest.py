"""The demo company and the real tables on each engine, loaded once per run, at first use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from cachelib import NullCache

from dashapp.config import ROOT
from dashapp.database import tune
from models import Organization
from services import demo
from services.access.context import context_for
from services.access.settings import settings_of
from services.catalogs import BUSINESS
from services.road import Road
from services.semantic.context import Context, Principal
from services.semantic.runner import SourceConnection
from services.sources.copy import Copies, Limits
from services.sources.loading import NewOrganization, load, read_map
from tests.conftest import SHARED, create_tables, sqlite_url
from tests.oracles import Oracle, Row, dialects, plain
from tests.services.conftest import ENGINES
from tests.templates import Templates, exclusive_lock

# No table has data after this day, so every period of an oracle is complete.
TODAY = date(2025, 11, 21)
NOW = datetime(2025, 11, 21, 18, tzinfo=UTC)
SEED = 20
# In seconds. Whether a question is quick enough is not asked here, and a machine may have much else to do.
PATIENCE = 600
# The folder under data/business from which each map that we ship is loaded.
REAL = {
    "crm": "funnel",
    "adventureworks": ".",
    "finance": "finance",
    "service_desk": "productivity",
    "garment_factory": "productivity",
    "customer360": "customer360",
}


@dataclass
class Record:
    """A database into which data sets are loaded at first use, each as an organisation of its own."""

    engine: sa.Engine
    templates: Templates
    _organizations: dict[str, int] = field(default_factory=dict)

    def organization(self, data: str) -> int:
        """Return the ID of the organisation that has a data set."""
        if data not in self._organizations:
            name = self.engine.dialect.name
            # One worker loads; the others read what it loaded. One data set after the other: each has its own numbers.
            with exclusive_lock(self.templates.folder / f"oracles-{name}.lock"):
                loaded = self.templates.once(f"{data}-in-{name}", lambda: self._fill(data))
            self._organizations[data] = loaded
        return self._organizations[data]

    def _fill(self, data: str) -> int:
        number = self._demo() if data == "demo" else self._real(data)
        self._analyze()
        return number

    def _demo(self) -> int:
        with self.engine.begin() as connection:
            return demo.fill(connection, today=TODAY, seed=SEED)

    def _real(self, data: str) -> int:
        assert SHARED.is_dir(), f"{SHARED} is missing: set PANORAMA_SHARED to the folder that holds data/."
        folder, load_map = SHARED / "data/business" / REAL[data], read_map(ROOT / f"maps/{data}.yaml")
        new = NewOrganization(data, currency="USD")
        load(folder, load_map, self.engine, new, at=NOW, refuse=pytest.fail, report=lambda progress: None)
        with self.engine.connect() as connection:
            return connection.execute(sa.select(Organization.id).where(Organization.name == data)).scalar_one()

    def _analyze(self) -> None:
        """Update the statistics of the query planner, as the engine would do later on its own."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")


@dataclass
class World:
    """The data sets on one engine: the record itself, or its columnar copy."""

    record: Record
    open: Callable[..., SourceConnection]

    def answer_rows(self, oracle: Oracle, data: str) -> list[Row]:
        """Return the answer for a principal with access to all rows: buckets, dimensions and metrics."""
        organization = self.record.organization(data)
        answer = Road(BUSINESS, self, NullCache()).answer(oracle.query, self._reader(organization))
        assert answer.engine == self.open(organization).engine.dialect.name
        types = {"time": "date"} | {column.name: column.type for column in answer.columns}
        names = [*(["time"] if oracle.grain else []), *oracle.by, *oracle.metrics]
        # Money is a Decimal in currency units in answers, and an integer in 1/10,000 in tables.
        shift = {name: 10_000 if types[name] == "money" else 1 for name in names}
        rows = answer.frame[names].itertuples(index=False, name=None)
        return [
            tuple(_cell(cell, types[name], shift[name]) for cell, name in zip(row, names, strict=True)) for row in rows
        ]

    def expected_rows(self, oracle: Oracle, data: str) -> list[Row]:
        """Return the rows of the oracle's SQL, with the same columns."""
        organization = self.record.organization(data)
        types = [*(["date"] if oracle.grain else []), *(BUSINESS.dimension(name).type for name in oracle.by)]
        types += [BUSINESS.metric(name).type for name in oracle.metrics]
        with self.open(organization).engine.connect() as connection:
            rows = connection.execute(sa.text(oracle.sql), {"organization": organization}).all()
        return [tuple(plain(cell, type) for cell, type in zip(row, types, strict=True)) for row in rows]

    def _reader(self, organization: int) -> Context:
        with self.record.engine.connect() as connection:
            tenant = connection.execute(sa.select(Organization).where(Organization.id == organization)).one()
        return context_for(Principal("user", "1"), organization, settings_of(tenant), BUSINESS, NOW)


def _cell(cell: object, type: str, shift: int) -> object:
    return plain(cell if cell is None or shift == 1 else cell * shift, type)  # type: ignore[operator]


@pytest.fixture(scope="session")
def sqlite_world(templates: Templates) -> Iterator[World]:
    """The data sets in SQLite."""
    folder = templates.file("oracles", lambda folder: create_tables(sa.create_engine(sqlite_url(folder))))
    with _record(sqlite_url(folder), templates) as record:
        yield World(record, lambda organization, *_: SourceConnection(record.engine, "live", NOW, PATIENCE))


@pytest.fixture(scope="session")
def postgresql_world(templates: Templates) -> Iterator[World]:
    """The data sets in PostgreSQL."""
    with _record(templates.database("oracles", _with_functions), templates) as record:
        yield World(record, lambda organization, *_: SourceConnection(record.engine, "live", NOW, PATIENCE))


@pytest.fixture(scope="session")
def duckdb_world(sqlite_world: World, templates: Templates) -> World:
    """The columnar copy of the data sets in SQLite."""
    copies = Copies(sqlite_world.record.engine, templates.folder / "copies", BUSINESS, Limits(PATIENCE, wide_from=1))
    prepared: set[sa.Engine] = set()

    def open_copy(organization: int, *_: object) -> SourceConnection:
        found = copies.open(organization)
        if found.engine not in prepared:
            dialects.prepare(found.engine)
            prepared.add(found.engine)
        return found

    return World(sqlite_world.record, open_copy)


@pytest.fixture(scope="session", params=ENGINES)
def world(request: pytest.FixtureRequest) -> World:
    """The data sets on each engine in turn."""
    return request.getfixturevalue(f"{request.param}_world")


@contextmanager
def _record(url: str, templates: Templates) -> Iterator[Record]:
    engine = sa.create_engine(url)
    tune(engine)
    # PostgreSQL keeps the functions in the database; SQLite forgets them with the connection.
    if engine.dialect.name == "sqlite":
        dialects.prepare(engine)
    yield Record(engine, templates)
    engine.dispose()


def _with_functions(engine: sa.Engine) -> None:
    create_tables(engine)
    dialects.prepare(engine)
