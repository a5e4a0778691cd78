"""The last visits of members, in each of their organisations."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Membership
from services.access.members import Member

# A return within this time belongs to the same visit.
VISIT_GAP = timedelta(minutes=30)


def record_visit(session: Session, member: Member, at: datetime) -> None:
    """Record that a member opens the home page, and commit. After a gap this begins a new visit."""
    was_away = Membership.seen_at <= at - VISIT_GAP
    session.execute(
        sa.update(Membership)
        .where(*_own_membership(member))
        .values(last_visit_at=sa.case((was_away, Membership.seen_at), else_=Membership.last_visit_at), seen_at=at)
        .execution_options(synchronize_session=False)
    )
    session.commit()


def last_visit(session: Session, member: Member) -> datetime | None:
    """Return when the visit before this one ended; None in their first."""
    return session.scalar(sa.select(Membership.last_visit_at).where(*_own_membership(member)))


def _own_membership(member: Member) -> tuple[sa.ColumnElement[bool], ...]:
    return Membership.user_id == member.user_id, Membership.organization_id == member.organization_id
