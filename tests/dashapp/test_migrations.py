"""Migrations: up and down on both engines with rows in the tables, and up to exactly the models."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from dashapp.factory import create_app
from models import db
from tests.conftest import settings_in
from tests.organizations import build
from tests.rows import OWNED, insert_in_every_table


@pytest.fixture
def empty(bare_url, tmp_path):
    """The app on a database that has no tables."""
    app = create_app(settings_in(tmp_path, database_url=bare_url))
    yield app
    with app.app_context():
        db.engine.dispose()


def tables(app) -> set[str]:
    with app.app_context():
        return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_newest_revision_is_exactly_the_models(empty):
    with empty.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []


def fill_every_table(app, marker: str) -> dict[str, int]:
    """Make an organisation with people, and a row in every table."""
    tenant = build(app, "House", marker, with_rows=False)
    with app.app_context(), db.engine.begin() as connection:
        return insert_in_every_table(connection, tenant.id, f"{marker} row")


def test_it_goes_up_and_down_and_up_again_with_rows_in_every_table(empty):
    for marker in ("first", "second"):
        with empty.app_context():
            upgrade()
        assert set(fill_every_table(empty, marker)) == OWNED
        assert tables(empty) == set(db.metadata.tables)
        with empty.app_context():
            db.session.remove()
            downgrade(revision="base")
        assert tables(empty) == set()


def test_each_revision_goes_down_and_up_again_and_leaves_the_others_rows_alone(empty):
    with empty.app_context():
        upgrade()
    fill_every_table(empty, "marker")
    with empty.app_context():
        db.session.remove()
        while (left := tables(empty)) and "clients" in left:
            downgrade(revision="-1")
            row_counts = counts(left & tables(empty))
            assert row_counts
            assert 0 not in row_counts.values()
        upgrade()
    assert tables(empty) == set(db.metadata.tables)


def counts(names: set[str]) -> dict[str, int]:
    """Return how many rows lie in each of the tables that a row was written to."""
    with db.engine.connect() as connection:
        statements = {name: sa.select(sa.func.count()).select_from(sa.table(name)) for name in names & OWNED}
        return {name: connection.execute(each).scalar_one() for name, each in statements.items()}


def test_a_second_upgrade_changes_nothing(empty):
    with empty.app_context():
        upgrade()
    tenant = build(empty, "House", "marker")
    with empty.app_context():
        upgrade()
        assert db.session.scalar(db.select(db.metadata.tables["organizations"].c.id)) == tenant.id


def test_a_migration_that_loses_the_parent_of_a_row_fails(tmp_path, caplog):
    """SQLite rebuilds a table to change it, without foreign keys; afterwards they must hold again."""
    app = create_app(settings_in(tmp_path))
    with app.app_context():
        upgrade()
    build(app, "House", "marker")
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("DELETE FROM clients")
            connection.commit()
        with pytest.raises(SystemExit):
            upgrade()
        assert "rows refer to rows that do not exist" in caplog.text
        db.engine.dispose()
