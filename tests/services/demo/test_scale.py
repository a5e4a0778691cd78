"""The demo company three times as large: what grows, what does not, and that it reconciles."""

import pytest
import sqlalchemy as sa

from models import db
from services.demo import fill
from services.demo import orders as ordering
from tests.services.demo import ties
from tests.services.demo.conftest import SEED, TODAY, build_company, query_function

SCALE = 3


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    engine = build_company(tmp_path_factory.mktemp("large"), SCALE)
    yield engine
    engine.dispose()


def test_clients_and_orders_grow_and_other_tables_do_not(large, ask):
    ask_larger = query_function(large)
    for table in ("clients", "orders"):
        [[size]], [[default_size]] = (question(f"SELECT count(*) FROM {table}") for question in (ask_larger, ask))
        assert size == SCALE * default_size
    for table in ("order_lines", "invoices", "payments", "contacts"):
        [[size]], [[default_size]] = (question(f"SELECT count(*) FROM {table}") for question in (ask_larger, ask))
        assert (SCALE - 0.6) * default_size < size < (SCALE + 0.3) * default_size
    for table in ("employees", "deals", "tickets", "leads", "products", "inventory_levels"):
        size, default_size = (question(f"SELECT count(*) FROM {table}") for question in (ask_larger, ask))
        assert size == default_size


def test_a_larger_company_reconciles_too(large):
    assert ties.all_unreconciled(query_function(large)) == []
    assert query_function(large)("PRAGMA foreign_key_check") == []


def test_the_indexes_are_restored(large, northlight):
    large, default_size = (sa.inspect(engine) for engine in (large, northlight))
    for table in db.metadata.tables:
        assert large.get_indexes(table) == default_size.get_indexes(table)


@pytest.mark.parametrize("record_url", ["postgresql"], indirect=True)
def test_postgresql_restores_indexes_and_foreign_keys(record):
    keys = ("clients", "orders", "order_lines", "invoices", "payments")
    before = {name: index_and_key_names(record, name) for name in keys}
    with record.begin() as connection:
        fill(connection, today=TODAY, seed=SEED, scale=2)
    assert {name: index_and_key_names(record, name) for name in keys} == before
    with record.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")).scalar() == 0


def index_and_key_names(engine, name):
    """Return the names of the indexes and keys of a table."""
    inspected = sa.inspect(engine)
    by_name = {"key": lambda found: found["name"]}
    return sorted(inspected.get_indexes(name), **by_name), sorted(inspected.get_foreign_keys(name), **by_name)


def test_chunks_contain_whole_days_and_every_order_once(ask, tmp_path, monkeypatch):
    monkeypatch.setattr(ordering, "ORDERS_AT_ONCE", 700)
    chunked = build_company(tmp_path)
    ask_larger = query_function(chunked)
    assert ask_larger("SELECT count(*), count(DISTINCT number), max(id) FROM orders") == [(10_000, 10_000, 10_000)]
    assert ask_larger(
        "SELECT count(*) FROM orders a JOIN orders b ON b.id = a.id + 1 AND b.ordered_on < a.ordered_on"
    ) == [(0,)]
    assert ties.all_unreconciled(ask_larger) == []
    chunked.dispose()
