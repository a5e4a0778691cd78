"""A load from end to end: check everything, then write everything in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from services.errors import NotFound, RowsRefused
from services.sources import versions
from services.sources.loading.hierarchy import parents_first
from services.sources.loading.load_summary import summarize_step
from services.sources.loading.maps import LoadMap
from services.sources.loading.organizations import NewOrganization, make_organization
from services.sources.loading.outcome import (
    CheckResult,
    LineCounts,
    LoadResult,
    Progress,
    Refuse,
    Report,
    RowCounts,
    StepCheck,
)
from services.sources.loading.plans import Row, StepPlan, plans
from services.sources.loading.rows import SeenKeys, rows
from services.sources.loading.spool import Spool
from services.sources.loading.writing import ids_by_key, lock_organization, parents_by_key, write

BATCH = 5_000

OrganizationRef = int | NewOrganization
Item = TypeVar("Item")


def load(
    folder: Path,
    load_map: LoadMap,
    engine: sa.Engine,
    organization: OrganizationRef,
    *,
    at: datetime,
    refuse: Refuse,
    report: Report,
    skip_refused: bool = False,
) -> LoadResult:
    """Bring an organisation's rows to what the files of ``folder`` say: all of it, or nothing.

    Every refused value goes to ``refuse``. Raises RowsRefused if there is one, unless ``skip_refused``;
    InvalidFile if a file is not what the map says; NotFound if there is no such organisation.
    A row is found again by its key: it is written only where it differs, and rows that are gone from the files stay.
    """
    step_plans = plans(folder, load_map)
    with Spool() as spool:
        checked = _check(step_plans, engine, organization, spool, refuse, report)
        if checked.refused_lines and not skip_refused:
            raise RowsRefused(checked.refused_lines)
        with engine.begin() as connection:
            organization_id = _lock_or_make_organization(connection, organization, at)
            return _write(step_plans, connection, organization_id, spool, checked, at, report)


def check(
    folder: Path, load_map: LoadMap, engine: sa.Engine, organization: OrganizationRef, *, refuse: Refuse, report: Report
) -> CheckResult:
    """Say what a load would take and what it would refuse. Nothing is written. Raises InvalidFile."""
    with Spool() as spool:
        return _check(plans(folder, load_map), engine, organization, spool, refuse, report)


@dataclass
class KnownRows:
    """Which rows may be pointed at, by table: those that were there, and those that the steps before have brought.

    ``keys`` are theirs; ``parents`` has, for a table that points at itself, each one's parent as well.
    """

    keys: dict[str, set[Any]] = field(default_factory=dict)
    parents: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def add(self, plan: StepPlan, batch: list[Row]) -> None:
        """A step has brought these rows."""
        if plan.into.name in self.keys:
            self.keys[plan.into.name].update(map(plan.key_of, batch))
        if plan.into.name in self.parents:
            parents, parent = self.parents[plan.into.name], plan.parent
            # A step that does not name the parents leaves those that are known.
            found = {
                plan.key_of(row): parents.get(plan.key_of(row)) if parent is None else row[parent] for row in batch
            }
            parents.update(found)


def _check(
    step_plans: list[StepPlan],
    engine: sa.Engine,
    organization: OrganizationRef,
    spool: Spool,
    refuse: Refuse,
    report: Report,
) -> CheckResult:
    seen = SeenKeys()
    known = _rows_before_load(step_plans, engine, organization)
    steps = [_check_step(step, plan, known, seen, spool, refuse, report) for step, plan in enumerate(step_plans)]
    return CheckResult(tuple(steps))


def _rows_before_load(step_plans: list[StepPlan], engine: sa.Engine, organization: OrganizationRef) -> KnownRows:
    """The rows that are there before the load."""
    pointed_at = {table for plan in step_plans for table in plan.references if table}
    hierarchies = {plan.into.name: plan.into.parent for plan in step_plans if plan.parent is not None}
    if isinstance(organization, NewOrganization):
        return KnownRows({table: set() for table in pointed_at}, {table: {} for table in hierarchies})
    with engine.connect() as connection:
        return KnownRows(
            {table: set(ids_by_key(connection, organization, table)) for table in pointed_at},
            {
                table: parents_by_key(connection, organization, table, parent)
                for table, parent in hierarchies.items()
                if parent
            },
        )


def _check_step(
    step: int, plan: StepPlan, known: KnownRows, seen: SeenKeys, spool: Spool, refuse: Refuse, report: Report
) -> StepCheck:
    counts = LineCounts()
    found = rows(plan, known.keys, seen, counts, refuse)
    for batch in _batches_in_order(plan, found, known, counts, refuse):
        spool.add(step, batch)
        known.add(plan, batch)
        counts.rows += len(batch)
        report(Progress("checking", plan.source.name, plan.into.name, counts.rows, done=False))
    report(Progress("checking", plan.source.name, plan.into.name, counts.rows, done=True))
    return summarize_step(plan, counts)


def _batches_in_order(
    plan: StepPlan, found: Iterator[tuple[int, Row]], known: KnownRows, counts: LineCounts, refuse: Refuse
) -> Iterator[list[Row]]:
    """The rows as they may be written: no batch holds a row together with its parent."""
    if plan.parent is None:
        yield from batches((row for _, row in found), BATCH)
        return
    for same_level in parents_first(plan, found, known.parents[plan.into.name], counts, refuse):
        yield from batches(same_level, BATCH)


def _lock_or_make_organization(connection: sa.Connection, organization: OrganizationRef, at: datetime) -> int:
    if isinstance(organization, NewOrganization):
        return make_organization(connection, organization, at)
    if not lock_organization(connection, organization):
        raise NotFound("organisation")
    return organization


def _write(
    step_plans: list[StepPlan],
    connection: sa.Connection,
    organization_id: int,
    spool: Spool,
    checked: CheckResult,
    at: datetime,
    report: Report,
) -> LoadResult:
    tables = {plan.into.name: RowCounts() for plan in step_plans}
    for step, batches_of_step in spool.by_step():
        plan = step_plans[step]
        tables[plan.into.name] += write(connection, organization_id, plan, batches_of_step, at=at, report=report)
    changed = any(counts.total > counts.unchanged for counts in tables.values())
    next_version = versions.advance if changed else _keep_version
    return LoadResult(
        tables, checked.refused_lines, checked.excluded_lines, next_version(connection, organization_id, at)
    )


def _keep_version(connection: sa.Connection, organization_id: int, at: datetime) -> int:
    return versions.current(connection, organization_id)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most ``size``."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
