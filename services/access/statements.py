"""The statements that read or write an organisation's rows, and those that SQLAlchemy cannot narrow.

``with_loader_criteria`` narrows what is read through a mapped class, in aliases, subqueries and unions as well. It does
not see a bare ``Table``, a text, or the second table of an UPDATE or DELETE: a statement with one of these is refused.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import FromStatement
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import AliasedReturnsRows, FromClause, SelectBase, TextualSelect

from models.base import Base, Owned

TEXT = (sa.TextClause, TextualSelect, FromStatement)


class CannotNarrow(RuntimeError):
    """A programming error: a statement cannot be limited to the session's organisation."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot be narrowed to one organisation. Use the mapped class instead.")


@cache
def owned_tables() -> frozenset[FromClause]:
    """Return the table of every model whose rows belong to an organisation."""
    mappers = Base.registry.mappers
    return frozenset(mapper.local_table for mapper in mappers if issubclass(mapper.class_, Owned))


def touches_owned(statement: Any) -> bool:
    """Return whether an organisation's rows are read or written anywhere in the statement, or may be."""
    return any(isinstance(part, TEXT) or _is_owned(_source(part)) for part in visitors.iterate(statement))


def refuse_unless_narrowable(statement: Any) -> None:
    """Raise CannotNarrow for a statement that could read rows of another organisation."""
    _refuse_bare_sources(statement, frozenset())


def _refuse_bare_sources(part: Any, outside: frozenset[FromClause]) -> None:
    """Check a part of a statement; ``outside`` are the narrowed sources of the query around it."""
    if isinstance(part, TEXT):
        raise CannotNarrow("Textual SQL")
    narrow_table = outside
    if isinstance(part, (SelectBase, UpdateBase)):
        narrow_table = _narrowed_sources(part)
        bare = _sources_in(part) - narrow_table - _correlated_sources(part, outside)
        _refuse_owned(bare)
    for child in part.get_children():
        _refuse_bare_sources(child, narrow_table)


def _refuse_owned(bare: frozenset[FromClause]) -> None:
    owned = [source for source in bare if _is_owned(source)]
    if owned:
        raise CannotNarrow(f"The table {owned[0]}")


def _narrowed_sources(scope: Any) -> frozenset[FromClause]:
    return _target_of(scope) if isinstance(scope, UpdateBase) else _mapped_sources(scope) | _joined_sources(scope)


def _target_of(change: UpdateBase) -> frozenset[FromClause]:
    is_mapped = change._propagate_attrs.get("compile_state_plugin") == "orm"
    return frozenset({change.table} if is_mapped else ())


def _sources_in(scope: Any) -> frozenset[FromClause]:
    """Return the tables and aliases that a SELECT or a change itself names, without those of its subqueries."""
    named = {source for part in _own_parts(scope) if (source := _source(part)) is not None}
    return frozenset(named | {scope.table} if isinstance(scope, UpdateBase) else named)


def _mapped_sources(select: Any) -> frozenset[FromClause]:
    """Return the sources that are named through a mapped class, and therefore narrowed."""
    parts = (*_own_parts(select), *getattr(select, "_from_obj", ()))
    mapped = (part for part in parts if "parententity" in part._annotations)
    return frozenset(source for part in mapped if (source := _source(part)) is not None)


def _joined_sources(select: Any) -> frozenset[FromClause]:
    """Return the sources that are joined along a relationship: ``join(Order.client)`` names no table."""
    targets = (target for target, *_ in getattr(select, "_setup_joins", ()))
    return frozenset(target.entity.selectable for target in targets if hasattr(target, "entity"))


def _correlated_sources(scope: Any, outside: frozenset[FromClause]) -> frozenset[FromClause]:
    """Return the sources that refer to the surrounding query's rows, which ``any()`` and ``has()`` name explicitly."""
    excepted = getattr(scope, "_correlate_except", None)
    return frozenset() if excepted is None else outside - set(excepted)


def _own_parts(scope: Any) -> Iterator[Any]:
    for part in scope.get_children():
        yield part
        # Inside an alias or a subquery is another scope.
        if not isinstance(part, (SelectBase, AliasedReturnsRows)):
            yield from _own_parts(part)


def _source(part: Any) -> FromClause | None:
    """Return the table or alias that a part of a statement is, or that its column comes from."""
    if isinstance(part, sa.ColumnClause):
        return part.table
    return part if isinstance(part, (sa.Table, AliasedReturnsRows)) else None


def _is_owned(source: Any) -> bool:
    while isinstance(source, AliasedReturnsRows):
        source = source.element
    return source in owned_tables()
