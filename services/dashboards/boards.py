"""Dashboards as rows: the built-in ones are seeded, and read like everyone's own."""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Dashboard, Organization, Tile
from services.access.tenants import across_organizations
from services.dashboards.built_in import BUILT_IN
from services.dashboards.spec import Board, Kind, TileSpec
from services.errors import NotFound
from services.semantic.query import from_json, to_json


def board(session: Session, slug: str) -> Board:
    """Return a dashboard of the organisation that the session is bound to; raises NotFound."""
    found = session.scalar(select(Dashboard).where(Dashboard.slug == slug, Dashboard.deleted_at.is_(None)))
    if found is None:
        raise NotFound("dashboard")
    tiles = session.scalars(
        select(Tile).where(Tile.dashboard_id == found.id, Tile.deleted_at.is_(None)).order_by(Tile.position)
    )
    return Board(slug, found.title, tuple(map(_spec, tiles)), tuple(found.filters), found.dated_by)


def _spec(tile: Tile) -> TileSpec:
    return TileSpec(tile.slug, cast(Kind, tile.kind), tile.title, from_json(tile.query))


def seed_everywhere(session: Session) -> None:
    """Give every organisation the built-in dashboards that it lacks, and commit."""
    with across_organizations(session, "built-in dashboards come with every release, for everyone"):
        for organization in session.scalars(select(Organization.id)).all():
            _seed(session, organization)
        session.commit()


def _seed(session: Session, organization: int) -> None:
    known = set(session.scalars(select(Dashboard.slug).where(Dashboard.organization_id == organization)))
    session.add_all(_row(each, organization) for each in BUILT_IN if each.slug not in known)


def _row(each: Board, organization: int) -> Dashboard:
    tiles = [
        Tile(
            organization_id=organization,
            slug=tile.slug,
            position=position,
            kind=tile.kind,
            title=tile.title,
            query=to_json(tile.query),
        )
        for position, tile in enumerate(each.tiles)
    ]
    return Dashboard(
        organization_id=organization,
        slug=each.slug,
        title=each.title,
        filters=list(each.filters),
        dated_by=each.dated_by,
        tiles=tiles,
    )
