"""What is made once for a whole run, and a database that one test after the other gets without rows."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Organization, db
from tests.conftest import POSTGRES
from tests.templates import ReusedDatabase, Templates


@pytest.fixture
def own(tmp_path: Path):
    """Templates of a run of their own."""
    made = Templates(tmp_path, POSTGRES)
    yield made
    made.drop_databases()


def test_a_file_is_made_by_the_first_who_asks_and_found_by_the_others(own):
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "rows").write_text("1,2,3")

    for worker in (own, Templates(own.folder, POSTGRES)):
        assert (worker.file("rows", make) / "rows").read_text() == "1,2,3"
    assert len(made) == 1


def test_what_failed_half_way_is_made_anew(own):
    def half(folder: Path) -> None:
        (folder / "rows").write_text("1,")
        raise OSError("The disk is full.")

    with pytest.raises(OSError):
        own.file("rows", half)
    assert list(own.file("rows", lambda folder: None).iterdir()) == []


def test_a_copy_of_a_database_has_its_rows_and_all_are_dropped_at_the_end(own):
    def make(engine: sa.Engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE numbers AS SELECT 7 AS number")

    template = own.database("numbers", make)
    copy = sa.create_engine(own.new_database(template))
    with copy.connect() as connection:
        assert connection.exec_driver_sql("SELECT number FROM numbers").scalar_one() == 7
    copy.dispose()
    own.drop_databases()
    assert databases() & {template.rsplit("/", 1)[1], copy.url.database} == set()


def databases() -> set[str]:
    server = sa.create_engine(POSTGRES)
    with server.connect() as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
    server.dispose()
    return set(names)


def test_a_reused_database_has_every_table_no_rows_and_counts_from_1(own, blank_database):
    reused = ReusedDatabase(own, blank_database)
    first = reused.empty_url()
    engine = sa.create_engine(first)
    insert = sa.insert(Organization).values(name="Ours").returning(Organization.id)
    # Left open, as by a test that failed.
    left = engine.connect()
    assert left.execute(insert).scalar_one() == 1
    left.commit()
    left.execute(sa.select(Organization))
    assert reused.empty_url() == first
    left.invalidate()
    with engine.begin() as connection:
        assert set(sa.inspect(connection).get_table_names()) == set(db.metadata.tables)
        assert connection.execute(sa.select(Organization)).all() == []
        assert connection.execute(insert).scalar_one() == 1
    left.close()
    engine.dispose()


def test_a_database_that_grew_large_is_replaced_rather_than_emptied(own, blank_database, monkeypatch):
    monkeypatch.setattr("tests.templates.LARGE", 0)
    reused = ReusedDatabase(own, blank_database)
    assert reused.empty_url() != reused.empty_url()
