"""`flask load`: its output and exit codes."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from dashapp.cli.load import load
from models import db

MAP = """
version: "1"
load:
  - from: clients.csv
    into: clients
    columns: {key: number, kind: {always: person}, name: name}
"""


@pytest.fixture
def command(record_url, tmp_path, monkeypatch):
    """Return a function that runs the command in a folder with one map and a file with two clients."""
    monkeypatch.chdir(tmp_path)
    yield from command_on(record_url, tmp_path)


def command_on(url, tmp_path):
    """Yield that function, for the database at an address."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    (tmp_path / "map.yaml").write_text(MAP)
    (tmp_path / "clients.csv").write_text("number,name\nA1,Anna\nB2,Bo\n")

    def run(*options):
        return app.test_cli_runner().invoke(load, [".", "--map", "map.yaml", *options])

    yield run
    with app.app_context():
        db.engine.dispose()


def rows(record, sql):
    with record.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(sql))]


def test_it_creates_the_organisation_and_prints_the_counts(command, record):
    done = command("--organization", "Lindgren", "--create", "--currency", "EUR", "--zone", "Europe/Berlin")
    assert (done.exit_code, done.stdout) == (0, "clients: 2 added, 0 changed, 0 unchanged\n")
    assert done.stderr == "Checking clients.csv for clients: 2 rows\nWriting clients.csv for clients: 2 rows\n"
    assert rows(record, "SELECT name, currency, zone FROM organizations") == [("Lindgren", "EUR", "Europe/Berlin")]
    again = command("--organization", "Lindgren", "--create", "--currency", "EUR")
    assert again.stdout.splitlines()[-1] == "Nothing was written: every row is up to date."


def test_dollars_and_utc_are_the_defaults(command, record):
    command("--organization", "Lindgren", "--create")
    assert rows(record, "SELECT currency, zone FROM organizations") == [("USD", "UTC")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--organization", "Lindgrn"), "no organisation called Lindgrn. Did you mean Lindgren?"),
        (("--organization", "Lindgren", "--currency", "EUR"), "its currency is USD, not EUR"),
        (("--organization", "Other", "--create", "--currency", "euro"), "euro is not a currency code"),
        (("--organization", "Other", "--create", "--zone", "Berlin"), "Berlin is not a time zone"),
        (("--organization", "Lindgren", "--map", "none.yaml"), "The file none.yaml does not exist"),
    ],
)
def test_an_error_is_one_line_and_exit_1(command, options, words):
    command("--organization", "Lindgren", "--create")
    failed = command(*options)
    assert (failed.exit_code, failed.stdout, failed.stderr.count("\n")) == (1, "", 1)
    assert failed.stderr.startswith("Error: ") and words in failed.stderr


def test_a_database_without_tables_is_an_error_of_one_line(bare_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with contextmanager(command_on)(bare_url, tmp_path) as command:
        failed = command("--organization", "Lindgren", "--create")
    assert failed.exit_code == 1
    assert failed.stderr == "Error: The database has no tables yet. Run `make migrate` first.\n"


def test_refused_values_are_printed_and_written_to_a_file(command, record, tmp_path):
    (tmp_path / "clients.csv").write_text("number,name\nA1,\nB2,Bo\n")
    failed = command("--organization", "Lindgren", "--create", "--refused", "bad.csv")
    assert failed.exit_code == 1
    assert "clients.csv, line 2, name: '' is empty, but a value is required\n" in failed.stderr
    assert "Refused values written to bad.csv: 1.\n" in failed.stderr
    assert (tmp_path / "bad.csv").read_text().splitlines()[
        1
    ] == 'clients.csv,2,name,,"is empty, but a value is required"'
    assert rows(record, "SELECT * FROM organizations") == []
    loaded = command("--organization", "Lindgren", "--create", "--skip-refused")
    assert loaded.stdout.splitlines()[-1] == "Rows refused and not loaded: 1."
    assert rows(record, "SELECT key FROM clients") == [("B2",)]


def test_a_check_writes_nothing_and_fails_when_a_load_would(command, record, tmp_path):
    fine = command("--organization", "Lindgren", "--create", "--check")
    assert fine.exit_code == 0
    assert fine.stdout.endswith("\nRows to load: 2. Rows to refuse: 0. Nothing was written.\n")
    (tmp_path / "clients.csv").write_text("number,name\nA1,\nB2,Bo\n")
    assert command("--organization", "Lindgren", "--create", "--check").exit_code == 1
    assert rows(record, "SELECT * FROM organizations") == []


def test_a_check_prints_each_step(command, tmp_path):
    (tmp_path / "clients.csv").write_text("number,name,fax\nA1,Anna,1\nB2,Bo,\nC3,,2\nD4,Dua,gone\n")
    (tmp_path / "map.yaml").write_text(MAP.replace("into: clients", "into: clients\n    except: {fax: gone}"))
    lines = command("--organization", "Lindgren", "--create", "--check").stdout.splitlines()
    assert lines[:5] == [
        "clients.csv into clients: 2 to load, 1 refused, 1 excluded",
        "  (lines)             except where fax is gone",
        "  key                 number",
        "  kind                always person",
        "  name                name",
    ]
    assert lines[5].startswith("  (left empty)        email, segment, industry,") and len(lines[5]) <= 100
    (tmp_path / "map.yaml").write_text(MAP)
    assert (
        "  (not read)          fax" in command("--organization", "Lindgren", "--create", "--check").stdout.splitlines()
    )


def test_lines_that_the_map_excludes_are_counted(command, tmp_path):
    (tmp_path / "map.yaml").write_text(MAP.replace("into: clients", "into: clients\n    only: {number: A1}"))
    lines = command("--organization", "Lindgren", "--create").stdout.splitlines()
    assert lines == ["clients: 1 added, 0 changed, 0 unchanged", "Lines excluded by the map: 1."]
