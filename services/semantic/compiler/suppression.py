"""Small groups of people: values are suppressed where they describe too few.

Who belongs to a group is counted by a metric of its own, over the people's table: five colleagues of whom two noted
time are a group of five. A group that alone is left out would be the whole less the others, so the smallest of the
others is then left out too.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, func, or_, select, true

from services.semantic.catalog import Catalog, Metric
from services.semantic.compiler.access_scope import AccessScope
from services.semantic.compiler.fact_scans import aggregate_columns
from services.semantic.compiler.facts import fact
from services.semantic.compiler.measures import BEFORE_MARK
from services.semantic.compiler.spine import BEFORE, NOW
from services.semantic.compiler.where import fields_elsewhere, fields_of
from services.semantic.conditions import And, Condition
from services.semantic.query import Query

SIZE = "size"
MARK = "@"
SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class SmallGroupRule:
    """What is watched: the metric that counts the people, how few are too few, and what splits or filters them."""

    people: str
    least: int
    dimensions: tuple[str, ...]
    where: Condition | None
    mixed: bool


def small_group_rule(metric: Metric, query: Query, scope: AccessScope) -> SmallGroupRule | None:
    """Return the rule for a metric, or None where it describes everybody or no people."""
    if metric.people is None or scope.policy.show_individuals:
        return None
    about = _About(metric, scope.catalog)
    dimensions = tuple(name for name in query.dimensions if about(name))
    parts = query.where.parts if isinstance(query.where, And) else (query.where,) if query.where else ()
    read = {part: {about(name) for name in fields_of(part) | fields_elsewhere(part)} for part in parts}
    ours = tuple(part for part, concerns in read.items() if True in concerns)
    if not dimensions and not ours:
        return None
    mixed = any(len(read[part]) > 1 or fields_elsewhere(part) for part in ours)
    return SmallGroupRule(metric.people, metric.least_people, dimensions, And(ours) if ours else None, mixed)


class _About:
    """Whether a field describes the people of a metric: their own field, or one reached through them."""

    def __init__(self, metric: Metric, catalog: Catalog) -> None:
        assert metric.people
        self.start, self.catalog = metric.entity, catalog
        self.people = catalog.metric(metric.people).entity

    def __call__(self, name: str) -> bool:
        entity = self.catalog.entity_of(name).name
        if not self.catalog.reaches(self.start, entity):
            return self.catalog.reaches(self.people, entity)
        way = self.catalog.path(self.start, entity)
        return self.people in (self.start, entity, *(step.one for step in way))


def suppress_small_groups(rows: CTE, query: Query, scope: AccessScope, spine: CTE) -> CTE:
    """Return ``rows``, the metrics of each bucket and group, without the values of groups that are too small.

    The column SUPPRESSED is there where anything is watched, and is 1 where a value was left out.
    """
    rules = {name: small_group_rule(scope.catalog.metric(name), query, scope) for name in query.metrics}
    distinct_rules = dict.fromkeys(rule for rule in rules.values() if rule)
    if not distinct_rules:
        return rows
    source: Any = rows
    flags: dict[tuple[SmallGroupRule, str], ColumnElement[Any]] = {}
    for rule in distinct_rules:
        groups = _groups(rule, scope, spine)
        for mark, side in _sides(query):
            source, flags[rule, mark] = _join_groups(source, rows, groups, rule, side)
    values: list[Any] = []
    left_out: list[ColumnElement[bool]] = []
    for column in rows.c:
        name, _, mark = column.name.partition(MARK)
        if metric_rule := rules.get(name):
            flag = flags[metric_rule, mark and MARK + mark]
            left_out.append(and_(flag == 1, column.is_not(None)))
            values.append(case((flag == 0, column)).label(column.name))
        else:
            values.append(column)
    any_left_out = func.max(case((or_(*left_out), 1), else_=0)).over().label(SUPPRESSED)
    return select(*values, any_left_out).select_from(source).cte("shown")


def _groups(rule: SmallGroupRule, scope: AccessScope, spine: CTE) -> CTE:
    """Return bucket, side, the dimensions that are about people, and whether the group is too small to be shown."""
    [aggregate_column] = aggregate_columns(
        scope.catalog, Query(metrics=(rule.people,), where=None if rule.mixed else rule.where)
    )
    sizes = fact(aggregate_column.fact_scan, [aggregate_column], rule.dimensions, scope, spine, None, "")
    few = sizes.c[aggregate_column.name] < rule.least
    # Who is meant by a condition that mixes people with other things cannot be counted.
    small = case((true() if rule.mixed else few, 1), else_=0).label("small")
    names = ["bucket", "side", *rule.dimensions]
    groups = select(*(sizes.c[name] for name in names), sizes.c[aggregate_column.name].label(SIZE), small).subquery()
    bucket = [groups.c.bucket, groups.c.side]
    alone = func.sum(groups.c.small).over(partition_by=bucket) == 1
    next_one = func.min(case((groups.c.small == 0, groups.c[SIZE]))).over(partition_by=bucket)
    hides = or_(groups.c.small == 1, and_(alone, groups.c[SIZE] == next_one))
    return select(*(groups.c[name] for name in names), case((hides, 1), else_=0).label(SUPPRESSED)).cte()


def _join_groups(
    source: Any, rows: CTE, groups: CTE, rule: SmallGroupRule, side: int
) -> tuple[Any, ColumnElement[Any]]:
    """Return the rows with their groups beside them, and whether a row's values are left out."""
    group = groups.alias()
    tie = [group.c.bucket == rows.c.bucket, group.c.side == side]
    tie += [group.c[name].is_not_distinct_from(rows.c[name]) for name in rule.dimensions]
    # Nobody at all is a small group too.
    return source.outerjoin(group, and_(*tie)), func.coalesce(group.c[SUPPRESSED], 1)


def _sides(query: Query) -> list[tuple[str, int]]:
    """Return each column's mark with the side of the days that it describes."""
    compared = [(BEFORE_MARK, BEFORE if query.looks_back else NOW)] if query.compare else []
    return [("", NOW), *compared]
