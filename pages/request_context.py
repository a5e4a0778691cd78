"""What a page or callback of this request stands on. Who asks comes from the session alone; what the browser names is
looked up among what this member may see."""

from typing import Any

from flask import current_app
from flask_login import current_user

from services.access.members import Member
from services.errors import BadQuery, NotFound
from services.road import Road
from services.views.open_view import Visit, visit


def visit_to(slug: str, search: str | None) -> Visit:
    """Return the signed-in member's visit to a dashboard; raises NotFound, BadQuery."""
    if not isinstance(slug, str) or not isinstance(search, str | None) or not _is_text(slug + (search or "")):
        raise BadQuery("This address cannot be read. Open the page again.")
    return visit(session(), road(), member(), slug, search)


def visit_about(kind: str, slug: str, search: str | None = None) -> Visit:
    """Return the visit to the page of one thing, such as a client; raises NotFound for a page of any other kind."""
    if not isinstance(slug, str) or not slug.startswith(f"{kind}:"):
        raise NotFound(kind)
    return visit_to(slug, search)


def road() -> Road:
    """Return the road of this installation, on which all questions are answered."""
    return current_app.extensions["panorama.road"]


def session() -> Any:
    """Return the request's session, which is bound to the member's organisation."""
    return current_app.extensions["sqlalchemy"].session()


def member() -> Member:
    """Return who asks."""
    return current_user._get_current_object()


def _is_text(value: str) -> bool:
    """Whether a database can take the value: half of a pair of surrogates is no character."""
    return value.isprintable() or value.encode("utf-8", "ignore").decode() == value
