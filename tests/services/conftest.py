"""The town, on each of the three engines that may answer."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Organization
from services.catalogs import BUSINESS
from services.semantic.runner import SourceConnection
from services.sources.copy import Copies
from services.sources.opening import Limits
from tests.conftest import sqlite_url
from tests.services.shop import Shop, Town, organization
from tests.templates import Templates

ENGINES = ("sqlite", "postgresql", "duckdb")


def store_on(engine: str, record: sa.Engine, folder: Path) -> Callable[..., SourceConnection]:
    """Return what opens an organisation's tables: the record itself, or its columnar copy."""
    if engine == "duckdb":
        copies = Copies(record, folder / "copies", BUSINESS, Limits(wide_from=1))
        return lambda organization, *_: copies.open(organization)
    return lambda organization, *_: SourceConnection(record, "live", datetime.now(UTC))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    return request.param


@pytest.fixture(scope="session")
def postgres(templates: Templates, blank_database: str) -> Iterator[sa.Engine]:
    """This worker's PostgreSQL database with every table, for all of its towns."""
    record = sa.create_engine(templates.new_database(blank_database))
    yield record
    record.dispose()


@pytest.fixture
def place(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[sa.Engine]:
    """The record that the engine reads, or from which its copy is made, without any rows."""
    if engine == "postgresql":
        record = request.getfixturevalue("postgres")
        with record.begin() as connection:
            # Every row of a town belongs to an organisation, and goes with it.
            connection.execute(sa.delete(Organization))
        yield record
    else:
        shutil.copy(request.getfixturevalue("blank"), tmp_path)
        record = sa.create_engine(sqlite_url(tmp_path))
        yield record
        record.dispose()


@pytest.fixture
def town_of(engine: str, place: sa.Engine, tmp_path: Path) -> Callable[..., Town]:
    """Return a function that tells a story to our shop and gives the town to ask, on each engine in turn.

    The neighbour's shop sells to clients of the same names, in the same regions, for amounts that nobody could miss;
    ``neighbours`` may tell more of it.
    """

    def make(story: Callable[[Shop], None], neighbours: Callable[[Shop], None] = lambda shop: None) -> Town:
        with place.begin() as connection:
            ours, theirs = organization(connection, "Ours"), organization(connection, "Theirs")
            neighbour = Shop(connection, theirs)
            for month in range(1, 7):
                neighbour.sells(("lamp", "1000000", "1"), on=f"2025-{month:02}-10", to="Ada")
            neighbours(neighbour)
            story(Shop(connection, ours))
        return Town(ours, theirs, store_on(engine, place, tmp_path))

    return make
