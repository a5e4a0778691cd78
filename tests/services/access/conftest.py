"""A session that is bound to one of two organisations."""

import pytest
from sqlalchemy.orm import Session

from models import Client, Order, Organization
from services.access.tenants import across_organizations, bind
from tests.services.access.neighbours import OURS, SECRET, SOLD


@pytest.fixture
def session(record):
    """A session that is bound to us; we and our neighbours have one client with one order each."""
    with Session(record) as system, across_organizations(system, "test rows"):
        for name in ("ours", SECRET):
            tenant = Organization(name=f"House of {name}")
            system.add(tenant)
            system.flush()
            client = Client(organization_id=tenant.id, key="A1", kind="person", name=name)
            system.add(Order(organization_id=tenant.id, number=name, client=client, **SOLD))
            # Each is flushed before the next, so the first row of every table is ours and the second is theirs.
            system.flush()
        system.commit()
    with Session(record) as session:
        bind(session, OURS)
        yield session
