"""The demo company, written once for all tests that only read it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashapp.database import tune
from models import db
from services import demo
from tests.conftest import sqlite_url
from tests.templates import Templates

TODAY = date(2025, 11, 21)
SEED = 20

Ask = Callable[..., list[sa.Row]]


def build_company(folder: Path, scale: int = 1) -> sa.Engine:
    """Return an engine on a SQLite file with the company."""
    engine = sa.create_engine(sqlite_url(folder))
    tune(engine)
    db.metadata.create_all(engine)
    with engine.begin() as connection:
        demo.fill(connection, today=TODAY, seed=SEED, scale=scale)
    return engine


def query_function(engine: sa.Engine) -> Ask:
    """Return a function that runs a query and returns its rows. Money is in 1/10,000, as stored."""

    def ask(question: str, **values: object) -> list[sa.Row]:
        with engine.connect() as connection:
            return list(connection.execute(sa.text(question), values))

    return ask


@pytest.fixture(scope="session")
def northlight(templates: Templates) -> Iterator[sa.Engine]:
    """The company at its default size. All workers read it, so nothing may be written to it."""
    engine = sa.create_engine(sqlite_url(templates.file("northlight", lambda folder: build_company(folder).dispose())))
    tune(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ask(northlight: sa.Engine) -> Ask:
    """Return a function that runs a query on the company."""
    return query_function(northlight)


def ago(days: int) -> str:
    """Return the day that many days before the last one, as SQLite stores it."""
    return (TODAY - timedelta(days)).isoformat()
