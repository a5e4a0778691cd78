"""Roles and passwords."""

import pytest
from argon2 import PasswordHasher

from models.identity import ROLES
from services.access import passwords
from services.access.rights import RIGHTS_OF, Right, may


def test_every_role_that_a_membership_may_have_has_rights():
    assert set(RIGHTS_OF) == set(ROLES)


def test_each_role_may_do_all_that_the_lesser_ones_may():
    viewer, editor, admin, owner = (RIGHTS_OF[role] for role in ("viewer", "editor", "admin", "owner"))
    assert viewer < editor < admin < owner == set(Right)


@pytest.mark.parametrize("role", ["", "Owner", "root"])
def test_an_unknown_role_may_do_nothing(role):
    assert not any(may(role, right) for right in Right)


def test_a_password_matches_its_own_digest_alone():
    digest = passwords.hash_password("open sesame")
    assert digest.startswith("$argon2id$")
    assert passwords.matches(digest, "open sesame")
    assert not passwords.matches(digest, "open sesam")


@pytest.mark.parametrize("digest", [None, "", "nonsense"])
def test_without_a_digest_no_password_matches(digest):
    for guess in ("", "nobody's password", "nonsense"):
        assert not passwords.matches(digest, guess)


def test_a_digest_of_other_parameters_is_outdated():
    assert passwords.is_outdated(PasswordHasher(time_cost=1).hash("open sesame"))
    assert not passwords.is_outdated(passwords.hash_password("open sesame"))


class Counting:
    """Stands in for the hasher, and counts what costs time."""

    def __init__(self, hasher):
        self.hasher, self.verified = hasher, 0

    def verify(self, digest, password):
        self.verified += 1
        return self.hasher.verify(digest, password)


@pytest.mark.parametrize("digest", [None, "$argon2id$"])
def test_an_unknown_person_takes_as_much_work_as_a_known_one(monkeypatch, digest):
    counting = Counting(passwords.HASHER)
    monkeypatch.setattr(passwords, "HASHER", counting)
    passwords.matches(digest, "guess")
    assert counting.verified == 1
