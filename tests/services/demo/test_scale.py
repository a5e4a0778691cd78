"""The demo company three times as large: what grows, what does not, and that it ties all the same."""

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


def test_clients_and_orders_grow_and_the_desks_do_not(large, ask):
    keep_where = query_function(large)
    for table in ("clients", "orders"):
        [[size]], [[usual]] = (question(f"SELECT count(*) FROM {table}") for question in (keep_where, ask))
        assert size == SCALE * usual
    for table in ("order_lines", "invoices", "payments", "contacts"):
        [[size]], [[usual]] = (question(f"SELECT count(*) FROM {table}") for question in (keep_where, ask))
        assert (SCALE - 0.6) * usual < size < (SCALE + 0.3) * usual
    for table in ("employees", "deals", "tickets", "leads", "products", "inventory_levels"):
        size, usual = (question(f"SELECT count(*) FROM {table}") for question in (keep_where, ask))
        assert size == usual


def test_it_ties_like_the_small_one(large):
    assert ties.everything_that_does_not_tie(query_function(large)) == []
    assert query_function(large)("PRAGMA foreign_key_check") == []


def test_the_indexes_are_there_again(large, northlight):
    large, usual = (sa.inspect(engine) for engine in (large, northlight))
    for table in db.metadata.tables:
        assert large.get_indexes(table) == usual.get_indexes(table)


@pytest.mark.parametrize("record_url", ["postgresql"], indirect=True)
def test_postgresql_keeps_its_indexes_and_checks_too(record):
    keys = ("clients", "orders", "order_lines", "invoices", "payments")
    before = {name: index_and_key_names(record, name) for name in keys}
    with record.begin() as connection:
        fill(connection, today=TODAY, seed=SEED, scale=2)
    assert {name: index_and_key_names(record, name) for name in keys} == before
    with record.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM pg_constraint WHERE NOT convalidated")).scalar() == 0


def index_and_key_names(engine, name):
    """Return what keeps a table in order, by name."""
    inspected = sa.inspect(engine)
    by_name = {"key": lambda found: found["name"]}
    return sorted(inspected.get_indexes(name), **by_name), sorted(inspected.get_foreign_keys(name), **by_name)


def test_chunks_hold_whole_days_and_every_order_once(ask, tmp_path, monkeypatch):
    monkeypatch.setattr(ordering, "ORDERS_AT_ONCE", 700)
    chunked = build_company(tmp_path)
    keep_where = query_function(chunked)
    assert keep_where("SELECT count(*), count(DISTINCT number), max(id) FROM orders") == [(10_000, 10_000, 10_000)]
    assert keep_where(
        "SELECT count(*) FROM orders a JOIN orders b ON b.id = a.id + 1 AND b.ordered_on < a.ordered_on"
    ) == [(0,)]
    assert ties.everything_that_does_not_tie(keep_where) == []
    chunked.dispose()
