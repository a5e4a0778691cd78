"""The palette, in a real browser and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.access.members import Member
from tests.houses import House
from tests.journeys.conftest import violations

pytestmark = pytest.mark.e2e


@pytest.fixture
def opened(page_of: Callable[[Member], Page], ours: House, theirs: House) -> Page:
    page = page_of(ours.members["viewer"])
    page.goto("/finance")
    expect(page.get_by_role("button", name="Search or jump to")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or jump to")).to_be_focused()
    return page


def test_a_metric_is_found_by_its_name_and_opened_by_enter(opened: Page) -> None:
    opened.keyboard.type("median order")
    expect(opened.get_by_role("option", selected=True)).to_contain_text("Median order value")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("dialog", name="Search or jump to")).to_be_hidden()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Median order value")


def test_only_clients_of_ones_own_organisation_are_found(opened: Page, ours: House, theirs: House) -> None:
    opened.keyboard.type(ours.marker)
    expect(opened.get_by_role("option")).to_contain_text([f"{ours.marker} Ltd"])
    opened.get_by_role("combobox", name="Search or jump to").fill(theirs.marker)
    expect(opened.locator(".palette__blank")).to_contain_text("Nothing found for")


def test_escape_gives_the_focus_back(opened: Page) -> None:
    opened.keyboard.press("Escape")
    opener = opened.get_by_role("button", name="Search or jump to")
    opener.focus()
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("combobox", name="Search or jump to")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opener).to_be_focused()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_palette(opened: Page, theme: str) -> None:
    opened.emulate_media(color_scheme=theme, reduced_motion="reduce")
    expect(opened.locator("html")).to_have_attribute("data-theme", theme)
    expect(opened.get_by_role("option").first).to_be_visible()
    assert violations(opened) == []
    opened.keyboard.type("zzzz")
    expect(opened.locator(".palette__blank")).to_contain_text("Nothing found for")
    assert violations(opened) == []
