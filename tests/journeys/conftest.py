"""A shop that our members look at in a browser, and what a browser is asked about a page."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from models import Dashboard, Tile, db
from services.access import tenants
from services.dashboards.spec import TileSpec
from services.semantic.query import Last, Query, to_json
from services.sources.versions import advance
from tests.houses import SOLD_ON, House
from tests.services.shop import NOW, Shop

# Dash's dropdown hides its own focus target from screen readers on purpose; nothing else is left out.
DROPDOWN_FOCUS_TARGET = ".dash-dropdown-focus-target"


@pytest.fixture
def shop(app: Flask, ours: House, theirs: House) -> House:
    """Our house with the orders of five months: 1,000 euros in the north, 500 in the south, and 40 elsewhere."""
    with app.app_context(), db.engine.begin() as connection:
        counter = Shop(connection, ours.id)
        counter.product("lamp", category="Home")
        counter.product("bike", category="Sport")
        for month in range(1, 6):
            day = f"2025-{month:02}-20"
            counter.sells(("bike", "200.00", "120.00"), to="Ada Byron", on=day, region="North", shipped=day)
            counter.sells(("lamp", "100.00", "40.00"), to="Bo Diddley", on=day, region="South", shipped=day)
        advance(connection, ours.id, NOW)
    assert SOLD_ON.year == 2025
    return ours


@pytest.fixture
def sales(page_of: Callable[..., Page], shop: House) -> Page:
    """The sales page, drawn, before a viewer's eyes."""
    page = page_of(shop.members["viewer"])
    page.goto("/sales")
    drawn(page)
    return page


REVENUE, ORDER = ("order.revenue",), ("order.number", "order.value")
USUAL = Last(12, "month", "data")
# A page of every kind of card: a tile that no region filters, a target, a section, and one that nobody can read.
OWN_TILES = (
    TileSpec("revenue", "number", "Revenue", Query(metrics=("order.revenue", "order.median_value"), period=USUAL)),
    TileSpec("new", "number", "New customers", Query(metrics=("client.new",), period=USUAL)),
    TileSpec("course", "line", "Revenue over time", Query(metrics=REVENUE, period=USUAL, grain="month")),
    TileSpec("regions", "bar", "Revenue by region", Query(metrics=REVENUE, dimensions=("order.region",), period=USUAL)),
    TileSpec("broken", "bar", "Broken", Query(metrics=REVENUE, period=USUAL), "Orders and clients"),
    TileSpec("orders", "records", "Orders", Query(fields=ORDER, period=USUAL), "Orders and clients"),
    TileSpec("count", "number", "Orders won", Query(metrics=("order.count",), period=USUAL), "Orders and clients"),
    TileSpec("clients", "records", "Clients", Query(fields=("client.name", "client.kind")), "All clients"),
)


@pytest.fixture
def own_sales(app: Flask, shop: House) -> House:
    """The shop, whose sales page is one that its people made."""
    with app.app_context():
        tenants.bind(db.session(), shop.id)
        board = db.session.scalars(sa.select(Dashboard).where(Dashboard.slug == "sales")).one()
        for tile in board.tiles:
            db.session.delete(tile)
        db.session.flush()
        board.filters = ["order.region"]
        board.tiles = [stored(place, tile) for place, tile in enumerate(OWN_TILES)]
        db.session.commit()
    return shop


def stored(place: int, tile: TileSpec) -> Tile:
    told = {"slug": tile.slug, "kind": tile.kind, "title": tile.title, "section": tile.section, "width": tile.width}
    return Tile(position=place, query=to_json(tile.query), **told)


def drawn(page: Page) -> None:
    """Wait until every tile has its card, or the page has said that there is nothing for any."""
    expect(page.locator(".place, .blank").first).to_be_visible()
    expect(page.locator(".place [aria-busy=true]")).to_have_count(0)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page, in short."""
    found = Axe().run(page, context={"exclude": [[DROPDOWN_FOCUS_TARGET]]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def card(page: Page, title: str):  # type: ignore[no-untyped-def]
    """Return the card with this title."""
    return page.locator("article.card").filter(has=page.get_by_role("heading", name=title, exact=True))


def turn(page: Page, title: str, to: str) -> None:
    """Turn a chart to a table, or back, by its button or where that has no room by its menu."""
    turned = card(page, title)
    turned.hover()
    button = turned.get_by_role("button", name=f"{title}: show as {to}")
    if not button.is_visible():
        turned.locator("summary").click()
        button = turned.get_by_role("button", name=f"Show as {to}", exact=True)
    button.click()
