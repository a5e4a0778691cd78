"""Journeys over the sales page, in a real browser."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from services.access.members import Member
from tests.journeys.conftest import card, click_bar, wait_until_drawn
from tests.organizations import SeededOrganization, build
from tests.visitors import Visitor

pytestmark = pytest.mark.e2e


def filters_in(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def first_order(page: Page):  # type: ignore[no-untyped-def]
    """Return the first row in the list of orders."""
    return card(page, "Orders").locator(".ag-center-cols-container [role=row]").first


def test_the_cards_show_the_sums_of_the_orders(sales: Page) -> None:
    expect(card(sales, "Revenue")).to_contain_text("€1,540.00")
    # (1,540 of revenue - 5 * 160 - 25 of cost) / 1,540
    expect(card(sales, "Gross margin")).to_contain_text("46.4%")
    expect(card(sales, "Median order value")).to_contain_text("€100.00")
    expect(card(sales, "Active customers")).to_contain_text("3")
    expect(card(sales, "Open orders")).to_contain_text("1")
    expect(card(sales, "Orders")).to_contain_text("11 rows")


def test_the_page_says_which_days_it_shows(sales: Page) -> None:
    expect(sales.locator("#board-period-line")).to_contain_text(
        "1 Jun 2024 – 20 May 2025, compared with the previous year"
    )
    expect(sales.locator("#board-period-line")).to_contain_text("Data until 20 May 2025")


def test_a_click_on_a_bar_filters_the_page_and_its_address(sales: Page) -> None:
    click_bar(sales, "South")
    expect(card(sales, "Revenue")).to_contain_text("€500.00")
    expect(card(sales, "Orders")).to_contain_text("5 rows")
    assert filters_in(sales) == {"order.region": ["South"]}


def test_a_chip_takes_its_filter_out_again(sales: Page) -> None:
    click_bar(sales, "South")
    expect(card(sales, "Revenue")).to_contain_text("€500.00")
    sales.get_by_role("button", name="Remove filter Region: South").click()
    expect(card(sales, "Revenue")).to_contain_text("€1,540.00")
    assert filters_in(sales) == {}


def test_an_address_shows_its_filters_from_the_start(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales?order.region=North&grain=quarter&compare=none")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("€1,000.00")
    expect(page.get_by_role("radio", name="Quarter")).to_be_checked()
    expect(page.get_by_label("Compare with")).to_have_value("none")


def test_back_returns_to_the_choices_before(sales: Page) -> None:
    sales.get_by_label("Compare with").select_option("previous-period")
    expect(sales.locator("#board-period-line")).to_contain_text("previous period")
    sales.go_back()
    expect(sales.locator("#board-period-line")).to_contain_text("previous year")


def test_a_category_is_chosen_from_its_list(sales: Page) -> None:
    sales.locator(".field--choice", has_text="Category").get_by_role("button").click()
    sales.get_by_role("option", name="Sport").click()
    expect(card(sales, "Revenue")).to_contain_text("€1,000.00")
    expect(card(sales, "Orders")).to_contain_text("5 rows")


def test_two_days_of_ones_own_make_a_period(sales: Page) -> None:
    sales.get_by_label("Period").select_option("dates")
    sales.get_by_label("From", exact=True).fill("2025-02-01")
    sales.get_by_label("From", exact=True).press("Enter")
    sales.get_by_label("To", exact=True).fill("2025-02-28")
    sales.get_by_label("To", exact=True).press("Enter")
    expect(card(sales, "Revenue")).to_contain_text("€300.00")
    assert filters_in(sales) == {"period": ["dates"], "from": ["2025-02-01"], "to": ["2025-02-28"]}


def test_a_number_explains_itself(sales: Page) -> None:
    card(sales, "Gross margin").hover()
    card(sales, "Gross margin").get_by_role("button", name="How Gross margin is calculated").click()
    drawer = sales.get_by_role("dialog")
    expect(drawer).to_contain_text("n/a if it is zero")
    expect(drawer).to_contain_text("sum((order_line.amount - order_line.cost)) / sum(order_line.amount)")
    expect(drawer).to_contain_text("SELECT")
    expect(drawer).to_contain_text("duckdb")


def test_the_list_of_orders_pages_on_the_server(sales: Page) -> None:
    expect(first_order(sales)).to_contain_text("20 May 2025")
    expect(first_order(sales)).to_contain_text("20 May 2025")
    card(sales, "Orders").get_by_role("columnheader", name="Order value").click()
    expect(first_order(sales)).to_contain_text("€40.00")


def test_an_address_that_cannot_be_read_says_so(page_of: Callable[[Member], Page], trade: SeededOrganization) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales?order.regoin=North")
    expect(page.get_by_role("alert")).to_contain_text("Did you mean order.region?")


def test_one_persons_filter_does_not_move_anothers_chart(
    sales: Page, browser: Browser, site: str, trade: SeededOrganization, client_of: Callable[[Member | None], Visitor]
) -> None:
    context = browser.new_context(base_url=site)
    context.add_cookies([{**cookie, "url": site} for cookie in client_of(trade.members["editor"]).cookies()])
    other = context.new_page()
    other.goto("/sales")
    wait_until_drawn(other)
    click_bar(sales, "South")
    expect(card(sales, "Revenue")).to_contain_text("€500.00")
    other.reload()
    wait_until_drawn(other)
    expect(card(other, "Revenue")).to_contain_text("€1,540.00")
    other.goto(sales.url)
    expect(card(other, "Revenue")).to_contain_text("€500.00")
    context.close()


def test_nothing_is_asked_of_another_origin_and_little_of_ours(
    page_of: Callable[[Member], Page], trade: SeededOrganization, site: str
) -> None:
    page = page_of(trade.members["viewer"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/sales")
    wait_until_drawn(page)
    expect(first_order(page)).to_contain_text("20 May 2025")
    foreign = [url for url in asked if not url.startswith((site, "data:", "blob:"))]
    assert foreign == []
    # One for the page, one for each of 8 tiles, the rows, the period, the chips and two lists of choices.
    assert sum("_dash-update-component" in url for url in asked) <= 15


def test_the_theme_is_kept_and_the_charts_are_drawn_for_it(sales: Page) -> None:
    html = sales.locator("html")
    expect(html).to_have_attribute("data-theme", "light")
    sales.get_by_role("button", name="Switch between light and dark theme").click()
    expect(html).to_have_attribute("data-theme", "dark")
    tick = card(sales, "Revenue over time").locator(".xtick text").first
    expect(tick).to_have_css("fill", "rgb(146, 155, 172)")
    sales.reload()
    expect(html).to_have_attribute("data-theme", "dark")


def test_an_organisation_without_orders_is_shown_how_to_begin(app: Flask, page_of: Callable[[Member], Page]) -> None:
    page = page_of(build(app, "Empty", marker="Hollow", with_rows=False).members["owner"])
    page.goto("/sales")
    expect(page.get_by_role("heading", name="No data for Sales yet")).to_be_visible()
    expect(page.locator(".empty-page")).to_contain_text("flask load")
    expect(page.locator(".tile-body")).to_have_count(0)
