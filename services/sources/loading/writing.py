"""Writes checked rows to the tables. Rows that have not changed are not written."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from models import Organization
from services.errors import ChangedMeanwhile
from services.sources.loading.outcome import Progress, Report, RowCounts
from services.sources.loading.plans import Row, StepPlan
from services.sources.loading.targets import LOADABLE, TargetTable, target_table
from services.sources.loading.upserts import UpsertSpec, upsert_writer

# The position of a reference in a row, with the id of each row that it can refer to, by key.
ReferenceIds = list[tuple[int, dict[Any, int]]]


def lock_organization(connection: sa.Connection, organization_id: int) -> bool:
    """Lock an organisation, so that only one load at a time writes to it. Return False if it does not exist."""
    organizations = Organization.__table__
    # An update that changes nothing is a lock that works on both SQLite and PostgreSQL.
    touch = sa.update(organizations).values(updated_at=organizations.c.updated_at)
    return connection.execute(touch.where(organizations.c.id == organization_id)).rowcount == 1


def ids_by_key(connection: sa.Connection, organization_id: int, table: str) -> dict[Any, int]:
    """Return the id of each row of ``table``, by its key."""
    [key] = target_table(table).key
    columns = LOADABLE[table].c
    found = sa.select(columns[key], columns.id).where(columns.organization_id == organization_id)
    return {key: number for key, number in connection.execute(found)}


def parents_by_key(connection: sa.Connection, organization_id: int, table: str, column: str) -> dict[Any, Any]:
    """Return the key of the parent of each row of ``table``, by the row's key; None at the top.

    ``column`` is the reference to the parent.
    """
    [key] = target_table(table).key
    rows, above = LOADABLE[table], LOADABLE[table].alias()
    found = sa.select(rows.c[key], above.c[key]).join_from(rows, above, rows.c[column] == above.c.id, isouter=True)
    pairs = connection.execute(found.where(rows.c.organization_id == organization_id))
    return {key: parent for key, parent in pairs}


def row_count(connection: sa.Connection, organization_id: int, into: TargetTable) -> int:
    """Return the number of rows that the organisation has in the table."""
    mine = into.table.c.organization_id == organization_id
    return connection.execute(sa.select(sa.func.count()).select_from(into.table).where(mine)).scalar_one()


def write(
    connection: sa.Connection,
    organization_id: int,
    plan: StepPlan,
    batches: Iterable[list[Row]],
    *,
    at: datetime,
    report: Report,
) -> RowCounts:
    """Write the rows of a step and return their counts.

    Raises ChangedMeanwhile if a row refers to one that was removed after the check.
    """
    before = row_count(connection, organization_id, plan.into)
    instant = at.astimezone(UTC).replace(tzinfo=None)
    fixed = {"organization_id": organization_id, "created_at": instant, "updated_at": instant}
    reference_ids = _reference_ids(connection, organization_id, plan)
    total = written = 0
    with upsert_writer(connection, UpsertSpec(plan.into.table, plan.into.key, plan.names, fixed)) as upsert:
        for batch in batches:
            if plan.parent is not None and total:
                # The previous batch may have added the parents of this one.
                reference_ids = _reference_ids(connection, organization_id, plan)
            written += upsert(_resolve_references(plan, batch, reference_ids) if reference_ids else batch)
            total += len(batch)
            report(Progress("writing", plan.source.name, plan.into.name, total, done=False))
    report(Progress("writing", plan.source.name, plan.into.name, total, done=True))
    added = row_count(connection, organization_id, plan.into) - before
    if added:
        _analyze(connection, plan.into)
    return RowCounts(added=added, changed=written - added, unchanged=total - written)


def _reference_ids(connection: sa.Connection, organization_id: int, plan: StepPlan) -> ReferenceIds:
    tables = {table: ids_by_key(connection, organization_id, table) for table in plan.references if table}
    return [(place, tables[table]) for place, table in enumerate(plan.references) if table]


def _resolve_references(plan: StepPlan, batch: list[Row], reference_ids: ReferenceIds) -> list[Row]:
    try:
        return [_resolve_row(row, reference_ids) for row in batch]
    except KeyError as error:
        raise ChangedMeanwhile(plan.into.name) from error


def _resolve_row(row: Row, reference_ids: ReferenceIds) -> Row:
    values = list(row)
    for place, number_of in reference_ids:
        if values[place] is not None:
            values[place] = number_of[values[place]]
    return tuple(values)


def _analyze(connection: sa.Connection, into: TargetTable) -> None:
    # Without new statistics, PostgreSQL assumes that the table is still small and scans it for every reference.
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"ANALYZE {into.name}"))
