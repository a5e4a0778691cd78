"""One-time sign-in links: a secret that signs one person in, once, for a limited time. Only its digest is stored."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import SignInLink, User
from services.access.members import Member, first_membership
from services.errors import PanoramaError

SECRET_BYTES = 32
LIFETIME = timedelta(hours=1)


class InvalidSignInLink(PanoramaError):
    """The link is unknown, used or expired. The message does not say which, so that nobody can probe for links."""

    status = 410

    def __init__(self) -> None:
        super().__init__("This sign-in link no longer works: it has expired or was already used. Ask for a new one.")


@dataclass(frozen=True)
class Invitation:
    """The person whom a valid link signs in."""

    name: str
    organization: str


def create(session: Session, user_id: int, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Store a new link, commit, and return its secret, which is stored nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    session.add(SignInLink(user_id=user_id, secret_sha256=_digest(secret), expires_at=now + lifetime))
    session.commit()
    return secret


def invitation(session: Session, secret: str, now: datetime) -> Invitation:
    """Return the person that the link is for, without using it. Raises InvalidSignInLink."""
    user_id = session.scalar(sa.select(SignInLink.user_id).where(*_usable_link(secret, now)))
    member = None if user_id is None else first_membership(session, user_id)
    if member is None:
        raise InvalidSignInLink
    return Invitation(member.name, member.organization_name)


def use(session: Session, secret: str, now: datetime) -> Member:
    """Use the link and return the member that it signs in. Raises InvalidSignInLink; of two uses, one succeeds."""
    # The condition is part of the update, so the database decides which use was first.
    user_id = session.scalar(
        sa.update(SignInLink).where(*_usable_link(secret, now)).values(used_at=now).returning(SignInLink.user_id)
    )
    session.commit()
    member = None if user_id is None else first_membership(session, user_id)
    if member is None:
        raise InvalidSignInLink
    return member


def user_with(session: Session, email: str) -> int | None:
    """Return the number of the person with this email address, None where there is none."""
    return session.scalar(sa.select(User.id).where(User.email == email.strip().lower()))


def _usable_link(secret: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        SignInLink.secret_sha256 == _digest(secret),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
