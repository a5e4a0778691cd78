"""The tables of one SELECT: each narrowed, joined only many to one."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.sql.selectable import FromClause
from sqlalchemy.types import TypeEngine

from services.semantic.catalog import Entity, Relation
from services.semantic.compiler.access_scope import AccessScope, JoinedTable, narrow_table
from services.semantic.compiler.rates import Rates
from services.semantic.compiler.reads import columns_read
from services.semantic.compiler.wide_scan import WideScan


class TableJoins:
    """``root`` and the tables joined to it that ``fields`` need. ``prefix`` goes before the tables' names.

    ``source`` is what a SELECT reads from, ``must_be_seen`` what then has to hold: it keeps rows that lead to a hidden
    one from staying as nobody's. ``converted`` are the money fields that are there in the currency of ``rates``.
    Raises Unreachable for a field that only a one-to-many join would reach.
    """

    def __init__(self, root: Entity, fields: Iterable[str], scope: AccessScope, rates: Rates, prefix: str) -> None:
        self.scope, self.prefix = scope, prefix
        self.tables: dict[str, JoinedTable] = {}
        self.must_be_seen: list[ColumnElement[bool]] = []
        self.converted: Mapping[str, ColumnElement[Any]] = {}
        # Tables whose row may be missing.
        self.may_be_missing: set[str] = set()
        self.is_wide = False
        self.source = self._join_tables(root, tuple(fields), rates)

    def _join_tables(self, root: Entity, fields: tuple[str, ...], rates: Rates) -> FromClause:
        catalog = self.scope.catalog
        entities = dict.fromkeys(catalog.entity_of(name).name for name in fields)
        joins = {step.name: step for name in entities for step in catalog.path(root.name, name)}
        columns = columns_read(root, fields, joins.values(), catalog)
        wide = WideScan.of(root, tuple(joins.values()), columns, fields, rates, self.scope)
        if wide:
            self.is_wide = True
            self.tables, self.converted, source = wide.read(f"{self.prefix}{root.name}")
            return source
        source = self._table(root, columns)
        for step in joins.values():
            source = self._join_step(source, step, self._table(catalog.entity(step.one), columns))
        return source

    def _table(self, entity: Entity, columns: dict[str, dict[str, TypeEngine[Any]]]) -> FromClause:
        rows = narrow_table(entity, columns[entity.name], self.scope).subquery(f"{self.prefix}{entity.name}")
        self.tables[entity.name] = JoinedTable.of(rows)
        return rows

    def _join_step(self, source: FromClause, step: Relation, other: FromClause) -> FromClause:
        """Return the rows led on to ``other``.

        A row that may lead nowhere stays, and so do those behind it; one that leads to a row that the policy hides
        goes, as it does where every row must lead somewhere.
        """
        pointer, goal = self.tables[step.many].c[step.many_column], other.c[step.one_column]
        if not (step.optional or step.many in self.may_be_missing):
            return source.join(other, pointer == goal)
        self.may_be_missing.add(step.one)
        self.must_be_seen.append(or_(pointer.is_(None), goal.is_not(None)))
        return source.outerjoin(other, pointer == goal)
