"""Storing the values of a filter that are too many for an address."""

from flask import Blueprint, Flask, Response, jsonify, request

from dashapp.gate.calls import body_of
from pages.request_context import reader, session
from services.dashboards.filters.value_lists import store_values

blueprint = Blueprint("value_lists", __name__)


def install(app: Flask) -> None:
    """Add the route. The gate lets members through; a list belongs to the organisation of who stores it."""
    app.register_blueprint(blueprint)


@blueprint.post("/value-lists")
def store() -> Response:
    """Store the values of a filter: ``{"dimension": ..., "values": [...]}``; the answer has their key."""
    body, view = body_of(request) or {}, reader()
    key = store_values(session(), view.catalog, body.get("dimension"), body.get("values"), view.context.today)
    return jsonify(key=key)
