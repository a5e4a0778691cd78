"""A wide table in place of joins, under the same row rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, and_, column, or_, select, table, true
from sqlalchemy.sql.selectable import FromClause
from sqlalchemy.types import TypeEngine

from services.semantic.catalog import RATES, Entity, Relation
from services.semantic.compiler.access_scope import SQL_TYPES, AccessScope, JoinedTable, OwnRows, isolated_source
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.reads import Columns
from services.semantic.compiler.where import clause, fields_of
from services.semantic.conditions import EVERYTHING, Condition
from services.semantic.expression import ColumnRef
from services.semantic.table_layout import WideTable, converted_column, wide_column


@dataclass(frozen=True)
class WideScan:
    """The rows of ``root`` with what ``joins`` lead to, read from a ``wide`` table."""

    wide: WideTable
    root: Entity
    joins: tuple[Relation, ...]
    columns: Mapping[str, Columns]
    converted: Mapping[str, str]
    scope: AccessScope

    @classmethod
    def of(
        cls,
        root: Entity,
        joins: tuple[Relation, ...],
        columns: Mapping[str, Columns],
        fields: tuple[str, ...],
        rates: Rates,
        scope: AccessScope,
    ) -> Self | None:
        """Return the scan, or None where no wide table holds all that is read or where it would save nothing."""
        wide = scope.layout.wide.get(root.name)
        if wide is None:
            return None
        own = cls(wide, root, joins, columns, dict(_converted_columns(wide, fields, rates, scope)), scope)
        return own if (joins or own.converted) and set(own._read()) <= wide.columns else None

    def read(self, name: str) -> tuple[dict[str, JoinedTable], dict[str, ColumnElement[Any]], FromClause]:
        """Return each entity's columns, the converted amounts by their field, and what both are read from."""
        types = {**self._types(), **dict.fromkeys(self.converted.values(), SQL_TYPES["money"])}
        schema = isolated_source(self.root, self.scope).schema
        raw = table(self.wide.name, *(column(each, kind) for each, kind in types.items()), schema=schema)
        rows = select(*raw.c).where(*self._may_be_read(raw)).subquery(name)
        tables = {
            entity: JoinedTable({each: rows.c[wide_column(entity, each)] for each in own}, rows)
            for entity, own in self.columns.items()
        }
        return tables, {field: rows.c[each] for field, each in self.converted.items()}, rows

    def _entities(self) -> list[Entity]:
        return [self.scope.catalog.entity(name) for name in self.columns]

    def _read(self) -> Iterator[str]:
        """Yield the name of every column that is read, also for the row rules."""
        yield from self._types()

    def _types(self) -> dict[str, TypeEngine[Any]]:
        types = {wide_column(entity, each): kind for entity, own in self.columns.items() for each, kind in own.items()}
        if self.root.tenant:
            types[wide_column(self.root.name, self.root.tenant)] = SQL_TYPES["integer"]
        for entity in self._entities():
            types |= {wide_column(entity.name, each): kind for each, kind in _rule_columns(entity, self.scope)}
        return types

    def _may_be_read(self, raw: FromClause) -> Iterator[ColumnElement[bool]]:
        """Yield what must hold for a row to be seen: whose it is, the rules of each table, and where its joins lead."""
        for entity in self._entities():
            isolated_source(entity, self.scope)
        if self.root.tenant:
            tenant = raw.c[wide_column(self.root.name, self.root.tenant)]
            yield tenant == self.scope.policy.organization
        yield self._meets_rule(self.root, raw)
        may_be_missing: set[str] = set()
        for step in self.joins:
            goal = raw.c[wide_column(step.one, step.one_column)]
            seen = and_(goal.is_not(None), self._meets_rule(self.scope.catalog.entity(step.one), raw))
            if step.optional or step.many in may_be_missing:
                may_be_missing.add(step.one)
                yield or_(raw.c[wide_column(step.many, step.many_column)].is_(None), seen)
            else:
                yield seen

    def _meets_rule(self, entity: Entity, raw: FromClause) -> ColumnElement[bool]:
        rule = self.scope.rule(entity)
        if rule == EVERYTHING:
            return true()
        start = wide_column(entity.name, "")
        own = {name.removeprefix(start): each for name, each in raw.c.items() if name.startswith(start)}
        return clause(rule, OwnRows(entity, JoinedTable(own, raw), self.scope))


def _converted_columns(
    wide: WideTable, fields: tuple[str, ...], rates: Rates, scope: AccessScope
) -> Iterator[tuple[str, str]]:
    """Yield the money fields that the table holds in the currency asked for, with their column."""
    if rates.day is None or wide.currency != rates.currency:
        return
    # They were converted by all rates, of which a rule may hide some.
    if not wide.converted or scope.rule(scope.catalog.entity(RATES)) != EVERYTHING:
        return
    for name in fields:
        each = converted_column(name, rates.kind, rates.day)
        if each in wide.converted:
            yield name, each


def _rule_columns(entity: Entity, scope: AccessScope) -> Iterator[tuple[str, TypeEngine[Any]]]:
    """Yield the columns of the entity's table that its row rule reads."""
    rule: Condition = scope.rule(entity)
    for name in fields_of(rule):
        spec = scope.catalog.field(name)
        if isinstance(spec.formula, ColumnRef) and scope.catalog.entity_of(name) == entity:
            yield spec.formula.column, SQL_TYPES[spec.type]
