"""The palette, in a real browser and by keyboard alone."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Request, Route, expect

from services.access.members import Member
from tests.journeys.conftest import best, tab, violations
from tests.organizations import SeededOrganization
from tests.serving import handed_over_whole, serve
from tests.visitors import Visitor

pytestmark = pytest.mark.e2e


@pytest.fixture
def opened(page_of: Callable[[Member], Page], ours: SeededOrganization, theirs: SeededOrganization) -> Page:
    page = page_of(ours.members["viewer"])
    page.goto("/finance")
    expect(page.get_by_role("button", name="Search or jump to")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or jump to")).to_be_focused()
    return page


def test_a_metric_is_found_by_its_name_and_opened_by_enter(opened: Page) -> None:
    opened.keyboard.type("median order")
    expect(best(opened)).to_contain_text("Median order value")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("dialog", name="Search or jump to")).to_be_hidden()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Median order value")


def test_enter_before_the_entries_are_here_opens_the_best_once_they_are(
    page_of: Callable[[Member], Page], ours: SeededOrganization
) -> None:
    page, blocked = page_of(ours.members["viewer"]), list[Route]()
    page.goto("/finance")
    page.route(
        "**/_dash-update-component", lambda route: blocked.append(route) if asks(route.request) else route.continue_()
    )
    with page.expect_request(asks):
        page.get_by_role("button", name="Search or jump to").click()
    page.keyboard.type("median order")
    page.keyboard.press("Enter")
    expect(page.locator(".palette__empty")).to_have_text("Searching…")
    for route in blocked:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Median order value")
    page.unroute_all(behavior="ignoreErrors")


def asks(request: Request) -> bool:
    return "palette" in (request.post_data or "")


def test_only_clients_of_ones_own_organisation_are_found(
    opened: Page, ours: SeededOrganization, theirs: SeededOrganization
) -> None:
    opened.keyboard.type(ours.marker)
    expect(opened.get_by_role("option")).to_contain_text([f"{ours.marker} Ltd"])
    opened.get_by_role("combobox", name="Search or jump to").fill(theirs.marker)
    expect(opened.locator(".palette__empty")).to_contain_text("No results for")


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


def test_words_may_stand_in_any_order_and_what_was_opened_comes_first_next_time(opened: Page) -> None:
    opened.keyboard.type("value median")
    expect(best(opened)).to_contain_text("Median order value")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text("Median order value")
    opened.keyboard.press("Control+k")
    expect(opened.get_by_role("group", name="Recent").get_by_role("option")).to_have_text(["Median order valueSales"])


def test_what_one_person_opened_is_not_shown_to_the_next_in_the_same_tab(
    opened: Page, page_of: Callable[[Member], Page], ours: SeededOrganization
) -> None:
    opened.keyboard.type("median order")
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("heading", level=1)).to_have_text("Median order value")
    # What is still asked for the first is not to be sent as the second.
    opened.goto("about:blank")
    page_of(ours.members["editor"]).goto("/finance")
    expect(opened.get_by_role("button", name="Search or jump to")).to_be_visible()
    opened.keyboard.press("Control+k")
    expect(opened.get_by_role("group", name="Actions")).to_be_visible()
    expect(opened.get_by_role("group", name="Recent")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_palette(opened: Page, theme: str) -> None:
    opened.emulate_media(color_scheme=theme, reduced_motion="reduce")
    expect(opened.locator("html")).to_have_attribute("data-theme", theme)
    expect(opened.get_by_role("option").first).to_be_visible()
    assert violations(opened) == []
    opened.keyboard.type("zzzz")
    expect(opened.locator(".palette__empty")).to_contain_text("No results for")
    assert violations(opened) == []


def test_a_server_that_does_not_answer_is_not_waited_for_in_silence(
    app: Flask, browser: Browser, ours: SeededOrganization, client_of: Callable[[Member | None], Visitor]
) -> None:
    with serve(handed_over_whole(app)) as port:
        page = tab(browser, f"http://127.0.0.1:{port}", client_of(ours.members["viewer"]))
        page.goto("/finance")
        page.get_by_role("button", name="Search or jump to").click()
        expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("nobody")
    expect(page.locator(".palette__empty")).to_have_text("The server is not responding. Type again to retry.")
    page.context.close()
