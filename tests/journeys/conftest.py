"""A shop that our members look at in a browser, and what a browser is asked about a page."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from models import db
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


def drawn(page: Page) -> None:
    """Wait until every tile has its card."""
    expect(page.locator(".place").first).to_be_visible()
    expect(page.locator(".place [aria-busy=true]")).to_have_count(0)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page, in short."""
    found = Axe().run(page, context={"exclude": [[DROPDOWN_FOCUS_TARGET]]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def card(page: Page, title: str):  # type: ignore[no-untyped-def]
    """Return the card with this title."""
    return page.locator("article.card").filter(has=page.get_by_role("heading", name=title, exact=True))
