"""The INSERT of each engine that may hold the record: both know ON CONFLICT, SQLAlchemy's common one does not."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.errors import UnknownDialect

Insert = sqlite.Insert | postgresql.Insert

INSERTS: dict[str, Callable[[sa.Table], Insert]] = {"sqlite": sqlite.Insert, "postgresql": postgresql.Insert}


def insert_into(table: sa.Table, connection: sa.Connection) -> Insert:
    """Return an INSERT into ``table`` that can resolve conflicts on the connection's engine; raises UnknownDialect."""
    name = connection.dialect.name
    if name not in INSERTS:
        raise UnknownDialect(name, INSERTS)
    return INSERTS[name](table)
