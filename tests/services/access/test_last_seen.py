"""The last visit of a member."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from services.access import last_seen, members, memberships

MORNING = datetime(2025, 3, 14, 9, tzinfo=UTC)


@pytest.fixture
def session(record):
    with Session(record) as session:
        yield session


def test_a_first_visit_has_no_previous_one(session):
    anna = members.first_membership(
        session, memberships.grant_membership(session, "a@x.example", "Anna", "House", "viewer")
    )
    last_seen.record_visit(session, anna, MORNING)
    assert last_seen.last_visit(session, anna) is None


def test_a_reload_within_half_an_hour_does_not_move_the_last_visit(session):
    anna = members.first_membership(
        session, memberships.grant_membership(session, "a@x.example", "Anna", "House", "viewer")
    )
    last_seen.record_visit(session, anna, MORNING)
    last_seen.record_visit(session, anna, MORNING + timedelta(days=1))
    assert last_seen.last_visit(session, anna) == MORNING
    last_seen.record_visit(session, anna, MORNING + timedelta(days=1, minutes=29))
    assert last_seen.last_visit(session, anna) == MORNING
    last_seen.record_visit(session, anna, MORNING + timedelta(days=1, minutes=59))
    assert last_seen.last_visit(session, anna) == MORNING + timedelta(days=1, minutes=29)


def test_each_person_has_a_last_visit_of_their_own_in_each_organisation(session):
    person = memberships.grant_membership(session, "a@x.example", "Anna", "House", "viewer")
    anna, bo = (
        members.first_membership(session, each)
        for each in (person, memberships.grant_membership(session, "b@x.example", "Bo", "House", "viewer"))
    )
    memberships.grant_membership(session, "a@x.example", "Anna", "Other", "viewer")
    for day in (0, 1):
        last_seen.record_visit(session, anna, MORNING + timedelta(days=day))
    elsewhere = members.membership_in(session, anna, members.first_membership(session, person).organization_id + 1)
    assert last_seen.last_visit(session, anna) == MORNING
    assert last_seen.last_visit(session, bo) is None
    assert last_seen.last_visit(session, elsewhere) is None
