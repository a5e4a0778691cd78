"""Whoever works in the server's own terminal. They may read an organisation whole, and one at a time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Organization
from services.access.context import context_in
from services.errors import UnknownName
from services.semantic.catalog import Catalog
from services.semantic.context import Context, Principal


def cli_context(session: Session, name: str, catalog: Catalog, now: datetime | None = None) -> tuple[Context, str]:
    """Return the context of the terminal in the organisation of this name, and its locale; raises UnknownName."""
    house = session.scalar(select(Organization).where(Organization.name == name))
    if house is None:
        raise UnknownName("organisation", name, session.scalars(select(Organization.name)))
    return context_in(house.id, house, Principal("job", "terminal"), catalog, now), house.locale
