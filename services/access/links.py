"""One-time sign-in links: a secret that lets one person in, once, for a while. Only its digest is kept."""

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
    """A link that is unknown, used or expired: a stranger is not told which."""

    status = 410

    def __init__(self) -> None:
        super().__init__("This link no longer works. It was used, or it has expired. Ask for a new one.")


@dataclass(frozen=True)
class Invitation:
    """Whom a link that still works would let in."""

    name: str
    organization: str


def create(session: Session, user_id: int, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Keep a new link and return its secret, which cannot be read again."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    session.add(SignInLink(user_id=user_id, secret_sha256=_digest(secret), expires_at=now + lifetime))
    session.commit()
    return secret


def invitation(session: Session, secret: str, now: datetime) -> Invitation:
    """Return whom the link is for, without using it up. Raises LinkSpent."""
    user_id = session.scalar(sa.select(SignInLink.user_id).where(*_usable_link(secret, now)))
    member = None if user_id is None else first_membership(session, user_id)
    if member is None:
        raise InvalidSignInLink
    return Invitation(member.name, member.organization_name)


def use(session: Session, secret: str, now: datetime) -> Member:
    """Use the link up and return whom it lets in. Raises LinkSpent; of two at once, one gets through."""
    # The condition is part of the update, so the database decides who was first.
    user_id = session.scalar(
        sa.update(SignInLink).where(*_usable_link(secret, now)).values(used_at=now).returning(SignInLink.user_id)
    )
    session.commit()
    member = None if user_id is None else first_membership(session, user_id)
    if member is None:
        raise InvalidSignInLink
    return member


def user_with(session: Session, email: str) -> int | None:
    """Return the number of the person who signs in with this address."""
    return session.scalar(sa.select(User.id).where(User.email == email.strip().lower()))


def _usable_link(secret: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        SignInLink.secret_sha256 == _digest(secret),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
