"""Tenancy of writes: they reach only our rows, and advance the data version."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Client, Dashboard, DataVersion, Order
from services.access.tenants import ForeignRow, across_organizations, bind
from services.errors import UnboundSession
from tests.services.access.neighbours import OURS, SECRET, SOLD, THEIRS, client


def test_a_change_reaches_only_our_rows(record, session):
    assert session.execute(sa.update(Client).values(name="new")).rowcount == 1
    assert session.execute(sa.delete(Order)).rowcount == 1
    session.commit()
    assert everything(record, Client.name) == ["new", SECRET]
    assert everything(record, Order.number) == [SECRET]


def test_a_change_by_a_subquery_reaches_only_our_rows(record, session):
    session.execute(sa.delete(Order).where(Order.client_id.in_(sa.select(Client.id))))
    session.commit()
    assert everything(record, Order.number) == [SECRET]


def everything(record, column) -> list:
    with Session(record) as system, across_organizations(system, "look at all rows"):
        return list(system.scalars(sa.select(column).order_by(column)))


def test_an_unbound_session_writes_no_rows(record, session):
    with Session(record) as unbound:
        unbound.add(client(organization_id=OURS))
        with pytest.raises(UnboundSession):
            unbound.flush()


def test_a_new_row_is_ours_without_saying_so(session):
    new = client()
    session.add(new)
    session.flush()
    assert new.organization_id == OURS


def test_a_row_of_another_organisation_cannot_be_added(session):
    session.add(client(organization_id=THEIRS))
    with pytest.raises(ForeignRow):
        session.flush()


def test_a_row_cannot_be_given_away(session):
    session.get(Client, OURS).organization_id = THEIRS
    with pytest.raises(ForeignRow):
        session.flush()


@pytest.mark.parametrize("change", ["name", "organization_id", "delete"])
def test_a_row_that_came_from_another_session_cannot_be_changed(record, session, change):
    with Session(record, expire_on_commit=False) as other:
        bind(other, THEIRS)
        stray = other.get(Client, THEIRS)
    session.add(stray)
    if change == "delete":
        session.delete(stray)
    else:
        setattr(stray, change, OURS if change == "organization_id" else "mine now")
    with pytest.raises((ForeignRow, sa.orm.exc.StaleDataError)):
        session.flush()


def test_a_row_cannot_belong_to_one_of_another_organisation(record, session):
    with Session(record, expire_on_commit=False) as other:
        bind(other, THEIRS)
        stray = other.get(Client, THEIRS)
    session.add(Order(number="x", client=stray, **SOLD))
    with pytest.raises(ForeignRow):
        session.flush()


def test_a_row_cannot_name_one_of_another_organisation(session):
    session.add(Order(number="x", client_id=THEIRS, **SOLD))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_many_rows_at_once_are_checked_one_by_one(session):
    row = {"key": "B2", "kind": "person", "name": "Bo"}
    session.execute(sa.insert(Client), [{**row, "organization_id": OURS}])
    for stray in ({**row, "organization_id": THEIRS}, row):
        with pytest.raises(ForeignRow):
            session.execute(sa.insert(Client), [{**row, "key": "C3", "organization_id": OURS}, stray])


def version(session: Session, organization: int) -> int:
    return session.scalar(sa.select(DataVersion.number).where(DataVersion.organization_id == organization)) or 0


CHANGES = {
    "an added row": lambda session: session.add(client()),
    "a changed row": lambda session: setattr(session.get(Client, OURS), "name", "new"),
    "a removed row": lambda session: session.delete(session.scalars(sa.select(Order)).one()),
    "an update": lambda session: session.execute(sa.update(Client).values(name="new")),
    "a delete": lambda session: session.execute(sa.delete(Order)),
    "an insert": lambda session: session.execute(
        sa.insert(Client), [{"organization_id": OURS, "key": "B2", "kind": "person", "name": "Bo"}]
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_business_rows_advances_our_data_version_and_no_other(session, name):
    before, theirs = version(session, OURS), version(session, THEIRS)
    CHANGES[name](session)
    session.flush()
    assert version(session, OURS) == before + 1
    assert version(session, THEIRS) == theirs


def test_the_data_version_is_rolled_back_with_the_change(session):
    before = version(session, OURS)
    session.add(client())
    session.flush()
    session.rollback()
    assert version(session, OURS) == before


def test_a_dashboard_does_not_advance_the_data_version(session):
    before = version(session, OURS)
    session.add(Dashboard(slug="mine", title="Mine"))
    session.flush()
    session.get(Client, OURS).name = "ours"
    session.flush()
    assert version(session, OURS) == before


def test_a_system_job_advances_the_version_of_each_organisation_that_it_changes(record, session):
    with Session(record) as job, across_organizations(job, "rename"):
        before = [version(job, number) for number in (OURS, THEIRS)]
        for each in job.scalars(sa.select(Client)):
            each.name = "renamed"
        job.flush()
        assert [version(job, number) for number in (OURS, THEIRS)] == [number + 1 for number in before]
        job.rollback()
