"""The first page, in a real browser: what changed leads to the numbers behind it."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from models import Membership, db
from services.access.members import Member
from tests.journeys.conftest import card, wait_until_drawn
from tests.organizations import SeededOrganization, build

pytestmark = pytest.mark.e2e


def was_here(app: Flask, member: Member, on: datetime) -> None:
    """Let a member's last visit have been at an instant."""
    membership = (Membership.user_id == member.user_id, Membership.organization_id == member.organization_id)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Membership).where(*membership).values(last_visit_at=on))


def test_what_changed_since_the_last_visit_leads_to_the_same_number_of_the_same_days(
    app: Flask, page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    was_here(app, trade.members["viewer"], datetime(2025, 1, 25, 9, tzinfo=UTC))
    page = page_of(trade.members["viewer"])
    page.goto("/")
    wait_until_drawn(page)
    changed = card(page, "What changed")
    expect(changed).to_contain_text("Since your last visit on 25 January")
    # Two orders in each of four months, and the one of 40 euros.
    changed.get_by_role("link", name="9 orders received, worth €1,240.00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Orders")
    wait_until_drawn(page)
    assert parse_qs(urlsplit(page.url).query)["from"] == ["2025-01-25"]
    expect(page.locator(".tile-body").first.locator(".kpi__value")).to_contain_text("9")


def test_a_domain_and_its_figures_lead_on_for_the_same_days(
    page_of: Callable[[Member], Page], trade: SeededOrganization
) -> None:
    page = page_of(trade.members["viewer"])
    page.goto("/")
    wait_until_drawn(page)
    # Ninety days until 20 May: four times 300, and 40.
    expect(card(page, "Revenue")).to_contain_text("€1,240.00")
    card(page, "Revenue").get_by_role("link", name="Revenue").click()
    expect(page.get_by_label("Period")).to_have_value("last-90-days")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("€1,240.00")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Home").click()
    page.get_by_role("link", name="Orders").and_(page.locator("h2 a")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Orders")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("€1,240.00")


def test_an_empty_organisation_is_shown_how_to_begin(app: Flask, page_of: Callable[[Member], Page]) -> None:
    page = page_of(build(app, "Empty", marker="Hollow", with_rows=False).members["owner"])
    page.goto("/")
    expect(page.get_by_role("heading", name="Welcome to Panorama")).to_be_visible()
    expect(page.locator(".empty-page")).to_contain_text("flask load")
    expect(page.locator(".tile-body")).to_have_count(0)
