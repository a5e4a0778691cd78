"""A dashboard that is arranged by hand on a phone: with one finger, as the browser hears it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from services.access.members import Member
from tests.journeys.arranging import AS_USUAL, arranges, box, handle, in_sight, save, thing, titles
from tests.journeys.conftest import card, tab
from tests.organizations import SeededOrganization
from tests.visitors import Visitor

pytestmark = pytest.mark.e2e


@pytest.fixture
def phone(
    browser: Browser, site: str, trade: SeededOrganization, client_of: Callable[[Member | None], Visitor]
) -> Iterator[Page]:
    """A phone in the hand of a viewer."""
    size = {"width": 375, "height": 812}
    page = tab(browser, site, client_of(trade.members["viewer"]), viewport=size, has_touch=True, is_mobile=True)
    yield page
    page.context.close()


def pulls(page: Page, x: float, y: float, across: float, down: float) -> None:
    """Put a finger down, move it, and lift it."""
    finger: CDPSession = page.context.new_cdp_session(page)
    steps = 8
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, steps + 1):
        at = {"x": x + across * step / steps, "y": y + down * step / steps}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_moves_resizes_and_hides_and_what_came_of_it_is_kept(phone: Page) -> None:
    arranges(phone)
    revenue, margin = box(thing(phone, "Revenue")), box(thing(phone, "Gross margin"))
    grip = box(handle(phone, "Revenue"))
    assert grip["height"] >= 44 and grip["width"] >= 44
    pulls(phone, grip["x"] + 22, grip["y"] + 22, 0, margin["height"] * 1.5)
    expect(phone.get_by_role("button", name="Undo")).to_be_enabled()
    expect(phone.get_by_role("button", name="Save for me")).to_be_enabled()
    assert box(thing(phone, "Revenue"))["y"] > revenue["y"]
    before = box(thing(phone, "Gross margin"))
    corner = box(thing(phone, "Gross margin").locator(".react-resizable-handle"))
    pulls(phone, corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2, 0, 80)
    expect(phone.locator(".react-grid-placeholder")).to_have_count(0)
    assert box(thing(phone, "Gross margin"))["height"] > before["height"]
    phone.get_by_role("button", name="Hide Open orders").tap()
    save(phone)
    arranged = titles(phone)
    assert arranged.index("Revenue") > 0 and sorted([*arranged, "Open orders"]) == sorted(AS_USUAL)
    tall = box(card(phone, "Gross margin"))["height"]
    assert tall > box(card(phone, "Median order value"))["height"]
    phone.reload()
    in_sight(phone)
    assert (titles(phone), box(card(phone, "Gross margin"))["height"]) == (arranged, tall)


def test_a_finger_beside_the_handle_scrolls_the_page_and_moves_nothing(phone: Page) -> None:
    arranges(phone)
    card = box(thing(phone, "Revenue over time"))
    pulls(phone, card["x"] + 40, min(card["y"] + 200, 780), 0, -300)
    expect(phone.get_by_role("button", name="Save for me")).to_be_disabled()
    assert phone.evaluate("scrollY") > 0
