"""Whether there is anything to show at all."""

from dataclasses import replace

import pytest

from services.catalogs import BUSINESS
from services.dashboards.built_in import CUSTOMERS, ORDERS
from services.dashboards.queries.data_availability import (
    has_data,
    kinds_of,
    no_data_message,
    tiles_without_data,
    unknown_reason,
    without_tiles,
)
from services.dashboards.spec import Board, TileSpec
from services.errors import TookTooLong
from services.road import Road
from services.semantic.context import Policy
from services.semantic.query import Query
from services.semantic.runner import SourceConnection
from tests.services.dashboards.conftest import empty, tile, trade
from tests.services.shop import Shop


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (Query(metrics=("order.revenue",)), ["order lines"]),
        (Query(metrics=("ledger.revenue",)), ["ledger entries"]),
        (Query(metrics=("work.utilisation",)), ["time entries", "employees", "schedule entries"]),
        (Query(fields=("client.name", "order.number")), ["orders"]),
    ],
    ids=str,
)
def test_a_question_is_made_of_the_rows_that_it_counts_or_lists(reader_of, query, kinds):
    catalog = reader_of(empty).road.catalog
    assert kinds_of(query, catalog) == kinds
    assert no_data_message(query, catalog) == f"No {kinds[0]} recorded yet"


def test_what_is_on_record_is_so_whatever_its_days(reader_of):
    reader = reader_of(trade)
    assert has_data(Query(metrics=("order.revenue",)), reader.context)
    assert not has_data(Query(metrics=("work.hours",)), reader.context)


def test_rows_that_lack_what_a_number_needs_are_not_claimed_to_be_missing(reader_of):
    reader = reader_of(trade)
    # Nobody has shipped these orders, so none of them is on time or late.
    promised = Query(metrics=("order.on_time",))
    assert unknown_reason(promised, reader.context) == "3 orders, none with “Shipping date”"
    assert unknown_reason(Query(metrics=("work.hours",)), reader.context) == "No time entries recorded yet"
    card = reader.sees(TileSpec("on-time", "number", "Shipped on time", promised))
    assert "3 orders, none with “Shipping date”" in (
        getattr(card, "unavailable", None),
        getattr(card, "words", None),
    )


def test_of_a_board_without_any_row_every_tile_is_left_out(reader_of):
    reader = reader_of(empty)
    lacking = tiles_without_data(ORDERS, reader.context)
    assert list(lacking) == [tile.slug for tile in ORDERS.tiles]
    assert {"order lines", "orders"} <= set(lacking.values())
    assert without_tiles(ORDERS, lacking).tiles == ()


def test_tiles_stay_whose_first_metric_counts_rows_that_are_on_record(reader_of):
    reader = reader_of(trade)
    assert tiles_without_data(ORDERS, reader.context) == {}
    assert without_tiles(ORDERS, ()) == ORDERS
    lacking = tiles_without_data(CUSTOMERS, reader.context)
    kept = [tile.slug for tile in without_tiles(CUSTOMERS, lacking).tiles]
    assert "interactions" in lacking.values() and kept
    assert sorted([*kept, *lacking]) == sorted(tile.slug for tile in CUSTOMERS.tiles)


def test_what_may_not_be_read_counts_as_being_there(reader_of):
    reader = reader_of(empty)
    blind = replace(reader.reader_context, policy=Policy(reader.town.ours, {}))
    assert tiles_without_data(ORDERS, replace(reader.context, context=blind)) == {}


def test_a_tile_that_cannot_be_read_or_whose_metric_is_gone_is_never_left_out(reader_of):
    reader = reader_of(empty)
    broken = replace(ORDERS.tiles[0], fault="Broken.", query=Query(metrics=("-",)))
    lost = replace(ORDERS.tiles[1], query=Query(metrics=("order.of_yore",)))
    board = replace(ORDERS, tiles=(broken, lost, *ORDERS.tiles[2:]))
    assert without_tiles(board, tiles_without_data(board, reader.context)).tiles == (broken, lost)


def test_a_tile_stays_as_long_as_one_of_its_metrics_has_rows(reader_of):
    reader = reader_of(trade)
    hours, both = (
        Board("own", "Own", (tile("bar", metrics=names),))
        for names in (("work.hours",), ("work.hours", "order.revenue"))
    )
    assert tiles_without_data(hours, reader.context) == {"a-tile": "time entries"}
    assert tiles_without_data(both, reader.context) == {}


def test_a_target_alone_keeps_no_tile(reader_of):
    reader = reader_of(trade)
    reached, hoped = ("work.hours", "order.revenue"), ("order.revenue", "work.hours")
    for kind in ("bullet", "number"):
        only_a_target, without_a_target = (
            Board("own", "Own", (tile(kind, metrics=names),)) for names in (reached, hoped)
        )
        assert tiles_without_data(only_a_target, reader.context) == {"a-tile": "time entries"}
        assert tiles_without_data(without_a_target, reader.context) == {}


def test_rows_without_a_day_to_count_by_fill_no_tile_and_it_is_stated_what_they_lack(reader_of):
    reader = reader_of(undated_rows)
    created, won = (Board("own", "Own", (tile("bar", metrics=(name,)),)) for name in ("deal.created", "deal.won"))
    assert tiles_without_data(created, reader.context) == {"a-tile": "deals with “Creation date”"}
    assert tiles_without_data(won, reader.context) == {}


def test_a_bridge_without_its_opening_is_left_out(reader_of):
    reader = reader_of(trade)
    steps = ("pipeline.opening", "order.revenue")
    bridge = Board("own", "Own", (tile("waterfall", metrics=steps),))
    assert list(tiles_without_data(bridge, reader.context)) == ["a-tile"]


def test_a_list_is_left_out_only_where_nothing_that_it_lists_is_on_record(reader_of):
    health = replace(CUSTOMERS, tiles=tuple(each for each in CUSTOMERS.tiles if each.kind == "clients"))
    nobody = reader_of(empty)
    assert tiles_without_data(health, nobody.context) == {"clients": "customers"}


def test_a_client_who_never_ordered_is_listed(reader_of):
    health = replace(CUSTOMERS, tiles=tuple(each for each in CUSTOMERS.tiles if each.kind == "clients"))
    alone = reader_of(lambda shop: shop.client("Ada"))
    assert tiles_without_data(health, alone.context) == {}


def test_a_question_that_takes_too_long_leaves_nothing_out_and_is_not_asked_again(reader_of):
    reader = reader_of(empty)
    asked: list[int] = []

    class Slow:
        def open(self, organization: int, *_: object) -> SourceConnection:
            asked.append(organization)
            raise TookTooLong(20)

    assert tiles_without_data(ORDERS, replace(reader.context, road=Road(BUSINESS, Slow(), reader.road.cache))) == {}
    assert len(asked) == 1


def undated_rows(shop: Shop) -> None:
    """A deal is won, and nobody noted when it was entered."""
    shop.stage("Won", outcome="won")
    shop.deal("D", "100", stage="Won", closed="2025-05-01")
