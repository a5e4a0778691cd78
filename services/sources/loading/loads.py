"""Runs a load: checks every row first, and then writes all of them in one transaction."""

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
    """Load the files of ``folder`` into an organisation, all of them or nothing.

    Rows are matched by their key. Only rows that differ are written; rows that are no longer in the files are kept.
    Every refused value is passed to ``refuse``. Raises RowsRefused if a row is refused, unless ``skip_refused`` is set;
    InvalidFile if a file does not match the map; NotFound if there is no such organisation.
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
    """Return what a load would load and what it would refuse. Nothing is written. Raises InvalidFile."""
    with Spool() as spool:
        return _check(plans(folder, load_map), engine, organization, spool, refuse, report)


@dataclass
class KnownRows:
    """The rows that can be referred to: those that exist already, and those of earlier steps.

    ``keys`` are their keys, by table. ``parents`` maps each key to its parent's, for tables that refer to themselves.
    """

    keys: dict[str, set[Any]] = field(default_factory=dict)
    parents: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def add(self, plan: StepPlan, batch: list[Row]) -> None:
        """Add the rows of a step."""
        if plan.into.name in self.keys:
            self.keys[plan.into.name].update(map(plan.key_of, batch))
        if plan.into.name in self.parents:
            parents, parent = self.parents[plan.into.name], plan.parent
            # A step that does not fill the parent column keeps the parents that are known.
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
    """Return the rows that exist before the load."""
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
    """Yield the rows in the order in which they can be written: no batch contains a row together with its parent."""
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
    """Yield the items in lists of at most ``size``."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
