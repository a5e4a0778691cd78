"""Switching to another organisation of the same person."""

from flask import Blueprint, Flask, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from dashapp import sessions
from models import db
from services.access import members
from services.errors import NotFound

blueprint = Blueprint("organization", __name__)


def install(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(blueprint)


@blueprint.post("/organization")
def switch() -> Response:
    """Switch to the organisation that the form names. One that the person does not belong to is not found."""
    organization_id = request.form.get("organization_id", type=int)
    # No database has larger row numbers.
    wanted = organization_id if organization_id and organization_id < 2**63 else None
    member = wanted and members.membership_in(db.session(), current_user, wanted)
    if not member:
        raise NotFound("organisation")
    sessions.begin(member)
    return redirect("/")
