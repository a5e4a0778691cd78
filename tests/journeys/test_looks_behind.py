"""What holds for the first page and for those behind a number, at every size and in both themes."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models import Client, Deal
from services.access.members import Member
from tests.journeys.conftest import address_of, card, violations, wait_until_drawn
from tests.journeys.firm import IDLE, LONG
from tests.journeys.test_home import was_here
from tests.journeys.test_looks import SIZES, overhang, overlapping, sizes
from tests.organizations import SeededOrganization, build

pytestmark = pytest.mark.e2e

METRIC = "/metrics/order.revenue?board=sales&by=client.name&order.region=South&order.region=North"
# A row of a table is 36 px high, and the controls below it are the table's own.
TOO_SMALL = """() => [...document.querySelectorAll("main :is(a, button, summary, select, textarea, input[type=date])")]
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".records__grid"))
  .map(each => [each.innerText.trim() || each.ariaLabel || each.id, Math.ceil(each.getBoundingClientRect().height)])
  .filter(([name, height]) => height < 44)"""


@pytest.fixture
def page(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def reader(app: Flask, page_of: Callable[[Member], Page], firm: SeededOrganization) -> Page:
    """An editor of the firm who was last here in January."""
    was_here(app, firm.members["editor"], datetime(2025, 1, 25, 9, tzinfo=UTC))
    return page_of(firm.members["editor"])


def flaws(page: Page, path: str, width: int) -> dict[str, object]:
    """Open a page, and return what sticks out, lies over another card, or stands in axe's way, by theme."""
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(path)
    found: dict[str, object] = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        expect(page.locator("[data-dash-is-loading]")).to_have_count(0)
        whole(page)
        found[theme] = {"sticks out": overhang(page), "overlap": overlapping(page), "axe": violations(page)}
    sound = {"sticks out": 0, "overlap": [], "axe": []}
    return {theme: result for theme, result in found.items() if result != sound}


def whole(page: Page) -> None:
    """Wait until nothing of a page is still to come, its charts and rows included."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)
    expect(page.locator(".chart__graph:not(:has(.main-svg))")).to_have_count(0)
    expect(page.locator(".records__frame:not(:has(.ag-row))")).to_have_count(0)


@sizes
def test_home_a_metric_a_client_and_a_deal_hold_at_every_size(
    app: Flask, reader: Page, firm: SeededOrganization, width: int
) -> None:
    client, deal = address_of(app, firm, Client, "Ada Byron"), address_of(app, firm, Deal, "D-1")
    found = {path: flaws(reader, path, width) for path in ("/", METRIC, client, deal)}
    assert found == dict.fromkeys(found, {})


@sizes
def test_they_hold_without_data(app: Flask, reader: Page, firm: SeededOrganization, width: int) -> None:
    paths = (address_of(app, firm, Client, IDLE), "/metrics/quota.coverage", "/customers/999999")
    found = {path: flaws(reader, path, width) for path in paths}
    assert found == dict.fromkeys(found, {})


@sizes
def test_home_holds_in_an_empty_organisation(app: Flask, page_of: Callable[[Member], Page], width: int) -> None:
    page = page_of(build(app, "Empty", marker="Hollow", with_rows=False).members["owner"])
    assert flaws(page, "/", width) == {}


def test_a_finger_can_touch_all_that_leads_on(app: Flask, reader: Page, firm: SeededOrganization) -> None:
    reader.set_viewport_size({"width": 375, "height": 812})
    client, deal = address_of(app, firm, Client, "Ada Byron"), address_of(app, firm, Deal, "D-1")
    found = {}
    for path in ("/", METRIC, client, deal):
        reader.goto(path)
        whole(reader)
        found[path] = reader.evaluate(TOO_SMALL)
    assert found == dict.fromkeys(found, [])


def test_the_longest_name_is_shown_whole(app: Flask, reader: Page, firm: SeededOrganization) -> None:
    reader.set_viewport_size({"width": 375, "height": 812})
    reader.goto(address_of(app, firm, Client, "Ada Byron"))
    wait_until_drawn(reader)
    title = reader.get_by_role("heading", level=1)
    expect(title).to_have_text(LONG)
    assert overhang(reader) <= 0
    assert title.evaluate("title => title.scrollWidth <= title.clientWidth")
    expect(card(reader, "Timeline").get_by_role("link", name=LONG)).to_be_visible()
