"""What tests stand on: fresh databases, the app with two organisations in it, visitors, and a browser."""

import gc
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from dashapp.config import Settings
from dashapp.database import tune
from dashapp.factory import create_app
from models import db
from services.access.members import Member
from tests.browsing import FLAGS, PATIENCE, chromium
from tests.organizations import SeededOrganization, build
from tests.serving import handed_over_whole, served
from tests.visitors import Visitor

# What is imported stays. Without this the collector would look through all of it again and again.
gc.freeze()
gc.set_threshold(20_000, 20, 50)

POSTGRES = os.environ.get("PANORAMA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
SHARED = Path(os.environ.get("PANORAMA_SHARED", Path(__file__).parents[2] / "shared"))


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'record.sqlite'}"


@pytest.fixture(scope="session")
def database_of_the_run() -> Iterator[str]:
    """A database of this run's own on the PostgreSQL server, dropped afterwards."""
    name = f"panorama_test_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        # Nothing in it has to outlive a power cut.
        connection.execute(sa.text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def postgres_url(database_of_the_run: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database. It is emptied afterwards, which is quicker than a new one."""
    yield database_of_the_run
    engine = sa.create_engine(database_of_the_run, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(HANG_UP))
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()


# A connection that a test left open would hold its locks for ever.
HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once on each engine that may hold the record."""
    return sqlite_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def record(record_url: str) -> Iterator[sa.Engine]:
    """An engine on a database with every table and no rows."""
    engine = sa.create_engine(record_url)
    tune(engine)
    db.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def shared() -> Path:
    """The folder of real tables; it fails, rather than skips, when it is missing."""
    assert SHARED.is_dir(), f"{SHARED} is missing: set PANORAMA_SHARED to the folder that holds data/."
    return SHARED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation of its own, whatever the machine's environment says."""
    return settings_in(tmp_path)


def settings_in(folder: Path, **others: object) -> Settings:
    """Settings for an installation in a folder; ``others`` override what they would be."""
    chosen = {"instance": folder, "secret_key": "a-secret-for-tests-" * 3, "database_url": sqlite_url(folder)}
    fixed = {"base_url": "http://localhost", "redis_url": None, "proxies": 0, "welcome": False}
    return Settings(_env_file=None, **{**chosen, **fixed, **others})


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole app on an empty record that has every table."""
    app = create_app(settings)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def ours(app: Flask) -> SeededOrganization:
    """An organisation with a member in every role, a client, a product, an order and a dashboard."""
    return build(app, "Ours", marker="Quillfeather")


@pytest.fixture
def theirs(app: Flask) -> SeededOrganization:
    """Another one. Its marker stands in every text of its rows: our members must never read it."""
    return build(app, "Theirs", marker="Zanzibarian")


@pytest.fixture
def client_of(app: Flask) -> Callable[[Member | None], Visitor]:
    """Return a function that gives the test client of a member who has signed in, or of a stranger for None."""
    return lambda member=None: Visitor(app, member)


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the app, served while the test runs."""
    with served(handed_over_whole(app)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """An empty tab whose addresses begin at the site. At the end its console must be empty."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


@pytest.fixture
def page_of(page: Page, site: str, client_of: Callable[[Member | None], Visitor]) -> Callable[[Member], Page]:
    """Return a function that signs a member in to the tab."""

    def signed_in(member: Member) -> Page:
        page.context.add_cookies([{**cookie, "url": site} for cookie in client_of(member).cookies()])
        return page

    return signed_in


@pytest.fixture(scope="session")
def source_files() -> list[Path]:
    """Every Python file of ours that is not a test."""
    root = Path(__file__).parents[1]
    folders = ("models", "services", "components", "pages", "callbacks", "dashapp", "migrations", "bench", "maps")
    return [*root.glob("*.py"), *(file for folder in folders for file in sorted((root / folder).rglob("*.py")))]
