"""The demo company as a whole: reproducible, the same on both engines, and consistent."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256

import numpy as np
import pytest
import sqlalchemy as sa

from models import Client, db
from services import demo
from services.demo import filling
from services.demo.company import invent
from services.demo.writing import references
from services.errors import DemoIsThere
from services.sources import versions
from tests.services.demo.conftest import SEED, TODAY

NOON = datetime(2025, 11, 22, 12, tzinfo=UTC)
BUSINESS = [table for table in db.metadata.sorted_tables if "organization_id" in table.c]
NOT_FILLED = {
    *("team_days", "call_shifts", "client_notes"),
    *("dashboards", "dashboard_versions", "tiles", "layouts", "shared_layouts", "remembered_choices"),
    *("catalog_layers", "value_lists"),
}


def digest(today: date, seed: int) -> str:
    """Return a digest of all values of a company."""
    cells = sha256()
    for rows in invent(today, seed):
        for name, column in rows.columns.items():
            cells.update(f"{rows.table}.{name}".encode())
            cells.update(repr(column.tolist() if isinstance(column, np.ndarray) else column).encode())
    return cells.hexdigest()


def test_the_same_seed_and_day_invent_the_same_company():
    assert digest(TODAY, SEED) == digest(TODAY, SEED)
    assert digest(TODAY, SEED) != digest(TODAY, SEED + 1)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2025, 2, 1), date(2025, 4, 21)])
def test_any_day_can_be_the_last(today):
    last = np.datetime64(today)
    for rows in invent(today, SEED):
        if rows.table in ("orders", "payments", "bank_balances", "deal_snapshots"):
            day = rows.columns[
                {"orders": "ordered_on", "payments": "paid_on", "bank_balances": "day"}.get(rows.table, "taken_on")
            ]
            assert day.max() <= last


def test_it_has_the_size_of_a_company_of_forty(ask):
    sizes = {table.name: ask(f"SELECT count(*) FROM {table.name}")[0][0] for table in BUSINESS}
    assert {name for name, size in sizes.items() if not size} == NOT_FILLED
    assert (sizes["clients"], sizes["orders"], sizes["tickets"], sizes["employees"]) == (840, 10_000, 3_000, 39)
    assert 20_000 < sizes["order_lines"] < 30_000
    assert 90_000 < sizes["deal_snapshots"] < 160_000


def test_every_reference_exists(ask):
    assert ask("PRAGMA foreign_key_check") == []
    # Rows without a client reference are linked to a client by one or two others.
    for table in ("orders", "contacts", "interactions", "subscriptions", "invoices"):
        assert ask(f"SELECT count(*) FROM {table} JOIN clients ON clients.id = client_id") == ask(
            f"SELECT count(*) FROM {table}"
        )


def test_only_plans_are_after_today(ask):
    planned = {"due_on", "expected_close_on", "baseline_start_on", "baseline_end_on", "committed_on"}
    planned_tables = {"schedule_entries", "ledger_entries"}
    late = {}
    for table in BUSINESS:
        for column in table.c:
            if isinstance(column.type, sa.Date) and column.name not in planned and table.name not in planned_tables:
                [[last]] = ask(f"SELECT max({column.name}) FROM {table.name}")
                if last and last > TODAY.isoformat():
                    late[f"{table.name}.{column.name}"] = last
    assert late == {}


def test_the_ledger_has_no_entries_in_the_current_month(ask):
    """Otherwise an incomplete month without wages would be compared with complete months."""
    assert ask("SELECT max(posted_on) FROM ledger_entries WHERE scenario = 'actual'") == [("2025-10-31",)]
    assert ask("SELECT max(day) FROM account_balances") == [("2025-10-31",)]


def test_keys_and_names_are_unique(ask):
    for column in ("key", "name"):
        assert ask(f"SELECT {column} FROM clients GROUP BY 1 HAVING count(*) > 1") == []


def test_the_owner_has_a_membership_and_no_password_and_manages_the_company(ask):
    assert ask(
        "SELECT users.name, users.email, users.password_hash, memberships.role, employees.job_title FROM memberships "
        "JOIN users ON users.id = memberships.user_id JOIN employees ON employees.user_id = users.id"
    ) == [(demo.OWNER_NAME, demo.OWNER_EMAIL, None, "owner", "Managing director")]


def test_a_second_fill_is_refused_and_writes_nothing(northlight):
    with northlight.connect() as connection:
        assert demo.is_there(connection)
        with pytest.raises(DemoIsThere):
            demo.fill(connection, today=TODAY, seed=21)
        assert versions.current(connection, 1) == 1


@pytest.mark.parametrize("record_url", ["postgresql"], indirect=True)
def test_both_engines_contain_the_same_rows(northlight, record):
    with record.begin() as connection:
        demo.fill(connection, today=TODAY, seed=SEED)
    for table in BUSINESS:
        if table.name not in {"data_versions", "memberships"}:
            found = []
            for engine in (northlight, record):
                with engine.connect() as connection:
                    found.append(connection.execute(sa.select(table).order_by(table.primary_key.columns[0])).all())
            assert found[0] == found[1], table.name
    # The next row that the application inserts gets the next id.
    theirs = {
        "organization_id": 1,
        "key": "NEW",
        "kind": "person",
        "name": "New",
        "created_at": NOON,
        "updated_at": NOON,
    }
    with record.begin() as connection:
        insert = sa.insert(Client.__table__).values(**theirs).returning(Client.__table__.c.id)
        assert connection.execute(insert).scalar() == 841


def test_what_is_written_is_what_the_application_would_have_written(northlight, tmp_path):
    """Some rows of each table are read and written with the models' types, and compared as stored."""
    copy = sa.create_engine(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    db.metadata.create_all(copy)
    for table in BUSINESS:
        cells = ", ".join(f"{column.name}, typeof({column.name})" for column in table.columns)
        as_stored = f"SELECT {cells} FROM {table.name} ORDER BY 1 LIMIT 200"
        with northlight.connect() as ours, copy.begin() as theirs:
            rows = ours.execute(sa.select(table).order_by(table.columns.values()[0]).limit(200)).mappings().all()
            if rows:
                theirs.execute(sa.insert(table), [dict(row) for row in rows])
            assert ours.exec_driver_sql(as_stored).all() == theirs.exec_driver_sql(as_stored).all(), table.name
    copy.dispose()


def test_a_failed_fill_leaves_nothing(record, monkeypatch):
    def failing_invent(today, seed, scale):
        for rows in invent(today, seed, scale):
            if rows.table == "invoices":
                raise RuntimeError("The power is gone.")
            yield rows

    monkeypatch.setattr(filling, "invent", failing_invent)
    indexes = sa.inspect(record).get_indexes("orders")
    with pytest.raises(RuntimeError), record.begin() as connection:
        demo.fill(connection, today=TODAY, seed=SEED, scale=2)
    with record.connect() as connection:
        assert not demo.is_there(connection)
        for name in ("clients", "orders", "order_lines", "users"):
            assert connection.execute(sa.select(sa.func.count()).select_from(db.metadata.tables[name])).scalar() == 0
    assert sa.inspect(record).get_indexes("orders") == indexes


@pytest.mark.parametrize("record_url", ["postgresql"], indirect=True)
def test_ids_follow_those_of_another_organisation(record):
    at = datetime(2025, 1, 1, tzinfo=UTC)
    with record.begin() as connection:
        hours = json.dumps([None] * 7)
        connection.execute(
            sa.text(
                "INSERT INTO organizations (name, zone, week_start, fiscal_year_start, currency, business_hours, "
                "locale, shows_people, created_at, updated_at) "
                "VALUES ('Other', 'UTC', 0, 1, 'EUR', :hours, 'en', FALSE, :at, :at)"
            ),
            {"hours": hours, "at": at.replace(tzinfo=None)},
        )
        theirs = {
            "organization_id": 1,
            "key": "T",
            "kind": "person",
            "name": "Theirs",
            "created_at": at,
            "updated_at": at,
        }
        connection.execute(sa.insert(Client.__table__).values(id=7, **theirs))
    with record.begin() as connection:
        ours = demo.fill(connection, today=TODAY, seed=SEED)
    with record.connect() as connection:
        clients, orders = Client.__table__.c, db.metadata.tables["orders"].c
        mine = sa.select(sa.func.min(clients.id), sa.func.count()).where(clients.organization_id == ours)
        assert connection.execute(mine).one() == (8, 840)
        linked = sa.select(sa.func.count()).join_from(
            orders.id.table, clients.id.table, sa.and_(orders.client_id == clients.id, clients.organization_id == ours)
        )
        assert connection.execute(linked).scalar() == 10_000


def test_references_are_read_from_the_models():
    tables = db.metadata.tables
    assert references(tables["order_lines"]) == {"order_id": "orders", "product_id": "products"}
    assert references(tables["employees"]) == {"team_id": "teams", "manager_id": "employees"}
