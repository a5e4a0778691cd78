"""The message in the terminal when the server starts."""

from flask import Flask, current_app

from dashapp.config import Settings
from models import db
from models.base import now
from services.access import links, memberships


def link_for(user_id: int) -> str:
    """Return the full address of a new one-time sign-in link. Needs an app context."""
    return _settings(current_app).address(f"/sign-in/link/{links.create(db.session(), user_id, now())}")


def startup_message(app: Flask) -> str:
    """Return the address of the server and, when WELCOME is set, a sign-in link for the first owner."""
    settings = _settings(app)
    lines = ["", f"Panorama is running at {settings.base_url}"]
    with app.app_context():
        owner = memberships.first_owner(db.session()) if settings.welcome else None
        if owner is not None:
            lines += ["Sign in with this link. It works once and expires in an hour:", "", f"  {link_for(owner)}"]
        # The workers are forked after this, and connections must not be shared with them.
        db.session.remove()
        db.engine.dispose()
    return "\n".join([*lines, ""])


def _settings(app: Flask) -> Settings:
    settings: Settings = app.extensions["panorama.settings"]
    return settings
