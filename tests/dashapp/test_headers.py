"""The headers of every response, and the token that every change needs."""

import base64
import hashlib
import re

import pytest
from flask import Flask

from dashapp.factory import create_app
from dashapp.surfaces import surfaces_of
from models import db
from tests.conftest import settings_in
from tests.forgery import addresses, methods
from tests.visitors import HTML, Visitor


def every_answer(app: Flask, visitor: Visitor):
    for rule in app.url_map.iter_rules():
        for path in addresses(rule, ["x"]):
            for method in methods(rule):
                yield path, visitor.client.open(path, method=method, headers=HTML)
    yield "/no/such/page", visitor.get("/no/such/page")


@pytest.mark.parametrize("role", [None, "owner"])
def test_every_answer_has_a_strict_policy(app, client_of, ours, role):
    for path, answer in every_answer(app, client_of(role and ours.members[role])):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe-eval" not in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert "'unsafe-inline'" not in policy.partition("script-src")[2], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_headers_differ_by_surface(app, client_of, ours):
    for path, answer in every_answer(app, client_of(ours.members["owner"])):
        embed = path.startswith("/embed")
        assert ("X-Frame-Options" in answer.headers) is not embed, path
        assert ("Cross-Origin-Opener-Policy" in answer.headers) is not embed, path
        assert answer.headers["Referrer-Policy"] == ("no-referrer" if embed else "same-origin"), path


def test_scripts_can_read_no_cookie_but_the_token(app, client_of, ours):
    for visitor in (client_of(), client_of(ours.members["owner"])):
        for path, answer in every_answer(app, visitor):
            for cookie in answer.headers.getlist("Set-Cookie"):
                assert "SameSite=Lax" in cookie and "Path=/" in cookie and "Domain" not in cookie, path
                assert cookie.startswith("_csrf_token=") or "HttpOnly" in cookie, path


def test_every_inline_script_of_the_page_is_in_its_policy(app, client_of, ours):
    answer = client_of(ours.members["viewer"]).get("/sales")
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    assert len(scripts) >= 1
    for script in scripts:
        assert sha256(script) in answer.headers["Content-Security-Policy"]


def sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_a_page_loads_nothing_from_other_origins(client_of, ours):
    page = client_of(ours.members["viewer"]).get("/sales").text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_pages_and_data_are_not_cached(client_of, ours):
    visitor = client_of(ours.members["viewer"])
    for answer in (visitor.get("/sales"), visitor.fetch("/_dash-layout"), visitor.fetch("/_dash-dependencies")):
        assert answer.headers["Cache-Control"] == "no-store"


def test_files_with_a_fingerprint_are_cached_for_ever(client_of, ours):
    visitor = client_of(ours.members["viewer"])
    page = visitor.get("/sales").text
    files = re.findall(r'(?:src|href)="(/(?:assets/[^"]+\?m=|_dash-component-suites/)[^"]*)"', page)
    assert len(files) > 5
    for file in files:
        answer = visitor.fetch(file)
        assert answer.status_code == 200, file
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", file


def test_a_missing_asset_is_not_cached(client_of):
    assert client_of().fetch("/assets/none.css?m=1").headers["Cache-Control"] == "no-cache"


def test_scripts_are_compressed(client_of, ours):
    visitor = client_of(ours.members["viewer"])
    [script] = re.findall(r'src="(/_dash-component-suites/[^"]*dash_renderer[^"]*)"', visitor.get("/sales").text)
    answer = visitor.client.get(script, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_over_tls_cookies_are_secure_and_hsts_is_set(tmp_path):
    app = create_app(settings_in(tmp_path, base_url="https://bi.example"))
    with app.app_context():
        db.create_all()
        db.engine.dispose()
    answer = app.test_client().get("/sign-in", base_url="https://bi.example", headers=HTML)
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-session", "__Host-_csrf_token"}
    assert all("; Secure" in cookie for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_every_change_needs_the_token(app, client_of, ours):
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/embed/"):
            continue
        for path in addresses(rule, ["x"]):
            for method in methods(rule):
                visitor = client_of(ours.members["owner"])
                if method == "GET":
                    continue
                answer = visitor.client.open(path, method=method, json={"output": allowed_output(app)})
                assert answer.status_code == 400, (method, path)
                assert "out of date" in answer.json["error"]


def allowed_output(app: Flask) -> str:
    """A callback that an owner may call, so that only the token is missing."""
    return next(output for output, needs in surfaces_of(app)[0].policies.items() if needs)


def test_the_token_of_another_session_is_refused(client_of, ours):
    first, second = client_of(ours.members["owner"]), client_of(ours.members["owner"])
    answer = second.client.post("/sign-out", headers={"X-CSRFToken": first.token()})
    assert answer.status_code == 400
