"""A shop that our members look at in a browser, and what a browser is asked about a page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from models import Client, Dashboard, Deal, Tile, db
from services.access import tenants
from services.access.members import Member
from services.dashboards.links.entity_pages import row_address
from services.dashboards.spec import TileSpec
from services.semantic.query import Last, Query, to_json
from services.sources.versions import advance
from tests.browsing import PATIENCE, Profiles
from tests.journeys.firm import prospers, trades
from tests.organizations import SOLD_ON, SeededOrganization
from tests.services.shop import NOW, Shop
from tests.visitors import Visitor

expect.set_options(timeout=PATIENCE)
# Dash's dropdown hides its own focus target from screen readers on purpose; nothing else is left out.
DROPDOWN_FOCUS_TARGET = ".dash-dropdown-focus-target"


@pytest.fixture
def shop(app: Flask, ours: SeededOrganization, theirs: SeededOrganization) -> SeededOrganization:
    """Our house with the orders of five months: 1,000 euros in the north, 500 in the south, and 40 elsewhere."""
    write_stories(app, ours, trades)
    assert SOLD_ON.year == 2025
    return ours


@pytest.fixture
def firm(app: Flask, ours: SeededOrganization, theirs: SeededOrganization) -> SeededOrganization:
    """The shop with all that goes on beside its orders, as firm.py tells it."""
    write_stories(app, ours, trades, prospers)
    return ours


def write_stories(app: Flask, tenant: SeededOrganization, *stories: Callable[[Shop], None]) -> None:
    """Write what happened to a house, and tell that its data is new."""
    with app.app_context(), db.engine.begin() as connection:
        counter = Shop(connection, tenant.id)
        for story in stories:
            story(counter)
        advance(connection, tenant.id, NOW)


def number(slug: str, title: str, *metrics: str, section: str | None = None) -> TileSpec:
    return TileSpec(slug, "number", title, Query(metrics=metrics, period=USUAL, compare="previous_year"), section)


def orders(*fields: str, section: str | None = None) -> TileSpec:
    newest_first = ("-order.ordered_on",) if "order.ordered_on" in fields else ()
    query = Query(fields=("order.number", *fields), period=USUAL, order=newest_first)
    return TileSpec("orders", "records", "Orders", query, section)


USUAL = Last(12, "month", "data")
REVENUE = ("order.revenue",)
TREND = Query(metrics=REVENUE, period=USUAL, grain="month", compare="previous_year")
REGIONS = Query(metrics=REVENUE, dimensions=("order.region",), period=USUAL)

# The tiles of a page of sales, whatever the release puts on its own.
TRADE = (
    number("revenue", "Revenue", "order.revenue"),
    number("gross-margin", "Gross margin", "order.gross_margin"),
    number("median-value", "Median order value", "order.median_value"),
    number("active-customers", "Active customers", "client.active"),
    number("open-orders", "Open orders", "order.open"),
    TileSpec("course", "line", "Revenue over time", TREND),
    TileSpec("regions", "bar", "Revenue by region", REGIONS),
    orders("order.ordered_on", "client.name", "order.region", "order.channel", "order.shipped_on", "order.value"),
)
# One with a target, sections, a tile that no region filters, and one that nobody can draw.
SECTIONS = (
    number("revenue", "Revenue", "order.revenue", "order.median_value"),
    number("new", "New customers", "client.new"),
    TileSpec("course", "line", "Revenue over time", TREND),
    TileSpec("regions", "bar", "Revenue by region", REGIONS),
    TileSpec("broken", "bar", "Broken", Query(metrics=REVENUE, period=USUAL), "Orders and clients"),
    orders("order.value", section="Orders and clients"),
    number("count", "Orders won", "order.count", section="Orders and clients"),
    TileSpec("clients", "records", "Clients", Query(fields=("client.name", "client.kind")), "All clients"),
)


def made_of(app: Flask, tenant: SeededOrganization, tiles: tuple[TileSpec, ...], *filters: str) -> SeededOrganization:
    """Let the sales page of a house be one that its people made."""
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        board = db.session.scalars(sa.select(Dashboard).where(Dashboard.slug == "sales")).one()
        for tile in board.tiles:
            db.session.delete(tile)
        db.session.flush()
        board.filters, board.dated_by = list(filters), "order.revenue"
        board.tiles = [stored_row(place, tile) for place, tile in enumerate(tiles)]
        db.session.commit()
    return tenant


def stored_row(place: int, tile: TileSpec) -> Tile:
    result = {"slug": tile.slug, "kind": tile.kind, "title": tile.title, "section": tile.section, "width": tile.width}
    return Tile(position=place, query=to_json(tile.query), **result)


@pytest.fixture
def trade(app: Flask, shop: SeededOrganization) -> SeededOrganization:
    """The shop with a sales page of its orders."""
    return made_of(app, shop, TRADE, "order.region", "product.category")


@pytest.fixture
def own_sales(app: Flask, shop: SeededOrganization) -> SeededOrganization:
    """The shop with a sales page of several sections. Of one client it is known since when they are one."""
    write_stories(app, shop, _arrives)
    return made_of(app, shop, SECTIONS, "order.region")


def _arrives(counter: Shop) -> None:
    ada = (Client.organization_id == counter.organization, Client.key == "Ada Byron")
    counter.connection.execute(sa.update(Client).where(*ada).values(acquired_on=date(2025, 1, 20)))


@pytest.fixture
def sales(page_of: Callable[..., Page], trade: SeededOrganization) -> Page:
    """The sales page, drawn, before a viewer's eyes."""
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    return page


@pytest.fixture
def elsewhere(
    profiles: Profiles, site: str, client_of: Callable[[Member | None], Visitor]
) -> Iterator[Callable[[Member], Page]]:
    """Return a function that signs a member in to a browser of their own. At the end its console must be empty."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def signed_in(member: Member) -> Page:
            page = signed_in_tab(stack.enter_context(profiles.lend()), site, client_of(member))
            page.emulate_media(reduced_motion="reduce")
            page.on(
                "console",
                lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield signed_in
    assert complaints == []


def tab(browser: Browser, site: str, visitor: Visitor, **context: Any) -> Page:
    """Return a tab of a browser of its own, signed in. Its console may complain, as it does of every refusal."""
    return signed_in_tab(browser.new_context(base_url=site, reduced_motion="reduce", **context), site, visitor)


def signed_in_tab(profile: BrowserContext, site: str, visitor: Visitor) -> Page:
    page = profile.new_page()
    page.set_default_timeout(PATIENCE)
    profile.add_cookies([{**cookie, "url": site} for cookie in visitor.cookies()])
    return page


def wait_until_drawn(page: Page) -> None:
    """Wait until every tile has its card, or the page has said that there is nothing for any."""
    expect(page.locator(".tile-body, .empty-page").first).to_be_visible()
    expect(page.locator(".tile-body [aria-busy=true]")).to_have_count(0)


def best(page: Page) -> Locator:
    """Return what Enter opens in the palette."""
    return page.get_by_role("listbox", name="Search results").get_by_role("option", selected=True)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page, in short."""
    found = Axe().run(page, context={"exclude": [[DROPDOWN_FOCUS_TARGET]]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def card(page: Page, title: str) -> Locator:
    """Return the card with this title."""
    return page.locator("article.card").filter(has=page.get_by_role("heading", name=title, exact=True))


def click_bar(page: Page, group: str, title: str = "Revenue by region") -> None:
    """Click the bar of a group where a person would, once the chart has seen that it is pointed at."""
    chart = card(page, title)
    # A bar of nothing is there and not to be seen.
    chart.locator(".bars .point").first.wait_for(state="attached")
    # A chart that is about to be drawn anew would lose the click.
    expect(page.locator("[data-dash-is-loading]")).to_have_count(0)
    names = [name.strip() for name in chart.locator(".ytick text").all_text_contents()]
    chart.scroll_into_view_if_needed()
    click_mark(page, chart, chart.locator(".bars .point").nth(names.index(group)))


def click_mark(page: Page, chart: Locator, mark: Locator, clicks: int = 1) -> None:
    """Click a mark of a chart where a person would, once the chart has seen that it is pointed at."""
    box = mark.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(chart.locator(".nsewdrag")).to_have_css("cursor", "pointer")
    page.mouse.click(*middle, click_count=clicks)


def turn(page: Page, title: str, to: str) -> None:
    """Turn a chart to a table, or back, by its button or where that has no room by its menu."""
    turned = card(page, title)
    turned.hover()
    button = turned.get_by_role("button", name=f"{title}: show as {to}")
    if not button.is_visible():
        turned.locator("summary").click()
        button = turned.get_by_role("button", name=f"Show as {to}", exact=True)
    button.click()


def address_of(app: Flask, tenant: SeededOrganization, model: type[Client] | type[Deal], key: str) -> str:
    """Return the address of the page of a client or a deal, by the number that people know it by."""
    with app.app_context():
        tenants.bind(db.session(), tenant.id)
        number = db.session.scalars(db.select(model.id).where(model.key == key)).one()
    return row_address("client" if model is Client else "deal", number)
