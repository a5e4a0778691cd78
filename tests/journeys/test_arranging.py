"""Arranging a dashboard: by hand and by keys, for oneself and for everyone, at three widths, and when it fails."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from werkzeug.serving import make_server

from services.access.members import Member
from tests.browsing import PATIENCE
from tests.conftest import handed_over_whole
from tests.houses import House
from tests.journeys.conftest import card, drawn, violations
from tests.visitors import Visitor

pytestmark = pytest.mark.e2e

# The key figures, in the order in which they are read.
AS_USUAL = ["Revenue", "Gross margin", "Median order value", "Active customers", "Open orders"]


@pytest.fixture
def arranging(page_of: Callable[[Member], Page], trade: House) -> Page:
    """The sales page of an editor, who arranges it."""
    return arranges(page_of(trade.members["editor"]))


def arranges(page: Page) -> Page:
    page.goto("/sales")
    page.get_by_role("button", name="Arrange").click()
    return ready(page)


def ready(page: Page) -> Page:
    drawn(page)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    expect(page.get_by_role("button", name="Save for me")).to_be_disabled()
    return page


def handle(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Move or resize {title}", exact=True)


def thing(page: Page, title: str) -> Locator:
    return page.locator(".react-grid-item").filter(has=handle(page, title))


def said(page: Page) -> Locator:
    return page.locator(".arranging__said")


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return dict(found)


def save(page: Page, whom: str = "me") -> None:
    page.get_by_role("button", name=f"Save for {whom}").click()
    in_sight(page)


def in_sight(page: Page) -> None:
    expect(page.get_by_role("button", name="Arrange")).to_be_visible()
    drawn(page)


def titles(page: Page) -> list[str]:
    """The key figures of the page from left to right, and from the top."""
    found = {title: box(card(page, title)) for title in AS_USUAL if card(page, title).is_visible()}
    return sorted(found, key=lambda title: (found[title]["y"], found[title]["x"]))


def drag(page: Page, grip: Locator, across: float, down: float) -> None:
    at = box(grip)
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2, steps=5)
    page.mouse.move(x + across, y + down, steps=5)
    page.mouse.up()


def test_a_tile_is_moved_and_saved_by_keys_alone_and_another_person_sees_it_where_it_was(
    page_of: Callable[[Member], Page], trade: House, elsewhere: Callable[[Member], Page]
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    drawn(page)
    page.get_by_role("button", name="Arrange").focus()
    page.keyboard.press("Enter")
    ready(page)
    handle(page, "Revenue").focus()
    page.keyboard.press("ArrowDown")
    expect(said(page)).to_have_text("Revenue: column 1, row 17, 3 of 12 columns wide, 5 rows high")
    page.keyboard.press("Shift+ArrowRight")
    expect(said(page)).to_have_text("Revenue: column 1, row 17, 4 of 12 columns wide, 5 rows high")
    page.get_by_role("button", name="Save for me").focus()
    page.keyboard.press("Enter")
    in_sight(page)
    assert titles(page)[-1] == "Revenue"
    page.reload()
    drawn(page)
    assert titles(page)[-1] == "Revenue"
    other = elsewhere(trade.members["editor"])
    other.goto("/sales")
    drawn(other)
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
    arranging.get_by_role("button", name="Arrange").click()
    ready(arranging)
    tray.get_by_role("button", name="Show Gross margin").click()
    expect(tray).to_be_hidden()
    expect(handle(arranging, "Gross margin")).to_be_focused()
    save(arranging)
    expect(card(arranging, "Gross margin")).to_be_visible()


def test_an_editor_arranges_for_everyone_and_whoever_has_an_own_layout_goes_back_to_it_by_reset(
    arranging: Page, trade: House, elsewhere: Callable[[Member], Page]
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
    viewer.get_by_role("button", name="Go back to it").click()
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


def opened(browser: Browser, site: str, visitor: Visitor) -> Page:
    """A tab whose console may complain, as it does of every answer that is an error."""
    page = browser.new_context(base_url=site, reduced_motion="reduce").new_page()
    page.set_default_timeout(PATIENCE)
    page.context.add_cookies([{**cookie, "url": site} for cookie in visitor.cookies()])
    return page


def test_a_stale_save_is_refused_tells_what_differs_and_loses_nothing(
    browser: Browser,
    site: str,
    trade: House,
    client_of: Callable[[Member | None], Visitor],
    elsewhere: Callable[[Member], Page],
) -> None:
    arranging = arranges(opened(browser, site, client_of(trade.members["editor"])))
    tab = elsewhere(trade.members["editor"])
    arranges(tab)
    tab.get_by_role("button", name="Hide Open orders").click()
    save(tab)
    arranging.get_by_role("button", name="Hide Revenue", exact=True).click()
    with arranging.expect_response("**/layouts/**") as refused:
        arranging.get_by_role("button", name="Save for me").click()
    assert refused.value.status == 412
    asking = arranging.get_by_role("dialog", name="Arranged elsewhere meanwhile")
    expect(asking.get_by_role("listitem").filter(has_text="Open orders: hidden")).to_be_visible()
    asking.get_by_role("button", name="Keep mine").click()
    in_sight(arranging)
    expect(card(arranging, "Revenue")).to_have_count(0)
    expect(card(arranging, "Open orders")).to_be_visible()
    arranging.context.close()


@contextmanager
def served(app: Any, port: int) -> Iterator[int]:
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_server_that_dies_during_a_save_loses_nothing(
    app: Flask, browser: Browser, trade: House, client_of: Callable[[Member | None], Visitor]
) -> None:
    def dies(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        answered = handed_over_whole(app)(environ, start)
        if environ["REQUEST_METHOD"] == "PUT":
            # What was asked for is done; nobody hears of it.
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return answered

    with served(dies, 0) as port:
        page = arranges(opened(browser, f"http://127.0.0.1:{port}", client_of(trade.members["viewer"])))
        page.get_by_role("button", name="Hide Revenue", exact=True).click()
        page.get_by_role("button", name="Save for me").click()
        expect(page.get_by_role("dialog")).to_contain_text("The server did not answer")
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hide Open orders").click()
    page.get_by_role("button", name="Save for me").click()
    expect(page.get_by_role("dialog")).to_contain_text("The server did not answer")
    page.get_by_role("button", name="Go on").click()
    expect(thing(page, "Open orders")).to_be_hidden()
    with served(handed_over_whole(app), port):
        page.get_by_role("button", name="Save for me").click()
        asking = page.get_by_role("dialog", name="Arranged elsewhere meanwhile")
        expect(asking.get_by_role("listitem")).to_have_text(["Open orders: restored"])
        asking.get_by_role("button", name="Keep mine").click()
        in_sight(page)
        assert titles(page) == ["Gross margin", "Median order value", "Active customers"]
        page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1440])
def test_axe_finds_nothing_while_a_dashboard_is_arranged(arranging: Page, theme: str, width: int) -> None:
    arranging.set_viewport_size({"width": width, "height": 900})
    arranging.emulate_media(color_scheme=theme, reduced_motion="reduce")
    expect(arranging.locator("html")).to_have_attribute("data-theme", theme)
    arranging.get_by_role("button", name="Hide Open orders").click()
    drawn(arranging)
    assert violations(arranging) == []
    assert arranging.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_period_is_remembered_for_who_chose_it_unless_the_address_says_otherwise(
    page_of: Callable[[Member], Page], trade: House, elsewhere: Callable[[Member], Page]
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    drawn(page)
    with page.expect_response(lambda answer: "board-remembered" in (answer.request.post_data or "")):
        page.get_by_role("radiogroup", name="By").get_by_text("Quarter").click()
    expect(page).to_have_url(re.compile(r"\?grain=quarter$"))
    rail = page.get_by_role("navigation", name="Pages")
    rail.get_by_role("link", name="Finance").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance")
    rail.get_by_role("link", name="Sales").click()
    expect(page).to_have_url(re.compile(r"/sales\?grain=quarter$"))
    drawn(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance")
    page.goto("/sales?grain=week")
    expect(page.get_by_role("radio", name="Week", exact=True)).to_be_checked()
    other = elsewhere(trade.members["editor"])
    other.goto("/sales")
    drawn(other)
    assert other.url.endswith("/sales")
