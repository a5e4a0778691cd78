"""A dashboard's callbacks, called as the browser does."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from components.filters import CUSTOM, EXCEPT
from models import Dashboard, Tile, db
from services.access import tenants
from services.dashboards.built_in import ORDERS
from services.dashboards.filters.state import DATES, EMPTY, FilterState
from tests.markup import texts_of
from tests.organizations import SeededOrganization
from tests.visitors import Visitor

ALL_ROWS = {"startRow": 0, "endRow": 100, "sortModel": []}


@dataclass
class DashboardClient:
    """A visitor with a dashboard open at an address."""

    visitor: Visitor
    slug: str = "orders"

    def tile(self, name: Any, search: str = "", theme: str = "light", view: Any = None) -> dict[str, Any]:
        body = {"part": "body", "tile": name}
        inputs = [_prop("board-address", "search", search), _prop("shell-theme", "data", theme)]
        inputs += [_prop(body, "data-view", view), _prop(body, "data-retry", None)]
        return self._call(
            '{"part":"body","tile":["MATCH"]}.children', inputs, self._state(body), [_to(body, "children")]
        )

    def rows(self, name: str, request: Any, search: str = "") -> dict[str, Any]:
        grid = {"part": "grid", "tile": name}
        inputs = [_prop(grid, "getRowsRequest", request)]
        state = [_prop("board-address", "search", search), *self._state(grid)]
        output = '{"part":"grid","tile":["MATCH"]}.getRowsResponse'
        return self._call(output, inputs, state, [_to(grid, "getRowsResponse")])

    def explanation(self, name: str, search: str = "") -> dict[str, Any]:
        inputs = [_prop("board-drawer-request", "data", {"tile": name, "at": 1})]
        state = [_prop("board-address", "search", search), _prop("board-slug", "data", self.slug)]
        outputs = [_to("board-drawer", "is_open"), _to("board-drawer-body", "children")]
        return self._call("..board-drawer.is_open...board-drawer-body.children..", inputs, state, outputs)

    def line(self, part: str, search: str = "") -> dict[str, Any]:
        """The period line or the chips."""
        inputs = [_prop("board-address", "search", search)]
        return self._call(f"{part}.children", inputs, [_prop("board-slug", "data", self.slug)], _to(part, "children"))

    def options(self, field: str, search: str = "", text: str | None = None) -> dict[str, Any]:
        choice = {"choice": field}
        inputs = [_prop("board-slug", "data", self.slug), _prop(choice, "search_value", text)]
        state = [_prop("board-address", "search", search), _prop(choice, "id", choice)]
        return self._call('{"choice":["MATCH"]}.options', inputs, state, [_to(choice, "options")])

    def _state(self, id: dict[str, Any]) -> list[dict[str, Any]]:
        return [_prop("board-slug", "data", self.slug), _prop(id, "id", id)]

    def _call(self, output: str, inputs: list[Any], state: list[Any], outputs: Any) -> dict[str, Any]:
        outputs = outputs[0] if isinstance(outputs, list) and len(outputs) == 1 else outputs
        answer = self.visitor.call(output, inputs=inputs, state=state, outputs=outputs)
        assert answer.status_code == 200, answer.text
        return json.loads(answer.text)


def _prop(id: Any, name: str, value: Any) -> dict[str, Any]:
    return {"id": id, "property": name, "value": value}


def _to(id: Any, name: str) -> dict[str, Any]:
    return {"id": id, "property": name}


def words(answer: Any) -> str:
    """Return all texts of a response, in order."""
    return " | ".join(texts_of(answer))


def notice(answer: dict[str, Any]) -> str:
    """Return the notice after a call that changed nothing else."""
    assert answer["response"] == {}
    return words(answer["sideUpdate"]["shell-notice"])


@pytest.fixture
def desk(client_of, ours: SeededOrganization) -> DashboardClient:
    return DashboardClient(client_of(ours.members["viewer"]))


def test_a_number_tile_is_drawn_with_its_comparison(desk):
    # The organisation has one sale, on 14 March 2025, so no bucket is in progress.
    assert (
        words(desk.tile("revenue")["response"])
        == "Revenue | €40.00 | previous year: zero | up from zero in the previous year, better"
    )


def test_every_tile_of_the_board_is_drawn(desk):
    for tile in ORDERS.tiles:
        assert words(desk.tile(tile.slug)["response"]).startswith(tile.title), tile.slug


def test_a_chart_is_drawn_for_the_theme_that_is_shown(desk):
    light, dark = (json.dumps(desk.tile("revenue-by-region", theme=theme)) for theme in ("light", "dark"))
    assert '"type": "bar"' in light
    assert light != dark


def test_a_tile_follows_the_filters_of_the_address(desk, ours):
    assert "€40.00" in words(desk.tile("revenue", f"?order.region={ours.key}"))
    assert "€0.00" in words(desk.tile("revenue", "?order.region=Nowhere"))
    assert "€0.00" in words(desk.tile("revenue", "?period=dates&from=2025-01-01&to=2025-01-31"))


def test_an_invalid_period_is_an_error_on_the_card(desk):
    answer = desk.tile("revenue", "?period=dates&from=2025-03-31&to=2025-03-01")
    assert words(answer["response"]).startswith("Revenue | The period ends on 2025-03-01, before it begins")


def test_an_invalid_address_is_a_notice_above_the_page(desk):
    assert "There is no parameter called perod. Did you mean period?" in notice(
        desk.tile("revenue", "?perod=this-year")
    )


def test_a_chart_is_shown_as_a_table_on_demand(desk, ours):
    shown = desk.tile("revenue-by-region", view="table")
    assert '"type": "bar"' not in json.dumps(shown)
    assert f"Region | Revenue, EUR | {ours.key} | €40.00" in words(shown["response"])


@pytest.mark.parametrize("view", ["chart", "", "tables", 7, ["table"], {"table": True}], ids=str)
def test_an_unknown_view_is_the_chart(desk, view):
    assert '"type": "bar"' in json.dumps(desk.tile("revenue-by-region", view=view))


def test_a_card_links_to_its_rows_with_the_filters_of_the_address(desk, ours):
    search = f"?grain=week&order.region={ours.key}&order.region=North+%26+South"
    drawn = json.dumps(desk.tile("revenue-over-time", f"{search}&period=everything"))
    assert f'"href": "/download/orders/revenue-over-time.csv{search}&period=everything"' in drawn


def test_a_card_names_the_filters_that_do_not_apply_to_it(app: Flask, desk, ours):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        on_orders = db.select(Tile).join(Tile.dashboard).where(Dashboard.slug == "orders")
        tile = db.session.scalars(on_orders.where(Tile.slug == "revenue")).one()
        tile.query = {"version": 1, "metrics": ["work.hours"]}
        db.session.commit()
    shown = words(desk.tile("revenue", f"?order.region={ours.key}&period=this-year")["response"])
    assert shown.endswith("No time entries recorded yet | Not filtered by Region")


def test_a_tile_with_an_invalid_query_does_not_hide_its_board(app: Flask, desk, ours):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        on_orders = db.select(Tile).join(Tile.dashboard).where(Dashboard.slug == "orders")
        db.session.scalars(on_orders.where(Tile.slug == "revenue")).one().query = {"nonsense": True}
        db.session.commit()
    assert "The query of this tile cannot be read" in words(desk.tile("revenue")["response"])
    assert "€40.00" in words(desk.tile("average-value")["response"])
    assert desk.line("board-period-line")["response"]["board-period-line"]["children"].startswith("1 Apr 2024")


def test_a_tile_of_another_organisation_is_not_found(client_of, ours, theirs):
    desk = DashboardClient(client_of(ours.members["owner"]))
    assert notice(desk.tile(theirs.key)).startswith("There is no such tile.")
    assert notice(DashboardClient(desk.visitor, theirs.key).tile(theirs.key)).startswith("There is no such dashboard.")
    assert notice(desk.rows(theirs.key, ALL_ROWS)).startswith("There is no such tile.")
    assert notice(desk.explanation(theirs.key)).startswith("There is no such tile.")


def test_its_own_members_find_it(client_of, theirs):
    desk = DashboardClient(client_of(theirs.members["viewer"]), theirs.key)
    assert words(desk.tile(theirs.key)["response"]).startswith(f"Tile of {theirs.marker} | €40.00")


@pytest.mark.parametrize("name", [7, ""])
def test_an_unknown_tile_is_not_found(desk, name):
    assert notice(desk.tile(name)).startswith("There is no such tile.")


def test_a_tile_that_changed_is_drawn_as_it_is_now(app: Flask, desk, ours):
    with app.app_context():
        tenants.bind(db.session(), ours.id)
        on_orders = db.select(Tile).join(Tile.dashboard).where(Dashboard.slug == "orders")
        tile = db.session.scalars(on_orders.where(Tile.slug == "revenue")).one()
        tile.query = {"version": 1, "metrics": ["order.revenues"]}
        db.session.commit()
    assert "There is no metric called order.revenues. Did you mean order.revenue?" in words(desk.tile("revenue"))


def test_a_page_of_rows_is_formatted_and_counted(desk, ours):
    answer = desk.rows("orders", ALL_ROWS)["response"]
    (page,) = (given["getRowsResponse"] for given in answer.values())
    assert page == {
        "rowData": [
            {
                "order.number": f"O-{ours.marker}",
                "order.ordered_on": "14 Mar 2025",
                "client.name": f"{ours.marker} Ltd",
                "order.region": ours.key,
                "order.channel": ours.marker,
                "order.shipped_on": "",
                "order.value": "€40.00",
            }
        ],
        "rowCount": 1,
    }


def test_rows_follow_the_filters_of_the_address(desk):
    answer = desk.rows("orders", ALL_ROWS, "?product.category=Nothing")["response"]
    assert [given["getRowsResponse"]["rowCount"] for given in answer.values()] == [0]


def test_without_a_request_of_the_grid_nothing_is_sent(desk):
    assert desk.rows("orders", None) == {"multi": True, "response": {}}


@pytest.mark.parametrize(
    "request_", [{"startRow": -1, "endRow": 10}, {**ALL_ROWS, "sortModel": [{"colId": "client.email", "sort": "asc"}]}]
)
def test_an_invalid_request_for_rows_gets_a_message(desk, request_):
    shown = notice(desk.rows("orders", request_))
    assert shown.startswith(("startRow", "There is no column to order by called client.email."))


def test_an_explanation_opens_the_drawer_with_definition_numbers_and_sql(desk, ours):
    answer = desk.explanation("revenue-by-region")["response"]
    assert answer["board-drawer"]["is_open"] is True
    shown = words(answer["board-drawer-body"])
    assert shown.startswith("Revenue by region | ")
    assert "Sum of order lines after discount" in shown
    assert f"{ours.key} | €40.00" in shown
    assert "SELECT" in shown


def test_the_page_names_its_period_and_filters(desk):
    assert desk.line("board-period-line")["response"]["board-period-line"]["children"] == (
        "1 Apr 2024 – 14 Mar 2025, compared with the previous year · Data until 14 March 2025"
    )
    assert desk.line("board-chips")["response"]["board-chips"]["children"] is None
    chips = desk.line("board-chips", "?order.region=North&order.region=~empty")["response"]
    assert words(chips).replace(" | None", "") == "Region: North | Region: Not given | Clear all"


def test_the_options_of_a_filter_are_those_of_the_organisation(client_of, ours, theirs):
    answer = DashboardClient(client_of(ours.members["viewer"])).options("order.region")["response"]
    (options,) = (given["options"] for given in answer.values())
    assert [option["value"] for option in options] == [EXCEPT, ours.key]
    assert words(options[1]["label"]) == f"{ours.key} | 1"


def test_a_selected_value_without_rows_stays_among_the_options(desk, ours):
    answer = desk.options("order.region", "?order.region=Nowhere")["response"]
    (options,) = (given["options"] for given in answer.values())
    assert [option["value"] for option in options] == [EXCEPT, ours.key, "Nowhere"]
    answer = desk.options("order.region", "?order.region=Nowhere", "of nobody")["response"]
    (options,) = (given["options"] for given in answer.values())
    assert [option["value"] for option in options] == [EXCEPT, "Nowhere"]


def test_the_browser_and_the_server_have_the_same_defaults():
    assets = Path(__file__).parents[2] / "assets"
    address, board = ((assets / name).read_text() for name in ("00-filter-address.js", "board.js"))
    default = FilterState()
    assert f'{{ period: "{default.period}", grain: "{default.grain}", compare: "{default.compare}" }}' in address
    assert f'CUSTOM = "{DATES}"' in address
    assert f'EMPTY = "{EMPTY}"' in board
    assert CUSTOM == DATES
