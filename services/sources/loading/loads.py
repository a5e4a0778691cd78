"""A load from end to end: check everything, then write everything in one transaction."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from services.errors import NotFound, RowsRefused
from services.sources import versions
from services.sources.loading.maps import LoadMap
from services.sources.loading.organizations import NewOrganization, make_organization
from services.sources.loading.outcome import Checked, Counts, Loaded, Progress, Refuse, Report
from services.sources.loading.rows import Book, Plan, plans, rows
from services.sources.loading.spool import Spool
from services.sources.loading.writing import claim, ids, write

BATCH = 5_000

Organization = int | NewOrganization
Present = dict[str, set[Any]]
Item = TypeVar("Item")


def load(
    folder: Path,
    load_map: LoadMap,
    engine: sa.Engine,
    organization: Organization,
    *,
    at: datetime,
    refuse: Refuse,
    report: Report,
    skip_refused: bool = False,
) -> Loaded:
    """Bring an organisation's rows to what the files of ``folder`` say: all of it, or nothing.

    Every refused value goes to ``refuse``. Raises RowsRefused if there is one, unless ``skip_refused``;
    UnfitFile if a file is not what the map says; NotFound if there is no such organisation.
    A row is found again by its key: it is written only where it differs, and rows that are gone from the files stay.
    """
    planned = plans(folder, load_map)
    with Spool() as spool:
        checked = _check(planned, engine, organization, spool, refuse, report)
        if checked.refused and not skip_refused:
            raise RowsRefused(checked.refused)
        with engine.begin() as connection:
            organization_id = _claimed(connection, organization, at)
            return _write(planned, connection, organization_id, spool, checked, at, report)


def check(
    folder: Path, load_map: LoadMap, engine: sa.Engine, organization: Organization, *, refuse: Refuse, report: Report
) -> Checked:
    """Say what a load would take and what it would refuse. Nothing is written. Raises UnfitFile."""
    with Spool() as spool:
        return _check(plans(folder, load_map), engine, organization, spool, refuse, report)


def _check(
    planned: list[Plan], engine: sa.Engine, organization: Organization, spool: Spool, refuse: Refuse, report: Report
) -> Checked:
    book = Book()
    referenced = {table for plan in planned for table in plan.into.references.values()}
    with engine.connect() as connection:
        present = {table: _present(connection, organization, table) for table in referenced}
    for step, plan in enumerate(planned):
        _check_step(step, plan, present, book, spool, refuse, report)
    return Checked(spool.rows, book.refused)


def _present(connection: sa.Connection, organization: Organization, table: str) -> set[Any]:
    """The keys of the rows that are there before the load."""
    return set() if isinstance(organization, NewOrganization) else set(ids(connection, organization, table))


def _check_step(
    step: int, plan: Plan, present: Present, book: Book, spool: Spool, refuse: Refuse, report: Report
) -> None:
    given = 0
    for batch in batches(rows(plan, present, book, refuse), BATCH):
        spool.keep(step, batch)
        given += len(batch)
        # A row that this load brings may be pointed at by the steps after it.
        if plan.into.name in present:
            present[plan.into.name].update(values[plan.into.key[0]] for values in batch)
        report(Progress("checking", plan.step.file, plan.into.name, given, done=False))
    report(Progress("checking", plan.step.file, plan.into.name, given, done=True))


def _claimed(connection: sa.Connection, organization: Organization, at: datetime) -> int:
    if isinstance(organization, NewOrganization):
        return make_organization(connection, organization, at)
    if not claim(connection, organization):
        raise NotFound("organisation")
    return organization


def _write(
    planned: list[Plan],
    connection: sa.Connection,
    organization_id: int,
    spool: Spool,
    checked: Checked,
    at: datetime,
    report: Report,
) -> Loaded:
    tables = {plan.into.name: Counts() for plan in planned}
    for step, kept in spool.by_step():
        plan = planned[step]
        tables[plan.into.name] += write(connection, organization_id, plan, kept, at=at, report=report)
    changed = any(counts.given > counts.unchanged for counts in tables.values())
    follow = versions.advance if changed else _stay
    return Loaded(tables, checked.refused, follow(connection, organization_id, at))


def _stay(connection: sa.Connection, organization_id: int, at: datetime) -> int:
    return versions.current(connection, organization_id)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most ``size``."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
