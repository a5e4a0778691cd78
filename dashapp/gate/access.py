"""One check before every route, so that a new route is protected by default."""

from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from flask_login import current_user
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

import pages
from callbacks.surface import Surface
from dashapp import error_handlers, surfaces
from dashapp.addresses import HOME, SUITES, is_embed
from dashapp.gate.calls import body_of, is_sound
from models import db
from services.access import tenants
from services.access.rights import Right
from services.errors import AddressTooLong, NotAllowed, NotSignedIn
from services.views.open_view import MOST_LETTERS

# Public endpoints. Assets and component suites are scripts, styles and fonts: no data.
PUBLIC = frozenset(
    {
        "health.healthz",
        "sign_in.form",
        "sign_in.password",
        "sign_in.link",
        "sign_in.use_link",
        "_dash_assets.static",
        "assets.bundle",
        SUITES,
        "/_favicon.ico",
    }
)
UPDATE = "/_dash-update-component"
ANY_OTHER_PATH = "/<path:path>"


def install(app: Flask) -> None:
    """Check every request, those to Dash's routes and to unknown addresses included."""
    app.before_request(check)


def check() -> Response | None:
    """Return None to let the request through, or a redirect. Raises NotSignedIn, NotAllowed, AddressTooLong, BadRequest
    or NotFound."""
    if len(request.full_path) > MOST_LETTERS:
        raise AddressTooLong
    if is_embed(request.path):
        # There are no embed tokens yet. A member's cookie does not count: browsers would send it from any page.
        raise NotSignedIn
    if request.endpoint in PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    tenants.bind(db.session(), current_user.organization_id)
    required = _required_right()
    if required is None or not current_user.may(required):
        raise NotAllowed
    if request.endpoint == UPDATE and not _is_sound(_main()):
        raise BadRequest
    return _page_or_not_found()


def _ask_to_sign_in() -> Response:
    if request.method not in ("GET", "HEAD") or not error_handlers.is_navigation():
        raise NotSignedIn
    wanted = request.full_path if request.query_string else request.path
    return redirect(f"/sign-in?next={quote(wanted, safe='')}")


def _required_right() -> Right | None:
    """Return the right that this request needs, or None when nobody may make it."""
    return _right_of_callback(_main()) if request.endpoint == UPDATE else Right.VIEW


def _right_of_callback(surface: Surface) -> Right | None:
    body = body_of(request)
    return surface.right_for(body.get("output")) if body else None


def _is_sound(surface: Surface) -> bool:
    body = body_of(request) or {}
    callback = surface.app.callback_map.get(body.get("output"))
    return callback is not None and is_sound(body, callback)


def _main() -> Surface:
    main, _ = surfaces.surfaces_of(current_app._get_current_object())  # type: ignore[attr-defined]
    return main


def _page_or_not_found() -> Response | None:
    """Redirect / to the first page, and raise NotFound for an unknown path, which Dash would answer with 200."""
    if request.endpoint == HOME and not pages.page_at(HOME) and pages.menu():
        return redirect(pages.menu()[0].path)
    if request.endpoint == ANY_OTHER_PATH and not pages.page_at(request.path):
        raise NotFound
    return None
