"""Invalid addresses are refused before they are read."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from dashapp.road import road_of
from models import db
from services.access import tenants
from services.access.context import context_of
from services.dashboards.view import BoardView
from services.errors import BadQuery, NotFound
from services.view_context import ViewContext
from services.views.open_view import MOST_LETTERS, open_view
from tests.organizations import SeededOrganization


@dataclass
class Door:
    app: Flask
    tenant: SeededOrganization

    def opens(self, slug: str, search: Any = None) -> BoardView:
        with self.app.app_context():
            tenants.bind(db.session(), self.tenant.id)
            member, road = self.tenant.members["viewer"], road_of(self.app)
            reader = ViewContext(context_of(member, road.catalog), "en", road)
            return open_view(db.session(), reader, slug, search)


@pytest.fixture
def door(app: Flask, ours: SeededOrganization) -> Door:
    return Door(app, ours)


def test_the_length_of_an_address_is_limited(door: Door):
    some = "?" + "&".join(f"order.region=R{number}" for number in range(300))
    assert len(door.opens("orders", some).filters.values["order.region"]) == 300
    with pytest.raises(BadQuery, match="too long"):
        door.opens("orders", f"?order.region={'x' * MOST_LETTERS}")
    with pytest.raises(BadQuery, match="too long"):
        door.opens("x" * (MOST_LETTERS + 1))


@pytest.mark.parametrize(
    ("slug", "search"),
    [("sa\0les", None), ("client:1\0", None), ("orders", "?order.region=%00"), ("metric:order.revenue", "?board=%00")],
)
def test_a_null_is_refused_with_a_message_on_every_database(door: Door, slug, search):
    with pytest.raises(BadQuery, match="is not valid"):
        door.opens(slug, search)


@pytest.mark.parametrize("slug", ["", ":", "x:y", "client:", "client:x", "deal:²", "Client:1", "sales:", "home"])
def test_an_unknown_board_is_not_found(door: Door, slug: str):
    with pytest.raises(NotFound):
        door.opens(slug)


def test_the_board_of_a_page_is_open_to_its_own_organisation_only(door: Door, theirs: SeededOrganization):
    assert door.opens(f"client:{door.tenant.rows['client']}").profile.name == f"{door.tenant.marker} Ltd"
    with pytest.raises(NotFound, match="There is no such customer"):
        door.opens(f"client:{theirs.rows['client']}")
    # A board of another organisation is not named as the page above.
    assert door.opens("metric:order.revenue", f"?board={theirs.key}").drill.came_from is None
    assert door.opens("metric:order.revenue", f"?board={door.tenant.key}").drill.came_from is not None
