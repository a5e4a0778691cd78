"""Stored layouts: each person's own and the organisation's, one for each screen width.

A board without either has the default layout.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Layout, SharedLayout
from services.access.members import Member
from services.access.rights import Right
from services.dashboards.layouts import grid_positions as grid
from services.dashboards.layouts.default_layout import default_layout
from services.dashboards.layouts.grid_items import grid_items
from services.dashboards.layouts.grid_positions import (
    COLUMNS,
    MAX_HEIGHT,
    MAX_ROW,
    MIN_HEIGHT,
    Breakpoint,
    GridPosition,
)
from services.dashboards.spec import Board
from services.dashboards.storage.boards import board_row
from services.errors import BadLayout, NotAllowed, StaleLayout
from services.semantic.context import Principal

Audience = Literal["me", "organization"]
Rows = dict[Breakpoint, Any]
# The ETag of a layout that has no row yet.
NEW_ETAG = '"0"'
MOST_PLACES = 200


@dataclass(frozen=True)
class EffectiveLayout:
    """The layout of a dashboard at one width for one person. ``etags`` are the versions that it is based on, by the
    audience of the next save."""

    places: grid.Layout
    etags: Mapping[Audience, str]
    is_own: bool = False


def effective_layouts(session: Session, principal: Principal, board: Board) -> dict[Breakpoint, EffectiveLayout]:
    """Return the layouts of a board that a principal sees: their own, else the organisation's, else the default."""
    own, shared = _rows(session, principal.user_id, board.slug)
    return {name: _effective_layout(board, name, own.get(name), shared.get(name)) for name in COLUMNS}


def _effective_layout(
    board: Board, name: Breakpoint, own: Layout | None, shared: SharedLayout | None
) -> EffectiveLayout:
    default = default_layout(board, name)
    saved = _active(own) or _active(shared)
    places = grid.merge_layouts(_stored_layout(saved.places), default, COLUMNS[name]) if saved else default
    return EffectiveLayout(places, {"me": _etag(own), "organization": _etag(shared)}, is_own=_active(own) is not None)


def save(
    session: Session, member: Member, board: Board, name: str, places: object, seen: str | None, audience: object
) -> dict[Audience, str]:
    """Save a layout and commit; return the ETags that the next save needs.

    Raises BadLayout for an invalid one, NotAllowed where a member who may not edit saves for everyone, and StaleLayout,
    which says what differs, where another was saved since ``seen``.
    """
    if name not in COLUMNS:
        raise BadLayout("there is no such screen width")
    if audience not in get_args(Audience):
        raise BadLayout("it names no audience")
    for_everyone = audience == "organization"
    if for_everyone and not member.may(Right.EDIT):
        raise NotAllowed
    requested = _requested_layout(places, board, name)
    own, shared = _rows(session, member.user_id, board.slug)
    if seen != _etag(shared.get(name) if for_everyone else own.get(name)):
        raise _stale(board, name, own.get(name), shared.get(name), requested, for_everyone=for_everyone)
    if for_everyone and name in own:
        # A member who saves for everyone sees that layout too.
        own[name].deleted_at = own[name].deleted_at or datetime.now(UTC)
    row = _row(session, member, board, name, shared if for_everyone else own, for_everyone=for_everyone)
    row.places, row.deleted_at = [asdict(place) for place in requested], None
    try:
        session.commit()
    except (StaleDataError, IntegrityError) as error:
        # Another save came first: of the same row, or the first one of all.
        session.rollback()
        own, shared = _rows(session, member.user_id, board.slug)
        raise _stale(board, name, own.get(name), shared.get(name), requested, for_everyone=for_everyone) from error
    return {"me": _etag(own.get(name)), "organization": _etag(shared.get(name))}


def reset(session: Session, member: Member, board: Board) -> None:
    """Delete a member's own layouts of a board and commit: they see the organisation's again."""
    # One statement, so that no save in another tab comes in between.
    own = update(Layout).where(
        Layout.dashboard_id == board_row(session, board.slug).id,
        Layout.user_id == member.user_id,
        Layout.deleted_at.is_(None),
    )
    session.execute(own.values(deleted_at=datetime.now(UTC), version=Layout.version + 1))
    session.commit()


def _rows(session: Session, user_id: int | None, slug: str) -> tuple[Rows, Rows]:
    """Return a person's own layouts of a dashboard and the organisation's, by width, deleted ones included."""
    number = board_row(session, slug).id
    own = select(Layout).where(Layout.dashboard_id == number, Layout.user_id == user_id)
    shared = select(SharedLayout).where(SharedLayout.dashboard_id == number)
    return _by_width(session.scalars(own)), _by_width(session.scalars(shared))


def _by_width(rows: Iterable[Any]) -> Rows:
    return {row.breakpoint: row for row in rows}


def _row(session: Session, member: Member, board: Board, name: Breakpoint, rows: Rows, *, for_everyone: bool) -> Any:
    """Return the row of a width; a new one where there is none yet."""
    if name not in rows:
        place = {"dashboard_id": board_row(session, board.slug).id, "breakpoint": name}
        rows[name] = SharedLayout(**place) if for_everyone else Layout(user_id=member.user_id, **place)
        session.add(rows[name])
    return rows[name]


def _active(row: Any) -> Any:
    return row if row is not None and row.deleted_at is None else None


def _etag(row: Layout | SharedLayout | None) -> str:
    return NEW_ETAG if row is None else row.etag


@checked
class _RequestedPosition:
    """A position as a browser sends it: numbers must be JSON numbers, not text."""

    name: str = Field(strict=True, max_length=120)
    x: int = Field(strict=True, ge=0, lt=max(COLUMNS.values()))
    y: int = Field(strict=True, ge=0, le=MAX_ROW)
    w: int = Field(strict=True, ge=1, le=max(COLUMNS.values()))
    h: int = Field(strict=True, ge=MIN_HEIGHT, le=MAX_HEIGHT)
    hidden: bool = Field(default=False, strict=True)


_places = TypeAdapter(Sequence[_RequestedPosition])


def _requested_layout(data: object, board: Board, name: Breakpoint) -> grid.Layout:
    """Return the layout that a browser asks to save, limited to the items of the board and without overlaps."""
    if not isinstance(data, list) or len(data) > MOST_PLACES:
        raise BadLayout("it is not a list of positions")
    try:
        requested = _places.validate_python(data)
    except ValueError as error:
        raise BadLayout("a position in it has an invalid column, row or size") from error
    if len({each.name for each in requested}) < len(requested):
        raise BadLayout("it names one item twice")
    places = tuple(GridPosition(each.name, each.x, each.y, each.w, each.h, each.hidden) for each in requested)
    return grid.merge_layouts(places, default_layout(board, name), COLUMNS[name])


def _stored_layout(places: Sequence[Mapping[str, Any]]) -> grid.Layout:
    return tuple(GridPosition(**place) for place in places)


def _stale(
    board: Board,
    name: Breakpoint,
    own: Layout | None,
    shared: SharedLayout | None,
    requested: grid.Layout,
    *,
    for_everyone: bool,
) -> StaleLayout:
    """Return the error that says how the saved layout for the same audience differs from the requested one."""
    saved = _effective_layout(board, name, None if for_everyone else own, shared)
    items = grid_items(board)
    differs = [f"{items[name].title}: {what}" for name, what in grid.differences(requested, saved.places).items()]
    etags = {"me": _etag(own), "organization": _etag(shared)}
    return StaleLayout(differs, [asdict(place) for place in saved.places], etags)
