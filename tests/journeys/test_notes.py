"""Notes about a client, in a real browser: who writes one, and who else reads it."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from models import Client
from services.access.members import Member
from tests.journeys.conftest import address_of, card, wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e

FIRST, THEN = "Wants the bikes in May.", "Wants the bikes in June, and red ones."


@pytest.fixture
def page(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def profile_address(app: Flask, shop: SeededOrganization) -> str:
    """The address of a client's page."""
    return address_of(app, shop, Client, "Ada Byron")


def notes(page: Page) -> Locator:
    return card(page, "Notes").locator(".note__text")


def on_the_timeline(page: Page) -> Locator:
    return card(page, "Timeline").locator(".event").filter(has_text="Note by")


def test_a_note_is_written_changed_and_removed_and_others_read_it(
    page_of: Callable[[Member], Page],
    elsewhere: Callable[[Member], Page],
    shop: SeededOrganization,
    profile_address: str,
) -> None:
    page, other = page_of(shop.members["editor"]), elsewhere(shop.members["viewer"])
    page.goto(profile_address)
    wait_until_drawn(page)
    expect(card(page, "Notes")).to_contain_text("No notes yet.")
    page.get_by_label("Write a note for your team").fill(FIRST)
    page.get_by_role("button", name="Add note").click()
    expect(notes(page)).to_have_text([FIRST])
    expect(page.get_by_label("Write a note for your team")).to_have_value("")
    expect(on_the_timeline(page)).to_contain_text(FIRST)

    other.goto(profile_address)
    wait_until_drawn(other)
    expect(notes(other)).to_have_text([FIRST])
    expect(card(other, "Notes")).to_contain_text("Editor Quillfeather")
    # Who may only read finds nothing to write with.
    expect(card(other, "Notes").get_by_role("textbox")).to_have_count(0)
    expect(card(other, "Notes").locator("summary")).to_have_count(0)

    card(page, "Notes").get_by_text("Edit", exact=True).click()
    card(page, "Notes").get_by_label("Edit note from").fill(THEN)
    page.get_by_role("button", name="Save").click()
    expect(notes(page)).to_have_text([THEN])
    for reader in (page, other):
        reader.reload()
        wait_until_drawn(reader)
        expect(notes(reader)).to_have_text([THEN])

    card(page, "Notes").get_by_text("Delete", exact=True).click()
    page.get_by_role("button", name="Delete note").click()
    expect(card(page, "Notes")).to_contain_text("No notes yet.")
    expect(on_the_timeline(page)).to_have_count(0)
    other.reload()
    wait_until_drawn(other)
    expect(card(other, "Notes")).to_contain_text("No notes yet.")


def test_a_note_that_somebody_removed_meanwhile_is_not_saved_and_the_page_says_so(
    page_of: Callable[[Member], Page],
    elsewhere: Callable[[Member], Page],
    shop: SeededOrganization,
    profile_address: str,
) -> None:
    page, other = page_of(shop.members["editor"]), elsewhere(shop.members["owner"])
    page.goto(profile_address)
    page.get_by_label("Write a note for your team").fill(FIRST)
    page.get_by_role("button", name="Add note").click()
    expect(notes(page)).to_have_text([FIRST])
    other.goto(profile_address)
    card(other, "Notes").get_by_text("Delete", exact=True).click()
    other.get_by_role("button", name="Delete note").click()
    expect(card(other, "Notes")).to_contain_text("No notes yet.")
    card(page, "Notes").get_by_text("Edit", exact=True).click()
    card(page, "Notes").get_by_label("Edit note from").fill(THEN)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".notice")).to_contain_text("note")
    expect(card(page, "Notes").get_by_label("Edit note from")).to_have_value(THEN)
