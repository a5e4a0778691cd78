"""The database of record: its engine, its migrations, and the settings of SQLite."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import event

from dashapp.config import ROOT, Settings
from models import db

# SQLAlchemy's names for the drivers that we ship.
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000")


def install(app: Flask, settings: Settings) -> None:
    """Set up the database of the app. No connection is opened yet: the server forks after this."""
    app.config["SQLALCHEMY_DATABASE_URI"] = with_driver(settings.database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True, "hide_parameters": True}
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        tune(db.engine)


def with_driver(url: str) -> str:
    """Return a database URL with the driver that we ship, where it names none."""
    scheme, separator, rest = url.partition("://")
    return DRIVERS.get(scheme, scheme) + separator + rest


def tune(engine: sa.Engine) -> None:
    """Make every SQLite connection enforce foreign keys, wait for locks, and read during a write."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "first_connect", lambda *_: _keep_private(engine.url.database))
        event.listen(engine, "connect", _set_pragmas)


def _keep_private(database: str | None) -> None:
    """Let nobody but the owner of the process read the file. SQLite gives the files beside it the same mode."""
    path = Path(database or "")
    # A file that belongs to somebody else has the mode that they chose.
    with suppress(PermissionError):
        if path.is_file():
            path.chmod(0o600)


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
