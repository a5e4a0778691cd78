"""Signing in and out."""

from datetime import timedelta

import pytest
from flask import Flask

from dashapp.factory import create_app
from models import Membership, User, db
from models.base import now
from services.access import links, passwords
from services.access.members import Member
from tests.conftest import settings_in
from tests.organizations import SeededOrganization
from tests.visitors import Visitor

PASSWORD = "correct horse battery staple"


@pytest.fixture
def owner(app: Flask, ours: SeededOrganization) -> Member:
    """Our owner, who has a password."""
    with app.app_context():
        db.session.get(User, ours.members["owner"].user_id).password_hash = passwords.hash_password(PASSWORD)
        db.session.commit()
    return ours.members["owner"]


def link_to(app: Flask, member: Member, **lifetime: timedelta) -> str:
    with app.app_context():
        return f"/sign-in/link/{links.create(db.session(), member.user_id, now(), **lifetime)}"


def is_in(visitor) -> bool:
    return visitor.fetch("/_dash-layout").status_code == 200


def credentials(email: str, password: str, **others: str) -> dict[str, str]:
    return {"email": email, "password": password, **others}


def test_the_right_password_signs_in_and_opens_the_requested_page(client_of, owner):
    visitor = client_of()
    answer = visitor.post("/sign-in", data=credentials(owner.email.upper(), PASSWORD, next="/sales?period=this-year"))
    assert (answer.status_code, answer.location) == (302, "/sales?period=this-year")
    assert is_in(visitor)


def test_signing_in_never_redirects_to_another_site(client_of, owner):
    answer = client_of().post("/sign-in", data=credentials(owner.email, PASSWORD, next="//evil.example"))
    assert answer.location == "/"


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client_of, owner):
    visitor = client_of()
    wrong = visitor.post("/sign-in", data=credentials(owner.email, "wrong"))
    unknown = visitor.post("/sign-in", data=credentials("nobody@example.com", "wrong"))
    assert wrong.status_code == unknown.status_code == 401
    assert "The email or password is incorrect" in wrong.text
    assert without_token(wrong.text) == without_token(unknown.text)
    assert not is_in(visitor)


def without_token(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csrf_token" not in line]


def test_a_person_without_a_password_cannot_sign_in_with_one(client_of, ours):
    assert client_of().post("/sign-in", data=credentials(ours.members["viewer"].email, "")).status_code == 401


def test_attempts_from_one_address_are_limited(app, client_of, owner):
    visitor = client_of()
    statuses = [visitor.post("/sign-in", data=credentials("a@example.com", "x")).status_code for _ in range(12)]
    assert statuses.count(401) == 10
    assert statuses[-1] == 429


def test_failures_for_one_person_are_limited_wherever_they_come_from(tmp_path):
    app = create_app(settings_in(tmp_path, sign_in_limit="1000 per minute", email_limit="3 per hour"))
    with app.app_context():
        db.create_all()
    statuses = []
    for number in range(5):
        visitor = Visitor(app, None)
        visitor.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        statuses.append(visitor.post("/sign-in", data=credentials("A@example.com", "x")).status_code)
    assert statuses == [401, 401, 401, 429, 429]
    with app.app_context():
        db.engine.dispose()


def test_a_session_that_was_planted_before_signing_in_is_dropped(client_of, owner):
    visitor = client_of()
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody"
    visitor.post("/sign-in", data=credentials(owner.email, PASSWORD))
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] == owner.get_id()


def test_the_token_after_signing_in_works(client_of, owner):
    visitor = client_of()
    visitor.post("/sign-in", data=credentials(owner.email, PASSWORD))
    assert visitor.post("/sign-out").status_code == 302


def test_a_link_names_the_person_and_is_used_only_by_the_button(app, client_of, ours):
    viewer = ours.members["viewer"]
    visitor, path = client_of(), link_to(app, viewer)
    for _ in range(2):
        assert viewer.name in visitor.get(path).text
    assert not is_in(visitor)
    assert visitor.post(path).status_code == 302
    assert is_in(visitor)


def test_a_link_works_once(app, client_of, ours):
    path = link_to(app, ours.members["viewer"])
    client_of().post(path)
    second = client_of()
    assert second.get(path).status_code == 410
    assert second.post(path).status_code == 410
    assert not is_in(second)


def test_an_expired_and_an_unknown_link_get_the_same_answer(app, client_of, ours):
    old = client_of().get(link_to(app, ours.members["viewer"], lifetime=timedelta(0)))
    invented = client_of().get("/sign-in/link/made-up")
    assert old.status_code == invented.status_code == 410
    assert old.text == invented.text
    assert "no longer works" in old.text


def test_signing_out_is_a_post_and_ends_the_session(client_of, ours):
    visitor = client_of(ours.members["viewer"])
    visitor.get("/sign-out")
    assert is_in(visitor)
    assert visitor.post("/sign-out").status_code == 302
    assert not is_in(visitor)


def test_a_signed_in_visitor_is_redirected(client_of, ours):
    assert client_of(ours.members["viewer"]).get("/sign-in?next=/sales").location == "/sales"


def test_a_member_of_two_organisations_switches_between_them(app, client_of, ours, theirs):
    member = ours.members["viewer"]
    with app.app_context():
        db.session.add(Membership(organization_id=theirs.id, user_id=member.user_id, role="editor"))
        db.session.commit()
    visitor = client_of(member)
    assert theirs.name in visitor.fetch("/_dash-layout").text
    visitor.post("/organization", data={"organization_id": theirs.id})
    layout = visitor.fetch("/_dash-layout").text
    assert layout.index(theirs.name) < layout.index(ours.name)


@pytest.mark.parametrize("number", ["", "x", "0", "999", "-1"])
def test_an_organisation_of_others_is_not_found(client_of, ours, theirs, number):
    visitor = client_of(ours.members["owner"])
    for wanted in (number, theirs.id):
        answer = visitor.post("/organization", data={"organization_id": wanted})
        assert answer.status_code == 404
        assert theirs.marker not in answer.text
