"""What copies need to know of an organisation: the number that grows with every write, and its currency."""

from datetime import datetime

import sqlalchemy as sa

from models import DataVersion, Organization
from models.identity import fresh_token
from services.sources.inserts import insert_into

VERSIONS = DataVersion.__table__


def advance(connection: sa.Connection, organization_id: int, at: datetime) -> int:
    """Count one more write and return the new number. It holds once the caller's transaction does."""
    token = fresh_token()
    first = insert_into(VERSIONS, connection).values(
        organization_id=organization_id, number=1, token=token, changed_at=at
    )
    advanced = first.on_conflict_do_update(
        index_elements=[VERSIONS.c.organization_id],
        set_={"number": VERSIONS.c.number + 1, "token": token, "changed_at": at},
    )
    return int(connection.execute(advanced.returning(VERSIONS.c.number)).scalar_one())


def current(connection: sa.Connection, organization_id: int) -> int:
    """Return the number of the last write, 0 before the first."""
    number = sa.select(VERSIONS.c.number).where(VERSIONS.c.organization_id == organization_id)
    return connection.execute(number).scalar() or 0


def stamp(connection: sa.Connection, organization_id: int) -> str:
    """Return an identifier of this state of the organisation's rows, different in every other state and database.

    The number alone does not: ids and numbers come back when a database is made anew or restored.
    """
    row = connection.execute(
        sa.select(VERSIONS.c.number, VERSIONS.c.token).where(VERSIONS.c.organization_id == organization_id)
    ).one_or_none()
    return f"{row.number}-{row.token}" if row else "0"


def reporting_currency(connection: sa.Connection, organization_id: int) -> str | None:
    """Return the currency that an organisation counts its money in."""
    return connection.execute(sa.select(Organization.currency).where(Organization.id == organization_id)).scalar()
