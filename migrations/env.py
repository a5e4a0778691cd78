"""How Alembic meets the record: on the app's own engine, with plain column types in what it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from models import db
from models.base import ScaledInteger, UtcDateTime

# A revision outlives our own column types, so it names what lies in the store.
PLAIN = {ScaledInteger: "sa.BigInteger()", UtcDateTime: "sa.DateTime()"}


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Return the source for a column type of ours, or False for every other thing."""
    return PLAIN.get(type(item), False) if kind == "type" else False


def migrate() -> None:
    """Run the revisions that are asked for."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(connection=connection, target_metadata=db.metadata, render_item=render_item, **options)
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """Keep SQLite from deleting child rows while a table is rebuilt, and make sure that none lost its parent."""
    if connection.dialect.name != "sqlite":
        yield
        return
    pragma(connection, "foreign_keys=OFF")
    yield
    lost = pragma(connection, "foreign_key_check")
    pragma(connection, "foreign_keys=ON")
    if lost:
        raise RuntimeError(f"{len(lost)} rows refer to rows that are gone, first {lost[0]}.")


def pragma(connection: sa.Connection, text: str) -> list[Any]:
    # SQLite ignores this pragma inside a transaction.
    connection.commit()
    result = connection.exec_driver_sql(f"PRAGMA {text}")
    rows = [tuple(row) for row in result] if result.returns_rows else []
    connection.commit()
    return rows


if context.is_offline_mode():
    raise SystemExit("Migrations need the database itself: run them without --sql.")
migrate()
