"""Signing in with a password or a one-time link, and signing out."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, redirect, render_template, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.wrappers import Response

from dashapp import sessions
from dashapp.addresses import safe_next
from dashapp.answer_cache import TIMEOUT
from dashapp.config import Settings
from models import db
from models.base import now
from services.access import links, members

# The same message for an unknown address and a wrong password, so that neither is revealed.
WRONG_CREDENTIALS = "The email or password is incorrect. Check both, or ask an administrator for a sign-in link."

REDIS_TIMEOUTS: dict[str, Any] = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT}

View = Callable[..., Response | str | tuple[str, int]]


def install(app: Flask, settings: Settings) -> None:
    """Add the routes, with a limit on attempts from one address and on failures for one person."""
    # Without Redis each process counts by itself, which is better than letting nobody in.
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri=settings.redis_url or "memory://",
        storage_options=REDIS_TIMEOUTS if settings.redis_url else {},
        in_memory_fallback_enabled=True,
    )
    per_address = limiter.shared_limit(settings.sign_in_limit, scope="sign-in")
    per_person = limiter.limit(
        settings.email_limit, key_func=_email, deduct_when=lambda answer: answer.status_code != 302
    )
    blueprint = Blueprint("sign_in", __name__)
    blueprint.add_url_rule("/sign-in", "form", form)
    blueprint.add_url_rule("/sign-in", "password", per_address(per_person(with_password)), methods=["POST"])
    blueprint.add_url_rule("/sign-in/link/<secret>", "link", per_address(show_link))
    blueprint.add_url_rule("/sign-in/link/<secret>", "use_link", per_address(use_link), methods=["POST"])
    blueprint.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])
    app.register_blueprint(blueprint)


def form() -> Response | str:
    """Show the form, or redirect a visitor who is already signed in."""
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")))
    return _form(request.args.get("next"))


def with_password() -> Response | tuple[str, int]:
    """Sign in with email and password."""
    member = members.member_with(db.session(), _email(), request.form.get("password", ""))
    if member is None:
        return _form(request.form.get("next"), error=WRONG_CREDENTIALS), 401
    sessions.begin(member)
    return redirect(safe_next(request.form.get("next")))


def show_link(secret: str) -> str:
    """Ask before the link is used: mail programs open links by themselves."""
    invitation = links.invitation(db.session(), secret, now())
    return render_template("sign_in_link.html", name=invitation.name, organization=invitation.organization)


def use_link(secret: str) -> Response:
    """Sign in with a one-time link."""
    sessions.begin(links.use(db.session(), secret, now()))
    return redirect("/")


def sign_out() -> Response:
    """End the session."""
    session.clear()
    return redirect("/sign-in")


def _form(after: str | None, error: str | None = None) -> str:
    return render_template("sign_in.html", form="/sign-in", error=error, next=safe_next(after))


def _email() -> str:
    # The limiter ignores an empty name.
    return request.form.get("email", "").strip().lower() or "nobody"
