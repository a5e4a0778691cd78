"""The health check: the server runs, and reaches its database and, where it has one, its cache."""

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, current_app, jsonify

from dashapp.answer_cache import RedisAnswers
from dashapp.road import roads_of
from models import db

blueprint = Blueprint("health", __name__)


def install(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Return 200 when the database can be reached, else 503; nothing more, since the route is public.

    The status is degraded while Redis cannot be reached: everything works, more slowly.
    """
    try:
        with db.engine.connect() as connection:
            connection.execute(sa.select(1))
    except sa.exc.SQLAlchemyError:
        return jsonify(status="no record"), 503
    cache = roads_of(current_app._get_current_object()).cache  # type: ignore[attr-defined]
    is_whole = not isinstance(cache, RedisAnswers) or cache.is_reachable()
    return jsonify(status="ok" if is_whole else "degraded"), 200
