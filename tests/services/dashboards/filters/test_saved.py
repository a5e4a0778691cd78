"""What each person last chose on a dashboard."""

import pytest
from flask import Flask

from models import Dashboard, db
from services.access import tenants
from services.dashboards.filters.saved import save_filters, saved_filters
from services.dashboards.filters.state import from_search
from services.dashboards.spec import Board
from services.dashboards.storage.boards import load_board
from services.sources import versions
from tests.organizations import SeededOrganization

NORTH = "?grain=week&order.region=North"


@pytest.fixture
def orders(app: Flask, ours: SeededOrganization):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        yield load_board(db.session(), "orders")


def chooses(member, on: Board, search: str) -> None:
    save_filters(db.session(), member, on, from_search(search, on.filters))


def test_choices_are_remembered_for_who_made_them(orders, ours: SeededOrganization):
    viewer, editor = ours.members["viewer"].principal, ours.members["editor"]
    chooses(viewer, orders, NORTH)
    assert (saved_filters(db.session(), viewer, orders), saved_filters(db.session(), editor, orders)) == (NORTH, "")
    chooses(viewer, orders, "?grain=quarter")
    assert saved_filters(db.session(), viewer, orders) == "?grain=quarter"


def test_who_goes_back_to_what_is_usual_finds_it_so(orders, ours: SeededOrganization):
    chooses(ours.members["viewer"].principal, orders, NORTH)
    chooses(ours.members["viewer"].principal, orders, "")
    assert saved_filters(db.session(), ours.members["viewer"].principal, orders) == ""


def test_a_filter_that_the_dashboard_has_lost_leaves_it_as_usual(orders, ours: SeededOrganization):
    chooses(ours.members["viewer"].principal, orders, NORTH)
    row = db.session.scalars(db.select(Dashboard).where(Dashboard.slug == "orders")).one()
    row.filters = ["product.category"]
    db.session.commit()
    assert saved_filters(db.session(), ours.members["viewer"].principal, load_board(db.session(), "orders")) == ""


def test_on_a_page_that_is_made_for_one_thing_nothing_is_kept(orders, ours: SeededOrganization):
    made = Board("metric:order.revenue", "Revenue", orders.tiles, orders.filters)
    chooses(ours.members["viewer"].principal, made, NORTH)
    assert saved_filters(db.session(), ours.members["viewer"].principal, made) == ""


def test_what_no_address_could_hold_is_not_kept(orders, ours: SeededOrganization):
    chooses(ours.members["viewer"].principal, orders, f"?order.region={'*' * 3_000}")
    assert saved_filters(db.session(), ours.members["viewer"].principal, orders) == ""


def test_what_a_person_last_chose_does_not_age_the_data(orders, ours: SeededOrganization):
    def version() -> int:
        return versions.current(db.session().connection(), ours.id)

    before = version()
    chooses(ours.members["viewer"].principal, orders, NORTH)
    assert version() == before
