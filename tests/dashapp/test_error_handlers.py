"""The messages that readers get for errors."""

import logging
import re

import pytest
from dash import Input, Output
from werkzeug.exceptions import ImATeapot

from dashapp.factory import create_app
from dashapp.surfaces import surfaces_of
from models import db
from services.access.rights import Right
from services.errors import NotFound
from tests.conftest import settings_in
from tests.organizations import build
from tests.visitors import Visitor

SECRET = "postgresql://panorama:hunter2@db"


def unlucky(_):
    raise ValueError(SECRET)


def asking_for_too_much(_):
    raise NotFound("dashboard")


RAISED = {"unlucky": unlucky, "missing": asking_for_too_much}


@pytest.fixture
def visitor(tmp_path):
    """A viewer of an app with a route and a callback for each kind of error."""
    app = create_app(settings_in(tmp_path))
    main, _ = surfaces_of(app)
    for name, function in RAISED.items():
        app.add_url_rule(f"/probe/{name}", f"probe_{name}", lambda function=function: function(None))
        main.callback(Output(name, "children"), Input("probe", "value"), needs=Right.VIEW)(function)
    app.add_url_rule("/probe/teapot", "probe_teapot", lambda: (_ for _ in ()).throw(ImATeapot(SECRET)))
    with app.app_context():
        db.create_all()
    yield Visitor(app, build(app, "Ours", "Quillfeather").members["viewer"])
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def call_probe(visitor: Visitor, output: str):
    inputs = [{"id": "probe", "property": "value", "value": 1}]
    id, name = output.split(".")
    return visitor.call(output, inputs=inputs, outputs={"id": id, "property": name})


def test_an_error_that_a_reader_can_act_on_keeps_its_message(visitor):
    assert visitor.fetch("/probe/missing").json == {"error": NotFound("dashboard").message}
    page = visitor.get("/probe/missing")
    assert page.status_code == 404
    assert "There is no such dashboard" in page.text


def test_an_unexpected_error_is_logged_under_the_reference_that_the_reader_gets(visitor, caplog):
    for answer in (visitor.get("/probe/unlucky"), visitor.fetch("/probe/unlucky")):
        assert answer.status_code == 500
        assert SECRET not in answer.text and "Traceback" not in answer.text
        [reference] = re.findall(r"this reference: (\w{8})", answer.text)
        record = next(record for record in caplog.records if reference in record.message)
        assert record.levelno == logging.ERROR
        assert SECRET in str(record.exc_info[1])


def test_a_callback_that_fails_shows_a_notice_and_changes_nothing_else(visitor, caplog):
    answer = call_probe(visitor, "unlucky.children").json
    assert "response" not in answer or "unlucky" not in answer["response"]
    notice = str(answer["sideUpdate"]["shell-notice"])
    [reference] = re.findall(r"this reference: (\w{8})", notice)
    assert any(reference in record.message for record in caplog.records)
    assert SECRET not in str(answer)


def test_a_callback_shows_an_error_that_a_reader_can_act_on(visitor, caplog):
    notice = str(call_probe(visitor, "missing.children").json["sideUpdate"]["shell-notice"])
    assert NotFound("dashboard").message in notice
    assert not caplog.records


def test_an_error_without_a_message_reveals_nothing(visitor):
    answer = visitor.fetch("/probe/teapot")
    assert (answer.status_code, answer.json) == (
        418,
        {"error": "We could not complete your request. Nothing was changed."},
    )


@pytest.mark.parametrize("path", ["/_dash-component-suites/os/os.py", "/_dash-component-suites/dash/../secret"])
def test_an_unknown_bundle_is_not_found(visitor, path):
    assert visitor.fetch(path).status_code == 404


def test_a_call_from_an_outdated_page_is_refused_with_a_hint(visitor):
    answer = visitor.call("missing.children", outputs={"id": "other", "property": "children"})
    assert answer.status_code == 400
    assert "out of date" in answer.json["error"]
