"""Keeping how a dashboard is arranged. A save says in If-Match which one it began with, so that none is lost unseen."""

from http import HTTPStatus

from flask import Blueprint, Flask, Response, jsonify, make_response, request

from dashapp.gate.calls import body_of
from pages.request_context import member, session, visit_to
from services.dashboards import layouts
from services.errors import StaleLayout

blueprint = Blueprint("layouts", __name__, url_prefix="/layouts")


def install(app: Flask) -> None:
    """Add the routes. The gate lets members through, and each keeps a layout of their own."""
    app.register_blueprint(blueprint)


@blueprint.put("/<board>/<width>")
def save(board: str, width: str) -> Response:
    """Keep the layout of a dashboard at one width: ``{"audience": "me" or "organization", "places": [...]}``."""
    told = body_of(request) or {}
    seen = request.headers.get("If-Match")
    looked_at = visit_to(board, None).board
    etags = layouts.save(session(), member(), looked_at, width, told.get("places"), seen, told.get("audience"))
    return jsonify(etags=etags)


@blueprint.delete("/<board>")
def reset(board: str) -> Response:
    """Give up one's own layouts of a dashboard."""
    layouts.reset(session(), member(), visit_to(board, None).board)
    return make_response("", HTTPStatus.NO_CONTENT)


@blueprint.errorhandler(StaleLayout)
def tell_what_differs(error: StaleLayout) -> tuple[Response, int]:
    """Answer with what is kept meanwhile, beside the words."""
    body = {"error": error.message, "differs": error.differs, "places": error.places, "etags": error.etags}
    return jsonify(body), error.status
