"""What holds for every page at every size, in both themes: nothing sticks out, and axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from services.access.members import Member
from tests.journeys.conftest import card, turn, violations, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e

SIZES = {1440: 900, 768: 1024, 375: 812}
sizes = pytest.mark.parametrize("width", SIZES)
themes = pytest.mark.parametrize("theme", ["light", "dark"])


def overhang(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def overlapping(page: Page) -> list[tuple[int, int]]:
    """Return the pairs of cards that share pixels."""
    boxes = [box for card in page.locator("article.card").all() if (box := card.bounding_box())]
    return [
        (one, other)
        for one, a in enumerate(boxes)
        for other, b in enumerate(boxes[:one])
        if a["x"] < b["x"] + b["width"] - 1
        and b["x"] < a["x"] + a["width"] - 1
        and a["y"] < b["y"] + b["height"] - 1
        and b["y"] < a["y"] + a["height"] - 1
    ]


@sizes
@themes
def test_sign_in_holds_at_every_size(page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=theme)
    page.goto("/sign-in")
    page.get_by_label("Password").wait_for()
    assert overhang(page) <= 0
    assert violations(page) == []


@sizes
@themes
def test_a_page_without_data_holds_at_every_size(
    page_of: Callable[[Member], Page], trade: SeededOrganization, width: int, theme: str
) -> None:
    """The shop sells, but it has no books and notes no hours."""
    page = page_of(trade.members["viewer"])
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=theme)
    for path in ("/customers", "/finance", "/productivity"):
        page.goto(path)
        wait_until_drawn(page)
        assert overhang(page) <= 0
        assert overlapping(page) == []
        assert violations(page) == []


@sizes
@themes
def test_sales_holds_at_every_size(
    page_of: Callable[[Member], Page], trade: SeededOrganization, width: int, theme: str
) -> None:
    page = page_of(trade.members["viewer"])
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=theme)
    page.goto("/sales")
    wait_until_drawn(page)
    page.locator(".bars .point").first.wait_for()
    assert overhang(page) <= 0
    assert overlapping(page) == []
    assert violations(page) == []


@sizes
@themes
def test_a_page_of_sections_holds_at_every_size_with_a_menu_open_and_a_chart_as_a_table(
    page_of: Callable[[Member], Page], own_sales: SeededOrganization, width: int, theme: str
) -> None:
    page = page_of(own_sales.members["viewer"])
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.emulate_media(color_scheme=theme)
    page.goto("/sales?order.region=South")
    wait_until_drawn(page)
    page.locator(".bars .point").first.wait_for()
    turn(page, "Revenue over time", "table")
    card(page, "Revenue over time").get_by_role("table").wait_for()
    card(page, "Revenue by region").locator("summary").click()
    assert overhang(page) <= 0
    assert overlapping(page) == []
    assert violations(page) == []


def test_a_card_keeps_its_size_as_a_table(page_of: Callable[[Member], Page], own_sales: SeededOrganization) -> None:
    page = page_of(own_sales.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    before = size(page, "Revenue over time")
    turn(page, "Revenue over time", "table")
    card(page, "Revenue over time").get_by_role("table").wait_for()
    assert size(page, "Revenue over time") == before


def size(page: Page, title: str) -> tuple[float, float]:
    box = card(page, title).bounding_box()
    assert box
    return box["width"], box["height"]


@themes
def test_the_explanation_is_accessible(
    page_of: Callable[[Member], Page], trade: SeededOrganization, theme: str
) -> None:
    page = page_of(trade.members["viewer"])
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto("/sales?order.region=North")
    wait_until_drawn(page)
    page.get_by_role("button", name="How Revenue is calculated").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_text("SELECT").first.wait_for()
    assert violations(page) == []


def test_what_a_finger_touches_on_a_phone_is_large_enough(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.set_viewport_size({"width": 375, "height": 812})
    page.goto("/sales")
    wait_until_drawn(page)
    page.get_by_role("button", name="Filters").click()
    sheet = page.locator(".filters__sheet")
    # While the sheet slides, its boxes are rounded to fractions of a pixel.
    sheet.evaluate("sheet => Promise.all(sheet.getAnimations().map(animation => animation.finished))")
    touched = [box for control in sheet.get_by_role("combobox").all() if (box := control.bounding_box())]
    assert touched
    assert [box for box in touched if box["height"] < 44] == []
