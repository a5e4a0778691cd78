"""Moving to another organisation that one belongs to."""

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
    """Go on in the organisation that the form names. One that the member is not in looks like one that is not."""
    organization_id = request.form.get("organization_id", type=int)
    # Beyond this no database has numbers.
    wanted = organization_id if organization_id and organization_id < 2**63 else None
    member = wanted and members.membership_in(db.session(), current_user, wanted)
    if not member:
        raise NotFound("organisation")
    sessions.begin(member)
    return redirect("/")
