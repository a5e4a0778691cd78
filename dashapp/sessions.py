"""Sessions: the session cookie, the member that it names, and the token against forged requests."""

from datetime import timedelta

from flask import Flask, Response, current_app, g, session
from flask_login import LoginManager, login_user
from flask_wtf.csrf import CSRFProtect, generate_csrf

from dashapp.config import Settings
from models import db
from services.access.members import Member, member_of


def install(app: Flask, settings: Settings) -> None:
    """Load members from session cookies, and refuse requests that another site forges."""
    app.config.update(
        SESSION_COOKIE_NAME=settings.cookie("session"),
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # A sign-in expires after its days, however active it was.
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        # The token lives as long as its session; with a limit, a tab that is an hour old would fail.
        WTF_CSRF_TIME_LIMIT=None,
    )
    manager = LoginManager(app)
    manager.user_loader(lambda identity: member_of(db.session(), identity))
    CSRFProtect(app)
    cookie = settings.cookie("_csrf_token")
    app.after_request(lambda response: _with_token(response, cookie, settings.https))


def begin(member: Member) -> None:
    """Sign a member in. The previous session is dropped, so that nobody can plant one."""
    session.clear()
    # Flask-WTF keeps the token of the dropped session in g as well.
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)
    login_user(member)
    session.permanent = True


def _with_token(response: Response, cookie: str, secure: bool) -> Response:
    """Set a cookie with the token that scripts can read: Dash sends it back with every POST."""
    if response.mimetype == "text/html":
        response.set_cookie(cookie, generate_csrf(), secure=secure, samesite="Lax", path="/")
    return response
