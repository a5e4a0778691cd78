"""What stands above the tiles: the period, what it may be compared with, and the filters with what they may be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models import Client, Order, OrderLine
from services.catalogs import BUSINESS
from services.dashboards.built_in import SALES
from services.dashboards.filters.state import FilterState
from services.dashboards.queries.filter_options import MOST_OPTIONS, filter_options
from services.dashboards.queries.heading import active_filters, comparisons, period_days, period_words
from services.dashboards.spec import Board
from services.errors import NotFound
from services.semantic.catalog import Layer
from services.semantic.query import Query
from tests.services.dashboards.conftest import empty, orders, tile, trade
from tests.services.shop import NOW, Shop, day

REVENUE = tile("number", metrics=("order.revenue",), compare="previous_year")
LISTED = Board("own", "Own", (REVENUE, orders()), ("order.region", "product.category"))


def test_the_page_s_period_is_shown_as_it_came_out_with_how_far_the_data_goes(reader_of):
    reader = reader_of(trade)
    assert period_words(reader.view(board=LISTED)) == (
        "1 May 2024 – 10 Apr 2025, compared with the previous year · Data until 10 April 2025"
    )
    between = reader.view("?period=dates&from=2025-03-01&to=2025-03-31&compare=none")
    assert period_words(replace(between, board=LISTED)) == "1 Mar 2025 – 31 Mar 2025"


def test_the_period_is_shown_by_the_first_tile_that_is_of_one(reader_of):
    reader = reader_of(trade)
    dumb = (
        replace(REVENUE, fault="Broken."),
        tile("number", metrics=("work.hours",)),
        orders(period=None),
    )
    result = period_words(reader.view(board=replace(LISTED, tiles=(*dumb, REVENUE))))
    assert result.startswith("1 May 2024 – 10 Apr 2025, compared with the previous year")
    assert period_words(reader.view(board=replace(LISTED, tiles=dumb))) == ""


def test_the_period_s_days_are_those_that_it_came_to(reader_of):
    reader = reader_of(trade)
    assert period_days(reader.view(board=LISTED)) == (day("2024-05-01"), day("2025-04-10"))


def test_without_data_a_page_has_nothing_to_show_and_raises_no_alarm(reader_of):
    reader = reader_of(empty, now=datetime(2025, 6, 15, tzinfo=UTC))
    assert period_words(reader.view(board=LISTED)) == ""
    assert filter_options("order.region", reader.view(board=LISTED)).shown == []
    assert period_days(reader.view(board=LISTED)) == (day("2025-06-15"), day("2025-06-15"))


def found_options(reader, dimension: str, board: Board = LISTED) -> list[tuple[str, str, str | None, str | None]]:
    """What may be chosen: value, label, and how many there are, alone and with what is counted."""
    listed = filter_options(dimension, reader.view(board=board)).shown
    return [(each.value, each.label, each.count, each.count_words) for each in listed]


def many(shop: Shop) -> None:
    """Three orders of the south, of two lines each, and one of the north."""
    shop.product("lamp", category="Home")
    shop.product("bike", category="Sport")
    for month in (1, 2, 3):
        shop.sells(("lamp", "1", "1"), ("bike", "1", "1"), on=f"2025-0{month}-10", region="South")
    shop.sells(("lamp", "1000", "1"), on="2025-04-10", region="North")


def test_the_values_to_choose_from_are_ours_with_the_number_of_orders_and_the_most_frequent_first(reader_of):
    assert found_options(reader_of(many), "order.region") == [
        ("South", "South", "3", "3 orders"),
        ("North", "North", "1", "1 orders"),
    ]


def test_an_order_of_two_lines_counts_once_by_region_and_once_by_each_of_its_categories(reader_of):
    assert [each[:3] for each in found_options(reader_of(many), "product.category")] == [
        ("Home", "Home", "4"),
        ("Sport", "Sport", "3"),
    ]


def test_where_the_board_lists_no_orders_the_rows_are_counted_that_its_number_adds_up(reader_of):
    unlisted = replace(LISTED, tiles=(REVENUE,))
    assert [each[3] for each in found_options(reader_of(many), "order.region", unlisted)] == [
        "6 order lines",
        "1 order lines",
    ]


def test_what_was_chosen_can_be_found_again_though_no_row_bears_it(reader_of):
    reader = reader_of(many)
    chosen = reader.view("?order.region=West&order.region=North&order.region=~empty")
    listed = filter_options("order.region", replace(chosen, board=LISTED)).shown
    assert [(each.value, each.label, each.count) for each in listed] == [
        ("South", "South", "3"),
        ("North", "North", "1"),
        ("West", "West", None),
        ("~empty", "Not given", None),
    ]


def test_a_value_that_the_first_number_leaves_out_can_be_chosen_for_the_others(reader_of):
    def story(shop: Shop) -> None:
        shop.stage("Won", outcome="won")
        shop.stage("Lost", position=2, outcome="lost")
        shop.deal("A", "1", stage="Won", closed="2025-02-10", source="Web")
        shop.deal("B", "1", stage="Lost", closed="2025-02-11", source="Fair")

        shop.deal("C", "1", stage="Talks", source="Phone")

    won, lost = (tile("number", metrics=(name,)) for name in ("deal.won", "deal.lost"))
    board = Board("own", "Own", (won, lost), ("deal.source",))
    assert sorted(each[0] for each in found_options(reader_of(story), "deal.source", board)) == ["Fair", "Web"]


def test_a_number_that_is_made_of_others_shows_which_rows_to_count(reader_of):
    ratio = Board("own", "Own", (tile("number", metrics=("order.average_value",)),), ("order.region",))
    assert [each[3] for each in found_options(reader_of(many), "order.region", ratio)] == [
        "6 order lines",
        "1 order lines",
    ]


def test_rows_without_a_value_can_be_chosen_too(reader_of):
    assert [each[:3] for each in found_options(reader_of(trade), "order.region")] == [
        ("North", "North", "1"),
        ("South", "South", "1"),
        ("~empty", "Not given", "1"),
    ]


def test_values_whose_order_has_a_meaning_are_listed_in_it(reader_of):
    reader = reader_of(many)
    region = replace(BUSINESS.field("order.region"), values=("North", "East", "South"))
    order = BUSINESS.entity("order")
    fields = tuple(region if each.name == "region" else each for each in order.fields)
    ordered = Layer("ordered", entities=(replace(order, fields=fields),))
    reader.road.catalog = replace(BUSINESS, layers=(*BUSINESS.layers, ordered))
    assert [each[0] for each in found_options(reader, "order.region")] == ["North", "South"]


def test_a_tile_whose_question_cannot_be_read_takes_no_filter_with_it(reader_of):
    broken = replace(LISTED, tiles=(replace(orders(), fault="Broken."), *LISTED.tiles))
    assert found_options(reader_of(many), "order.region", broken)[0] == ("South", "South", "3", "3 orders")


def test_a_budget_is_to_be_chosen_only_where_something_is_budgeted():
    assert ("budget", "Budget") not in comparisons(SALES, BUSINESS)
    assert [value for value, _ in comparisons(SALES, BUSINESS)] == [
        "previous-year",
        "previous-period",
        "weekdays",
        "none",
    ]


def test_every_filter_that_is_set_is_shown_in_words(reader_of):
    reader = reader_of(trade)
    chosen = reader.view("?order.region=North&order.region=~empty&product.category=Home")
    assert active_filters(chosen) == [
        ("order.region", "North", "Region: North"),
        ("order.region", "~empty", "Region: Not given"),
        ("product.category", "Home", "Category: Home"),
    ]


def test_yes_and_no_are_shown_in_words_wherever_they_were_chosen(reader_of):
    reader = reader_of(trade)
    billable = Board("own", "Own", (tile("number", metrics=("work.hours",)),), ("work_log.billable",))
    chosen = reader.view("?work_log.billable=true", billable)
    assert active_filters(chosen) == [("work_log.billable", "true", "Billable: Yes")]
    listed = filter_options("work_log.billable", replace(chosen, board=billable)).shown
    assert [(each.value, each.label) for each in listed] == [("true", "Yes")]


def test_only_what_a_board_filters_by_has_options(reader_of):
    reader = reader_of(trade)
    with pytest.raises(NotFound):
        filter_options("client.name", reader.view(board=LISTED))


CROWD = 5_000


def crowd(shop: Shop) -> None:
    """Five thousand customers with an order each; the last one bought most."""
    keys = [f"Client {number:04}" for number in range(1, CROWD + 1)]
    lamp, own = (
        shop.product("lamp", category="Home"),
        {"organization_id": shop.organization, "created_at": NOW, "updated_at": NOW},
    )
    add = shop.connection.execute
    add(sa.insert(Client), [{**own, "key": key, "name": key, "kind": "person"} for key in keys])
    ids = dict(add(sa.select(Client.name, Client.id).where(Client.organization_id == shop.organization)).all())
    order = {**own, "currency": "EUR", "ordered_on": day("2025-03-01")}
    add(sa.insert(Order), [{**order, "number": key, "client_id": ids[key]} for key in keys])
    ids = dict(add(sa.select(Order.number, Order.id).where(Order.organization_id == shop.organization)).all())
    line = {**own, "number": 1, "product_id": lamp, "quantity": 1, "unit_price": 1, "cost": 0}
    amounts = {keys[-1]: 999_999}
    add(sa.insert(OrderLine), [{**line, "order_id": ids[key], "amount": amounts.get(key, 1)} for key in keys])


def test_every_one_of_thousands_of_values_is_found_by_a_part_of_it(reader_of):
    reader = reader_of(crowd)
    by_client = Board("own", "Own", (REVENUE, orders()), ("client.name",))
    first = filter_options("client.name", reader.view(board=by_client))
    assert (len(first.options), first.unlisted) == (MOST_OPTIONS, CROWD - MOST_OPTIONS)
    for text, found in (("client 5000", ["Client 5000"]), (" ent 499", [f"Client 499{digit}" for digit in range(10)])):
        listed = filter_options("client.name", reader.view(board=by_client), text)
        assert (sorted(each.value for each in listed.shown), listed.unlisted) == (found, 0)
    assert filter_options("client.name", reader.view(board=by_client), "100%").shown == []


def test_what_is_set_stays_listed_while_something_else_is_searched(reader_of):
    reader = reader_of(crowd)
    by_client = Board("own", "Own", (REVENUE, orders()), ("client.name",))
    listed = filter_options("client.name", reader.view("?client.name=Client+0001", by_client), "5000")
    assert ([each.value for each in listed.options], [each.value for each in listed.selected]) == (
        ["Client 5000"],
        ["Client 0001"],
    )


def test_thousands_of_values_are_a_filter_like_one(reader_of):
    reader = reader_of(crowd)
    names = tuple(f"Client {number:04}" for number in range(1, CROWD))
    cases = (((), 4_999, "4,999 values"), (("client.name",), 999_999, "all except 4,999 values"))
    for excluded, revenue, chip in cases:
        state = FilterState(period="everything", values={"client.name": names}, excluded=frozenset(excluded))
        view = replace(reader.view(board=Board("own", "Own", (REVENUE,), ("client.name",))), filters=state)
        query = state.apply_to(Query(metrics=("order.revenue",)), view.catalog, "order.revenue")
        assert [int(value) for value in view.answer(query).frame["order.revenue"]] == [revenue]
        assert active_filters(view) == [("client.name", None, f"Customer: {chip}")]
