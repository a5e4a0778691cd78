"""What a person last chose on a dashboard is chosen again when they come back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from services.access.members import Member
from tests.journeys.conftest import wait_until_drawn
from tests.organizations import SeededOrganization

pytestmark = pytest.mark.e2e


def test_a_period_is_remembered_for_who_chose_it_unless_the_address_says_otherwise(
    page_of: Callable[[Member], Page], trade: SeededOrganization, elsewhere: Callable[[Member], Page]
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/sales")
    wait_until_drawn(page)
    with page.expect_response(lambda answer: "board-filters-saved" in (answer.request.post_data or "")):
        page.get_by_role("radiogroup", name="By").get_by_text("Quarter").click()
    expect(page).to_have_url(re.compile(r"\?grain=quarter$"))
    rail = page.get_by_role("navigation", name="Pages")
    rail.get_by_role("link", name="Finance").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance")
    rail.get_by_role("link", name="Sales").click()
    expect(page).to_have_url(re.compile(r"/sales\?grain=quarter$"))
    wait_until_drawn(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finance")
    page.goto("/sales?grain=week")
    expect(page.get_by_role("radio", name="Week", exact=True)).to_be_checked()
    other = elsewhere(trade.members["editor"])
    other.goto("/sales")
    wait_until_drawn(other)
    assert other.url.endswith("/sales")
