"""The sheet of keys, and a way through the app on which nobody touches a mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from services.access.members import Member
from tests.journeys.arranging import arranges
from tests.journeys.conftest import best, card, violations, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e


@pytest.fixture
def reader(page_of: Callable[[Member], Page], trade: SeededOrganization) -> Page:
    page = page_of(trade.members["viewer"])
    page.goto("/orders")
    expect(page.get_by_role("heading", level=1)).to_have_text("Orders")
    return page


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(sheet(page)).to_be_hidden()


def test_two_keys_lead_to_a_page(reader: Page) -> None:
    reader.keyboard.press("g")
    reader.keyboard.press("c")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Customers")
    reader.keyboard.press("/")
    expect(reader.get_by_role("combobox", name="Search or jump to")).to_be_focused()
    # In a field, letters are letters.
    reader.keyboard.type("gs?")
    expect(reader.get_by_role("combobox", name="Search or jump to")).to_have_value("gs?")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Customers")


def test_the_sheet_lists_the_keys_and_turns_them_off(reader: Page) -> None:
    reader.keyboard.press("?")
    expect(sheet(reader).get_by_role("term")).to_contain_text(
        ["Show keyboard shortcuts", "Edit layout of this dashboard", "Home"]
    )
    sheet(reader).get_by_role("switch", name="Enable single-key shortcuts").click()
    close(reader)
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Orders")
    for key in ("?", "g", "c"):
        reader.keyboard.press(key)
    # What follows is heard after them, and so tells that they were not.
    reader.keyboard.press("Control+k")
    reader.keyboard.type("keyboard")
    expect(best(reader)).to_contain_text("Keyboard shortcuts")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Orders")
    reader.keyboard.press("Enter")
    expect(sheet(reader).get_by_role("switch")).not_to_be_checked()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_sheet(reader: Page, theme: str) -> None:
    # Drawn in the theme from the start: a card that is drawn anew is pale for a moment.
    reader.emulate_media(color_scheme=theme, reduced_motion="reduce")
    reader.reload()
    wait_until_drawn(reader)
    expect(reader.locator("[data-dash-is-loading]")).to_have_count(0)
    expect(reader.locator("html")).to_have_attribute("data-theme", theme)
    reader.keyboard.press("?")
    expect(sheet(reader)).to_be_visible()
    assert violations(reader) == []


def test_no_key_leads_away_from_what_is_not_saved_without_asking(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = arranges(page_of(trade.members["editor"]))
    page.get_by_role("button", name="Hide Revenue", exact=True).click()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Stay").click()
    expect(page.get_by_role("button", name="Show Revenue", exact=True)).to_be_visible()


def test_a_reader_gets_from_the_first_page_to_a_client_and_back_without_a_mouse(reader: Page) -> None:
    reader.goto("/sales")
    wait_until_drawn(reader)
    walk_to(reader, "Skip to content")
    reader.keyboard.press("Enter")
    walk_to(reader, "Month")
    # The card is drawn anew by weeks. Before that, the focus would be on a button that is about to be replaced.
    with reader.expect_response(is_revenue_by_week):
        reader.keyboard.press("ArrowLeft")
    expect(reader).to_have_url(re.compile("grain=week"))
    expect(reader.locator("[data-dash-is-loading]")).to_have_count(0)
    wait_until_drawn(reader)
    walk_to(reader, "How Revenue is calculated")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("dialog").filter(has_text="SELECT")).to_be_visible()
    reader.keyboard.press("Escape")
    reader.keyboard.press("Control+k")
    reader.keyboard.type("Ltd")
    expect(best(reader)).to_contain_text("Ltd")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/customers/\d+"))
    expect(reader.locator("main")).to_be_focused()
    reader.go_back()
    expect(reader).to_have_url(re.compile("/sales.*grain=week"))
    expect(card(reader, "Revenue")).to_be_visible()


def is_revenue_by_week(response: Response) -> bool:
    asked = response.request.post_data or ""
    return '"tile":"revenue"' in asked and "grain=week" in asked


# What has the focus is called by its label, or by its words; the page as a whole is nowhere.
FOCUSED = """(() => { const at = document.activeElement;
  if (at === document.body || at.matches("main")) return "";
  return at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || at.value || ""; })()"""
# An outline around it, around the label that stands for it, or around the field that it is the inside of.
RING = """(() => { const at = document.activeElement;
  if (at === document.body || at.matches("main, .dash-dropdown-focus-target")) return true;
  const around = [at, at.nextElementSibling, at.parentElement, at.closest(".field"), at.closest(".ag-cell")];
  return around.some(each => each && (getComputedStyle(each).outlineStyle !== "none"
    || getComputedStyle(each).boxShadow.includes("0px 0px 0px"))); })()"""


def walk_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so. Wherever it stops on the way, it can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert page.evaluate(RING), here
        if name in here:
            return
    raise AssertionError(f"The focus never came to {name}.")
