"""Tenancy of the ORM: a session is bound to an organisation, and reads and writes only its rows.

The rules hold for every SQLAlchemy session of the process from the moment this module is imported. They do not reach
``session.connection()`` and engines: Core code filters by organisation itself, or uses the road.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session, with_loader_criteria

from models.base import Owned, now
from services.access.statements import CannotNarrow, refuse_unless_narrowable, touches_owned
from services.errors import UnboundSession
from services.sources import versions

BoundSession = Session
"""The session of a request, as its pages pass it on: they work with rows only through services."""

BOUND_TO = "organization_id"
UNBOUND_FOR = "unbound_for"


class ForeignRow(RuntimeError):
    """A programming error: a row of another organisation was about to be written."""

    def __init__(self, kind: str, organization_id: object, bound: int) -> None:
        super().__init__(f"A {kind} of organisation {organization_id} in a session that is bound to {bound}.")


def bind(session: Session, organization_id: int) -> None:
    """Bind the session for the rest of its life. Raises UnboundSession when it already serves another organisation."""
    if session.info.setdefault(BOUND_TO, organization_id) != organization_id:
        raise UnboundSession("This session is bound to another organisation. Open a new one.")


def bound_organization(session: Session) -> int:
    """Return the organisation that the session is bound to. Raises UnboundSession when there is none."""
    if BOUND_TO not in session.info:
        raise UnboundSession("Bind the session to an organisation before it touches an organisation's rows.")
    bound: int = session.info[BOUND_TO]
    return bound


@contextmanager
def across_organizations(session: Session, reason: str) -> Iterator[Session]:
    """Let a system job read and write the rows of every organisation within this block; ``reason`` says why.

    No request may use it: search the code for this name to review its uses.
    """
    session.info[UNBOUND_FOR] = reason
    try:
        yield session
        session.flush()
    finally:
        del session.info[UNBOUND_FOR]
        # Rows that were read here must not stay in the session for its next user.
        for row in [each for each in session if isinstance(each, Owned)]:
            session.expunge(row)


def narrow(state: ORMExecuteState) -> None:
    """Add the organisation to every statement that reads or changes an organisation's rows."""
    session = state.session
    if UNBOUND_FOR in session.info or not touches_owned(state.statement):
        return
    organization_id = bound_organization(session)
    # SQLAlchemy writes these itself, from rows that were narrowed when they were read.
    if not (state.is_relationship_load or state.is_column_load):
        refuse_unless_narrowable(state.statement)
    if state.is_insert:
        _check_insert(state, organization_id)
    else:
        state.statement = state.statement.options(
            with_loader_criteria(Owned, lambda row: row.organization_id == organization_id, include_aliases=True)
        )
    if not state.is_select and _is_business_row(state.bind_mapper):
        _advance(session, organization_id)


def _check_insert(state: ORMExecuteState, organization_id: int) -> None:
    """Raise CannotNarrow for rows that are not parameters, and ForeignRow for rows of another organisation."""
    rows = [state.parameters] if isinstance(state.parameters, Mapping) else state.parameters
    if not rows or _has_values(state.statement):
        raise CannotNarrow("An INSERT whose rows are not given as parameters")
    for row in rows:
        if row.get("organization_id") != organization_id:
            raise ForeignRow("row", row.get("organization_id"), organization_id)


def _has_values(statement: Any) -> bool:
    return bool(statement._values or statement._multi_values or statement.select is not None)


def set_organization(session: Session, _context: UOWTransaction, _instances: Sequence[Any] | None) -> None:
    """Give new rows the session's organisation where they name none."""
    if UNBOUND_FOR in session.info:
        return
    for row in session.new:
        if isinstance(row, Owned) and row.organization_id is None:
            row.organization_id = bound_organization(session)


def check_row(_mapper: Mapper[Any], _connection: sa.Connection, row: Owned) -> None:
    """Raise ForeignRow for a row of another organisation, or one that moves from or to another."""
    session = object_session(row)
    if session is None or UNBOUND_FOR in session.info:
        return
    bound = bound_organization(session)
    history = sa.inspect(row).attrs.organization_id.history
    moved = sa.inspect(row).persistent and history.has_changes()
    if row.organization_id != bound or moved:
        raise ForeignRow(type(row).__name__, row.organization_id, bound)


def advance_data_versions(session: Session, _context: UOWTransaction) -> None:
    """Advance the data version of every organisation whose business rows this flush has changed."""
    changed = [row for row in (*session.new, *session.dirty, *session.deleted) if _is_changed(session, row)]
    for organization_id in sorted({row.organization_id for row in changed}):
        _advance(session, organization_id)


def _is_changed(session: Session, row: Any) -> bool:
    if not _is_business_row(sa.inspect(row).mapper):
        return False
    return row not in session.dirty or session.is_modified(row)


def _is_business_row(mapper: Mapper[Any] | None) -> bool:
    """Return whether the rows are business rows: those that answers are made from."""
    return mapper is not None and issubclass(mapper.class_, Owned) and mapper.class_.is_business


def _advance(session: Session, organization_id: int) -> None:
    versions.advance(session.connection(), organization_id, now())


event.listen(Session, "do_orm_execute", narrow)
event.listen(Session, "before_flush", set_organization)
event.listen(Session, "after_flush", advance_data_versions)
for _moment in ("before_insert", "before_update", "before_delete"):
    event.listen(Owned, _moment, check_row, propagate=True)
