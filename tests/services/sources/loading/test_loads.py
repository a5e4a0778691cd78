"""What a load does to the tables: all or nothing, and nothing the second time."""

import os
import signal
import subprocess
import sys

import pytest
import sqlalchemy as sa

from models import db
from services.errors import NotFound, RowsRefused
from services.sources import versions
from services.sources.loading import NewOrganization, RowCounts
from tests.services.sources.loading.conftest import CLIENTS, EVENING, MORNING, LoadDesk

TWO_CLIENTS = """
    number,kind,name,email
    A1,person,Anna Berg,anna@example.com
    B2,company,Hansen Optics,
"""


def version(desk: LoadDesk) -> int:
    with desk.engine.connect() as connection:
        return versions.current(connection, 7)


def test_rows_arrive_as_they_are_written(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    loaded = desk.load()
    assert loaded.tables == {"clients": RowCounts(added=2)}
    assert desk.rows("SELECT organization_id, key, kind, name, email FROM clients ORDER BY key") == [
        (7, "A1", "person", "Anna Berg", "anna@example.com"),
        (7, "B2", "company", "Hansen Optics", None),
    ]


def test_a_second_run_changes_nothing(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    first = desk.load()
    before = desk.rows("SELECT * FROM clients ORDER BY id")
    again = desk.load(at=EVENING)
    assert again.tables == {"clients": RowCounts(unchanged=2)}
    assert again.nothing_changed and not first.nothing_changed
    assert desk.rows("SELECT * FROM clients ORDER BY id") == before
    assert (first.version, again.version, version(desk)) == (1, 1, 1)


def test_only_the_row_that_differs_is_written(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.load()
    desk.write(
        "clients.csv", TWO_CLIENTS.replace("Hansen Optics,", "Hansen Optics,info@example.com") + "    C3,person,Cem,"
    )
    loaded = desk.load(at=EVENING)
    assert loaded.tables == {"clients": RowCounts(added=1, changed=1, unchanged=1)}
    assert loaded.version == 2
    clients = db.metadata.tables["clients"]
    with desk.engine.connect() as connection:
        written = connection.execute(
            sa.select(clients.c.key, clients.c.created_at, clients.c.updated_at).order_by(clients.c.key)
        ).all()
    assert written == [("A1", MORNING, MORNING), ("B2", MORNING, EVENING), ("C3", EVENING, EVENING)]


def test_a_value_that_becomes_empty_is_a_change(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.load()
    desk.write("clients.csv", TWO_CLIENTS.replace("anna@example.com", ""))
    assert desk.load().tables == {"clients": RowCounts(changed=1, unchanged=1)}
    assert desk.rows("SELECT email FROM clients WHERE key = 'A1'") == [(None,)]


def test_a_row_that_is_no_longer_in_the_file_is_kept(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.load()
    desk.write("clients.csv", "number,kind,name,email\nA1,person,Anna Berg,anna@example.com\n")
    assert desk.load().nothing_changed
    assert desk.rows("SELECT count(*) FROM clients") == [(2,)]


def test_a_column_that_the_map_does_not_name_is_not_touched(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.load()
    desk.write("clients.csv", TWO_CLIENTS.replace("Anna Berg", "Anna Holm"))
    desk.load(CLIENTS.replace(", email: email", ""))
    assert desk.rows("SELECT name, email FROM clients WHERE key = 'A1'") == [("Anna Holm", "anna@example.com")]


def test_the_same_key_in_another_organisation_is_another_row(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.load()
    desk.organization = NewOrganization("Other", "EUR", "Europe/Berlin")
    assert desk.load().tables == {"clients": RowCounts(added=2)}
    assert desk.rows("SELECT count(*), count(DISTINCT organization_id) FROM clients") == [(4, 2)]
    assert desk.rows("SELECT currency, zone FROM organizations WHERE name = 'Other'") == [("EUR", "Europe/Berlin")]


def test_one_refused_row_and_nothing_is_loaded(desk):
    desk.write("clients.csv", TWO_CLIENTS + "    C3,robot,Cem,")
    with pytest.raises(RowsRefused, match="1 row was refused"):
        desk.load()
    assert desk.rows("SELECT * FROM clients") == []
    assert version(desk) == 0


def test_with_skip_refused_the_rest_is_loaded(desk):
    desk.write("clients.csv", TWO_CLIENTS + "    C3,robot,Cem,")
    loaded = desk.load(skip_refused=True)
    assert (loaded.tables, loaded.refused) == ({"clients": RowCounts(added=2)}, 1)
    assert desk.reasons() == [(4, "kind", "robot", "must be one of person, company")]


def test_a_new_organisation_is_not_made_when_rows_are_refused(desk):
    desk.organization = NewOrganization("Other")
    desk.write("clients.csv", "number,kind,name,email\nA1,robot,Anna,\n")
    with pytest.raises(RowsRefused):
        desk.load()
    assert desk.rows("SELECT name FROM organizations") == [("Lindgren",)]


def test_a_check_writes_nothing_and_says_what_a_load_would_do(desk):
    desk.write("clients.csv", TWO_CLIENTS + "    C3,robot,Cem,")
    checked = desk.check()
    assert (checked.rows, checked.refused_lines) == (2, 1)
    assert desk.rows("SELECT * FROM clients") == []


def test_an_organisation_that_is_not_there_gets_no_rows(desk):
    desk.organization = 99
    desk.write("clients.csv", TWO_CLIENTS)
    with pytest.raises(NotFound):
        desk.load()
    assert desk.rows("SELECT * FROM clients") == []


def test_an_error_while_writing_leaves_nothing(desk):
    class Pulled(Exception):
        """A simulated crash."""

    def pull(progress):
        if progress.stage == "writing" and progress.table == "products":
            raise Pulled

    desk.write("clients.csv", TWO_CLIENTS)
    desk.write("products.csv", "code,name\nL,Lamp\n")
    products = "      - {from: products.csv, into: products, columns: {key: code, code: code, name: name}}\n"
    with pytest.raises(Pulled):
        desk.load(CLIENTS + products, report=pull)
    assert desk.rows("SELECT key FROM clients UNION ALL SELECT key FROM products") == []
    assert version(desk) == 0


KILLED_WHILE_WRITING = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import sqlalchemy as sa
from services.sources.loading import load, read_map

def report(progress):
    if progress.stage == "writing" and progress.table == "ticket_changes":
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
load(folder, read_map(folder / "map.yaml"), sa.create_engine(sys.argv[2]), 7,
     at=datetime.now(UTC), refuse=print, report=report)
"""
TICKETS = """
      - from: log.csv
        into: tickets
        repeats: true
        columns: {key: ticket, state: {always: open}, opened_at: {always: 2025-01-01 08:00Z}}
      - from: log.csv
        into: ticket_changes
        columns: {ticket_id: ticket, number: line, changed_at: at, state: state}
"""
LOG = """
    ticket,line,at,state
    T1,1,2025-01-01 09:00Z,new
    T1,2,2025-01-01 10:00Z,open
"""


def test_a_process_killed_while_writing_leaves_nothing(desk, record_url):
    desk.write("clients.csv", TWO_CLIENTS)
    desk.write("log.csv", LOG)
    desk.write("map.yaml", CLIENTS + TICKETS)
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, str(desk.folder), record_url]
    assert subprocess.run(command, cwd=os.getcwd(), check=False).returncode == -signal.SIGKILL
    for table in ("clients", "tickets", "ticket_changes", "data_versions"):
        assert desk.rows(f"SELECT * FROM {table}") == []
    assert desk.load(CLIENTS + TICKETS).tables == {
        "clients": RowCounts(added=2),
        "tickets": RowCounts(added=1),
        "ticket_changes": RowCounts(added=2),
    }


def test_progress_counts_the_rows_of_each_stage(desk):
    desk.write("clients.csv", TWO_CLIENTS)
    seen = []
    desk.load(report=seen.append)
    assert [(each.stage, each.table, each.rows) for each in seen if each.done] == [
        ("checking", "clients", 2),
        ("writing", "clients", 2),
    ]
