"""Arranging a dashboard: by hand and by keys, for oneself and for everyone, at three widths."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.access.members import Member
from tests.journeys.arranging import (
    AS_USUAL,
    arranges,
    box,
    drag,
    handle,
    in_sight,
    ready,
    save,
    spoken_text,
    thing,
    titles,
)
from tests.journeys.conftest import card, violations, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e


@pytest.fixture
def arranging(page_of: Callable[[Member], Page], trade: SeededOrganization) -> Page:
    """The sales page of an editor, who arranges it."""
    return arranges(page_of(trade.members["editor"]))


def test_a_tile_is_moved_and_saved_by_keys_alone_and_another_person_sees_it_where_it_was(
    page_of: Callable[[Member], Page], trade: SeededOrganization, elsewhere: Callable[[Member], Page]
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    page.get_by_role("button", name="Edit layout").focus()
    page.keyboard.press("Enter")
    ready(page)
    handle(page, "Revenue").focus()
    page.keyboard.press("ArrowDown")
    expect(spoken_text(page)).to_have_text("Revenue: column 1, row 17, 3 of 12 columns wide, 5 rows high")
    page.keyboard.press("Shift+ArrowRight")
    expect(spoken_text(page)).to_have_text("Revenue: column 1, row 17, 4 of 12 columns wide, 5 rows high")
    page.get_by_role("button", name="Save for me").focus()
    page.keyboard.press("Enter")
    in_sight(page)
    assert titles(page)[-1] == "Revenue"
    page.reload()
    wait_until_drawn(page)
    assert titles(page)[-1] == "Revenue"
    other = elsewhere(trade.members["editor"])
    other.goto("/sales")
    wait_until_drawn(other)
    assert titles(other) == AS_USUAL


def test_a_tile_is_dragged_and_resized_by_mouse_and_undone_step_by_step(arranging: Page) -> None:
    revenue, margin = thing(arranging, "Revenue"), thing(arranging, "Gross margin")
    before, beside = box(revenue), box(margin)
    drag(arranging, handle(arranging, "Revenue"), across=beside["x"] - before["x"], down=0)
    expect(arranging.get_by_role("button", name="Undo")).to_be_enabled()
    assert abs(box(revenue)["x"] - beside["x"]) < 2
    moved = box(revenue)
    drag(arranging, revenue.locator(".react-resizable-handle"), across=0, down=110)
    expect(revenue).not_to_have_css("height", f"{moved['height']:.0f}px")
    assert box(revenue)["height"] > moved["height"] + 60
    arranging.keyboard.press("Control+z")
    expect(revenue).to_have_css("height", f"{moved['height']:.0f}px")
    arranging.get_by_role("button", name="Undo").click()
    expect(arranging.get_by_role("button", name="Undo")).to_be_disabled()
    expect(arranging.get_by_role("button", name="Save for me")).to_be_disabled()


def test_what_is_hidden_waits_in_the_tray_and_comes_back_from_there(arranging: Page) -> None:
    tray = arranging.get_by_role("group", name="Hidden")
    arranging.get_by_role("button", name="Hide Gross margin").click()
    expect(tray.get_by_role("button")).to_have_text(["Show Gross margin"])
    expect(thing(arranging, "Gross margin")).to_be_hidden()
    save(arranging)
    expect(card(arranging, "Gross margin")).to_have_count(0)
    arranging.get_by_role("button", name="Edit layout").click()
    ready(arranging)
    tray.get_by_role("button", name="Show Gross margin").click()
    expect(tray).to_be_hidden()
    expect(handle(arranging, "Gross margin")).to_be_focused()
    save(arranging)
    expect(card(arranging, "Gross margin")).to_be_visible()


def test_an_editor_arranges_for_everyone_and_whoever_has_an_own_layout_goes_back_to_it_by_reset(
    arranging: Page, trade: SeededOrganization, elsewhere: Callable[[Member], Page]
) -> None:
    arranging.get_by_role("button", name="Hide Open orders").click()
    save(arranging, "everyone")
    viewer = elsewhere(trade.members["viewer"])
    arranges(viewer)
    expect(card(viewer, "Open orders")).to_be_hidden()
    expect(viewer.get_by_role("button", name="Save for everyone")).to_have_count(0)
    expect(viewer.get_by_role("button", name="Reset")).to_have_count(0)
    viewer.get_by_role("button", name="Show Open orders").click()
    save(viewer)
    expect(card(viewer, "Open orders")).to_be_visible()
    arranges(viewer)
    viewer.get_by_role("button", name="Reset").click()
    viewer.get_by_role("button", name="Reset layout").click()
    in_sight(viewer)
    expect(card(viewer, "Open orders")).to_have_count(0)


def test_a_window_that_is_resized_saves_nothing_and_each_width_is_kept_by_itself(arranging: Page) -> None:
    asked: list[str] = []
    arranging.on("request", lambda request: asked.append(request.method) if "/layouts/" in request.url else None)
    for width in (375, 768, 1440):
        arranging.set_viewport_size({"width": width, "height": 900})
        expect(arranging.get_by_role("button", name="Save for me")).to_be_disabled()
    arranging.set_viewport_size({"width": 375, "height": 900})
    arranging.get_by_role("button", name="Hide Open orders").click()
    assert asked == []
    save(arranging)
    assert asked == ["PUT"]
    expect(card(arranging, "Open orders")).to_be_hidden()
    for width in (768, 1440):
        arranging.set_viewport_size({"width": width, "height": 900})
        expect(card(arranging, "Open orders")).to_be_visible()


def test_leaving_with_something_unsaved_asks_first(arranging: Page) -> None:
    arranging.get_by_role("button", name="Hide Revenue", exact=True).click()
    finance = arranging.get_by_role("navigation", name="Pages").get_by_role("link", name="Finance")
    finance.click()
    arranging.get_by_role("dialog").get_by_role("button", name="Stay").click()
    expect(handle(arranging, "Gross margin")).to_be_visible()
    asked: list[str] = []
    arranging.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    arranging.reload()
    assert asked == ["beforeunload"]
    ready(arranging)
    arranging.get_by_role("button", name="Hide Revenue", exact=True).click()
    finance.click()
    arranging.get_by_role("dialog").get_by_role("button", name="Leave").click()
    expect(arranging.get_by_role("heading", level=1)).to_have_text("Finance")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1440])
def test_axe_finds_nothing_while_a_dashboard_is_arranged(arranging: Page, theme: str, width: int) -> None:
    arranging.set_viewport_size({"width": width, "height": 900})
    arranging.emulate_media(color_scheme=theme, reduced_motion="reduce")
    expect(arranging.locator("html")).to_have_attribute("data-theme", theme)
    arranging.get_by_role("button", name="Hide Open orders").click()
    wait_until_drawn(arranging)
    assert violations(arranging) == []
    assert arranging.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
