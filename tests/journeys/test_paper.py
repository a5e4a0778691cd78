"""What is printed: the page alone, in the light theme, as wide as a sheet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.access.members import Member
from tests.journeys.conftest import card, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e

# Stands in for the printer, and notes what it would have seen.
NOTES = """() => { window.print = () => {
  const chart = document.querySelector(".main-svg").getBoundingClientRect();
  const sheet = document.querySelector(".shell").getBoundingClientRect();
  document.body.dataset.printed = [
    document.documentElement.dataset.theme, sheet.width, chart.right <= sheet.right,
    document.querySelector(".header").checkVisibility(), getComputedStyle(document.querySelector(".ytick text")).fill,
    document.querySelector(".chips").innerText,
  ].join("; ");
  window.dispatchEvent(new Event("afterprint"));
}; }"""


def test_a_dark_page_is_printed_light_as_wide_as_a_sheet_and_dark_again_afterwards(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.emulate_media(color_scheme="dark")
    page.goto("/sales?order.region=North")
    wait_until_drawn(page)
    expect(page.locator(".chips")).to_contain_text("Region: North")
    expect(card(page, "Revenue by region").locator(".bars .point").first).to_be_visible()
    dark = page.locator(".ytick text").first.evaluate("each => getComputedStyle(each).fill")
    page.evaluate(NOTES)
    page.keyboard.press("Control+p")
    # Who is impatient prints no second time.
    page.keyboard.press("Control+p")
    expect(page.locator("body[data-printed]")).to_be_attached()
    theme, width, holds, header, ink, chips = (page.locator("body").get_attribute("data-printed") or "").split("; ")
    assert "Region: North" in chips
    assert (theme, width, holds, header) == ("light", "703", "true", "false")
    assert ink != dark
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html[data-paper]")).to_have_count(0)


def test_nothing_of_a_page_is_cut_off_on_paper(page_of: Callable[[Member], Page], trade: SeededOrganization) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    # Charts are drawn anew a moment after their cards have become narrow.
    for chart in page.locator(".js-plotly-plot").all():
        expect(chart.locator(".main-svg").first).to_have_js_property(
            "clientWidth", chart.evaluate("each => each.clientWidth")
        )
    beyond = """() => [...document.querySelectorAll("main .card")]
      .filter(each => each.getBoundingClientRect().right > 704 || each.scrollWidth > each.clientWidth + 1)
      .map(each => each.innerText.slice(0, 40))"""
    assert page.evaluate(beyond) == []
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
