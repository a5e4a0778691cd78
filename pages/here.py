"""What a page or callback of this request stands on. Who asks comes from the session alone; what the browser names is
looked up among what this member may see."""

from flask import current_app
from flask_login import current_user

from services.dashboards.visits import Visit, visit
from services.errors import BadQuery


def visit_to(slug: str, search: str | None) -> Visit:
    """Return the signed-in member's visit to a dashboard; raises NotFound, BadQuery."""
    if not isinstance(slug, str) or not isinstance(search, str | None) or not _is_text(slug + (search or "")):
        raise BadQuery("This address cannot be read. Open the page again.")
    session = current_app.extensions["sqlalchemy"].session()
    return visit(session, current_app.extensions["panorama.road"], current_user, slug, search)


def _is_text(value: str) -> bool:
    """Whether a database can take the value: half of a pair of surrogates is no character."""
    return value.isprintable() or value.encode("utf-8", "ignore").decode() == value
