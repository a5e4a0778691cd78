"""What each person last chose on a dashboard: it is opened with that again, unless its address says otherwise."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import RememberedChoices
from services.access.members import Member
from services.dashboards.filters.state import FilterState, from_search, to_search
from services.dashboards.spec import Board
from services.dashboards.storage.boards import board_row
from services.errors import BadQuery

# As an address spells it. More than that cannot be opened.
MOST_LETTERS = 6_000


def saved_filters(session: Session, member: Member, board: Board) -> str:
    """Return a member's choices as an address spells them; empty where they chose nothing, or what is usual, and on a
    page that is made for one thing."""
    if board.is_made:
        return ""
    row = _row(session, member, board_row(session, board.slug).id)
    try:
        return to_search(from_search(row.search, board.filters)) if row else ""
    except BadQuery:
        # The dashboard has lost a filter since: it opens as usual, rather than not at all.
        return ""


def save_filters(session: Session, member: Member, board: Board, choices: FilterState) -> None:
    """Keep what a member chose, and commit. On a page that is made for one thing nothing is kept, nor is what no
    address could hold."""
    chosen = to_search(choices)
    if board.is_made or len(chosen) > MOST_LETTERS:
        return
    number = board_row(session, board.slug).id
    row = _row(session, member, number) or RememberedChoices(user_id=member.user_id, dashboard_id=number)
    row.search = chosen
    session.add(row)
    try:
        session.commit()
    except IntegrityError:
        # Another tab of theirs was first by a moment; its choice is as good.
        session.rollback()


def _row(session: Session, member: Member, number: int) -> RememberedChoices | None:
    return session.scalar(
        select(RememberedChoices).where(
            RememberedChoices.dashboard_id == number, RememberedChoices.user_id == member.user_id
        )
    )
