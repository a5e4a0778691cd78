"""Looking at a dashboard: the board that is looked at, and everything that its tiles are drawn with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from sqlalchemy.orm import Session

from services.access.context import context_of
from services.access.members import Member
from services.dashboards.filters.address import split_params
from services.dashboards.filters.state import FilterState, from_search
from services.dashboards.queries.resolve import Viewer
from services.dashboards.spec import Board
from services.dashboards.storage.boards import load_board
from services.errors import BadQuery, NotFound
from services.profiles import client, deal
from services.profiles.record_profile import Asking
from services.road import Road
from services.semantic.context import Context
from services.views import home, metric

# No link is as long. What a script sends may be, and each value that it names costs time.
MOST_LETTERS = 8_000
# The part of a dashboard's address that says that its reader arranges it; it is no choice.
ARRANGE = "arrange"


@dataclass(frozen=True)
class Visit:
    """A board, whoever looks at it, and the road its questions travel. ``about`` is what a page is about whose board is
    made for it: the drill of a metric, a client or a deal."""

    board: Board
    viewer: Viewer
    road: Road
    about: Any = None


@dataclass(frozen=True)
class Asker:
    """A member who asks for a board, with what the address says beside its name."""

    session: Session
    road: Road
    member: Member
    context: Context
    search: str | None

    @property
    def asking(self) -> Asking:
        return Asking(self.road, self.context, self.member.locale)

    def viewer(self, choices: FilterState, dated_by: str | None) -> Viewer:
        return Viewer(self.context, self.member.locale, choices, dated_by)


def visit(session: Session, road: Road, member: Member, slug: str, search: str | None) -> Visit:
    """Return a member's visit to a dashboard of their organisation, with the choices that the address spells.

    A slug such as ``metric:order.revenue`` is that of a board that is made for the page, and never stored. Raises
    NotFound for a dashboard that is not theirs, BadQuery for an address that cannot be read.
    """
    _check(slug + (search or ""))
    asker = Asker(session, road, member, context_of(member, road.catalog), search)
    kind, is_made, name = slug.partition(":")
    return MADE.get(kind, _unknown)(asker, name) if is_made else _stored(asker, slug)


def _check(address: str) -> None:
    if len(address) > MOST_LETTERS:
        raise BadQuery("This address is too long. Choose fewer values, or reset the filters.")
    if "\0" in unquote(address):
        raise BadQuery("This address cannot be read. Open the page again.")


def _stored(asker: Asker, slug: str) -> Visit:
    looked_at = load_board(asker.session, slug)
    _, search = split_params(asker.search, (ARRANGE,))
    choices = from_search(search, looked_at.filters)
    return Visit(looked_at, asker.viewer(choices, looked_at.dated_by), asker.road)


def _metric(asker: Asker, name: str) -> Visit:
    drilled = metric.drill(asker.session, asker.road.catalog, name, asker.search)
    viewer = asker.viewer(drilled.choices, drilled.dated_by)
    return Visit(metric.board_of(drilled, viewer, asker.road), viewer, asker.road, drilled)


def _client(asker: Asker, number: str) -> Visit:
    about = client.client_of(number, asker.asking)
    looked_at = client.board_of(about, asker.road.catalog)
    return Visit(looked_at, asker.viewer(FilterState(), looked_at.dated_by), asker.road, about)


def _deal(asker: Asker, number: str) -> Visit:
    about = deal.deal_of(number, asker.asking)
    viewer = asker.viewer(deal.choices_of(about, asker.context.today), None)
    return Visit(deal.board_of(about, asker.road.catalog), viewer, asker.road, about)


def _home(asker: Asker, _name: str) -> Visit:
    return Visit(home.board_of(asker.road.catalog), asker.viewer(home.CHOICES, None), asker.road)


def _unknown(_asker: Asker, _name: str) -> Visit:
    raise NotFound("dashboard")


# By the kind of page, how its board is made. What stands behind the colon is the name of what the page is about.
MADE: dict[str, Callable[[Asker, str], Visit]] = {
    "metric": _metric,
    "client": _client,
    "deal": _deal,
    "home": _home,
}
