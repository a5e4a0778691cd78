"""Whoever works in the server's own terminal. They may read an organisation whole, and one at a time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Organization
from services.access.context import policy_of
from services.errors import UnknownName
from services.semantic.catalog import Catalog
from services.semantic.context import Calendar, Context, Principal


def context_in(session: Session, name: str, catalog: Catalog, now: datetime | None = None) -> tuple[Context, str]:
    """Return the context of the terminal in the organisation of this name, and its locale; raises UnknownName."""
    organization = session.scalar(select(Organization).where(Organization.name == name))
    if organization is None:
        raise UnknownName("organisation", name, session.scalars(select(Organization.name)))
    calendar = Calendar(ZoneInfo(organization.zone), organization.week_start, organization.fiscal_year_start)
    context = Context(
        principal=Principal("job", "terminal"),
        organization=organization.id,
        policy=policy_of(organization.id, catalog),
        calendar=calendar,
        currency=organization.currency,
        now=now or datetime.now(UTC),
    )
    return context, organization.locale
