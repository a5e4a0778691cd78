"""Checked rows into tables, so that a row that is there already is left alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models import Organization
from services.errors import ChangedMeanwhile
from services.sources.inserts import insert_into
from services.sources.loading.outcome import Counts, Progress, Report
from services.sources.loading.rows import Plan, Values
from services.sources.loading.targets import LOADABLE, Target, target


def claim(connection: sa.Connection, organization_id: int) -> bool:
    """Let one load at a time write to an organisation; False if there is no such organisation."""
    organizations = Organization.__table__
    # A write that changes nothing: the one lock that SQLite and PostgreSQL both know.
    touch = sa.update(organizations).values(updated_at=organizations.c.updated_at)
    return connection.execute(touch.where(organizations.c.id == organization_id)).rowcount == 1


def ids(connection: sa.Connection, organization_id: int, table: str) -> dict[Any, int]:
    """The number of each row of ``table`` by its key."""
    [key] = target(table).key
    columns = LOADABLE[table].c
    found = sa.select(columns[key], columns.id).where(columns.organization_id == organization_id)
    return {key: number for key, number in connection.execute(found)}


def count(connection: sa.Connection, organization_id: int, into: Target) -> int:
    """How many rows of the table the organisation has."""
    mine = into.table.c.organization_id == organization_id
    return connection.execute(sa.select(sa.func.count()).select_from(into.table).where(mine)).scalar_one()


def write(
    connection: sa.Connection,
    organization_id: int,
    plan: Plan,
    batches: Iterable[list[Values]],
    *,
    at: datetime,
    report: Report,
) -> Counts:
    """Write a step's rows and count what came of them. Raises ChangedMeanwhile if one leads nowhere any more."""
    known = {table: ids(connection, organization_id, table) for table in plan.into.references.values()}
    before = count(connection, organization_id, plan.into)
    mine = {"organization_id": organization_id, "created_at": at, "updated_at": at}
    upsert = _upsert(connection, plan).execution_options(preserve_rowcount=True)
    given = written = 0
    for batch in batches:
        numbered = [mine | _numbered(plan.into, values, known) for values in batch]
        written += connection.execute(upsert, numbered).rowcount
        given += len(batch)
        report(Progress("writing", plan.step.file, plan.into.name, given, done=False))
    report(Progress("writing", plan.step.file, plan.into.name, given, done=True))
    added = count(connection, organization_id, plan.into) - before
    if added:
        _measure(connection, plan.into)
    return Counts(added=added, changed=written - added, unchanged=given - written)


def _numbered(into: Target, values: Values, known: Mapping[str, Mapping[Any, int]]) -> Values:
    given = {name: table for name, table in into.references.items() if values.get(name) is not None}
    try:
        return values | {name: known[table][values[name]] for name, table in given.items()}
    except KeyError as error:
        raise ChangedMeanwhile(into.name) from error


def _measure(connection: sa.Connection, into: Target) -> None:
    # PostgreSQL believes that a table is still as small as when it last counted, and then scans it for every reference.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"ANALYZE {into.name}"))


def _upsert(connection: sa.Connection, plan: Plan) -> sa.Executable:
    """Add the row, or change the one with its key where they differ. Its row count is that of the rows it wrote."""
    table = plan.into.table
    insert = insert_into(table, connection)
    unique = ["organization_id", *plan.into.key]
    others = [cell.name for cell in plan.cells if cell.name not in plan.into.key]
    if not others:
        return insert.on_conflict_do_nothing(index_elements=unique)
    return insert.on_conflict_do_update(
        index_elements=unique,
        set_={name: insert.excluded[name] for name in [*others, "updated_at"]},
        where=sa.or_(*(table.c[name].is_distinct_from(insert.excluded[name]) for name in others)),
    )
