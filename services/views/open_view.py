"""Opening a board for a reader: a stored dashboard, or the board of a page, which is not stored."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from sqlalchemy.orm import Session

from services.dashboards.filters.address import split_params
from services.dashboards.filters.state import FilterState, from_search
from services.dashboards.filters.value_lists import list_finder
from services.dashboards.storage.boards import load_board
from services.dashboards.view import BoardView
from services.errors import AddressTooLong, BadQuery, NotFound
from services.profiles import client, deal
from services.profiles.record_profile import RecordProfile
from services.view_context import ViewContext
from services.views import home, metric
from services.views.metric import MetricDrill

# No link of ours is as long, and each value in an address costs time. gunicorn.conf.py lets as much through, and
# answers more in the same words.
MOST_LETTERS = 8_000
# The parameter of a dashboard's address that opens it for editing; it is no filter.
EDIT_LAYOUT = "edit-layout"


@dataclass(frozen=True)
class MetricView(BoardView):
    """The board of a metric's page, with what its address asks for."""

    drill: MetricDrill


@dataclass(frozen=True)
class ProfileView(BoardView):
    """The board of a record's page, with the record."""

    profile: RecordProfile


@dataclass(frozen=True)
class _Request:
    """A request for a board: the session, the reader, and the query string."""

    session: Session
    reader: ViewContext
    search: str | None


def open_view(session: Session, reader: ViewContext, slug: str, search: str | None) -> BoardView:
    """Return a board with the filters of an address, as the reader sees it.

    A slug such as ``metric:order.revenue`` is that of a page's board. Raises NotFound for a board that the reader's
    organisation does not have, BadQuery for an invalid address.
    """
    _check(slug + (search or ""))
    request = _Request(session, reader, search)
    kind, is_made, name = slug.partition(":")
    return BOARD_BUILDERS.get(kind, _refuse)(request, name) if is_made else _open_stored(request, slug)


def _check(address: str) -> None:
    if len(address) > MOST_LETTERS:
        raise AddressTooLong
    if "\0" in unquote(address):
        raise BadQuery("This address is not valid. Open the page again.")


def _open_stored(request: _Request, slug: str) -> BoardView:
    board = load_board(request.session, slug)
    _, search = split_params(request.search, (EDIT_LAYOUT,))
    find_list = list_finder(request.session, request.reader)
    return BoardView(board, from_search(search, board.filters, find_list), request.reader)


def _open_metric(request: _Request, name: str) -> MetricView:
    drill = metric.drill(request.session, request.reader, name, request.search)
    return MetricView(metric.board_of(drill, request.reader), drill.filters, request.reader, drill)


def _open_client(request: _Request, number: str) -> ProfileView:
    profile = client.client_profile(number, request.reader)
    return ProfileView(client.board_of(profile, request.reader.catalog), FilterState(), request.reader, profile)


def _open_deal(request: _Request, number: str) -> ProfileView:
    profile = deal.deal_profile(number, request.reader)
    filters = deal.filters_of(profile, request.reader.context.today)
    return ProfileView(deal.board_of(profile, request.reader.catalog), filters, request.reader, profile)


def _open_home(request: _Request, _name: str) -> BoardView:
    return BoardView(home.board_of(request.reader.catalog), home.FILTERS, request.reader)


def _refuse(_request: _Request, _name: str) -> BoardView:
    raise NotFound("dashboard")


# Builds the board of a page, by its kind. The slug has the kind before its colon, and after it the metric or record.
BOARD_BUILDERS: dict[str, Callable[[_Request, str], BoardView]] = {
    "metric": _open_metric,
    "client": _open_client,
    "deal": _open_deal,
    "home": _open_home,
}
