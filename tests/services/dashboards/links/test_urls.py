"""Addresses within the app: what is behind a tile, and the way back."""

import pytest
from cachelib import NullCache

from services.catalogs import BUSINESS
from services.dashboards.filters.state import from_search
from services.dashboards.links.urls import board_address, drill_url, splits
from services.dashboards.spec import Board, TileSpec
from services.dashboards.view import BoardView
from services.road import Road
from services.semantic.conditions import Compare, In, Not, Null
from services.semantic.query import Query
from services.view_context import ViewContext
from services.views.metric import breadcrumbs, drill, split_by
from tests.services.dashboards.conftest import empty
from tests.services.shop import context

FILTERS = ("order.region", "product.category", "ticket.category")


def view_of(slug: str, search: str = "") -> BoardView:
    reader = ViewContext(context(1), "en", Road(BUSINESS, None, NullCache()))
    return BoardView(Board(slug, "A board", (), FILTERS), from_search(search, FILTERS), reader)


def leads(search: str = "", board: str = "sales", **asked) -> str | None:
    query = Query(**{"metrics": ("order.revenue",), **asked})
    return drill_url(TileSpec("a", "number", "A", query), view_of(board, search))


def test_a_number_leads_to_its_metric_with_the_readers_choices_and_the_breadcrumbs():
    search = "?period=this-year&grain=week&order.region=North"
    assert leads(search) == "/metrics/order.revenue?period=this-year&grain=week&order.region=North&board=sales"


def test_each_metric_of_a_tile_leads_to_its_own_page():
    tile = TileSpec("a", "waterfall", "A", Query(metrics=("order.revenue", "order.count", "order.gross_margin")))
    assert drill_url(tile, view_of("sales"), "order.count") == "/metrics/order.count?board=sales"
    assert drill_url(tile, view_of("metric:order.count"), "order.count") is None


def test_a_filter_that_the_metric_cannot_reach_is_not_taken_along():
    assert leads("?ticket.category=Invoice") == "/metrics/order.revenue?board=sales"


def test_a_chart_leads_to_the_same_split():
    assert leads(dimensions=("order.region",)) == "/metrics/order.revenue?board=sales&by=order.region"


def test_a_condition_that_an_address_can_spell_is_taken_along():
    where = In("client.key", ("C1",))
    assert leads(where=where, board="client:5") == "/metrics/order.revenue?client.key=C1&board=client%3A5"


@pytest.mark.parametrize("where", [Not(Null("order.region")), Compare("order.ordered_on", ">", "2025-01-01")])
def test_what_an_address_cannot_spell_leads_nowhere_rather_than_to_another_number(where):
    assert leads(where=where) is None


def test_a_list_a_metrics_own_page_and_an_unreadable_tile_lead_nowhere():
    assert leads(metrics=(), fields=("order.number",)) is None
    assert leads(board="metric:order.revenue") is None
    assert leads(metrics=("-",)) is None


@pytest.mark.parametrize(
    ("slug", "address"),
    [("sales", "/sales"), ("home:", "/"), ("client:5", "/customers/5"), ("my-own", "/dashboards/my-own")],
)
def test_every_board_has_an_address(slug, address):
    assert board_address(slug) == address


def test_a_metric_is_split_by_what_all_its_parts_reach():
    assert {"order.region", "client.segment", "product.category"} <= set(splits("order.revenue", BUSINESS))
    assert "ticket.category" not in splits("order.revenue", BUSINESS)


def test_another_split_keeps_the_rest_of_the_address():
    assert split_by("?period=this-year&board=sales&by=a", "b") == "?period=this-year&board=sales&by=b"


def test_without_a_board_the_way_back_is_home(reader_of):
    drilled = drill(None, reader_of(empty).context, "order.revenue", "")  # type: ignore[arg-type]
    assert breadcrumbs(drilled) == [("Home", "/")]
