"""Tenancy of the ORM: every read and write is narrowed to the bound organisation."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import (
    Bundle,
    Session,
    aliased,
    immediateload,
    joinedload,
    raiseload,
    selectinload,
    subqueryload,
    with_parent,
)

from models import Client, Dashboard, Order, Organization, db
from models.base import Owned, Versioned
from services.access import tenants
from services.access.statements import CannotNarrow, owned_tables
from services.access.tenants import across_organizations, bind
from services.errors import UnboundSession
from tests.services.access.neighbours import OURS, SECRET, THEIRS

OTHER = aliased(Client)
TABLE, ORDERS = Client.__table__, Order.__table__
NAMES = sa.select(Client.name).subquery()
COMMON = sa.select(Client.name).cte()


NARROWED = {
    "an entity": sa.select(Client),
    "a column": sa.select(Client.name),
    "an alias": sa.select(OTHER),
    "a column of an alias": sa.select(OTHER.name),
    "a subquery": sa.select(NAMES.c.name),
    "an aggregate over a subquery": sa.select(sa.func.min(NAMES.c.name), sa.func.max(NAMES.c.name)),
    "an entity from a subquery": sa.select(aliased(Client, sa.select(Client).subquery())),
    "a common table": sa.select(COMMON.c.name),
    "a scalar subquery": sa.select(sa.select(sa.func.max(Client.name)).scalar_subquery()),
    "a correlated subquery": sa.select(
        Client.name, sa.select(sa.func.max(Order.number)).where(Order.client_id == Client.id).scalar_subquery()
    ),
    "a union": sa.union_all(sa.select(Client.name), sa.select(Order.number)),
    "a subquery of a union": sa.select(sa.union(sa.select(Client.name), sa.select(Order.number)).subquery()),
    "a join": sa.select(Order.number).join(Order.client),
    "a join of an alias": sa.select(OTHER.name).join(OTHER.orders),
    "a join to an alias": sa.select(Client.name).join(Client.orders.of_type(aliased(Order))),
    "a join that fits everything": sa.select(Order.number, Client.name).join(Client, sa.true()),
    "an outer join": sa.select(Organization.id, Client.name).outerjoin(
        Client, Client.organization_id == Organization.id
    ),
    "a second table in WHERE": sa.select(Organization.id, Client.name).where(Client.organization_id == Organization.id),
    "any": sa.select(Client.name).where(Client.orders.any()),
    "any with a condition": sa.select(Client.name).where(Client.orders.any(Order.number != "")),
    "has": sa.select(Order.number).where(Order.client.has(Client.name != "")),
    "in a subquery": sa.select(Client.name).where(Client.id.in_(sa.select(Order.client_id))),
    "an aggregate": sa.select(sa.func.max(Client.name)),
    "a bundle": sa.select(Bundle("client", Client.name)),
    "a case": sa.select(sa.case((Client.id > 0, Client.name))),
    "a bare column": sa.select(sa.literal_column("name")).select_from(Client),
}


@pytest.mark.filterwarnings("ignore:SELECT statement has a cartesian product")
@pytest.mark.parametrize("name", NARROWED)
def test_a_read_gives_only_our_rows(session, name):
    rows = session.execute(NARROWED[name]).all()
    texts = [getattr(value, "name", value) for row in rows for value in row]
    assert "ours" in str(texts)
    assert SECRET not in str(texts)


REFUSED = {
    "a table": sa.select(TABLE),
    "a column of a table": sa.select(TABLE.c.name),
    "an alias of a table": sa.select(TABLE.alias().c.name),
    "a sample of a table": sa.select(sa.tablesample(TABLE, 5)),
    "a table beside a class": sa.select(Client.name, ORDERS.c.number),
    "a table joined to a class": sa.select(Client.name).join(ORDERS, ORDERS.c.client_id == Client.id),
    "a table in WHERE": sa.select(Client.name).where(Client.id == ORDERS.c.client_id),
    "a table in a subquery": sa.select(Client.name).where(Client.id.in_(sa.select(TABLE.c.id))),
    "a table in EXISTS": sa.select(Client.name).where(sa.select(TABLE.c.id).correlate_except(TABLE).exists()),
    "a table in a subquery of another table": sa.select(Organization.id).where(
        Organization.id.in_(sa.select(TABLE.c.organization_id))
    ),
    "an entity from a subquery of a table": sa.select(aliased(Client, sa.select(TABLE).subquery())),
    "a relationship without its class": sa.select(Organization.id).where(Client.orders.any()),
    "a comparison along a relationship": sa.select(Organization.id).where(Order.client == None),  # noqa: E711
    "text": sa.text("SELECT name FROM clients"),
    "text as columns": sa.text("SELECT name FROM clients").columns(Client.name),
    "an entity from text": sa.select(Client).from_statement(sa.text("SELECT * FROM clients")),
    "text in a condition": sa.select(Client.name).where(sa.text("1 = 1")),
    "an update of a table": sa.update(TABLE).values(name="x"),
    "a delete from a table": sa.delete(TABLE),
    "an insert into a table": sa.insert(TABLE),
    "an update from another table": sa.update(Client).where(Order.client_id == Client.id).values(name="x"),
    "an update of an open table from ours": sa.update(Organization)
    .where(Organization.id == Client.organization_id)
    .values(name="x"),
    "an update by a subquery of a table": sa.update(Client).values(
        name=sa.select(sa.func.max(ORDERS.c.number)).scalar_subquery()
    ),
    "a delete by a subquery of a table": sa.delete(Order).where(Order.client_id.in_(sa.select(TABLE.c.id))),
    "an insert of values": sa.insert(Client).values(organization_id=THEIRS, key="x", kind="person", name="x"),
    "an insert from a query": sa.insert(Client).from_select(["name"], sa.select(Client.name)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_narrowed_is_refused(session, name):
    with pytest.raises(CannotNarrow):
        session.execute(REFUSED[name])


@pytest.mark.parametrize("load", [joinedload, selectinload, subqueryload, immediateload])
def test_what_is_loaded_along_a_relationship_is_ours(session, load):
    clients = session.scalars(sa.select(Client).options(load(Client.orders))).unique().all()
    assert [(each.name, [order.number for order in each.orders]) for each in clients] == [("ours", ["ours"])]


def test_what_is_loaded_later_is_ours(session):
    ours = session.scalars(sa.select(Client)).one()
    assert [order.number for order in ours.orders] == ["ours"]
    assert ours.orders[0].client is ours
    session.expire_all()
    assert ours.name == "ours"
    session.refresh(ours)
    assert session.scalars(sa.select(Order).where(with_parent(ours, Client.orders))).one().number == "ours"
    assert session.scalars(sa.select(Order).where(Order.client == ours)).one().number == "ours"
    session.scalars(sa.select(Client).options(raiseload("*"))).one()


def test_getting_a_row_by_its_number_gives_only_ours(session):
    assert session.get(Client, OURS).name == "ours"
    assert session.get(Client, THEIRS) is None
    assert session.query(Client).filter_by(id=THEIRS).one_or_none() is None
    assert session.query(Client.name).all() == [("ours",)]


def test_two_sessions_of_different_organisations_share_no_statement_cache(record, session):
    for number, name in ((OURS, "ours"), (THEIRS, SECRET), (OURS, "ours")):
        with Session(record) as other:
            bind(other, number)
            assert other.scalars(sa.select(Client.name)).all() == [name]


@pytest.mark.parametrize(
    "statement", [sa.select(Client), sa.select(TABLE), sa.text("SELECT 1"), sa.update(Client), sa.delete(Dashboard)]
)
def test_an_unbound_session_reads_and_writes_no_rows(record, statement):
    with Session(record) as session, pytest.raises(UnboundSession):
        session.execute(statement)


def test_an_unbound_session_reads_what_belongs_to_no_organisation(record, session):
    with Session(record) as unbound:
        assert unbound.scalars(sa.select(Organization.id).order_by(Organization.id)).all() == [OURS, THEIRS]


def test_a_session_is_bound_once(session):
    bind(session, OURS)
    with pytest.raises(UnboundSession, match="another organisation"):
        bind(session, THEIRS)


def test_a_system_job_sees_everything_for_as_long_as_it_says_why(record, session):
    with Session(record) as job:
        with across_organizations(job, "count all clients"):
            rows = job.scalars(sa.select(Client).order_by(Client.id)).all()
            assert [row.name for row in rows] == ["ours", SECRET]
        with pytest.raises(UnboundSession):
            job.get(Client, THEIRS)


def test_what_a_system_job_read_is_not_found_again_by_a_bound_session(session):
    with across_organizations(session, "count all clients"):
        assert session.get(Client, THEIRS).name == SECRET
    assert session.get(Client, THEIRS) is None


def test_every_table_with_an_organisation_is_narrowed():
    """Except those that are read before a session is bound."""
    before_binding = {"memberships", "data_versions"}
    named = {table.name for table in db.metadata.tables.values() if "organization_id" in table.c}
    assert named - before_binding == {table.name for table in owned_tables()}


def test_records_that_people_create_belong_to_an_organisation():
    assert issubclass(Versioned, Owned)


def test_no_module_uses_calls_that_bypass_the_narrowing(source_files):
    """SQLAlchemy's old bulk calls raise none of the events that the narrowing uses."""
    for file in source_files:
        for name in ("bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"):
            assert name not in file.read_text(), file


def test_opening_a_session_is_enough_to_install_the_narrowing():
    assert sa.event.contains(Session, "do_orm_execute", tenants.narrow)
