"""The health check: the server runs, and reaches its database."""

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, jsonify

from models import db

blueprint = Blueprint("health", __name__)


def install(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Return 200 when the database can be reached, else 503; nothing more, since the route is public."""
    try:
        with db.engine.connect() as connection:
            connection.execute(sa.select(1))
    except sa.exc.SQLAlchemyError:
        return jsonify(status="no record"), 503
    return jsonify(status="ok"), 200
