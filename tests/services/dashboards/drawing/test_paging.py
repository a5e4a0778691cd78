"""The rows of a record list, a page at a time, and what no grid would ask for."""

import sys
from typing import Any

import pytest

from services.dashboards.drawing.paging import MOST_ROWS_AT_ONCE
from services.errors import BadQuery
from tests.services.dashboards.conftest import DashboardReader, orders, trade
from tests.services.shop import Shop

ALL = {"startRow": 0, "endRow": 100, "sortModel": []}


def numbers(reader: DashboardReader, request: Any, search: str = "", field: str = "order.number") -> list[str]:
    """What a page of orders shows in a column."""
    return [
        row[field] for row in reader.pages(orders(field) if field != "order.number" else orders(), request, search).rows
    ]


def test_an_order_of_two_matching_lines_is_listed_once(reader_of):
    page = reader_of(trade).pages(orders("order.value"), ALL, "?product.category=Home")
    assert [row["order.value"] for row in page.rows] == ["€100.00"]
    assert page.total == 1


def test_an_order_that_matches_with_one_of_its_lines_shows_its_whole_value(reader_of):
    def mix(shop: Shop) -> None:
        shop.product("bike", category="Sport")
        shop.sells(("lamp", "60", "1"), ("bike", "40", "1"), on="2025-03-10")

    page = reader_of(mix).pages(orders("order.value"), ALL, "?product.category=Sport")
    assert [row["order.value"] for row in page.rows] == ["€100.00"]


def test_the_empty_group_of_a_filter_keeps_rows_without_a_value(reader_of):
    reader = reader_of(trade)
    assert numbers(reader, ALL, "?order.region=~empty", "client.name") == ["Bo"]
    assert sorted(numbers(reader, ALL, "?order.region=~empty&order.region=North", "client.name")) == ["Ada", "Bo"]


def fortnight(shop: Shop) -> None:
    """Fourteen orders, one a day; two clients take turns, so that sorting by them leaves ties."""
    for number in range(1, 15):
        shop.sells(("lamp", str(number), "1"), on=f"2025-03-{number:02}", to="Ada" if number % 2 else "Bo")


def test_a_page_is_the_rows_from_the_first_up_to_not_including_the_last(reader_of):
    reader = reader_of(fortnight)
    by_day = orders("order.ordered_on", order=("order.ordered_on",))
    page = reader.pages(by_day, {"startRow": 3, "endRow": 6, "sortModel": []})
    assert [row["order.ordered_on"] for row in page.rows] == ["4 Mar 2025", "5 Mar 2025", "6 Mar 2025"]
    assert page.total == 14


def test_a_page_beyond_the_last_row_is_empty_and_still_counts_them_all(reader_of):
    page = reader_of(fortnight).pages(orders(), {"startRow": 100, "endRow": 112, "sortModel": []})
    assert (page.rows, page.total) == ([], 14)


@pytest.mark.parametrize(("way", "first"), [("asc", "€1.00"), ("desc", "€14.00")])
def test_a_list_is_sorted_by_the_column_that_was_clicked(reader_of, way, first):
    request = {"startRow": 0, "endRow": 1, "sortModel": [{"colId": "order.value", "sort": way}]}
    (row,) = reader_of(fortnight).pages(orders("order.value"), request).rows
    assert row["order.value"] == first


def test_no_row_is_on_two_pages_also_where_the_sorting_leaves_ties(reader_of):
    reader, by_client = reader_of(fortnight), [{"colId": "client.name", "sort": "asc"}]
    seen = []
    for start in range(0, 14, 4):
        request = {"startRow": start, "endRow": start + 4, "sortModel": by_client}
        seen += [row["order.number"] for row in reader.pages(orders("client.name"), request).rows]
    assert len(seen) == len(set(seen)) == 14


def test_no_more_rows_come_at_once_than_a_page_may_have(reader_of):
    def busy(shop: Shop) -> None:
        for _ in range(MOST_ROWS_AT_ONCE + 1):
            shop.sells(on="2025-03-10")

    page = reader_of(busy).pages(orders(), {"startRow": 0, "endRow": 10**9, "sortModel": []})
    assert (len(page.rows), page.total) == (MOST_ROWS_AT_ONCE, MOST_ROWS_AT_ONCE + 1)


def test_what_a_grid_sends_beside_is_of_no_account(reader_of):
    request = {"startRow": 0, "endRow": 2, "sortModel": None, "filterModel": {"order.region": "x"}, "context": None}
    assert len(reader_of(fortnight).pages(orders(), request).rows) == 2


@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        "rows",
        7,
        {},
        {"startRow": 0},
        {"startRow": -1, "endRow": 10},
        {"startRow": 0, "endRow": -10},
        {"startRow": "many", "endRow": 10},
        {"startRow": 0.5, "endRow": 10},
        {"startRow": float("nan"), "endRow": float("inf")},
        {"startRow": 10**30, "endRow": 10**30 + 1},
        {"startRow": sys.maxsize, "endRow": sys.maxsize},
        {"startRow": [0], "endRow": {"to": 10}},
    ],
    ids=str,
)
def test_rows_that_no_grid_asks_for_are_refused_in_words(reader_of, request_):
    with pytest.raises(BadQuery):
        reader_of(trade).pages(orders(), request_)


@pytest.mark.parametrize(
    "sorts",
    [
        "order.number",
        7,
        {"colId": "order.number"},
        ["order.number"],
        [None],
        [{}],
        [{"sort": "asc"}],
        [{"colId": None, "sort": "asc"}],
        [{"colId": {"order": "number"}, "sort": "asc"}],
        [{"colId": ["order.number"], "sort": "asc"}],
        [{"colId": "order.number", "sort": "sideways"}],
        [{"colId": "order.number", "sort": ["asc"]}],
        [{"colId": "order.colour", "sort": "asc"}],
        [{"colId": "client.name", "sort": "asc"}],
        [{"colId": "--order.number", "sort": "asc"}],
        [{"colId": "", "sort": "desc"}],
        [{"colId": "order.number; DROP TABLE orders", "sort": "asc"}],
        [{"colId": "order.number", "sort": "asc"}] * 1000,
    ],
    ids=lambda sorts: str(sorts)[:60],
)
def test_a_sorting_that_no_grid_sends_is_refused_in_words(reader_of, sorts):
    with pytest.raises(BadQuery):
        reader_of(trade).pages(orders(), {"startRow": 0, "endRow": 10, "sortModel": sorts})
