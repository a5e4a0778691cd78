"""The INSERT of each engine that may hold the record: both know ON CONFLICT, SQLAlchemy's common one does not."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert

INSERTS: dict[str, Callable[[sa.Table], Insert]] = {"sqlite": sqlite.Insert, "postgresql": postgresql.Insert}


def insert_into(table: sa.Table, connection: sa.Connection) -> Insert:
    """An INSERT into ``table`` that can resolve conflicts on the connection's engine."""
    return INSERTS[connection.dialect.name](table)
