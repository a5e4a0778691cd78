"""`flask prepare`, and the commands for members."""

import re

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from dashapp import welcome
from dashapp.factory import create_app
from dashapp.road import road_of
from models import Membership, Organization, db
from services import demo
from services.access import members
from services.access.context import context_of
from services.access.memberships import first_owner
from tests.conftest import settings_in
from tests.visitors import Visitor


@pytest.fixture
def new_app(tmp_path):
    """Yield an app whose database has no tables yet, and a function that runs its commands."""
    app = create_app(settings_in(tmp_path, welcome=True))
    runner = app.test_cli_runner()

    def run(*words: str):
        answer = runner.invoke(args=words)
        return answer.exit_code, answer.output

    yield app, run
    with app.app_context():
        db.engine.dispose()


def names(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Organization.name)))


def test_prepare_creates_the_tables_and_the_demo_once(new_app):
    app, run = new_app
    assert run("prepare")[0] == 0
    assert names(app) == [demo.NAME]
    assert run("prepare") == (0, "")
    assert names(app) == [demo.NAME]


def test_prepare_does_not_add_the_demo_to_a_database_in_use(new_app):
    app, run = new_app
    with app.app_context():
        upgrade()
        db.session.add(Organization(name="Lindgren"))
        db.session.commit()
    assert run("prepare")[0] == 0
    assert names(app) == ["Lindgren"]


def test_the_welcome_has_a_link_that_signs_the_owner_in_once(new_app):
    app, run = new_app
    run("prepare")
    words = welcome.startup_message(app)
    assert "http://localhost" in words
    visitor = Visitor(app, None)
    assert visitor.post(link_in(words)).status_code == 302
    assert demo.OWNER_NAME in visitor.fetch("/_dash-layout").text
    assert visitor.post(link_in(words)).status_code == 410


def link_in(words: str) -> str:
    [path] = re.findall(r"http://localhost(/sign-in/link/\S+)", words)
    return path


def test_by_default_the_server_prints_no_link(tmp_path):
    app = create_app(settings_in(tmp_path))
    app.test_cli_runner().invoke(args=["prepare"])
    assert "sign-in" not in welcome.startup_message(app)
    with app.app_context():
        db.engine.dispose()


def test_add_member_adds_a_membership_and_prints_the_link(new_app):
    app, run = new_app
    run("prepare")
    command = ("add-member", "--email", "Bo@Example.com", "--name", "Bo", "--organization", demo.NAME)
    status, output = run(*command, "--role", "editor")
    assert status == 0
    visitor = Visitor(app, None)
    visitor.post(link_in(output))
    assert "Bo" in visitor.fetch("/_dash-layout").text
    with app.app_context():
        assert db.session.scalars(sa.select(Membership.role).order_by(Membership.id)).all() == ["owner", "editor"]


def test_add_member_refuses_an_unknown_role(new_app):
    _, run = new_app
    status, output = run("add-member", "--email", "b@e.c", "--name", "B", "--organization", "O", "--role", "king")
    assert status == 2
    assert "king" in output


def test_a_link_for_an_unknown_address_is_refused(new_app):
    _, run = new_app
    run("prepare")
    status, output = run("sign-in-link", "--email", "nobody@example.com")
    assert (status, output) == (1, "Error: There is no user with the email address nobody@example.com.\n")
    assert "/sign-in/link/" in run("sign-in-link", "--email", demo.OWNER_EMAIL)[1]


def test_numbers_about_small_groups_are_hidden_by_default(new_app):
    app, run = new_app
    run("db", "upgrade")
    run("add-member", "--email", "b@e.c", "--name", "B", "--organization", "Ours", "--role", "owner")

    def show_individuals() -> bool:
        with app.app_context():
            person = first_owner(db.session())
            member = members.first_membership(db.session(), person)
            return context_of(member, road_of(app).catalog).policy.show_individuals

    assert not show_individuals()
    status, output = run("small-groups", "--organization", "Ours", "--show")
    assert (status, show_individuals()) == (0, True) and "shows numbers" in output
    run("small-groups", "--organization", "Ours", "--hide")
    assert not show_individuals()
    status, output = run("small-groups", "--organization", "Nobody", "--show")
    assert status == 1 and "There is no organisation called Nobody." in output
