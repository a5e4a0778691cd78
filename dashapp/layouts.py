"""Saving dashboard layouts. If-Match names the layout that a save is based on, so that no other save is lost."""

from http import HTTPStatus

from flask import Blueprint, Flask, Response, jsonify, make_response, request

from dashapp.gate.calls import body_of
from pages.request_context import board_view, member, session
from services.dashboards import layouts
from services.errors import StaleLayout

blueprint = Blueprint("layouts", __name__, url_prefix="/layouts")


def install(app: Flask) -> None:
    """Add the routes. The gate lets members through, and each saves their own layout."""
    app.register_blueprint(blueprint)


@blueprint.put("/<board>/<width>")
def save(board: str, width: str) -> Response:
    """Save the layout of a dashboard at one width: ``{"audience": "me" or "organization", "places": [...]}``."""
    body = body_of(request) or {}
    seen = request.headers.get("If-Match")
    etags = layouts.save(
        session(), member(), board_view(board, None).board, width, body.get("places"), seen, body.get("audience")
    )
    return jsonify(etags=etags)


@blueprint.delete("/<board>")
def reset(board: str) -> Response:
    """Delete one's own layouts of a dashboard."""
    layouts.reset(session(), member(), board_view(board, None).board)
    return make_response("", HTTPStatus.NO_CONTENT)


@blueprint.errorhandler(StaleLayout)
def answer_stale(error: StaleLayout) -> tuple[Response, int]:
    """Return the message, and the layout that is saved now."""
    body = {"error": error.message, "differs": error.differs, "places": error.places, "etags": error.etags}
    return jsonify(body), error.status
