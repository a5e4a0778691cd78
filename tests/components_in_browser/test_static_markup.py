"""Joined markup in the browser: the same page as without joining."""

import re

from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from components.explain import explain_button
from components.kpi import KpiTarget, kpi_card
from components.shell import MenuItem, shell
from components.states import cards_without_data, skeleton_card
from components.static_markup import with_static_markup
from components.table import GridColumn, LinkCell, plain_table
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import Mount

pytestmark = RING

HOSTILE = "<img src=x onerror=\"document.title='run'\">&amp;"


def page() -> Component:
    """Return one of most things that are made of plain elements."""
    target = KpiTarget(0.5, "50%")
    change = {"change": "up", "verdict": "good", "note": "to date", "target": target, "spark": "data:image/svg+xml,x"}
    card = kpi_card(label=HOSTILE, value="1.2", exact="1.23", actions=[explain_button("Revenue")], **change)
    columns = [GridColumn("a", "A"), GridColumn("b", "B", number=True)]
    table = plain_table(columns, [[LinkCell(HOSTILE, "/customers/1?a=b&c=d"), "2"]], "Two columns")
    content = html.Div(
        [card, skeleton_card("chart", "Chart"), table, *cards_without_data([("A", "orders")])],
        id="content",
        **attributes({"data-x": "1"}),
    )
    return shell(
        menu=[MenuItem("/", "Home", "house")],
        current="/",
        person="Ada Byron",
        organization="Ours",
        organizations=[],
        csrf_token="token",
        reader="1.1",
        content=content,
    )


def test_the_page_is_the_same_as_without_joining(mount: Mount):
    pages = []
    for layout in (page(), with_static_markup(page())):
        browser = mount(layout)
        browser.wait_for_element("#content .kpi__value")
        drawn = browser.driver.execute_script("return document.querySelector('#react-entry-point').innerHTML")
        # Dash numbers its inputs at random.
        pages.append(re.sub(r"input-[a-z0-9]+", "input-", drawn))
    assert pages[0] == pages[1]
    assert len(pages[0]) > 5_000
    assert browser.driver.title != "run"
