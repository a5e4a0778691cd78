"""The check that Dash leaves out when it does not draw every page for its first visitor."""

import json
from collections import Counter
from typing import Any

import pytest

import pages
from callbacks.surface import Surface
from dashapp.surfaces import PAGES_ROUTER, surfaces_of
from models import Deal, Pipeline, Stage, db
from services.access import tenants
from services.dashboards.filters.saved import save_filters
from services.dashboards.filters.state import from_search
from services.dashboards.storage.boards import load_board
from tests.forgery import calls
from tests.organizations import SeededOrganization
from tests.pages.test_page import opening

# Dash and its pages bring these along themselves.
DASHS_OWN = ("_pages_", "_dash")


def ids_in(part: Any) -> list[str]:
    """Return every id in a layout as it travels to the browser, one text for each."""
    if isinstance(part, list):
        return [found for each in part for found in ids_in(each)]
    if not isinstance(part, dict):
        return []
    own = [write(part["props"]["id"])] if "namespace" in part and "id" in part["props"] else []
    return own + [found for each in part.values() for found in ids_in(each)]


def write(id: Any) -> str:
    return id if isinstance(id, str) else json.dumps(id, sort_keys=True)


@pytest.fixture
def layouts(app, client_of, ours) -> dict[str, list[str]]:
    """The ids of the shell together with those of each page, as an owner gets them; one of each kind that is about one
    thing."""
    visitor = client_of(ours.members["owner"])
    shell = ids_in(visitor.fetch("/_dash-layout").json)
    about = ("/metrics/order.revenue", f"/customers/{ours.rows['client']}", f"/deals/{a_deal(app, ours)}")
    paths = [*(page.path for page in pages.menu()), *about]
    drawn = {path: visitor.call(PAGES_ROUTER, **opening(path)).json for path in paths}
    drawn["layout editor"] = visitor.call(PAGES_ROUTER, **opening("/orders", "?edit-layout=1")).json
    remembers(app, ours, "orders", "?grain=quarter")
    drawn["leading on"] = visitor.call(PAGES_ROUTER, **opening("/orders")).json
    return {path: shell + ids_in(answer["response"]) for path, answer in drawn.items()}


def remembers(app, tenant: SeededOrganization, slug: str, search: str) -> None:
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        found = load_board(db.session(), slug)
        save_filters(db.session(), tenant.members["owner"].principal, found, from_search(search, found.filters))


def a_deal(app, tenant: SeededOrganization) -> int:
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        stage = Stage(key="talks", name="Talks", position=1, outcome="open", pipeline=Pipeline(key="only", name="Only"))
        deal = Deal(key="D1", name="A deal", stage=stage, currency="EUR", client_id=tenant.rows["client"])
        db.session.add(deal)
        db.session.commit()
        return deal.id


def test_no_id_stands_twice_on_a_page(layouts):
    for path, ids in layouts.items():
        assert [id for id, count in Counter(ids).items() if count > 1] == [], path


def test_every_id_that_a_callback_names_is_on_some_page_or_drawn_by_another(app, client_of, ours, layouts):
    known = {id for ids in layouts.values() for id in ids} | drawn_by_callbacks(app, client_of, ours)
    missing = {id for id in named_in(surfaces_of(app)[0]) if not id.startswith(DASHS_OWN) and not is_there(id, known)}
    assert missing == set()


def drawn_by_callbacks(app, client_of, tenant: SeededOrganization) -> set[str]:
    """Return the ids in all that callbacks answer to a member of a house that has rows of every kind."""
    visitor, (surface, _) = client_of(tenant.members["owner"]), surfaces_of(app)
    bodies = [(output, body) for output in surface.policies for body in calls(surface, output, [tenant.key])]
    answers = [visitor.call(output, **body) for output, body in bodies]
    return {id for answer in answers if answer.status_code == 200 for id in ids_in(answer.json)}


def named_in(surface: Surface) -> set[str]:
    """Return every id that is read by a callback, or that it must find to fill; optional ones aside."""
    result = [each for spec in surface.app._callback_list for each in (*spec["inputs"], *spec["state"])]
    return {each["id"] for each in result if not each.get("allow_optional")}


def is_there(id: str, known: set[str]) -> bool:
    """Return whether an id is on a page; one with a wildcard for ALL may fit nothing yet."""
    if not id.startswith("{"):
        return id in known
    return any(fits(json.loads(id), json.loads(each)) for each in known if each.startswith("{")) or '["ALL"]' in id


def fits(pattern: dict[str, Any], id: dict[str, Any]) -> bool:
    if set(pattern) != set(id):
        return False
    return all(isinstance(part, list) or part == id[key] for key, part in pattern.items())


def test_the_pages_were_really_walked(layouts):
    for path, ids in layouts.items():
        # A board without any rows has the ids of the shell alone: it says how to load some.
        assert len(ids) >= 10, path
