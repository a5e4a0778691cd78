"""The tour of the first page: offered, taken, declined, and not offered again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from components.tour import STEPS
from services.access.members import Member
from tests.journeys.conftest import best, violations
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e


@pytest.fixture
def home(page_of: Callable[[Member], Page], firm: SeededOrganization) -> Page:
    page = page_of(firm.members["viewer"])
    # A menu that is still sliding out of sight would count as being in it.
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    return wait_until_settled(page)


def wait_until_settled(page: Page) -> Page:
    expect(page.locator("#home-changes :is(.changes, .changes__none)")).to_be_visible()
    expect(page.locator("[data-dash-is-loading], main [aria-busy=true]")).to_have_count(0)
    return page


def offer(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Welcome")


def tour(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Tour")


def surrounds(page: Page, part: Locator) -> None:
    """Expect the ring around a part, which it follows frame by frame."""
    box = part.bounding_box()
    assert box
    ring = page.locator(".tour__ring")
    for side, place in (("left", box["x"]), ("top", box["y"])):
        expect(ring).to_have_css(side, re.compile(rf"^{re.escape(f'{place - 4:g}')}"))


@pytest.mark.parametrize("width", [1440, 375])
def test_the_tour_shows_part_after_part_and_is_not_offered_again(home: Page, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 800})
    offer(home).get_by_role("button", name="Take the tour").click()
    result: list[str] = []
    for _ in range(len(STEPS)):
        result.append(tour(home).get_by_role("heading").inner_text())
        shown = home.locator(next(target for target, title, _ in STEPS if title == result[-1])).first
        surrounds(home, shown)
        box = tour(home).bounding_box()
        assert box
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] >= 0 and box["y"] + box["height"] <= 800
        ahead = tour(home).locator("[data-do=tour-next]")
        is_last = ahead.inner_text() == "Done"
        ahead.click()
        if is_last:
            break
    # On a phone the menu is out of sight, so nothing is told of it.
    assert ("Dashboards" in result) == (width == 1440)
    assert result[0] == "What changed" and result[-1] == "Make it yours"
    expect(tour(home)).to_be_hidden()
    expect(home.locator("main")).to_be_focused()
    home.reload()
    expect(offer(wait_until_settled(home))).to_be_hidden()


def test_the_ring_follows_a_part_that_moves(home: Page) -> None:
    offer(home).get_by_role("button", name="Take the tour").click()
    changes = home.locator("#home-changes .card__title").first
    surrounds(home, changes)
    home.locator("#home-changes").evaluate("one => { one.style.marginTop = '50px'; }")
    surrounds(home, changes)


def test_the_tour_is_declined_by_keys_and_found_again_in_the_palette(home: Page) -> None:
    offer(home).get_by_role("button", name="Not now").focus()
    home.keyboard.press("Enter")
    expect(offer(home)).to_be_hidden()
    home.goto("/orders")
    expect(home.get_by_role("heading", level=1)).to_have_text("Orders")
    home.keyboard.press("Control+k")
    home.keyboard.type("tour")
    expect(best(home)).to_contain_text("Take the tour")
    home.keyboard.press("Enter")
    expect(tour(home).get_by_role("heading")).to_be_visible()
    home.keyboard.press("ArrowRight")
    expect(tour(home)).to_contain_text("2 of")
    home.keyboard.press("Escape")
    expect(tour(home)).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_the_tour_is_open(home: Page, theme: str) -> None:
    # Drawn in the theme from the start: a card that is drawn anew is pale for a moment.
    home.emulate_media(color_scheme=theme, reduced_motion="reduce")
    home.reload()
    expect(wait_until_settled(home).locator("html")).to_have_attribute("data-theme", theme)
    offer(home).get_by_role("button", name="Take the tour").click()
    expect(tour(home)).to_be_visible()
    assert violations(home) == []
