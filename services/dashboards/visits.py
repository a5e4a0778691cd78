"""Looking at a dashboard: the board that is looked at, and everything that its tiles are drawn with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.access.context import context_of
from services.access.members import Member
from services.dashboards.boards import board
from services.dashboards.choices import from_search
from services.dashboards.draw import Viewer
from services.dashboards.spec import Board
from services.road import Road


@dataclass(frozen=True)
class Visit:
    """A board, whoever looks at it, and the road its questions travel."""

    board: Board
    viewer: Viewer
    road: Road


def visit(session: Session, road: Road, member: Member, slug: str, search: str | None) -> Visit:
    """Return a member's visit to a dashboard of their organisation, with the choices that the address spells.

    Raises NotFound for a dashboard that is not theirs, BadQuery for an address that cannot be read.
    """
    looked_at = board(session, slug)
    choices = from_search(search, looked_at.filters)
    viewer = Viewer(context_of(member, road.catalog), member.locale, choices, looked_at.dated_by)
    return Visit(looked_at, viewer, road)
