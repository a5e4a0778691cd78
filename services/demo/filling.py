"""Writes the demo company to the database in one transaction."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from models import Client, Employee, Membership, Organization, User
from services.demo.company import SCALED, invent
from services.demo.days import ZONE
from services.demo.writing import Writer, without_indexes
from services.errors import DemoIsThere
from services.sources import versions

NAME = "Northlight Trading"
CURRENCY = "EUR"
OWNER_NAME = "Mara Lindholm"
OWNER_EMAIL = "mara.lindholm@example.com"

Row = dict[str, Any]
Report = Callable[[str, int], None]


def ignore_progress(table: str, count: int) -> None:
    """Report nothing."""


def is_there(connection: sa.Connection) -> bool:
    """Return whether the demo organisation exists."""
    return _organization(connection) is not None


def fill(
    connection: sa.Connection,
    *,
    today: date,
    seed: int,
    scale: int = 1,
    report: Report = ignore_progress,
) -> int:
    """Write the demo company in the caller's transaction, and return the id of its organisation.

    The same day, seed and scale write the same rows. ``scale`` multiplies clients and orders. Above 1, the indexes of
    the tables that grow are dropped until the end, see ``without_indexes``. ``report`` is called with the number of
    rows of a table so far. Raises DemoIsThere if the organisation already has rows.
    """
    at = datetime.combine(today, time.min, UTC)
    organization_id = _organization(connection) or _make_organization(connection, at)
    clients = Client.__table__
    if connection.execute(
        sa.select(clients.c.id).where(clients.c.organization_id == organization_id).limit(1)
    ).scalar():
        raise DemoIsThere(NAME)
    owner = _add_owner(connection, organization_id, at)
    writer = Writer(connection, organization_id, at)
    with without_indexes(connection, SCALED) if scale > 1 else nullcontext():
        for rows in invent(today, seed, scale):
            writer.write(rows)
            report(rows.table, writer.written[rows.table])
    writer.finish()
    _link_owner_to_employee(connection, organization_id, owner)
    versions.advance(connection, organization_id, at)
    return organization_id


def _organization(connection: sa.Connection) -> int | None:
    return connection.execute(sa.select(Organization.id).where(Organization.name == NAME)).scalar()


def _make_organization(connection: sa.Connection, at: datetime) -> int:
    # These people are invented, so numbers about individuals are shown. Every other organisation hides them by default.
    settings = {"name": NAME, "currency": CURRENCY, "zone": ZONE, "shows_people": True}
    return _insert_one(connection, Organization, settings, at)


def _add_owner(connection: sa.Connection, organization_id: int, at: datetime) -> int:
    user_id = connection.execute(sa.select(User.id).where(User.email == OWNER_EMAIL)).scalar()
    if user_id is None:
        user_id = _insert_one(connection, User, {"email": OWNER_EMAIL, "name": OWNER_NAME, "password_hash": None}, at)
    membership = {"organization_id": organization_id, "user_id": user_id}
    if not connection.execute(sa.select(Membership.id).filter_by(**membership)).scalar():
        _insert_one(connection, Membership, membership | {"role": "owner"}, at)
    return user_id


def _insert_one(connection: sa.Connection, model: Any, values: Row, at: datetime) -> int:
    insert = sa.insert(model.__table__).values(**values, created_at=at, updated_at=at)
    return int(connection.execute(insert.returning(model.__table__.c.id)).scalar_one())


def _link_owner_to_employee(connection: sa.Connection, organization_id: int, user_id: int) -> None:
    employees = Employee.__table__
    mine = sa.update(employees).where(employees.c.organization_id == organization_id, employees.c.name == OWNER_NAME)
    connection.execute(mine.values(user_id=user_id, updated_at=employees.c.updated_at))
