"""Dashboards as rows: the built-in ones are seeded, and read like everyone's own."""

from datetime import UTC, datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Dashboard, DashboardVersion, Organization, Tile
from services.access.tenants import across_organizations
from services.dashboards.built_in import BUILT_IN
from services.dashboards.spec import Board, Kind, TileSpec, Width
from services.errors import BadQuery, NotFound
from services.semantic.query import Query, from_json, to_json

# It stands where a stored question cannot be read, and names nothing that a catalog could hold.
UNREADABLE = Query(metrics=("-",))
UNREADABLE_WORDS = "The question of this tile cannot be read, so it is not asked. Whoever made it can save it anew."


def board_row(session: Session, slug: str) -> Dashboard:
    """Return the row of a dashboard of the organisation that the session is bound to; raises NotFound."""
    found = session.scalar(select(Dashboard).where(Dashboard.slug == slug, Dashboard.deleted_at.is_(None)))
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
    kind, width = cast(Kind, tile.kind), cast(Width | None, tile.width)
    query, fault = _read_query(tile.query)
    return TileSpec(tile.slug, kind, tile.title, query, tile.section, width, fault)


def _read_query(stored: object) -> tuple[Query, str | None]:
    """Return the question, or why it cannot be read: one tile that was stored wrongly leaves the others in sight."""
    try:
        return from_json(stored), None
    except BadQuery:
        return UNREADABLE, UNREADABLE_WORDS


def seed_everywhere(session: Session) -> None:
    """Give every organisation the built-in dashboards of this release, and commit. What people saved stays as it is."""
    with across_organizations(session, "built-in dashboards come with every release, for everyone"):
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
    """Whether a person ever saved it, rather than a release alone."""
    saves = select(DashboardVersion.id).where(
        DashboardVersion.dashboard_id == row.id, DashboardVersion.user_id.is_not(None)
    )
    return row.id is not None and session.scalar(saves.limit(1)) is not None


def _apply_release(row: Dashboard, each: Board) -> None:
    """Make the row what the release holds. A tile that is no longer in it goes into the bin."""
    row.title, row.filters, row.dated_by = each.title, list(each.filters), each.dated_by
    tiles = {tile.slug: tile for tile in row.tiles}
    for position, spec in enumerate(each.tiles):
        if spec.slug not in tiles:
            row.tiles.append(Tile(organization_id=row.organization_id, slug=spec.slug))
        tile = tiles.pop(spec.slug, row.tiles[-1])
        tile.position, tile.kind, tile.title, tile.deleted_at = position, spec.kind, spec.title, None
        tile.query, tile.section, tile.width = to_json(spec.query), spec.section, spec.width
    for tile in tiles.values():
        tile.deleted_at = tile.deleted_at or datetime.now(UTC)
