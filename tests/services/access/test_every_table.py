"""Tenancy applies to every table with rows of an organisation, without a list of tables."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Organization, User
from models.base import Base, Owned
from services.access.tenants import across_organizations, bind
from services.sources import versions
from tests.rows import insert_in_every_table

MODELS = sorted((m.class_ for m in Base.registry.mappers if issubclass(m.class_, Owned)), key=lambda m: m.__name__)
POINTERS = [
    (model.__table__, column.name)
    for model in MODELS
    for key in model.__table__.foreign_key_constraints
    for column in key.columns
    if len(key.columns) == 2 and column.name != "organization_id"
]

OURS, THEIRS = 1, 2


@pytest.fixture
def two(record: sa.Engine) -> Iterator[Session]:
    """Two organisations with a row in every table: number 1 is ours, 2 is theirs. The session is bound to us."""
    with Session(record) as system, across_organizations(system, "test rows"):
        system.add_all([Organization(name="ours"), Organization(name="theirs"), User(email="a@b.example", name="Ada")])
        system.flush()
        for tenant in (OURS, THEIRS):
            insert_in_every_table(system.connection(), tenant, f"row of {tenant}")
        system.commit()
    with Session(record) as session:
        bind(session, OURS)
        yield session


def test_a_session_reads_our_row_of_every_table_and_never_theirs(two: Session):
    seen = {model.__name__: set(two.scalars(sa.select(model.organization_id))) for model in MODELS}
    assert seen == {model.__name__: {OURS} for model in MODELS}


def test_a_row_of_theirs_is_not_found_by_its_number(two: Session):
    assert [model.__name__ for model in MODELS if two.get(model, OURS) is None] == []
    assert [model.__name__ for model in MODELS if two.get(model, THEIRS) is not None] == []


def test_no_row_of_ours_can_point_at_a_row_of_theirs(two: Session):
    taken = []
    for table, column in POINTERS:
        try:
            with two.begin_nested():
                stolen = sa.update(table).where(table.c.id == OURS).values({column: THEIRS})
                two.connection().execute(stolen)
        except sa.exc.IntegrityError:
            continue
        taken.append(f"{table.name}.{column}")
    assert taken == []
    assert len(POINTERS) > 60


def test_a_change_of_any_business_row_advances_the_data_version(two: Session):
    for model in [model for model in MODELS if model.is_business]:
        before = versions.current(two.connection(), OURS)
        row = two.get(model, OURS)
        assert row is not None
        row.created_at = row.created_at.replace(year=2024)
        two.flush()
        assert (model.__name__, versions.current(two.connection(), OURS)) == (model.__name__, before + 1)
    two.rollback()
    assert versions.current(two.connection(), OURS) == 0


def test_only_rows_that_people_create_on_pages_are_no_business_rows():
    # A change of these makes no answer out of date.
    layouts = {"Layout", "SharedLayout", "SavedFilters", "ValueList"}
    dashboards = {"Dashboard", "DashboardVersion", "Tile"}
    assert {model.__name__ for model in MODELS if not model.is_business} == {
        "CatalogLayer",
        "ClientNote",
        *dashboards,
        *layouts,
    }


def test_deleting_an_organisation_deletes_all_its_rows_and_no_others(two: Session):
    with across_organizations(two, "the organisation leaves"):
        two.execute(sa.delete(Organization).where(Organization.id == THEIRS))
        two.commit()
        left = {model.__name__: set(two.scalars(sa.select(model.organization_id))) for model in MODELS}
    assert left == {model.__name__: {OURS} for model in MODELS}
