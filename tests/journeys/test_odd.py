"""Names and amounts as nobody expects them: nothing breaks or sticks out, and no name is taken for markup."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models import Client, db
from services.access import tenants
from services.access.members import Member
from tests.journeys.conftest import TRADE, address_of, made_of, wait_until_drawn, write_stories
from tests.journeys.firm import trades
from tests.journeys.test_looks import SIZES, overhang, overlapping
from tests.organizations import SeededOrganization
from tests.services.shop import Shop

pytestmark = pytest.mark.e2e

ODD = {
    "LONG": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "RIGHT": "شركة الشرق الأوسط للتجارة والتوريدات العامة",
    "MARKUP": "<b onmouseover=alert(1)>Bold & Sons</b> %20 ' \" \\",
    "EMOJI": "🏔️ Gipfel & Söhne 👩‍👩‍👧‍👦",
}


def strangers(shop: Shop) -> None:
    """Clients of odd names, who ordered for trillions, and for a cent."""
    for number, name in enumerate(ODD.values()):
        shop.sells(("lamp", "987654321098.76", "1"), on=f"2025-02-{number + 11}", to=name, region=name[:60])
        shop.sells(("lamp", "0.01", "0"), on=f"2025-03-{number + 11}", to=name, region=name[:60])


@pytest.fixture
def odd(app: Flask, ours: SeededOrganization, theirs: SeededOrganization) -> SeededOrganization:
    write_stories(app, ours, trades, strangers)
    return made_of(app, ours, TRADE, "order.region", "product.category")


@pytest.mark.parametrize("width", SIZES)
def test_odd_names_and_amounts_fit_every_page(
    app: Flask, page_of: Callable[[Member], Page], odd: SeededOrganization, width: int
) -> None:
    page = page_of(odd.members["viewer"])
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    for path in ("/sales", "/orders", "/customers", "/metrics/order.revenue?by=client.name"):
        page.goto(path)
        wait_until_drawn(page)
        assert (path, overhang(page), overlapping(page)) == (path, 0, [])


def test_a_name_from_right_to_left_stands_so_and_no_name_is_markup(
    app: Flask, page_of: Callable[[Member], Page], odd: SeededOrganization
) -> None:
    page = page_of(odd.members["viewer"])
    with app.app_context():
        tenants.bind(db.session(), odd.id)
        keys = dict(db.session.execute(db.select(Client.name, Client.key)).all())
    for name in ODD.values():
        page.goto(address_of(app, odd, Client, keys[name]))
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(name)
        direction = heading.evaluate("each => getComputedStyle(each).direction")
        assert direction == ("rtl" if name == ODD["RIGHT"] else "ltr")
        assert overhang(page) == 0
