"""Layouts that are kept: each person's own, the organisation's, and saves that come too late."""

import pytest
from flask import Flask

from models import db
from services.access import tenants
from services.dashboards.layouts import effective_layouts, reset, save
from services.dashboards.storage.boards import load_board
from services.errors import BadLayout, NotAllowed, StaleLayout
from tests.organizations import SeededOrganization

NONE = '"0"'


@pytest.fixture
def at_home(app: Flask, ours: SeededOrganization):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        yield Home(ours)


class Home:
    """The sales dashboard of a house, as its members arrange it at the widest width."""

    def __init__(self, tenant: SeededOrganization) -> None:
        self.tenant, self.board = tenant, load_board(db.session(), "sales")

    def of(self, role: str):
        return effective_layouts(db.session(), self.tenant.members[role].principal, self.board)["wide"]

    def save(self, role: str, places: object, seen: str | None = NONE, audience: object = "me") -> str:
        return save(db.session(), self.tenant.members[role], self.board, "wide", places, seen, audience)["me"]

    def hiding(self, *names: str) -> list[dict]:
        return [
            {"name": each.name, "x": each.x, "y": each.y, "w": each.w, "h": each.h, "hidden": each.name in names}
            for each in self.of("owner").places
        ]

    def hide(self, role: str) -> list[str]:
        return [each.name for each in self.of(role).places if each.hidden]


def test_a_layout_of_ones_own_is_nobody_elses(at_home):
    at_home.save("viewer", at_home.hiding("win-rate"))
    assert (at_home.hide("viewer"), at_home.hide("editor")) == (["win-rate"], [])
    assert (at_home.of("viewer").is_own, at_home.of("editor").is_own) == (True, False)


def test_an_editor_arranges_for_whoever_has_no_layout_of_their_own(at_home):
    at_home.save("viewer", at_home.hiding("win-rate"))
    at_home.save("editor", at_home.hiding("coverage"))
    at_home.save("editor", at_home.hiding("funnel"), audience="organization")
    assert [at_home.hide(role) for role in ("owner", "editor", "viewer")] == [["funnel"], ["funnel"], ["win-rate"]]


def test_who_only_looks_arranges_for_nobody_else(at_home):
    with pytest.raises(NotAllowed):
        at_home.save("viewer", at_home.hiding(), audience="organization")


def test_reset_returns_to_the_organisations_layout(at_home):
    at_home.save("editor", at_home.hiding("funnel"), audience="organization")
    at_home.save("viewer", at_home.hiding("win-rate"))
    reset(db.session(), at_home.tenant.members["viewer"], at_home.board)
    assert at_home.hide("viewer") == ["funnel"]


def test_a_save_that_has_not_seen_the_last_one_is_refused_and_shows_what_differs(at_home):
    etag = at_home.save("viewer", at_home.hiding("win-rate"))
    with pytest.raises(StaleLayout) as refused:
        at_home.save("viewer", at_home.hiding("coverage"))
    assert refused.value.differs == ["Pipeline coverage: restored", "Win rate: hidden"]
    assert refused.value.etags["me"] == etag
    assert at_home.hide("viewer") == ["win-rate"]
    at_home.save("viewer", at_home.hiding("coverage"), seen=etag)
    assert at_home.hide("viewer") == ["coverage"]


def test_an_editor_who_was_too_late_for_everyone_is_shown_of_everyones_layout(at_home):
    at_home.save("owner", at_home.hiding("funnel"), audience="organization")
    at_home.save("editor", at_home.hiding("win-rate"))
    with pytest.raises(StaleLayout) as refused:
        at_home.save("editor", at_home.hiding("coverage"), audience="organization")
    assert [each["name"] for each in refused.value.places if each["hidden"]] == ["funnel"]


def test_a_save_after_a_reset_must_have_seen_the_reset(at_home):
    etag = at_home.save("viewer", at_home.hiding("win-rate"))
    reset(db.session(), at_home.tenant.members["viewer"], at_home.board)
    with pytest.raises(StaleLayout):
        at_home.save("viewer", at_home.hiding("coverage"), seen=etag)
    at_home.save("viewer", at_home.hiding("coverage"), seen=at_home.of("viewer").etags["me"])
    assert at_home.hide("viewer") == ["coverage"]


PLACE = {"name": "win-rate", "x": 0, "y": 0, "w": 4, "h": 4, "hidden": False}


@pytest.mark.parametrize(
    "places",
    [
        None,
        "[]",
        [1],
        [{}],
        [PLACE, PLACE],
        [PLACE] * 201,
        *(
            [{**PLACE, **wrong}]
            for wrong in ({"x": -1}, {"x": "0"}, {"w": 0}, {"h": 1}, {"h": 10**9}, {"y": True}, {"name": 7})
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(at_home, places):
    with pytest.raises(BadLayout):
        at_home.save("viewer", places)
    assert not at_home.of("viewer").is_own


def test_what_is_not_on_the_dashboard_is_not_kept(at_home):
    at_home.save("viewer", [{**PLACE, "name": "of-somebody-else"}])
    assert {each.name for each in at_home.of("viewer").places} == {each.name for each in at_home.of("editor").places}


@pytest.mark.parametrize("audience", [None, "everyone", 1])
def test_a_save_says_for_whom(at_home, audience):
    with pytest.raises(BadLayout):
        at_home.save("editor", at_home.hiding(), audience=audience)
