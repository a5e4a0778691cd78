"""Passwords: stored as Argon2id hashes, and checked in the same time whether or not the person exists."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
# Checked where there is no hash, so that the time of an answer does not reveal which addresses exist.
PLACEHOLDER_HASH = HASHER.hash("nobody's password")


def hash_password(password: str) -> str:
    """Return the hash to store."""
    return HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether this is the password. Takes as long when there is no hash as when there is one."""
    try:
        HASHER.verify(password_hash or PLACEHOLDER_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def is_outdated(password_hash: str) -> bool:
    """Return whether the hash was made with other parameters than the current ones."""
    return HASHER.check_needs_rehash(password_hash)
