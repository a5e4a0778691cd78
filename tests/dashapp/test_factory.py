"""The composition root."""

from pathlib import Path

from dashapp.factory import create_app
from dashapp.surfaces import surfaces_of
from models import db
from tests.conftest import settings_in
from tests.organizations import build
from tests.visitors import Visitor


def test_two_apps_in_one_process_serve_their_own_members(tmp_path: Path):
    apps = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        app = create_app(settings_in(tmp_path / name))
        with app.app_context():
            db.create_all()
        apps.append((app, build(app, name, marker=name)))
    for app, tenant in apps:
        visitor = Visitor(app, tenant.members["viewer"])
        assert visitor.get("/", follow_redirects=True).status_code == 200
        assert tenant.name in visitor.fetch("/_dash-layout").text
        assert visitor.fetch("/_dash-dependencies").json
        with app.app_context():
            db.engine.dispose()


def test_both_apps_have_the_same_callbacks(app, tmp_path):
    second = create_app(settings_in(tmp_path / "second"))
    ours, theirs = (list(surfaces_of(each)[0].app.callback_map) for each in (app, second))
    assert ours == theirs


def test_nothing_is_connected_before_the_server_forks(settings):
    app = create_app(settings)
    with app.app_context():
        assert db.engine.pool.checkedout() == 0
        assert not list(settings.instance.glob("*.sqlite"))


def test_sqlite_enforces_foreign_keys_and_reads_during_writes(app):
    with app.app_context(), db.engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED}
    assert pragmas == EXPECTED


EXPECTED = {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 5000}


def test_the_health_check_is_public_and_reveals_only_the_status(client_of):
    answer = client_of().fetch("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_the_health_check_fails_without_its_database(tmp_path):
    app = create_app(settings_in(tmp_path, database_url="postgresql://nobody@127.0.0.1:1/none"))
    assert app.test_client().get("/healthz").status_code == 503
