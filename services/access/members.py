"""Who is signed in: a person, in one organisation, in one role."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Membership, Organization, User
from services.access import passwords
from services.access.rights import Right, may


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
    zone: str
    week_start: int
    fiscal_year_start: int
    business_hours: Sequence[Sequence[str] | None]
    shows_people: bool
    currency: str
    locale: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session cookie holds: user, epoch and organisation."""
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
        Organization.id,
        Organization.name,
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
    """Return the member whom a session names, or None when they left or were signed out everywhere since."""
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
    return [
        (membership.organization_id, membership.organization_name)
        for membership in (Member(*tuple(row)) for row in rows)
    ]


def member_with(session: Session, email: str, password: str) -> Member | None:
    """Return whoever has this address and password. A wrong address costs the same time as a wrong password."""
    asked = sa.select(User).where(User.email == email.strip().lower())
    # No address has a null in it, and not every database can be asked for one.
    user = None if "\0" in email else session.scalar(asked)
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        return None
    if user.password_hash and passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.digest_of(password)
        session.commit()
    return first_membership(session, user.id)


def sign_out_everywhere(session: Session, user_id: int) -> None:
    """End every session of a person, on every device."""
    session.execute(sa.update(User).where(User.id == user_id).values(epoch=User.epoch + 1))
    session.commit()


def _first(session: Session, *conditions: sa.ColumnElement[bool]) -> Member | None:
    row = session.execute(MEMBERS.where(*conditions).limit(1)).one_or_none()
    return None if row is None else Member(*tuple(row))


def _numbers(identity: str) -> tuple[int, int, int] | None:
    parts = identity.split(".")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 19 for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])
