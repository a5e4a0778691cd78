"""The KPI card, as a screen reader has it."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.testing.browser import Browser

from components.kpi import kpi_card
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import Mount

pytestmark = RING


def test_a_screen_reader_hears_the_whole_number_and_the_verdict_and_not_the_short_one(mount: Mount):
    card = kpi_card(
        label="Returns", value="1.24 M", exact="1,240,310.50", change="up 12%", direction="up", verdict="bad", id="card"
    )
    browser = mount(html.Main(card))
    browser.wait_for_text_to_equal("#card .kpi__label", "Returns")
    assert _read_aloud(browser) == ["Returns", "1,240,310.50", "up 12%, worse"]


def test_the_whole_number_takes_no_room_on_the_screen(mount: Mount):
    browser = mount(html.Main(kpi_card(label="Returns", value="1.24 M", exact="1,240,310.50", id="card")))
    browser.wait_for_element("#card .visually-hidden")
    size = browser.find_element("#card .visually-hidden").size
    assert max(size["width"], size["height"]) <= 1
    assert browser.find_element("#card [aria-hidden=true]").size["width"] > 20


def _read_aloud(browser: Browser) -> list[str]:
    """Return the texts of the page's accessibility tree, as they are read."""
    nodes = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    return list(_texts(nodes[0], by_id))


def _texts(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    if not node["ignored"] and node["role"]["value"] == "StaticText":
        yield node["name"]["value"]
    for child in node.get("childIds", []):
        if child in by_id:
            yield from _texts(by_id[child], by_id)
