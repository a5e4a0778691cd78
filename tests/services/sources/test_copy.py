"""The columnar copy: it follows the record, is made once, is whole or not there, and opens nothing else."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import sqlalchemy as sa

from models import Client, Order, db
from services.catalogs import BUSINESS
from services.semantic.catalog import Catalog
from services.sources.copy import Copies
from tests.services.shop import Shop
from tests.services.sources.town_copies import SUM, TownCopies


@pytest.fixture(params=("sqlite", "postgresql"))
def engine(request: pytest.FixtureRequest) -> str:
    """The engines that may hold the record."""
    return request.param


def test_the_copy_follows_the_record_when_its_version_advances(tenant):
    assert tenant.total() == 1_0000
    tenant.sells("2")
    assert tenant.total() == 3_0000


def test_the_copy_is_used_again_while_the_version_stays(tenant):
    first = tenant.copies.open(tenant.number)
    tenant.sells("2", counted=False)
    assert tenant.copies.open(tenant.number) is first
    assert tenant.total() == 1_0000
    assert len(tenant.make()) == 1


def test_the_copy_is_used_again_after_a_restart(tenant):
    before = tenant.copies.open(tenant.number)
    tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    after = tenant.copies.open(tenant.number)
    assert (after.version, after.as_of) == (before.version, before.as_of)
    assert len(tenant.make()) == 1


def test_another_catalog_has_a_copy_of_its_own(tenant):
    before = tenant.copies.open(tenant.number)
    tenant.copies = Copies(tenant.record, tenant.folder, Catalog("other", BUSINESS.layers))
    assert tenant.copies.open(tenant.number).version != before.version


def test_a_copy_knows_its_version_and_when_it_was_made(tenant):
    first = tenant.copies.open(tenant.number)
    tenant.sells("2")
    second = tenant.copies.open(tenant.number)
    assert first.version != second.version
    assert first.as_of < second.as_of
    assert second.as_of.tzinfo is not None


def test_the_copy_before_the_last_stays_for_those_who_still_read_it(tenant):
    old = tenant.copies.open(tenant.number)
    tenant.sells("2")
    tenant.total()
    with old.engine.connect() as connection:
        assert connection.execute(SUM).scalar() == 1_0000
    tenant.sells("4")
    tenant.total()
    assert len(tenant.make()) == 2


def test_a_copy_that_was_left_half_written_is_never_read(tenant):
    tenant.total()
    half = tenant.own / "2-half"
    half.mkdir()
    (half / "order_lines.parquet").write_bytes(b"PAR1")
    (tenant.own / "manifest.json.new").write_text('{"version": ')
    tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    assert tenant.total() == 1_0000
    tenant.sells("2")
    assert tenant.total() == 3_0000
    assert half.name not in tenant.make()


def test_a_copy_that_fails_on_the_way_leaves_the_last_one_whole(tenant):
    tenant.total()
    manifest = (tenant.own / "manifest.json").read_text()
    tenant.sells("2")
    with tenant.record.begin() as connection:
        connection.execute(sa.text("ALTER TABLE order_lines RENAME TO away"))
    before = tenant.make()
    with pytest.raises(Exception, match="order_lines"):
        tenant.total()
    # Half a copy would take space, each time that somebody asks.
    assert tenant.make() == before
    assert (tenant.own / "manifest.json").read_text() == manifest
    with tenant.record.begin() as connection:
        connection.execute(sa.text("ALTER TABLE away RENAME TO order_lines"))
    assert tenant.total() == 3_0000
    assert len(tenant.make()) == 2


def test_a_copy_whose_files_are_gone_is_made_anew(tenant):
    tenant.total()
    for file in tenant.own.glob("*/*.parquet"):
        file.unlink()
    for folder in tenant.make():
        (tenant.own / folder).rmdir()
    tenant.copies = Copies(tenant.record, tenant.folder, BUSINESS)
    assert tenant.total() == 1_0000


def test_of_several_threads_one_copies_and_all_read_the_same(tenant):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: tenant.copies.open(tenant.number), range(8)))
    assert len({id(each) for each in opened}) == 1
    assert len(tenant.make()) == 1


def open_elsewhere(url: str, folder: Path, number: int) -> tuple[str, str]:
    record = sa.create_engine(url)
    opened = Copies(record, folder, BUSINESS).open(number)
    record.dispose()
    return opened.version, opened.as_of.isoformat()


def test_of_several_processes_one_copies_and_all_read_the_same(tenant):
    url = tenant.record.url.render_as_string(hide_password=False)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        opened = pool.starmap(open_elsewhere, [(url, tenant.folder, tenant.number)] * 2)
        pool.close()
        pool.join()
    assert opened[0] == opened[1]
    assert len(tenant.make()) == 1


FORBIDDEN = {
    "a file of the machine": "SELECT * FROM read_csv('/etc/passwd')",
    "a file of the machine as text": "SELECT * FROM read_text('/etc/passwd')",
    "a list of files": "SELECT * FROM glob('/etc/*')",
    "the copy of another organisation": "SELECT * FROM read_parquet('{folder}/{other}/record/*/clients.parquet')",
    "it by a way round": "SELECT * FROM read_parquet('{own}/../../../{other}/record/*/clients.parquet')",
    "the record": "ATTACH '{record}' AS record (TYPE sqlite)",
    "a database of its own": "ATTACH '{folder}/new.duckdb'",
    "a file to write": "COPY (SELECT 1) TO '{folder}/new.csv'",
    "an extension": "INSTALL httpfs",
    "a setting": "SET enable_external_access = true",
    "the folders that may be read": "SET allowed_directories = ['/']",
    "the lock on the settings": "SET lock_configuration = false",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_reads_the_copy_cannot_reach(tenant, sql):
    other = TownCopies(tenant.record, tenant.folder, "Theirs")
    other.sells("1000000")
    other.total()
    opened = tenant.copies.open(tenant.number)
    own = tenant.own / tenant.make()[0]
    places = {"folder": tenant.folder, "own": own, "other": other.number, "record": tenant.record.url.database}
    with opened.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.execute(sa.text(sql.format(**places))).all()
    assert tenant.total() == 1_0000


def test_the_copy_holds_no_row_of_another_organisation(tenant):
    other = TownCopies(tenant.record, tenant.folder, "Theirs")
    other.sells("1000000")
    for table in tenant.copies.tables:
        assert set(tenant.read(table.name)["organization_id"].to_pylist()) <= {tenant.number}
    assert tenant.total() == 1_0000


def test_only_columns_that_the_catalog_knows_are_copied(tenant):
    assert set(tenant.read("clients").column_names) == {
        *("id", "organization_id", "key", "name", "kind", "segment", "industry", "status"),
        *("region", "country", "headcount", "acquired_on", "owner_id"),
    }
    assert {"email", "unit_price", "list_price", "created_at"}.isdisjoint(
        name for table in tenant.copies.tables for name in tenant.read(table.name).column_names
    )


def test_only_tables_that_the_catalog_knows_are_copied(tenant):
    tenant.total()
    files = {path.stem for path in tenant.own.glob("*/*.parquet")}
    assert files == {entity.table for entity in BUSINESS.entities.values()}
    assert files.isdisjoint({"users", "memberships", "sign_in_links", "client_notes", "tiles"})


def test_a_column_whose_first_rows_are_empty_keeps_its_type_and_its_values(tenant):
    def many_open_orders_then_one_shipped(shop: Shop) -> None:
        client = shop.client("Ada")
        values = {
            "organization_id": tenant.number,
            "client_id": client,
            "currency": "EUR",
            "ordered_on": date(2025, 1, 1),
        }
        open_orders = [{**values, "number": f"A{each}"} for each in range(3000)]
        shop.connection.execute(sa.insert(Order), open_orders)
        shop.sells(("bike", "5", "1"), on="2025-01-01", shipped="2025-02-03", region="South", channel="Web")
        shop.connection.execute(sa.update(Client).where(Client.name == "Ada").values(acquired_on=date(2024, 2, 29)))

    tenant.write(many_open_orders_then_one_shipped)
    orders = tenant.read("orders")
    assert orders.schema.field("shipped_on").type == pa.date32()
    assert orders.schema.field("cancelled_on").type == pa.date32()
    assert orders.schema.field("channel").type == pa.string()
    assert [day for day in orders["shipped_on"].to_pylist() if day] == [date(2025, 2, 3)]
    assert [channel for channel in orders["channel"].to_pylist() if channel] == ["Web"]
    assert orders.num_rows == 3002
    assert date(2024, 2, 29) in tenant.read("clients")["acquired_on"].to_pylist()


def test_a_table_without_rows_has_its_columns(place, tmp_path):
    empty = TownCopies(place, tmp_path)
    assert empty.read("orders").num_rows == 0
    assert empty.read("orders").schema.field("ordered_on").type == pa.date32()
    assert empty.total() is None


def test_a_row_of_samples_is_never_a_row_of_the_copy(tenant):
    assert tenant.read("order_lines")["amount"].to_pylist() == [1_0000]
    assert tenant.read("exchange_rates").num_rows == 0


def test_a_copy_of_another_database_with_the_same_numbers_is_never_read(tmp_path):
    folder = tmp_path / "copies"
    totals = []
    for name, amount in (("first", "10"), ("second", "20")):
        record = sa.create_engine(f"sqlite:///{tmp_path / name}.sqlite")
        db.metadata.create_all(record)
        tenant = TownCopies(record, folder)
        tenant.sells(amount)
        totals.append(tenant.total())
        record.dispose()
    assert totals == [100_000, 200_000]
