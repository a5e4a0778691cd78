"""Filters with thousands of values: found by typing, kept by reload, Back, files and links."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from models import Client, Order, OrderLine
from services.access.members import Member
from tests.journeys.conftest import TRADE, card, made_of, wait_until_drawn, write_stories
from tests.organizations import SeededOrganization
from tests.services.shop import NOW, Shop, day

pytestmark = pytest.mark.e2e

CROWD = 1_200


def crowds(counter: Shop) -> None:
    """1,200 customers, each with an order of one euro; the last one bought for 999,999."""
    keys = [f"Client {number:04} of the long list" for number in range(1, CROWD + 1)]
    own = {"organization_id": counter.organization, "created_at": NOW, "updated_at": NOW}
    add, lamp = counter.connection.execute, counter.product("Lamp")
    add(sa.insert(Client), [{**own, "key": key, "name": key, "kind": "company"} for key in keys])
    mine = Client.organization_id == counter.organization
    ids = dict(add(sa.select(Client.name, Client.id).where(mine)).all())
    order = {**own, "currency": "EUR", "ordered_on": day("2025-03-01")}
    add(sa.insert(Order), [{**order, "number": key, "client_id": ids[key]} for key in keys])
    ids = dict(add(sa.select(Order.number, Order.id).where(Order.organization_id == counter.organization)).all())
    line = {**own, "number": 1, "product_id": lamp, "quantity": 1, "unit_price": 1, "cost": 0}
    amounts = {keys[-1]: 999_999}
    add(sa.insert(OrderLine), [{**line, "order_id": ids[key], "amount": amounts.get(key, 1)} for key in keys])


@pytest.fixture
def crowd(app: Flask, shop: SeededOrganization) -> SeededOrganization:
    write_stories(app, shop, crowds)
    return made_of(app, shop, TRADE, "client.name")


def open_list(page: Page) -> None:
    page.get_by_role("group", name="Customer").locator("button.dash-dropdown").click()


def test_the_last_of_many_is_found_by_typing(page_of: Callable[[Member], Page], crowd: SeededOrganization) -> None:
    page = page_of(crowd.members["viewer"])
    page.goto("/sales?period=everything")
    wait_until_drawn(page)
    open_list(page)
    page.locator(".dash-dropdown-search").fill("client 1200")
    page.locator(".dash-dropdown-option", has_text="Client 1200 of the long list").click()
    expect(page).to_have_url(re.compile(r"client\.name=Client\+1200"))
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("1M")


def test_many_choices_survive_reload_back_and_a_colleague_s_link(
    page_of: Callable[[Member], Page], crowd: SeededOrganization, elsewhere: Callable[[Member], Page]
) -> None:
    page = page_of(crowd.members["viewer"])
    page.goto("/sales?period=everything")
    wait_until_drawn(page)
    open_list(page)
    page.locator(".dash-dropdown-search").fill("Client 10")
    expect(
        page.locator(".dash-dropdown-option", has_text="Client 1099 of")
        .or_(page.locator(".dash-dropdown-option", has_text="Client 1000 of"))
        .first
    ).to_be_visible()
    page.get_by_role("button", name="Select all").click()
    expect(page).to_have_url(re.compile(r"client\.name\.list=[0-9a-f]{24}$"))
    page.keyboard.press("Escape")
    chip = page.get_by_role("list", name="Active filters")
    expect(chip).to_contain_text("100 values")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("100")
    page.reload()
    expect(chip).to_contain_text("100 values")
    wait_until_drawn(page)
    expect(card(page, "Revenue")).to_contain_text("100")
    other = elsewhere(crowd.members["editor"])
    other.goto(page.url)
    wait_until_drawn(other)
    expect(card(other, "Revenue")).to_contain_text("100")
    page.get_by_role("button", name=re.compile("Remove filter Customer")).click()
    expect(page).not_to_have_url(re.compile("client"))
    page.go_back()
    expect(chip).to_contain_text("100 values")


def test_select_all_of_more_values_than_are_listed_filters_nothing(
    page_of: Callable[[Member], Page], crowd: SeededOrganization
) -> None:
    page = page_of(crowd.members["viewer"])
    page.goto("/sales?period=everything&client.name=Client+0001+of+the+long+list")
    wait_until_drawn(page)
    open_list(page)
    expect(page.locator(".dash-dropdown-option").nth(3)).to_be_visible()
    page.get_by_role("button", name="Select all").click()
    expect(page).to_have_url(re.compile(r"/sales\?period=everything$"))
