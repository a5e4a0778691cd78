"""Members: a person in one organisation, with one role."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Membership, Organization, User
from services.access import passwords
from services.access.rights import Right, may
from services.access.settings import OrganizationSettings, Preferences, settings_of
from services.semantic.context import Principal


@dataclass(frozen=True)
class Member:
    """A person in an organisation, as read at the start of a request. Flask-Login keeps it as the current user."""

    user_id: int
    epoch: int
    name: str
    email: str
    role: str
    organization_id: int
    organization_name: str
    settings: OrganizationSettings
    preferences: Preferences

    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def principal(self) -> Principal:
        """Return the member as the principal of their queries."""
        return Principal("user", str(self.user_id))

    def get_id(self) -> str:
        """Return what the session cookie holds: user, epoch and organisation."""
        return f"{self.user_id}.{self.epoch}.{self.organization_id}"

    def may(self, right: Right) -> bool:
        """Return whether the member's role includes the right."""
        return may(self.role, right)


MEMBERS = (
    sa.select(
        User.id,
        User.epoch,
        User.name,
        User.email,
        Membership.role,
        Organization.id.label("organization_id"),
        Organization.name.label("organization_name"),
        Organization.zone,
        Organization.week_start,
        Organization.fiscal_year_start,
        Organization.business_hours,
        Organization.shows_people,
        Organization.currency,
        Organization.locale,
    )
    .join(Membership, Membership.user_id == User.id)
    .join(Organization, Organization.id == Membership.organization_id)
    .order_by(Membership.id)
)


def member_of(session: Session, identity: str) -> Member | None:
    """Return the member that a session names, or None when they have left or were signed out everywhere."""
    numbers = _numbers(identity)
    if numbers is None:
        return None
    user_id, epoch, organization_id = numbers
    return _first(session, User.id == user_id, User.epoch == epoch, Membership.organization_id == organization_id)


def first_membership(session: Session, user_id: int) -> Member | None:
    """Return the person in the organisation they joined first, or None when they belong to none."""
    return _first(session, User.id == user_id)


def membership_in(session: Session, member: Member, organization_id: int) -> Member | None:
    """Return the same person in another organisation, or None when they do not belong to it."""
    return _first(
        session,
        User.id == member.user_id,
        User.epoch == member.epoch,
        Membership.organization_id == organization_id,
    )


def memberships_of(session: Session, member: Member) -> list[tuple[int, str]]:
    """Return the number and name of every organisation that the person belongs to, by name."""
    rows = session.execute(MEMBERS.where(User.id == member.user_id).order_by(None).order_by(Organization.name))
    return [(row.organization_id, row.organization_name) for row in rows]


def member_with(session: Session, email: str, password: str) -> Member | None:
    """Return the member with this email address and password, or None.

    An unknown address takes as long as a wrong password.
    """
    by_email = sa.select(User).where(User.email == email.strip().lower())
    # No address contains a null, and not every database accepts one.
    user = None if "\0" in email else session.scalar(by_email)
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        return None
    if user.password_hash and passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
        session.commit()
    return first_membership(session, user.id)


def sign_out_everywhere(session: Session, user_id: int) -> None:
    """End every session of a person, on every device."""
    session.execute(sa.update(User).where(User.id == user_id).values(epoch=User.epoch + 1))
    session.commit()


def _first(session: Session, *conditions: sa.ColumnElement[bool]) -> Member | None:
    row = session.execute(MEMBERS.where(*conditions).limit(1)).one_or_none()
    return None if row is None else _member(row)


def _member(row: Any) -> Member:
    return Member(
        user_id=row.id,
        epoch=row.epoch,
        name=row.name,
        email=row.email,
        role=row.role,
        organization_id=row.organization_id,
        organization_name=row.organization_name,
        settings=settings_of(row),
        preferences=Preferences(row.locale),
    )


def _numbers(identity: str) -> tuple[int, int, int] | None:
    parts = identity.split(".")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 19 for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])
