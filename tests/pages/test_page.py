"""Pages: their addresses, and the check before their layouts."""

import pytest
from dash import html
from flask_login import login_user

import pages
from dashapp.surfaces import PAGES_ROUTER
from pages.page import Page, with_access_check
from services.access.rights import RIGHTS_OF, Right
from services.errors import NotFound

SECRET = "the board's numbers"


def secret_layout(**_):
    return html.P(SECRET)


def text_of(component) -> str:
    return str(component.to_plotly_json())


@pytest.mark.parametrize("role", RIGHTS_OF)
@pytest.mark.parametrize("needs", list(Right))
def test_a_layout_is_shown_only_to_members_with_its_right(app, ours, role, needs):
    layout = with_access_check(Page("/board", "Board", needs), secret_layout)
    with app.test_request_context():
        login_user(ours.members[role])
        assert (SECRET in text_of(layout())) is (needs in RIGHTS_OF[role])


def test_a_layout_is_not_shown_to_a_stranger(app):
    with app.test_request_context():
        drawn = text_of(with_access_check(Page("/board", "Board", Right.VIEW), secret_layout)())
    assert SECRET not in drawn
    assert "You do not have permission" in drawn


def test_an_error_that_a_reader_can_act_on_is_shown_in_place_of_the_page(app, ours):
    def missing(**_):
        raise NotFound("dashboard")

    with app.test_request_context():
        login_user(ours.members["viewer"])
        assert "There is no such dashboard" in text_of(with_access_check(Page("/b", "B", Right.VIEW), missing)())


@pytest.mark.parametrize("role", RIGHTS_OF)
def test_every_page_opens_for_every_role_or_says_why_not(client_of, ours, role):
    visitor = client_of(ours.members[role])
    for page in pages.menu():
        assert visitor.get(page.path).status_code == 200, page.path
        drawn = visitor.call(PAGES_ROUTER, **opening(page.path)).text
        assert page.title in drawn
        assert "Something went wrong" not in drawn
        assert ("You do not have permission" in drawn) is not ours.members[role].may(page.needs)


def test_an_unknown_link_shows_the_page_for_it(client_of, ours):
    answer = client_of(ours.members["viewer"]).call(PAGES_ROUTER, **opening("/no/such/page"))
    assert "Page not found" in answer.text


def test_a_dashboard_that_people_make_has_a_page(client_of, ours):
    answer = client_of(ours.members["viewer"]).call(PAGES_ROUTER, **opening(f"/dashboards/{ours.key}"))
    assert ours.marker in answer.text
    assert client_of(ours.members["viewer"]).get(f"/dashboards/{ours.key}").status_code == 200


@pytest.mark.parametrize("slug", ["no-such-board", "metric:order.revenue", "home:"])
def test_no_other_slug_has_a_dashboard_page(client_of, ours, theirs, slug):
    for each in (slug, theirs.key):
        answer = client_of(ours.members["viewer"]).call(PAGES_ROUTER, **opening(f"/dashboards/{each}"))
        assert "There is no such dashboard" in answer.text
        assert theirs.marker not in answer.text


@pytest.mark.parametrize("search", ["?name=deal.won", "?name=deal.won&name=order.count"])
def test_the_query_string_does_not_override_the_path(client_of, ours, search):
    visitor = client_of(ours.members["viewer"])
    drawn = visitor.call(PAGES_ROUTER, **opening("/metrics/order.revenue", search)).text
    assert "metric:order.revenue" in drawn
    assert "deal.won" not in drawn


def opening(path: str, search: str = "") -> dict[str, list[dict[str, str]]]:
    """What the browser sends when it opens an address."""
    location = {"pathname": path, "search": search}
    inputs = [{"id": "_pages_location", "property": name, "value": value} for name, value in location.items()]
    filled = {"_pages_content": "children", "_pages_store": "data"}
    return {"inputs": inputs, "outputs": [{"id": id, "property": name} for id, name in filled.items()]}


def test_no_two_pages_share_an_address():
    for module in pages.ALL:
        assert [each for each in pages.ALL if each.PAGE.answers(module.PAGE.path)] == [module]


@pytest.mark.parametrize(
    ("path", "requested", "answers"),
    [
        ("/sales", "/sales", True),
        ("/sales", "/sales/", False),
        ("/sales", "/salesman", False),
        ("/boards/<slug>", "/boards/mine", True),
        ("/boards/<slug>", "/boards/", False),
        ("/boards/<slug>", "/boards/mine/yours", False),
        ("/a.b", "/axb", False),
    ],
)
def test_a_parameter_matches_one_segment_of_the_path(path, requested, answers):
    assert Page(path, "Page", Right.VIEW).answers(requested) is answers
