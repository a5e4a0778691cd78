"""`flask demo`: once, and then never again."""

import sqlalchemy as sa
from flask import Flask

from dashapp.cli.demo import demo
from models import db


def test_it_fills_once_and_then_touches_nothing(record, record_url):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = record_url
    db.init_app(app)
    first = app.test_cli_runner().invoke(demo, ["--today", "2025-11-21"])
    assert first.exit_code == 0
    assert first.output.startswith("Northlight Trading now has three years of orders up to 2025-11-21.\n")
    again = app.test_cli_runner().invoke(demo, ["--seed", "3"])
    assert (again.exit_code, again.output) == (0, "Northlight Trading is there already: nothing was written.\n")
    with record.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*), max(ordered_on) FROM orders")).one()[0] == 8000
    with app.app_context():
        db.engine.dispose()
