"""Saves that fail: because somebody else was faster, or because the server died."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from services.access.members import Member
from tests.journeys.arranging import arranges, in_sight, save, thing, titles
from tests.journeys.conftest import card, tab
from tests.organizations import SeededOrganization
from tests.serving import handed_over_whole, serve
from tests.visitors import Visitor

pytestmark = pytest.mark.e2e


def test_a_stale_save_is_refused_shows_what_differs_and_loses_nothing(
    browser: Browser,
    site: str,
    trade: SeededOrganization,
    client_of: Callable[[Member | None], Visitor],
    elsewhere: Callable[[Member], Page],
) -> None:
    arranging = arranges(tab(browser, site, client_of(trade.members["editor"])))
    other = elsewhere(trade.members["editor"])
    arranges(other)
    other.get_by_role("button", name="Hide Open orders").click()
    save(other)
    arranging.get_by_role("button", name="Hide Revenue", exact=True).click()
    with arranging.expect_response("**/layouts/**") as refused:
        arranging.get_by_role("button", name="Save for me").click()
    assert refused.value.status == 412
    asking = arranging.get_by_role("dialog", name="Layout changed elsewhere")
    expect(asking.get_by_role("listitem").filter(has_text="Open orders: hidden")).to_be_visible()
    asking.get_by_role("button", name="Keep my layout").click()
    in_sight(arranging)
    expect(card(arranging, "Revenue")).to_have_count(0)
    expect(card(arranging, "Open orders")).to_be_visible()
    arranging.context.close()


def test_a_server_that_dies_during_a_save_loses_nothing(
    app: Flask, browser: Browser, trade: SeededOrganization, client_of: Callable[[Member | None], Visitor]
) -> None:
    def dies(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        answered = handed_over_whole(app)(environ, start)
        if environ["REQUEST_METHOD"] == "PUT":
            # What was asked for is done; nobody hears of it.
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return answered

    with serve(dies, 0) as port:
        page = arranges(tab(browser, f"http://127.0.0.1:{port}", client_of(trade.members["viewer"])))
        page.get_by_role("button", name="Hide Revenue", exact=True).click()
        page.get_by_role("button", name="Save for me").click()
        expect(page.get_by_role("dialog")).to_contain_text("The server did not respond")
        page.get_by_role("button", name="Keep editing").click()
    page.get_by_role("button", name="Hide Open orders").click()
    page.get_by_role("button", name="Save for me").click()
    expect(page.get_by_role("dialog")).to_contain_text("The server did not respond")
    page.get_by_role("button", name="Keep editing").click()
    expect(thing(page, "Open orders")).to_be_hidden()
    with serve(handed_over_whole(app), port):
        page.get_by_role("button", name="Save for me").click()
        asking = page.get_by_role("dialog", name="Layout changed elsewhere")
        expect(asking.get_by_role("listitem")).to_have_text(["Open orders: restored"])
        asking.get_by_role("button", name="Keep my layout").click()
        in_sight(page)
        assert titles(page) == ["Gross margin", "Median order value", "Active customers"]
        page.context.close()
