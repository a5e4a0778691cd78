"""What can be done with the cards of a page, in a real browser."""

import csv
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Download, Page, Route, expect

from models import Tile, db
from services.access import tenants
from services.access.members import Member
from tests.journeys.conftest import card, click_bar, click_mark, turn, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e

UPDATES = "**/_dash-update-component*"


@pytest.fixture
def page(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def cards(page_of: Callable[[Member], Page], own_sales: SeededOrganization) -> Page:
    """The page of one's own, drawn, before a viewer's eyes."""
    page = page_of(own_sales.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    card(page, "Revenue by region").locator(".bars .point").first.wait_for()
    return page


def take(page: Page, title: str, entry: str) -> Download:
    """Choose an entry of a card's menu, and return the file that comes."""
    card(page, title).hover()
    card(page, title).locator("summary").click()
    with page.expect_download() as coming:
        card(page, title).locator(".menu__item", has_text=entry).click()
    return coming.value


def test_tiles_stand_under_the_headings_of_their_sections(cards: Page) -> None:
    assert cards.locator("h1").all_text_contents() == ["Sales"]
    assert cards.locator("main h2").all_text_contents()[-2:] == ["Orders and clients", "All clients"]
    titles = cards.locator("main :is(h2, h3)").all_text_contents()
    section = titles[titles.index("Orders and clients") + 1 : titles.index("All clients")]
    assert section == ["Orders won", "Broken", "Orders"]
    expect(card(cards, "Revenue").locator("h2")).to_be_visible()


def test_an_address_leads_to_a_section_and_so_does_its_name(cards: Page) -> None:
    cards.goto("/sales#all-clients")
    cards.reload()
    wait_until_drawn(cards)
    expect(cards.get_by_role("heading", name="All clients")).to_be_in_viewport()
    cards.get_by_role("navigation", name="Sections of this page").get_by_text("Orders and clients").click()
    expect(cards.get_by_role("heading", name="Orders and clients")).to_be_in_viewport()
    assert cards.url.endswith("#orders-and-clients")


def test_a_number_has_its_unit_and_its_target(cards: Page) -> None:
    expect(card(cards, "Orders won").get_by_role("paragraph").first).to_have_text("11orders")
    # 1,540 of a target that is the median of 100
    expect(card(cards, "Revenue")).to_contain_text("1,540% of target €100.00")


def test_a_tile_whose_query_does_not_suit_its_chart_says_so_and_leaves_the_others(
    app: Flask, cards: Page, own_sales: SeededOrganization
) -> None:
    broken = card(cards, "Broken")
    expect(broken.get_by_role("alert")).to_contain_text("A bar chart takes one metric and one dimension.")
    expect(card(cards, "Revenue")).to_contain_text("€1,540.00")
    suitable = {"version": 1, "metrics": ["order.revenue"], "dimensions": ["order.channel"]}
    with app.app_context():
        tenants.bind(db.session(), own_sales.id)
        db.session.scalars(db.select(Tile).where(Tile.slug == "broken")).one().query = suitable
        db.session.commit()
    cards.reload()
    expect(broken.locator(".bars .point").first).to_be_visible()


def test_a_tile_that_never_comes_says_so_and_may_be_asked_for_again(
    page_of: Callable[[Member], Page], own_sales: SeededOrganization
) -> None:
    page = page_of(own_sales.members["viewer"])

    def lose(route: Route) -> None:
        is_lost = '{"part":"body","tile":"regions"}' in (route.request.post_data or "")
        route.fulfill(status=204) if is_lost else route.continue_()

    page.route(UPDATES, lose)
    page.goto("/sales")
    lost = card(page, "Revenue by region").locator(".loading__failed")
    expect(card(page, "Revenue")).to_contain_text("€1,540.00")
    expect(lost).to_be_hidden()
    finish = "lost => lost.getAnimations().forEach(animation => animation.finish())"
    expect(page.locator("[data-dash-is-loading]")).to_have_count(0)
    lost.evaluate(finish)
    expect(lost).to_contain_text("This card did not load.")
    page.unroute(UPDATES)
    lost.get_by_role("button", name="Try again").click()
    expect(card(page, "Revenue by region").locator(".bars .point").first).to_be_visible()


def test_a_chart_turns_to_a_table_of_the_same_numbers_and_back(cards: Page) -> None:
    turn(cards, "Revenue by region", "table")
    table = card(cards, "Revenue by region").get_by_role("table")
    expect(table.locator("tbody tr").first).to_have_text("North€1,000.00")
    turn(cards, "Revenue by region", "chart")
    expect(card(cards, "Revenue by region").locator(".bars .point").first).to_be_visible()


def test_a_table_stays_one_when_the_page_is_filtered(cards: Page) -> None:
    turn(cards, "Revenue over time", "table")
    expect(card(cards, "Revenue over time").get_by_role("table")).to_contain_text("€300.00")
    click_bar(cards, "South")
    expect(card(cards, "Revenue over time").get_by_role("table")).not_to_contain_text("€300.00")
    expect(card(cards, "Revenue over time").get_by_role("table")).to_contain_text("€100.00")


def test_a_card_s_rows_are_taken_along_as_they_are_filtered(cards: Page, tmp_path: Path) -> None:
    click_bar(cards, "South")
    expect(card(cards, "Orders")).to_contain_text("5 rows")
    file = take(cards, "Orders", "Download rows")
    assert file.suggested_filename == "Sales, Orders, 1 Jun 2024 - 20 May 2025.csv"
    file.save_as(tmp_path / "orders.csv")
    with (tmp_path / "orders.csv").open(encoding="utf-8-sig", newline="") as taken_along:
        rows = list(csv.reader(taken_along))
    assert rows[0] == ["Order number", "Order value"]
    assert sorted(row[1] for row in rows[1:]) == ["100"] * 5


def test_a_chart_is_saved_as_a_picture_under_its_title(cards: Page, tmp_path: Path) -> None:
    file = take(cards, "Revenue by region", "Download picture")
    assert file.suggested_filename == "Revenue by region, 1 Jun 2024 – 20 May 2025.png"
    file.save_as(tmp_path / "regions.png")
    head = (tmp_path / "regions.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (2400, 1350)


def test_the_menu_of_a_card_works_by_keyboard(cards: Page) -> None:
    opener = card(cards, "Revenue by region").locator("summary")
    opener.focus()
    cards.keyboard.press("Enter")
    entries = card(cards, "Revenue by region").locator(".menu__item:visible")
    assert entries.all_text_contents() == ["Download rowsCSV, up to 100,000 rows", "Download picture"]
    for place in (0, 1, 0):
        cards.keyboard.press("ArrowDown")
        expect(entries.nth(place)).to_be_focused()
    cards.keyboard.press("ArrowUp")
    expect(entries.nth(1)).to_be_focused()
    cards.keyboard.press("Escape")
    expect(entries).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_bars_that_were_not_clicked_stay_and_are_faded(cards: Page) -> None:
    click_bar(cards, "South")
    chart = card(cards, "Revenue by region")
    expect(chart).to_contain_text("Faded: outside the filter Region: South")
    strength = chart.locator(".bars .point path").evaluate_all("bars => bars.map(bar => getComputedStyle(bar).opacity)")
    assert sorted(strength) == ["0.28", "0.28", "1"]
    click_bar(cards, "North")
    expect(card(cards, "Orders")).to_contain_text("10 rows")
    click_bar(cards, "South")
    expect(chart).to_contain_text("Faded: outside the filter Region: North")
    click_bar(cards, "North")
    expect(chart).not_to_contain_text("Faded")
    expect(card(cards, "Orders")).to_contain_text("11 rows")


def test_a_click_on_a_month_makes_its_days_the_period_and_the_way_back_leads_out(cards: Page) -> None:
    before = cards.url
    click_point(cards, -1)
    expect(card(cards, "Orders")).to_contain_text("2 rows")
    assert cards.url == f"{before}?period=dates&from=2025-05-01&to=2025-05-20&grain=day"
    expect(cards.get_by_label("Period", exact=True)).to_have_value("dates")
    expect(cards.get_by_label("From", exact=True)).to_have_value("2025-05-01")
    cards.go_back()
    expect(card(cards, "Orders")).to_contain_text("11 rows")
    expect(cards.get_by_label("Period", exact=True)).to_have_value("last-12-months")


def test_what_the_way_back_leads_to_is_remembered(cards: Page) -> None:
    click_point(cards, -1)
    expect(card(cards, "Orders")).to_contain_text("2 rows")
    with cards.expect_response(lambda answer: "board-filters-saved" in (answer.request.post_data or "")):
        cards.go_back()
    expect(card(cards, "Orders")).to_contain_text("11 rows")
    wait_until_drawn(cards)
    cards.goto("/sales")
    wait_until_drawn(cards)
    expect(card(cards, "Orders")).to_contain_text("11 rows")
    assert cards.url.endswith("/sales")


def test_the_way_back_is_taken_again_and_again(cards: Page) -> None:
    for place, rows in ((-1, "2 rows"), (-2, "2 rows"), (-1, "2 rows")):
        click_point(cards, place)
        expect(card(cards, "Orders")).to_contain_text(rows)
        cards.go_back()
        expect(card(cards, "Orders")).to_contain_text("11 rows")
        expect(cards.get_by_label("Period", exact=True)).to_have_value("last-12-months")
        wait_until_drawn(cards)


def test_the_way_back_leads_to_the_address_that_the_page_was_opened_with(cards: Page) -> None:
    cards.goto("/sales?period=dates&from=2025-05-01&to=2025-05-20")
    wait_until_drawn(cards)
    click_bar(cards, "South")
    expect(card(cards, "Orders")).to_contain_text("1 row")
    chip = cards.get_by_role("button", name="Remove filter Region: South")
    expect(chip).to_be_visible()
    cards.go_back()
    expect(chip).to_have_count(0)
    expect(card(cards, "Orders")).to_contain_text("2 rows")
    wait_until_drawn(cards)
    click_bar(cards, "North")
    expect(card(cards, "Orders")).to_contain_text("1 row")
    assert cards.url.endswith("&order.region=North")


def test_a_double_click_on_a_month_is_one(cards: Page) -> None:
    before = cards.url
    click_point(cards, -1, clicks=2)
    expect(card(cards, "Orders")).to_contain_text("2 rows")
    assert cards.url == f"{before}?period=dates&from=2025-05-01&to=2025-05-20&grain=day"


def click_point(page: Page, place: int, clicks: int = 1) -> None:
    """Click a point of the course."""
    trend = card(page, "Revenue over time")
    click_mark(page, trend, trend.locator(".scatterlayer .trace").last.locator(".point").nth(place), clicks)


def test_a_card_says_which_filter_it_does_not_follow(cards: Page) -> None:
    expect(card(cards, "New customers")).not_to_contain_text("Not filtered")
    click_bar(cards, "South")
    expect(card(cards, "New customers")).to_contain_text("Not filtered by Region")
    expect(card(cards, "Clients")).to_contain_text("Not limited to the selected period")
    expect(card(cards, "Clients")).to_contain_text("Person")


def test_the_values_of_a_filter_show_how_many_orders_there_are(cards: Page) -> None:
    cards.locator(".field--choice", has_text="Region").get_by_role("button").first.click()
    expect(cards.locator(".option__count").first).to_be_visible()
    options = cards.locator(".dash-dropdown-content .option")
    assert sorted(options.all_text_contents())[:2] == ["North5", "South5"]
    cards.get_by_placeholder("Search region").fill("Sou")
    expect(options).to_have_count(1)
