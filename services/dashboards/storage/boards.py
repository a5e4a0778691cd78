"""Stored dashboards: the built-in ones are seeded, and loaded like those that people make."""

from datetime import UTC, datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Dashboard, DashboardVersion, Organization, Tile
from services.access.tenants import across_organizations
from services.dashboards.built_in import BUILT_IN
from services.dashboards.spec import Board, TileSpec, Width
from services.errors import BadQuery, NotFound
from services.semantic.query import Query, from_json, to_json

# Stands for a stored query that cannot be read; no catalog has a metric of this name.
UNREADABLE = Query(metrics=("-",))
UNREADABLE_WORDS = "The query of this tile cannot be read. Ask the author of the dashboard to save the tile again."


def board_row(session: Session, slug: str) -> Dashboard:
    """Return the row of a dashboard of the organisation that the session is bound to; raises NotFound."""
    found: Dashboard | None = session.scalar(
        select(Dashboard).where(Dashboard.slug == slug, Dashboard.deleted_at.is_(None))
    )
    if found is None:
        raise NotFound("dashboard")
    return found


def load_board(session: Session, slug: str) -> Board:
    """Return a dashboard of the organisation that the session is bound to; raises NotFound."""
    found = board_row(session, slug)
    tiles = session.scalars(
        select(Tile).where(Tile.dashboard_id == found.id, Tile.deleted_at.is_(None)).order_by(Tile.position)
    )
    return Board(slug, found.title, tuple(map(_spec, tiles)), tuple(found.filters), found.dated_by)


def _spec(tile: Tile) -> TileSpec:
    query, fault = _read_query(tile.query)
    return TileSpec(tile.slug, tile.kind, tile.title, query, tile.section, cast(Width | None, tile.width), fault)


def _read_query(stored: object) -> tuple[Query, str | None]:
    """Return the query, or why it cannot be read: one invalid tile does not hide the others."""
    try:
        return from_json(stored), None
    except BadQuery:
        return UNREADABLE, UNREADABLE_WORDS


def seed_everywhere(session: Session) -> None:
    """Add or update the built-in dashboards of every organisation, and commit. Saved ones stay as they are."""
    with across_organizations(session, "built-in dashboards are updated for every organisation"):
        for organization in session.scalars(select(Organization.id)).all():
            _seed(session, organization)
        session.commit()


def _seed(session: Session, organization: int) -> None:
    ours = select(Dashboard).where(Dashboard.organization_id == organization)
    rows = {each.slug: each for each in session.scalars(ours)}
    for each in BUILT_IN:
        if each.slug not in rows:
            rows[each.slug] = Dashboard(organization_id=organization, slug=each.slug, title=each.title)
            session.add(rows[each.slug])
        if not _was_saved(session, rows[each.slug]):
            _apply_release(rows[each.slug], each)


def _was_saved(session: Session, row: Dashboard) -> bool:
    """Return whether a person has saved the dashboard."""
    saves = select(DashboardVersion.id).where(
        DashboardVersion.dashboard_id == row.id, DashboardVersion.user_id.is_not(None)
    )
    return row.id is not None and session.scalar(saves.limit(1)) is not None


def _apply_release(row: Dashboard, board: Board) -> None:
    """Update a dashboard to this release. Tiles that the release no longer has are soft-deleted."""
    row.title, row.filters, row.dated_by = board.title, list(board.filters), board.dated_by
    tiles = {tile.slug: tile for tile in row.tiles}
    for position, spec in enumerate(board.tiles):
        if spec.slug not in tiles:
            row.tiles.append(Tile(organization_id=row.organization_id, slug=spec.slug))
        tile = tiles.pop(spec.slug, row.tiles[-1])
        tile.position, tile.kind, tile.title, tile.deleted_at = position, spec.kind, spec.title, None
        tile.query, tile.section, tile.width = to_json(spec.query), spec.section, spec.width
    for tile in tiles.values():
        tile.deleted_at = tile.deleted_at or datetime.now(UTC)
