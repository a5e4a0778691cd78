"""`flask demo` creates the company only once."""

import pytest
import sqlalchemy as sa
from flask import Flask

from dashapp.cli.demo import demo
from models import db


def test_it_fills_once_and_then_changes_nothing(record, record_url):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = record_url
    db.init_app(app)
    first = app.test_cli_runner().invoke(demo, ["--today", "2025-11-21"])
    assert first.exit_code == 0
    assert first.output.startswith("Northlight Trading now has three years of orders up to 2025-11-21.\n")
    again = app.test_cli_runner().invoke(demo, ["--seed", "3"])
    assert (again.exit_code, again.output) == (0, "Northlight Trading already exists. Nothing was written.\n")
    with record.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*), max(ordered_on) FROM orders")).one()[0] == 10_000
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("record_url", ["sqlite"], indirect=True)
def test_a_larger_company_reports_its_order_lines_on_stderr(record, record_url):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = record_url
    db.init_app(app)
    done = app.test_cli_runner().invoke(demo, ["--today", "2025-11-21", "--scale", "2"])
    assert done.exit_code == 0
    assert done.stdout.startswith("Northlight Trading now has three years of orders up to 2025-11-21.\n")
    assert done.stderr.endswith(" order lines\n")
    with record.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM orders")).scalar() == 20_000
    with app.app_context():
        db.engine.dispose()


def test_a_company_that_is_too_large_is_refused(app):
    refused = app.test_cli_runner().invoke(demo, ["--scale", "5000"])
    assert refused.exit_code == 2
    assert "1<=x<=1000" in refused.output
