"""The list of records, which asks the server for a page at a time."""

from typing import Any

from dash import Dash, Input, Output, html

from components.table import PAGE_SIZE, GridColumn, records_card
from tests.components_in_browser import RING
from tests.components_in_browser.conftest import Mount

pytestmark = RING

NAMES = [f"Customer {number:02}" for number in range(30)]
COLUMNS = [
    GridColumn("client.name", "Customer", link="address"),
    GridColumn("order.value", "Value", number=True, format=",.0f"),
]
FIRST = '.ag-pinned-left-cols-container [row-index="0"]'


def test_sorting_asks_the_server_for_rows_in_that_order(mount: Mount):
    server = RecordsServer()
    browser = mount(_page(), server.register)
    browser.wait_for_text_to_equal(FIRST, "Customer 00")
    for direction, first in (("asc", "Customer 00"), ("desc", "Customer 29")):
        browser.find_element('[col-id="client.name"] .ag-header-cell-label').click()
        browser.wait_for_text_to_equal(f"{FIRST}", first)
        browser.wait_for_element(f'[col-id="client.name"][aria-sort="{direction}ending"]')
        assert server.asked[-1]["sortModel"] == [{"sort": direction, "colId": "client.name", "type": "default"}]
    assert {(each["startRow"], each["endRow"]) for each in server.asked} == {(0, PAGE_SIZE)}


def test_a_name_leads_to_the_page_of_its_row_and_a_number_is_formatted(mount: Mount):
    browser = mount(_page(), RecordsServer().register)
    browser.wait_for_text_to_equal(FIRST, "Customer 00")
    assert browser.find_element(f"{FIRST} a").get_attribute("href").endswith("/clients/0")
    browser.wait_for_text_to_equal('[row-index="1"] [col-id="order.value"]', "1,000")


class RecordsServer:
    """The server's part: it keeps what was asked and answers it."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def register(self, app: Dash) -> None:
        app.callback(Output("grid", "getRowsResponse"), Input("grid", "getRowsRequest"), prevent_initial_call=True)(
            self.answer
        )

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(request)
        backwards = any(each["sort"] == "desc" for each in request["sortModel"])
        rows = [
            {"client.name": name, "order.value": number * 1000, "address": f"/clients/{number}"}
            for number, name in enumerate(NAMES)
        ]
        wanted = rows[::-1] if backwards else rows
        return {"rowData": wanted[request["startRow"] : request["endRow"]], "rowCount": len(rows)}


def _page() -> html.Main:
    return html.Main(records_card(title="Customers", grid_id="grid", columns=COLUMNS, total_words="30 customers"))
