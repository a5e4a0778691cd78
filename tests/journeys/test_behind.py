"""From a number to what is behind it, and the way back, in a real browser."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from models import Client
from services.access.members import Member
from tests.journeys.conftest import address_of, card, click_bar, click_mark, violations, wait_until_drawn
from tests.journeys.firm import LONG
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e

CHOSEN = {"period": ["last-90-days"], "order.region": ["South"]}


@pytest.fixture
def page(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def filters_in(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def follow(page: Page, link: Locator, heading: str) -> None:
    """Follow a link, and wait for the page of this heading."""
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    wait_until_drawn(page)


def title_of(page: Page, title: str) -> Locator:
    """Return the link that a card's title is."""
    return card(page, title).get_by_role("link", name=title, exact=True)


def crumb(page: Page, title: str) -> Locator:
    return page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name=title, exact=True)


def event_titles(page: Page) -> Locator:
    """Return the titles on a timeline, the newest first."""
    return card(page, "Timeline").locator(".event__title")


def is_the_south_in_three_months(page: Page) -> None:
    """A lamp of 100 in each of the months from February to May, from the 20th to the 20th."""
    expect(card(page, "Revenue")).to_contain_text("€400.00")
    expect(page.get_by_role("button", name="Remove filter Region: South")).to_be_visible()
    expect(page.get_by_label("Period")).to_have_value("last-90-days")


def test_period_and_filters_go_along_to_the_metric_and_its_rows_and_back_from_a_client(
    page_of: Callable[[Member], Page], elsewhere: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    page.get_by_label("Period").select_option("last-90-days")
    expect(card(page, "Revenue")).to_contain_text("€1,240.00")
    click_bar(page, "South")
    is_the_south_in_three_months(page)

    follow(page, title_of(page, "Revenue"), "Revenue")
    is_the_south_in_three_months(page)
    assert filters_in(page) == {**CHOSEN, "board": ["sales"]}
    expect(card(page, "Order lines")).to_contain_text("4 rows")
    follow(page, card(page, "Order lines").get_by_role("link", name="Bo Diddley").first, "Bo Diddley")
    # A profile shows the client's whole year, and no filter of the page before.
    expect(card(page, "Revenue")).to_contain_text("€500.00")

    page.go_back()
    is_the_south_in_three_months(page)
    there = page.url
    follow(page, crumb(page, "Sales"), "Sales")
    is_the_south_in_three_months(page)
    assert filters_in(page) == CHOSEN

    other = elsewhere(trade.members["editor"])
    other.goto(there)
    wait_until_drawn(other)
    is_the_south_in_three_months(other)
    expect(card(other, "Order lines")).to_contain_text("4 rows")


def test_a_click_on_a_bar_filters_a_metric_and_clearing_brings_all_back(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/metrics/order.revenue?board=sales")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("€1,540.00")
    click_bar(page, "South")
    expect(card(page, "Revenue")).to_contain_text("€500.00")
    expect(card(page, "Order lines")).to_contain_text("5 rows")
    click_bar(page, "North")
    expect(card(page, "Revenue")).to_contain_text("€1,500.00")
    page.get_by_role("button", name="Clear all").click()
    expect(card(page, "Revenue")).to_contain_text("€1,540.00")
    expect(card(page, "Order lines")).to_contain_text("11 rows")
    assert filters_in(page) == {"board": ["sales"]}


def test_what_splits_a_metric_is_in_its_address_and_brings_a_filter_of_its_own(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/metrics/order.revenue")
    wait_until_drawn(page)
    page.get_by_label("Split by").select_option(label="Region")
    click_bar(page, "South")
    expect(card(page, "Revenue")).to_contain_text("€500.00")
    page.reload()
    wait_until_drawn(page)
    expect(card(page, "Revenue by region")).to_contain_text("Faded: outside the filter Region: South")
    expect(card(page, "Revenue")).to_contain_text("€500.00")
    assert filters_in(page) == {"order.region": ["South"], "by": ["order.region"]}


def test_a_stage_leads_to_its_deals_and_a_deal_shows_its_history(
    page_of: Callable[[Member], Page], firm: SeededOrganization
) -> None:
    page = page_of(firm.members["viewer"])
    page.goto("/metrics/deal.created?board=sales&by=stage.name")
    wait_until_drawn(page)
    click_bar(page, "Offer", "Deals created by stage")
    deals = card(page, "Deals")
    expect(deals).to_contain_text("1 row")
    follow(page, deals.get_by_role("link", name="D-1"), f"Bikes for {LONG}")
    expect(event_titles(page)).to_have_text(
        [
            "Amount increased from €3,500.00 to €4,000.00",
            "Expected close date slipped from 1 Jun 2025 to 15 Jul 2025",
            "Moved to Offer",
            "Moved to Talks",
            "Deal created",
        ]
    )
    follow(page, crumb(page, LONG), LONG)
    expect(event_titles(page).get_by_role("link", name="Deal Bikes for")).to_be_visible()


def test_a_line_of_the_statement_leads_to_its_account_by_cost_centre_and_its_entries(
    page_of: Callable[[Member], Page], firm: SeededOrganization
) -> None:
    page = page_of(firm.members["viewer"])
    page.goto("/finance?compare=none")
    wait_until_drawn(page)
    statement = card(page, "Profit and loss")
    statement.get_by_text("Sales and marketing").click()
    follow(page, statement.get_by_role("link", name="Advertising"), "Net profit")
    expect(card(page, "Net profit")).to_contain_text("-€125.00")
    expect(page.get_by_role("button", name="Remove filter Account: Advertising")).to_be_visible()
    click_bar(page, "Shops", "Net profit by cost centre")
    expect(card(page, "Net profit")).to_contain_text("-€100.00")
    entries = card(page, "Ledger entries")
    expect(entries).to_contain_text("5 rows")
    expect(entries.locator(".ag-center-cols-container [role=row]").first).to_contain_text("Shops")
    follow(page, crumb(page, "Finance"), "Finance")
    expect(page.get_by_label("Compare with")).to_have_value("none")
    expect(page.get_by_role("button", name="Remove filter Cost centre: Shops")).to_be_visible()


def test_what_is_in_sight_of_a_client_is_in_the_address(
    app: Flask, page_of: Callable[[Member], Page], firm: SeededOrganization
) -> None:
    page = page_of(firm.members["viewer"])
    page.goto(address_of(app, firm, Client, "Ada Byron"))
    wait_until_drawn(page)
    page.get_by_role("combobox", name="Show", exact=True).select_option("ticket")
    page.get_by_role("radiogroup", name="Records").get_by_text("Deals").click()
    expect(event_titles(page)).to_have_text(["Ticket 1: Where is my bike?"])
    expect(card(page, "Deals").get_by_role("link", name="D-1")).to_be_visible()
    assert filters_in(page) == {"kind": ["ticket"], "list": ["deal"]}
    page.reload()
    wait_until_drawn(page)
    expect(event_titles(page)).to_have_text(["Ticket 1: Where is my bike?"])
    expect(card(page, "Deals").get_by_role("link", name="D-1")).to_be_visible()


def test_a_step_of_a_bridge_leads_to_its_own_metric_and_back(
    page_of: Callable[[Member], Page], firm: SeededOrganization
) -> None:
    page = page_of(firm.members["viewer"])
    page.goto("/customers?period=dates&from=2025-01-01&to=2025-05-20")
    expect(page.locator(".card--loading")).to_have_count(0)
    click_bar(page, "New MRR", "MRR movement")
    expect(page.get_by_role("heading", level=1)).to_have_text("New MRR")
    expect(card(page, "New MRR")).to_contain_text("€30.00")
    assert filters_in(page) == {
        "period": ["dates"],
        "from": ["2025-01-01"],
        "to": ["2025-05-20"],
        "board": ["customers"],
    }
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")


def test_a_page_that_is_left_asks_for_nothing_more(page_of: Callable[[Member], Page], firm: SeededOrganization) -> None:
    page = page_of(firm.members["viewer"])
    page.goto("/customers?grain=quarter")
    wait_until_drawn(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Finance").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance")
    wait_until_drawn(page)
    tiles = [json.loads(body) for body in asked if '"part":"body"' in body]
    boards = [state["value"] for result in tiles for state in result["state"] if state["id"] == "board-slug"]
    assert set(boards) == {"finance"}


def test_a_bin_lists_whom_it_holds_and_leads_to_each(
    page_of: Callable[[Member], Page], firm: SeededOrganization
) -> None:
    page = page_of(firm.members["viewer"])
    page.goto("/customers")
    wait_until_drawn(page)
    spread = card(page, "Lifetime gross profit by customer")
    spread.scroll_into_view_if_needed()
    click_mark(page, spread, spread.locator(".bars .point").first)
    drawer = page.get_by_role("dialog", name="How this is calculated")
    expect(drawer.get_by_role("heading", name="Lifetime gross profit by customer")).to_be_visible()
    assert violations(page) == []
    who = drawer.get_by_role("link").first
    follow(page, who, who.inner_text())
