"""Memberships: which person belongs to which organisation, in which role."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Membership, Organization, User


def grant_membership(session: Session, email: str, name: str, organization: str, role: str) -> int:
    """Make a person a member of an organisation, creating either where it is missing; return the person's number.

    A person who is a member already gets the new role.
    """
    employer = session.scalar(sa.select(Organization).filter_by(name=organization)) or Organization(name=organization)
    person = session.scalar(sa.select(User).filter_by(email=email.strip().lower()))
    person = person or User(email=email.strip().lower(), name=name)
    session.add_all([employer, person])
    session.flush()
    membership = session.scalar(sa.select(Membership).filter_by(user_id=person.id, organization_id=employer.id))
    membership = membership or Membership(user_id=person.id, organization_id=employer.id)
    membership.role = role
    session.add(membership)
    session.commit()
    return person.id


def first_owner(session: Session) -> int | None:
    """Return the number of the person who has owned an organisation longest, None where there is no owner."""
    owners = sa.select(Membership.user_id).where(Membership.role == "owner").order_by(Membership.id).limit(1)
    return session.scalar(owners)


def is_empty(session: Session) -> bool:
    """Return whether there is no organisation yet."""
    return session.scalar(sa.select(Organization.id).limit(1)) is None
