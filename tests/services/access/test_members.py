"""Members, and the session cookies that name them."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from models import Membership, Organization, SignInLink, User
from models.identity import first_epoch
from services.access import links, members, memberships, passwords
from services.access.settings import OrganizationSettings, Preferences
from services.errors import PanoramaError
from services.semantic.context import Calendar

NOON = datetime(2025, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def session(record):
    with Session(record) as session:
        yield session


@pytest.fixture
def anna(session) -> int:
    return memberships.grant_membership(session, "Anna@Example.com", "Anna", "Lindgren", "editor")


@pytest.fixture
def statements(record):
    """The SQL that is sent while a test runs."""
    sent = []
    sa.event.listen(record, "before_cursor_execute", lambda *event: sent.append(event[2]))
    return sent


def test_a_member_is_read_with_one_statement(session, anna, statements):
    identity = members.first_membership(session, anna).get_id()
    statements.clear()
    member = members.member_of(session, identity)
    assert len(statements) == 1
    assert (member.name, member.role, member.organization_name) == ("Anna", "editor", "Lindgren")
    assert (member.settings, member.preferences) == (OrganizationSettings(Calendar(), "EUR"), Preferences("en"))


def test_an_identity_names_user_epoch_and_organisation(session, anna):
    member = members.first_membership(session, anna)
    assert member.get_id() == f"{anna}.{member.epoch}.{member.organization_id}"
    assert members.member_of(session, member.get_id()) == member


def test_signing_out_everywhere_ends_old_sessions(session, anna):
    before = members.first_membership(session, anna)
    members.sign_out_everywhere(session, anna)
    assert members.member_of(session, before.get_id()) is None
    assert members.first_membership(session, anna).epoch == before.epoch + 1


def test_two_people_never_begin_with_the_same_epoch():
    assert len({first_epoch() for _ in range(100)}) == 100


def test_a_new_role_applies_from_the_next_request(session, anna):
    identity = members.first_membership(session, anna).get_id()
    memberships.grant_membership(session, "anna@example.com", "Anna", "Lindgren", "viewer")
    assert members.member_of(session, identity).role == "viewer"
    assert session.scalar(sa.select(sa.func.count()).select_from(Membership)) == 1


def test_a_person_without_a_membership_is_no_member(session, anna):
    identity = members.first_membership(session, anna).get_id()
    session.execute(sa.delete(Membership))
    assert members.member_of(session, identity) is None
    assert members.first_membership(session, anna) is None


@pytest.mark.parametrize("identity", ["", "1", "1.0", "1.0.x", "1.0.1.1", "-1.0.1", "1.0.9999999999999999999", "²..1"])
def test_an_invalid_identity_is_no_member(session, anna, identity):
    assert members.member_of(session, identity) is None


def test_a_membership_in_another_organisation_is_found_only_where_it_exists(session, anna):
    member = members.first_membership(session, anna)
    memberships.grant_membership(session, "anna@example.com", "Anna", "Other", "viewer")
    memberships.grant_membership(session, "bo@example.com", "Bo", "Third", "owner")
    numbers = dict(session.execute(sa.select(Organization.name, Organization.id)).all())
    assert members.membership_in(session, member, numbers["Other"]).role == "viewer"
    assert members.membership_in(session, member, numbers["Third"]) is None
    assert [name for _, name in members.memberships_of(session, member)] == ["Lindgren", "Other"]


def test_a_hash_with_old_parameters_is_renewed_at_sign_in(session, anna):
    session.get(User, anna).password_hash = PasswordHasher(time_cost=1).hash("open sesame")
    session.commit()
    assert members.member_with(session, " ANNA@example.com ", "open sesame").name == "Anna"
    stored = session.get(User, anna).password_hash
    assert not passwords.is_outdated(stored)
    assert passwords.matches(stored, "open sesame")


def test_a_wrong_password_and_an_unknown_address_match_no_member(session, anna):
    session.get(User, anna).password_hash = passwords.hash_password("open sesame")
    session.commit()
    assert members.member_with(session, "anna@example.com", "wrong") is None
    assert members.member_with(session, "bo@example.com", "open sesame") is None


def test_the_secret_of_a_link_is_not_stored(session, anna):
    secret = links.create(session, anna, NOON)
    stored = session.scalars(sa.select(SignInLink)).one()
    assert len(secret) >= 43
    assert secret not in (stored.secret_sha256, str(vars(stored)))
    assert stored.expires_at == NOON + timedelta(hours=1)


def test_a_link_works_once(session, anna):
    secret = links.create(session, anna, NOON)
    assert links.invitation(session, secret, NOON).name == "Anna"
    assert links.use(session, secret, NOON).user_id == anna
    for use in (links.use, links.invitation):
        with pytest.raises(links.InvalidSignInLink):
            use(session, secret, NOON)


def test_of_two_uses_at_once_one_succeeds(record, session, anna):
    """Both have seen the link alive; the second to write finds it used."""
    secret = links.create(session, anna, NOON)
    session.close()
    with Session(record) as first, Session(record) as second:
        assert links.invitation(first, secret, NOON) == links.invitation(second, secret, NOON)
        first.commit()
        second.commit()
        assert links.use(first, secret, NOON).user_id == anna
        with pytest.raises(links.InvalidSignInLink):
            links.use(second, secret, NOON)


@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(days=9)])
def test_a_link_is_refused_from_its_last_instant_on(session, anna, later):
    secret = links.create(session, anna, NOON)
    with pytest.raises(PanoramaError, match="no longer works"):
        links.use(session, secret, NOON + later)


def test_a_link_of_a_person_without_memberships_is_invalid(session, anna):
    secret = links.create(session, anna, NOON)
    session.execute(sa.delete(Membership))
    session.commit()
    with pytest.raises(links.InvalidSignInLink):
        links.use(session, secret, NOON)


def test_the_first_owner_has_been_owner_longest(session, anna):
    assert memberships.first_owner(session) is None
    bo = memberships.grant_membership(session, "bo@example.com", "Bo", "Lindgren", "owner")
    memberships.grant_membership(session, "cy@example.com", "Cy", "Lindgren", "owner")
    assert memberships.first_owner(session) == bo


def test_a_record_is_empty_until_there_is_an_organisation(session):
    assert memberships.is_empty(session)
    session.add(Organization(name="Lindgren"))
    assert not memberships.is_empty(session)


def test_an_address_with_a_null_matches_no_member_on_any_database(record):
    with Session(record) as session:
        assert members.member_with(session, "ada\0@example.com", "x") is None
