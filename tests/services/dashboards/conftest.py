"""Somebody who looks at a dashboard over a town whose rows fit on a page."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from cachelib import SimpleCache

from services.catalogs import BUSINESS
from services.dashboards.drawing.draw import Content, draw
from services.dashboards.drawing.paging import RecordPage, record_page
from services.dashboards.filters.state import from_search
from services.dashboards.spec import Board, TileSpec
from services.dashboards.view import BoardView
from services.road import Road
from services.semantic.context import Context
from services.semantic.query import Last, Query
from services.view_context import ViewContext
from tests.services.shop import Shop, Town, context

FILTERS = ("order.region", "product.category")
BOARD = Board("a-board", "A board", (), FILTERS)
USUAL = Last(12, "month", "data")


@pytest.fixture
def engine() -> str:
    """What a dashboard shows does not hang on the engine that answers."""
    return "sqlite"


@dataclass
class DashboardReader:
    """Looks at tiles of a town through an address, as a page does."""

    town: Town
    reader_context: Context
    road: Road = field(init=False)

    def __post_init__(self) -> None:
        self.road = Road(BUSINESS, self.town, SimpleCache())

    @property
    def context(self) -> ViewContext:
        return ViewContext(self.reader_context, "en", self.road)

    def view(self, search: str = "", board: Board = BOARD) -> BoardView:
        return BoardView(board, from_search(search, board.filters), self.context)

    def sees(self, tile: TileSpec, search: str = "", **more: Any) -> Content:
        return draw(tile, self.view(search), "light", **more).content

    def pages(self, tile: TileSpec, request: object, search: str = "") -> RecordPage:
        return record_page(tile, self.view(search), request)


@pytest.fixture
def reader_of(town_of):
    """Return a function that tells a story to our shop and gives somebody who looks at it."""

    def make(story, **reader_context: Any) -> DashboardReader:
        town = town_of(story)
        return DashboardReader(town, context(town.ours, **reader_context))

    return make


def tile(kind: str, title: str = "A tile", **asked: Any) -> TileSpec:
    """A tile over the usual period, unless it says another."""
    return TileSpec("a-tile", kind, title, Query(**{"period": USUAL, **asked}))


def orders(*fields: str, **asked: Any) -> TileSpec:
    """A record list of orders by number, unless it says another order."""
    names = ("order.number", *fields)
    return tile("records", "Orders", fields=names, **{"order": ("order.number",), **asked})


def empty(shop: Shop) -> None:
    """Nothing was ever sold."""


def trade(shop: Shop) -> None:
    shop.product("lamp", category="Home")
    shop.product("vase", category="Home")
    shop.product("bike", category="Sport")
    shop.sells(("lamp", "100", "50"), on="2024-03-10", region="South")
    shop.sells(("lamp", "60", "30"), ("vase", "40", "20"), on="2025-03-10", region="North", to="Ada")
    shop.sells(("bike", "50", "40"), on="2025-04-10", region=None, to="Bo")
