"""The gate, tested with every route and every callback, so that new ones are tested too."""

from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.routing import Rule

from callbacks.surface import Surface
from dashapp.addresses import is_embed, safe_next
from dashapp.gate.access import PUBLIC
from dashapp.surfaces import PAGES_ROUTER, surfaces_of
from models import ClientNote, Membership, db
from services.access import tenants
from services.access.rights import RIGHTS_OF, Right
from tests.forgery import addresses, calls, form, methods
from tests.organizations import SeededOrganization
from tests.visitors import HTML

ROLES = tuple(RIGHTS_OF)


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def main_surface(app: Flask) -> Surface:
    return surfaces_of(app)[0]


def test_a_stranger_gets_nothing_from_any_route(app: Flask, client_of, theirs: SeededOrganization):
    for rule, path, method in everything(app, theirs):
        answer = client_of().client.open(path, method=method, headers=HTML)
        assert theirs.marker.encode() not in answer.data, path
        if rule.endpoint in PUBLIC:
            continue
        assert answer.status_code in (302, 401), (method, path)
        assert answer.status_code == 401 or answer.location.startswith("/sign-in?next="), path


def test_a_stranger_who_posts_or_requests_data_gets_401_and_no_redirect(app: Flask, client_of, theirs):
    for rule, path, method in everything(app, theirs):
        if rule.endpoint in PUBLIC:
            continue
        answer = client_of().client.open(path, method=method, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.mimetype) == (401, "application/json"), (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_no_route_gives_a_member_anything_of_another_organisation(app: Flask, client_of, ours, theirs, role):
    for _, path, method in everything(app, theirs):
        visitor = client_of(ours.members[role])
        answer = visitor.get(path) if method == "GET" else visitor.post(path, data=form(theirs.id))
        assert theirs.marker.encode() not in answer.data, (method, path)
        assert answer.status_code < 500, (method, path)
        assert theirs.marker not in visitor.fetch("/_dash-layout").text, (method, path)


def everything(app: Flask, tenant: SeededOrganization) -> list[tuple[Rule, str, str]]:
    """Return every rule with each of its methods, and the identifiers of an organisation as its parameters."""
    return [
        (rule, path, method)
        for rule in rules(app)
        for path in addresses(rule, tenant.identifiers())
        for method in methods(rule)
    ]


def test_a_stranger_gets_nothing_from_any_callback(app: Flask, client_of, theirs: SeededOrganization):
    stranger = client_of()
    for output in main_surface(app).app.callback_map:
        for body in calls(main_surface(app), output, theirs.identifiers()[:1]):
            answer = stranger.call(output, **body)
            assert (answer.status_code, answer.mimetype) == (401, "application/json"), output


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_no_callback_gives_a_member_anything_of_another_organisation(app: Flask, client_of, ours, theirs, role):
    visitor = client_of(ours.members[role])
    for output in main_surface(app).app.callback_map:
        for body in calls(main_surface(app), output, theirs.identifiers()):
            answer = visitor.call(output, **body)
            assert answer.status_code in (200, 204, 403), (output, answer.text)
            assert theirs.marker not in answer.text, (output, body)
            assert "Something went wrong" not in answer.text, (output, body)
    with app.app_context():
        tenants.bind(db.session(), theirs.id)
        assert [note.text for note in db.session.scalars(db.select(ClientNote))] == [f"{theirs.marker} note"]


def test_the_same_calls_return_their_rows_to_their_own_members(app: Flask, client_of, theirs: SeededOrganization):
    """So the tests above would notice a leak: members do get the marker that these look for."""
    visitor, seen = client_of(theirs.members["viewer"]), set()
    identifiers = [theirs.key, theirs.rows["client"], theirs.rows["deal"]]
    for output in main_surface(app).app.callback_map:
        bodies = calls(main_surface(app), output, identifiers)
        if any(theirs.marker in visitor.call(output, **body).text for body in reversed(bodies)):
            seen.add(output)
    assert seen >= SHOWING_ROWS


# The callbacks that show rows, and not only numbers.
SHOWING_ROWS = {
    '{"part":"body","tile":["MATCH"]}.children',
    '{"part":"grid","tile":["MATCH"]}.getRowsResponse',
    '{"choice":["MATCH"]}.options',
    "..board-drawer.is_open...board-drawer-body.children..",
    "..client-timeline.children...client-more.hidden..",
    "client-notes.children",
    "..deal-timeline.children...deal-more.hidden..",
    PAGES_ROUTER,
}


@pytest.mark.parametrize("role", ROLES)
def test_a_callback_is_refused_to_every_role_that_lacks_its_right(
    app: Flask, client_of, ours: SeededOrganization, role
):
    visitor = client_of(ours.members[role])
    for output, needs in main_surface(app).policies.items():
        allowed = needs is not None and needs in RIGHTS_OF[role]
        assert (visitor.call(output).status_code != 403) is allowed, output


def test_a_viewer_is_refused_a_callback_that_needs_to_edit(app: Flask, client_of, ours: SeededOrganization):
    main_surface(app).policies["probe.children"] = Right.EDIT
    assert client_of(ours.members["viewer"]).call("probe.children").status_code == 403
    assert client_of(ours.members["editor"]).call("probe.children").status_code != 403


@pytest.mark.parametrize("output", ["nothing.children", "", None, 7, ["a"], {"a": 1}])
def test_an_unknown_callback_is_refused(client_of, ours: SeededOrganization, output):
    assert client_of(ours.members["owner"]).call(output).status_code == 403


@pytest.mark.parametrize("body", ["[]", "7", "nonsense", ""])
def test_an_invalid_body_is_refused(client_of, ours: SeededOrganization, body):
    visitor = client_of(ours.members["owner"])
    answer = visitor.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 403


def test_a_page_redirects_to_sign_in_and_back(client_of):
    assert client_of().get("/sales?period=last-year").location == "/sign-in?next=%2Fsales%3Fperiod%3Dlast-year"


def test_an_unknown_page_is_not_found(client_of, ours: SeededOrganization):
    answer = client_of(ours.members["viewer"]).get("/no/such/page")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_an_unknown_page_and_a_known_one_look_the_same_to_a_stranger(client_of):
    found_page, unknown = (client_of().get(path) for path in ("/sales", "/no/such/page"))
    assert found_page.status_code == unknown.status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_a_person_who_left_is_a_stranger_at_once(app: Flask, client_of, ours: SeededOrganization, role):
    visitor = client_of(ours.members[role])
    assert visitor.fetch("/_dash-layout").status_code == 200
    leave(app, ours.members[role].user_id)
    assert visitor.fetch("/_dash-layout").status_code == 401


def leave(app: Flask, user_id: int) -> None:
    with app.app_context():
        db.session.execute(db.delete(Membership).where(Membership.user_id == user_id))
        db.session.commit()


def test_a_cookie_that_names_another_organisation_is_invalid(app: Flask, client_of, ours, theirs):
    elsewhere = replace(ours.members["owner"], organization_id=theirs.id)
    visitor = client_of(elsewhere)
    assert visitor.fetch("/_dash-layout").status_code == 401


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        None,
    ],
)
def test_signing_in_redirects_to_no_other_site(elsewhere):
    assert safe_next(elsewhere) == "/"


@pytest.mark.parametrize("here", ["/", "/sales", "/sales?period=last-year&to=//x", "/a/b#c"])
def test_signing_in_redirects_to_the_requested_page(here):
    assert safe_next(here) == here


@pytest.mark.parametrize("path", ["/embed", "/embed/", "/embed/x", "/embed/_dash-layout"])
def test_everything_under_the_prefix_is_the_embed_surface(path):
    assert is_embed(path)


@pytest.mark.parametrize("path", ["/", "/embedded", "/sales/embed/"])
def test_no_other_path_is_the_embed_surface(path):
    assert not is_embed(path)
