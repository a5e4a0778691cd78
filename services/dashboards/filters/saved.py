"""The filters that each person last set on a dashboard: it opens with them unless its address names others."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import SavedFilters
from models.base import now
from services.dashboards.filters.state import FilterState, from_search, to_search
from services.dashboards.filters.value_lists import saved_list_finder
from services.dashboards.spec import Board
from services.dashboards.storage.boards import board_row
from services.errors import BadQuery
from services.semantic.context import Principal

# The longest query string that can be opened again.
MOST_LETTERS = 6_000


def saved_filters(session: Session, principal: Principal, board: Board) -> str:
    """Return the query string that a person last set on a board.

    It is empty where only the defaults are set, on the page of a record or metric, and for a principal that is not a
    person.
    """
    if board.is_made or principal.user_id is None:
        return ""
    row = _row(session, principal.user_id, board_row(session, board.slug).id)
    try:
        find_list = saved_list_finder(session, now().date())
        return to_search(from_search(row.search, board.filters, find_list)) if row else ""
    except BadQuery:
        # The dashboard has lost a filter since: it opens with its defaults rather than not at all.
        return ""


def save_filters(session: Session, principal: Principal, board: Board, filters: FilterState) -> None:
    """Save what a person has set, and commit.

    Nothing is saved where ``saved_filters`` would not read it, nor what is too long for an address: a page stores long
    lists of values before.
    """
    search = to_search(filters)
    if board.is_made or principal.user_id is None or len(search) > MOST_LETTERS:
        return
    number = board_row(session, board.slug).id
    row = _row(session, principal.user_id, number)
    row = row or SavedFilters(user_id=principal.user_id, dashboard_id=number)
    row.search = search
    session.add(row)
    try:
        session.commit()
    except IntegrityError:
        # Another tab of the same person saved at the same time; its filters are as good.
        session.rollback()


def _row(session: Session, user_id: int, number: int) -> SavedFilters | None:
    return session.scalar(
        select(SavedFilters).where(SavedFilters.dashboard_id == number, SavedFilters.user_id == user_id)
    )
