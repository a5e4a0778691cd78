"""Runs Alembic on the app's engine. Generated revisions contain plain column types."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from models import db
from models.base import ScaledInteger, UtcDateTime

# Revisions must not depend on the custom column types, which can change. They contain the types that are stored.
PLAIN = {ScaledInteger: "sa.BigInteger()", UtcDateTime: "sa.DateTime()"}


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Return the source code for a custom column type, or False for everything else."""
    return PLAIN.get(type(item), False) if kind == "type" else False


def migrate() -> None:
    """Run the requested revisions."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(connection=connection, target_metadata=db.metadata, render_item=render_item, **options)
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """Disable foreign keys on SQLite while a table is rebuilt, so that no child rows are deleted.

    Raises RuntimeError if a row refers to a row that does not exist afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    pragma(connection, "foreign_keys=OFF")
    yield
    lost = pragma(connection, "foreign_key_check")
    pragma(connection, "foreign_keys=ON")
    if lost:
        raise RuntimeError(f"{len(lost)} rows refer to rows that do not exist. The first one is {lost[0]}.")


def pragma(connection: sa.Connection, text: str) -> list[Any]:
    # SQLite ignores this pragma inside a transaction.
    connection.commit()
    result = connection.exec_driver_sql(f"PRAGMA {text}")
    rows = [tuple(row) for row in result] if result.returns_rows else []
    connection.commit()
    return rows


if context.is_offline_mode():
    raise SystemExit("Migrations need a database connection. Run them without --sql.")
migrate()
