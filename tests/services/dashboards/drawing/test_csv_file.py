"""A tile's rows as a file to take along."""

import csv
import io

import pytest

from services.dashboards.built_in import ORDERS
from services.dashboards.drawing.csv_file import MARK, csv_address, csv_file
from services.dashboards.spec import Board
from tests.services.dashboards.conftest import FILTERS, DashboardReader, orders, tile, trade
from tests.services.shop import Shop

REGIONS = tile("bar", "Revenue by region", metrics=("order.revenue",), dimensions=("order.region",))


def take_of(
    reader: DashboardReader, each, search: str = "", title: str = "Sales", **more
) -> tuple[str, list[list[str]]]:
    """The name of a tile's file, and its rows."""
    file = csv_file(each, reader.view(search, Board("sales", title, (each,), FILTERS)), **more)
    text = "".join(file.parts)
    assert text.startswith(MARK)
    return file.name, list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))


def test_a_list_of_records_is_taken_whole_and_in_its_order(reader_of):
    def fortnight(shop: Shop) -> None:
        for number in range(1, 15):
            shop.sells(("lamp", str(number), "1"), on=f"2025-03-{number:02}")

    listed = orders("order.ordered_on", "order.value", order=("-order.ordered_on",))
    name, rows = take_of(reader_of(fortnight), listed)
    assert name == "Sales, Orders, 1 Apr 2024 - 14 Mar 2025.csv"
    assert [row[1:] for row in rows[:2]] == [["Order date", "Order value"], ["2025-03-14", "14"]]
    assert len(rows) == 1 + 14


def test_a_chart_s_file_holds_its_numbers_in_full_and_what_was_chosen(reader_of):
    reader = reader_of(trade)
    assert take_of(reader, REGIONS)[1] == [["Region", "Revenue"], ["North", "100"], ["", "50"]]
    assert take_of(reader, REGIONS, "?product.category=Sport")[1] == [["Region", "Revenue"], ["", "50"]]


def test_a_file_that_cannot_hold_all_rows_says_so_in_its_name(reader_of):
    reader = reader_of(trade)
    listed = orders("client.name", period=None)
    name, rows = take_of(reader, listed, most=2)
    assert name == "Sales, Orders (first 2 of 3 rows).csv"
    assert len(rows) == 1 + 2


def test_the_number_of_a_row_which_only_leads_to_its_page_is_left_out(reader_of):
    listed = tile("records", "Clients", fields=("client.name", "client.id"), period=None, order=("client.name",))
    assert take_of(reader_of(trade), listed)[1] == [["Customer"], ["Ada"], ["Bo"]]


def test_a_long_file_does_not_fill_the_cache(reader_of):
    reader = reader_of(trade)
    before = len(reader.road.cache._cache)
    take_of(reader, orders())
    assert len(reader.road.cache._cache) == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: \u201cx\u201d <y>", "A B \u201cx\u201d y , Revenue by region, 1 May 2024 - 10 Apr 2025.csv"),
        ("../../etc/passwd\r\nSet-Cookie: a=b", "etc passwd Set-Cookie a=b"),
        ("Ümsätze", "Ümsätze, Revenue by region"),
        ("x" * 300, "x" * 150),
    ],
    ids=["signs", "paths", "letters", "length"],
)
def test_a_file_has_a_name_that_every_system_takes(reader_of, title, name):
    given = take_of(reader_of(trade), REGIONS, title=title)[0]
    assert given.startswith(name)
    assert given.endswith(".csv")
    assert not set('/\\:*?"<>|\r\n') & set(given)


def test_a_file_is_found_at_an_address_with_the_same_choices_as_the_page():
    (listed,) = (each for each in ORDERS.tiles if each.slug == "orders")
    assert csv_address(listed, "orders", None) == csv_address(listed, "orders", "?") == "/download/orders/orders.csv"
    assert csv_address(listed, "orders", "?grain=week") == "/download/orders/orders.csv?grain=week"
    encoded = csv_address(listed, "metric:a/b", "?order.region=N%C3%B6rd+%26+S%C3%BCd")
    assert encoded == "/download/metric%3Aa%2Fb/orders.csv?order.region=N%C3%B6rd+%26+S%C3%BCd"
