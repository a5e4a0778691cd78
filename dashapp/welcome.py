"""What the person who starts the server reads."""

from flask import Flask, current_app

from dashapp.config import Settings
from models import db
from models.base import now
from services.access import links, memberships


def link_for(user_id: int) -> str:
    """Return the full address of a new one-time link. Needs an app context."""
    return _settings(current_app).address(f"/sign-in/link/{links.create(db.session(), user_id, now())}")  # type: ignore[arg-type]


def startup_message(app: Flask) -> str:
    """Return where the server answers and, when WELCOME is set, a link that signs the first owner in."""
    settings = _settings(app)
    lines = ["", f"Panorama answers at {settings.base_url}"]
    with app.app_context():
        owner = memberships.first_owner(db.session()) if settings.welcome else None
        if owner is not None:
            lines += ["Sign in with this link. It works once, within the hour:", "", f"  {link_for(owner)}"]
        # The workers are forked after this, and connections must not be shared with them.
        db.session.remove()
        db.engine.dispose()
    return "\n".join([*lines, ""])


def _settings(app: Flask) -> Settings:
    return app.extensions["panorama.settings"]
