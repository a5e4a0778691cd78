"""A table as its asker may see it: the policy stands inside the subquery of every table that is scanned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Date, DateTime, Double, Select, String, column, select, table
from sqlalchemy.sql.selectable import FromClause
from sqlalchemy.types import TypeEngine

from services.errors import BadQuery, NotNarrowed, SeveralSources, Unreachable
from services.semantic.catalog import Catalog, Entity, Source, Type
from services.semantic.compiler.where import clause
from services.semantic.conditions import EVERYTHING, Condition
from services.semantic.context import Calendar, Policy
from services.semantic.expression import ColumnRef
from services.semantic.table_layout import PLAIN, TableLayout

SQL_TYPES: dict[Type, TypeEngine[Any]] = {
    "text": String(),
    "integer": BigInteger(),
    "number": Double(),
    "money": BigInteger(),
    "ratio": Double(),
    "date": Date(),
    "instant": DateTime(),
    "boolean": Boolean(),
}


@dataclass(frozen=True)
class JoinedTable:
    """The columns of one entity's table, and what they are read from: its own rows, or a wide table."""

    c: Mapping[str, ColumnElement[Any]]
    source: FromClause

    @classmethod
    def of(cls, table: FromClause) -> "JoinedTable":
        return cls(dict(table.c.items()), table)


@dataclass(frozen=True)
class AccessScope:
    """What narrowing needs to know.

    ``related`` asks for rows of another table: it scans, a scan narrows, so it is handed in. ``inside`` holds the
    entities whose rule is being applied: where two rules refer to each other, the inner one narrows to the
    organisation alone. ``sources`` are those that the question is asked of, in the ``layout``.
    """

    catalog: Catalog
    policy: Policy
    related: Callable[[str, Condition, Mapping[str, "JoinedTable"], "AccessScope"], ColumnElement[bool]]
    sources: tuple[str, ...]
    inside: frozenset[str] = frozenset()
    calendar: Calendar = Calendar()
    today: date = date.max
    layout: TableLayout = PLAIN

    def rule(self, entity: Entity) -> Condition:
        """Return the entity's row rule; raises NotNarrowed where there is none."""
        if entity.name not in self.policy.rows:
            raise NotNarrowed(entity.label.lower())
        return EVERYTHING if entity.name in self.inside else self.policy.rows[entity.name]

    def within(self, entity: Entity) -> "AccessScope":
        return replace(self, inside=self.inside | {entity.name})


def narrow_table(entity: Entity, columns: Mapping[str, TypeEngine[Any]], scope: AccessScope) -> Select[Any]:
    """Select the columns of those rows of the entity's table that the policy lets the asker read.

    Raises NotNarrowed where nothing keeps the rows of organisations apart, or they are another organisation's, and
    SeveralSources for a table of a source that is not being asked.
    """
    rule, source = scope.rule(entity), isolated_source(entity, scope)
    own = {spec.formula.column: SQL_TYPES[spec.type] for spec in entity.fields if isinstance(spec.formula, ColumnRef)}
    read = {**own, **columns, **({entity.tenant: SQL_TYPES["integer"]} if entity.tenant else {})}
    raw = table(entity.table, *(column(name, kind) for name, kind in read.items()), schema=source.schema)
    rows = select(*(raw.c[name] for name in columns))
    if entity.tenant:
        rows = rows.where(raw.c[entity.tenant] == scope.policy.organization)
    return rows if rule == EVERYTHING else rows.where(clause(rule, OwnRows(entity, JoinedTable.of(raw), scope)))


def isolated_source(entity: Entity, scope: AccessScope) -> Source:
    """Return the entity's source, whose rows are kept apart by a tenant column or by being one organisation's.

    Raises NotNarrowed where neither holds, or they are another organisation's, and SeveralSources.
    """
    source = scope.catalog.source(entity.source)
    if source.name not in scope.sources:
        raise SeveralSources((*scope.sources, source.name))
    if source.organization is None and entity.tenant is None:
        raise NotNarrowed(entity.label.lower())
    if source.organization not in (None, scope.policy.organization):
        raise NotNarrowed(entity.label.lower())
    return source


class OwnRows:
    """What a row rule is held against: the entity's own columns, and rows that are related to it."""

    def __init__(self, entity: Entity, raw: JoinedTable, scope: AccessScope) -> None:
        self.entity, self.raw, self.scope = entity, raw, scope

    def column(self, name: str) -> ColumnElement[Any]:
        if self.scope.catalog.entity_of(name) != self.entity:
            raise Unreachable(name, self.entity.name)
        formula = self.scope.catalog.field(name).formula
        if not isinstance(formula, ColumnRef):
            raise BadQuery(f"{name} is computed from other rows, so no rule can use it.")
        return self.raw.c[formula.column]

    def type(self, name: str) -> Type:
        return self.scope.catalog.field(name).type

    def exists(self, relation: str, where: Condition) -> ColumnElement[bool]:
        within = self.scope.within(self.entity)
        return within.related(relation, where, {self.entity.name: self.raw}, within)
