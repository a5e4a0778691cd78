"""The embed surface: mounted, empty, and closed until there are tokens."""

import pytest

from dashapp.surfaces import surfaces_of
from tests.forgery import addresses, methods

PREFIX = "/embed/"


def test_it_has_exactly_the_callbacks_that_are_safe_to_embed(app):
    _, embed = surfaces_of(app)
    assert set(embed.app.callback_map) == set(embed.policies) == set()


@pytest.mark.parametrize("role", [None, "viewer", "owner"])
def test_every_request_is_refused_and_a_session_makes_no_difference(app, client_of, ours, role):
    visitor = client_of(role and ours.members[role])
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(PREFIX):
            continue
        for path in [*addresses(rule, ["x"]), "/embed", "/embed/any/thing"]:
            for method in methods(rule):
                answer = visitor.client.open(path, method=method, headers={"Accept": "text/html"})
                assert (answer.status_code, answer.mimetype) == (401, "application/json"), path
                assert not answer.headers.getlist("Set-Cookie"), path
                assert answer.headers["Cache-Control"] == "no-store", path


@pytest.mark.parametrize("token", ["Bearer x", "Bearer ", "Basic eDp4"])
def test_an_unknown_token_is_refused(client_of, token):
    answer = client_of().client.get("/embed/_dash-layout", headers={"Authorization": token})
    assert answer.status_code == 401
