"""The reader, the session and the boards of the current request.

The member comes from the session cookie alone; what the browser names is looked up among what this member may see.
"""

from flask import current_app, g
from flask_login import current_user

from services.access.context import context_of
from services.access.members import Member
from services.access.tenants import BoundSession
from services.dashboards.links.entity_pages import RECORD_NAMES
from services.dashboards.view import BoardView
from services.errors import BadQuery, NotFound
from services.road import Road
from services.view_context import ViewContext
from services.views.open_view import MetricView, ProfileView, open_view


def board_view(slug: str, search: str | None) -> BoardView:
    """Return a board as the signed-in member sees it, read once a request; raises NotFound, BadQuery."""
    if not isinstance(slug, str) or not isinstance(search, str | None) or not _is_text(slug + (search or "")):
        raise BadQuery("This address is not valid. Open the page again.")
    views: dict[tuple[str, str | None], BoardView] = g.setdefault("board_views", {})
    if (slug, search) not in views:
        views[slug, search] = open_view(session(), reader(), slug, search)
    return views[slug, search]


def metric_view(slug: str, search: str | None = None) -> MetricView:
    """Return the board of a metric's page; raises NotFound for the slug of any other board."""
    view = board_view(slug, search)
    if not isinstance(view, MetricView):
        raise NotFound("metric")
    return view


def profile_view(entity: str, slug: str, search: str | None = None) -> ProfileView:
    """Return the board of a record's page; raises NotFound for the slug of any other board."""
    view = board_view(slug, search)
    if not isinstance(view, ProfileView) or view.profile.entity != entity:
        raise NotFound(RECORD_NAMES[entity])
    return view


def reader() -> ViewContext:
    """Return the signed-in member as the reader of this request."""
    return ViewContext(context_of(member(), road().catalog), member().preferences.locale, road())


def road() -> Road:
    """Return the road by the catalog of the member's organisation, made once a request."""
    organization = member().organization_id
    roads: dict[int, Road] = g.setdefault("roads", {})
    if organization not in roads:
        roads[organization] = current_app.extensions["panorama.roads"].for_(session(), organization)
    return roads[organization]


def session() -> BoundSession:
    """Return the request's session, which is bound to the member's organisation."""
    bound: BoundSession = current_app.extensions["sqlalchemy"].session()
    return bound


def member() -> Member:
    """Return the signed-in member."""
    signed_in: Member = current_user._get_current_object()
    return signed_in


def _is_text(value: str) -> bool:
    """Return whether a database can take the value: half of a surrogate pair is no character."""
    return value.isprintable() or value.encode("utf-8", "ignore").decode() == value
