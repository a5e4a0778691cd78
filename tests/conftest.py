"""What tests stand on: fresh databases, the app with two organisations in it, visitors, and a browser."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dashapp.config import Settings
from dashapp.database import tune
from dashapp.factory import create_app
from models import db
from services.access.members import Member
from tests import report
from tests.browsing import FLAGS, PATIENCE, Profiles, chromium
from tests.organizations import SeededOrganization, build
from tests.serving import SharedSite, serve
from tests.templates import ReusedDatabase, Templates
from tests.visitors import Visitor

# What is imported stays. Without this the collector would look through all of it again and again.
gc.freeze()
gc.set_threshold(20_000, 20, 50)

POSTGRES = os.environ.get("PANORAMA_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
SHARED = Path(os.environ.get("PANORAMA_SHARED", Path(__file__).parents[2] / "shared"))
SHARED_FOLDER = pytest.StashKey[Path]()
RECORD = "record.sqlite"


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / RECORD}"


pytest_addoption = report.pytest_addoption


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one folder for what its workers share. A worker is told which by the process that started it."""
    given = getattr(config, "workerinput", {}).get("shared_folder")
    config.stash[SHARED_FOLDER] = Path(given or mkdtemp(prefix="panorama-tests-"))
    if config.getoption("rings"):
        config.pluginmanager.register(report.Rings())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared_folder"] = str(node.config.stash[SHARED_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what the workers shared, once the last of them has ended."""
    if not hasattr(config, "workerinput") and SHARED_FOLDER in config.stash:
        folder = config.stash[SHARED_FOLDER]
        Templates(folder, POSTGRES).drop_databases()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def templates(pytestconfig: pytest.Config) -> Templates:
    """What is made once for the whole run, and copied."""
    return Templates(pytestconfig.stash[SHARED_FOLDER], POSTGRES)


@pytest.fixture(scope="session")
def blank(templates: Templates) -> Path:
    """A SQLite file with every table and no rows, to be copied: making the tables takes longer than most tests."""
    return templates.file("blank", lambda folder: create_tables(sa.create_engine(sqlite_url(folder)))) / RECORD


@pytest.fixture(scope="session")
def blank_database(templates: Templates) -> str:
    """The same in PostgreSQL."""
    return templates.database("blank", create_tables)


def create_tables(engine: sa.Engine) -> None:
    """Make every table, and hang up."""
    db.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def reused(templates: Templates, blank_database: str) -> ReusedDatabase:
    """This worker's PostgreSQL database with every table."""
    return ReusedDatabase(templates, blank_database)


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with every table and no rows, once on each engine that may hold the record."""
    if request.param == "postgresql":
        return request.getfixturevalue("reused").empty_url()
    shutil.copy(request.getfixturevalue("blank"), tmp_path)
    return sqlite_url(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any tables, on each of these engines."""
    templates = request.getfixturevalue("templates")
    return sqlite_url(tmp_path) if request.param == "sqlite" else templates.new_database()


@pytest.fixture
def record(record_url: str) -> Iterator[sa.Engine]:
    """An engine on a database with every table and no rows."""
    engine = sa.create_engine(record_url)
    tune(engine)
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
def app(settings: Settings, blank: Path) -> Iterator[Flask]:
    """The whole app on an empty record that has every table."""
    shutil.copy(blank, settings.instance)
    app = create_app(settings)
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


@pytest.fixture(scope="session")
def shared_site() -> Iterator[tuple[SharedSite, str]]:
    """The site of this worker, and its address."""
    site = SharedSite()
    with serve(site) as port:
        yield site, f"http://127.0.0.1:{port}"


@pytest.fixture
def site(app: Flask, shared_site: tuple[SharedSite, str]) -> Iterator[str]:
    """The address of the app, served while the test runs."""
    site, address = shared_site
    with site.of(app):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(browser: Browser, shared_site: tuple[SharedSite, str]) -> Profiles:
    """The browser profiles of this worker, whose addresses begin at its site."""
    return Profiles(browser, shared_site[1])


@pytest.fixture
def profile(profiles: Profiles) -> Iterator[BrowserContext]:
    """A browser profile without cookies and stored data."""
    with profiles.lend() as profile:
        yield profile


@pytest.fixture
def page(profile: BrowserContext, site: str) -> Iterator[Page]:
    """An empty tab whose addresses begin at the site. At the end its console must be empty."""
    page = profile.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
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
