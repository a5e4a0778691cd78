"""Visitors: a test client that may be signed in, and that sends tokens as a browser does."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from services.access.members import Member

HTML = {"Accept": "text/html"}


class Visitor:
    """The browser of one person; ``member`` is None for a stranger."""

    def __init__(self, app: Flask, member: Member | None) -> None:
        self.client = app.test_client()
        self._cookies = app.extensions["panorama.settings"].cookie
        if member:
            with self.client.session_transaction() as session:
                session["_user_id"] = member.get_id()

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, headers=HTML, buffered=True, **options)

    def fetch(self, path: str) -> TestResponse:
        """Ask for data, as a script does."""
        return self.client.get(path, headers={"Accept": "application/json"}, buffered=True)

    def post(self, path: str, **options: Any) -> TestResponse:
        """Send a form or JSON with the token of the last page."""
        return self.client.post(path, headers={"X-CSRFToken": self.token()}, **options)

    def call(self, output: str, **body: Any) -> TestResponse:
        """Call a Dash callback by its output, as the browser's renderer or a forger does."""
        empty = {"outputs": [], "inputs": [], "state": [], "changedPropIds": []}
        return self.post("/_dash-update-component", json={"output": output, **empty, **body})

    def token(self) -> str:
        """Return the readable token, after opening a page that sets it."""
        name = self._cookies("_csrf_token")
        if self.client.get_cookie(name) is None:
            self.get("/", follow_redirects=True)
        cookie = self.client.get_cookie(name)
        return cookie.value if cookie else ""

    def cookies(self) -> list[dict[str, str]]:
        """Return the cookies of the session, for a real browser."""
        cookie = self.client.get_cookie(self._cookies("session"))
        return [{"name": cookie.key, "value": cookie.value}] if cookie else []
