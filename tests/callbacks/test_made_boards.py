"""The home page and the pages of a metric, a customer and a deal, each for its own reader only."""

import json

import pytest

from dashapp.surfaces import PAGES_ROUTER
from tests.callbacks.test_board import DashboardClient, notice, words
from tests.pages.test_page import opening


def open_page(visitor, path: str) -> str:
    answer = visitor.call(PAGES_ROUTER, **opening(path))
    assert answer.status_code == 200
    return answer.text


def test_the_home_page_has_key_figures_of_each_domain_with_data(client_of, ours):
    drawn = open_page(client_of(ours.members["viewer"]), "/")
    assert all(name in drawn for name in ("Customers", "Orders", "Revenue"))
    assert "hidden: no data yet" in drawn
    assert all(name in drawn for name in ("No ledger entries", "Net profit", "No tasks", "Cycle time"))


def test_a_dashboard_names_the_cards_without_data_and_shows_them_in_the_layout_editor(client_of, ours):
    visitor = client_of(ours.members["editor"])
    read, arranged = (
        open_page(visitor, "/customers"),
        visitor.call(PAGES_ROUTER, **opening("/customers", "?edit-layout=1")).text,
    )
    assert "No interactions" in read and '"tile":"interactions"' not in read
    assert "No interactions" not in arranged and '"tile":"interactions"' in arranged


def test_an_organisation_without_data_gets_a_hint_to_load_some(app, client_of):
    from tests.organizations import build

    hollow = build(app, "Empty", marker="Hollow", with_rows=False)
    assert "flask load" in open_page(client_of(hollow.members["viewer"]), "/")


def test_a_metric_follows_the_filters_of_its_address(client_of, ours):
    desk = DashboardClient(client_of(ours.members["viewer"]), "metric:order.revenue")
    assert words(desk.tile("number", "?board=sales")["response"]).startswith("Revenue | €40.00")
    assert "€0.00" in words(desk.tile("number", "?order.region=Nowhere")["response"])
    assert words(desk.tile("split", "?by=client.name")["response"]).startswith("Revenue by customer")
    rows = desk.rows("rows-1", {"startRow": 0, "endRow": 10, "sortModel": []})["response"]
    [row] = json.loads(json.dumps(rows)).popitem()[1]["getRowsResponse"]["rowData"]
    assert row["@client"] == f"/customers/{ours.rows['client']}"


def test_an_unknown_metric_or_split_gets_a_suggestion(client_of, ours):
    visitor = client_of(ours.members["viewer"])
    assert "Did you mean order.revenue?" in open_page(visitor, "/metrics/order.revenu")
    desk = DashboardClient(visitor, "metric:order.revenue")
    assert "There is no split called client.nam" in notice(desk.tile("number", "?by=client.nam"))


@pytest.mark.parametrize("kind", ["customers", "deals"])
@pytest.mark.parametrize("number", ["0", "999999", "-1", "x", "1.5", "9" * 30])
def test_an_unknown_record_is_not_found(client_of, ours, kind, number):
    assert "There is no such" in open_page(client_of(ours.members["owner"]), f"/{kind}/{number}")


def test_a_customer_of_another_organisation_looks_like_an_unknown_one(client_of, ours, theirs):
    visitor = client_of(ours.members["owner"])
    stolen, missing = (open_page(visitor, f"/customers/{number}") for number in (theirs.rows["client"], 999999))
    assert stolen == missing
    assert theirs.marker not in stolen
    desk = DashboardClient(visitor, f"client:{theirs.rows['client']}")
    assert notice(desk.tile("order.revenue")).startswith("There is no such customer.")
    assert notice(desk.rows("order", {"startRow": 0, "endRow": 9})).startswith("There is no such customer.")


def test_its_own_members_see_the_customer(client_of, theirs):
    visitor = client_of(theirs.members["viewer"])
    assert f"{theirs.marker} Ltd" in open_page(visitor, f"/customers/{theirs.rows['client']}")
    desk = DashboardClient(visitor, f"client:{theirs.rows['client']}")
    assert words(desk.tile("order.revenue")["response"]).startswith("Revenue | €40.00")
    assert theirs.marker in json.dumps(desk.rows("order", {"startRow": 0, "endRow": 9}))
