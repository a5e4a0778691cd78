"""The reader at the server's own terminal: they may read every row of an organisation, one organisation at a time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Organization
from services.access.context import context_for
from services.access.settings import settings_of
from services.errors import UnknownName
from services.road import Road
from services.semantic.context import Principal
from services.view_context import ViewContext


def organization_named(session: Session, name: str) -> Organization:
    """Return the organisation of this name; raises UnknownName."""
    organization: Organization | None = session.scalar(select(Organization).where(Organization.name == name))
    if organization is None:
        raise UnknownName("organisation", name, session.scalars(select(Organization.name)))
    return organization


def cli_context(session: Session, name: str, road: Road, now: datetime | None = None) -> ViewContext:
    """Return the terminal as a reader of the organisation of this name; raises UnknownName."""
    organization = organization_named(session, name)
    principal = Principal("job", "terminal")
    context = context_for(principal, organization.id, settings_of(organization), road.catalog, now)
    return ViewContext(context, organization.locale, road)
