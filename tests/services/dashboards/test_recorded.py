"""Whether there is anything to show at all."""

from dataclasses import replace

import pytest

from services.dashboards.built_in import ORDERS, PRODUCTIVITY
from services.dashboards.recorded import is_on_record, kinds_of, missing_from, none_on_record, why_unknown
from services.dashboards.spec import TileSpec
from services.semantic.context import Policy
from services.semantic.query import Query
from tests.services.dashboards.conftest import empty, trade


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (Query(metrics=("order.revenue",)), ["order lines"]),
        (Query(metrics=("ledger.revenue",)), ["ledger entries"]),
        (Query(metrics=("work.utilisation",)), ["work logs", "employees", "schedule entries"]),
        (Query(fields=("client.name", "order.number")), ["orders"]),
    ],
    ids=str,
)
def test_a_question_is_made_of_the_rows_that_it_counts_or_lists(reader_of, query, kinds):
    catalog = reader_of(empty).road.catalog
    assert kinds_of(query, catalog) == kinds
    assert none_on_record(query, catalog) == f"No {kinds[0]} on record"


def test_what_is_on_record_is_so_whatever_its_days(reader_of):
    reader = reader_of(trade)
    assert is_on_record(Query(metrics=("order.revenue",)), reader.road, reader.asker)
    assert not is_on_record(Query(metrics=("work.hours",)), reader.road, reader.asker)


def test_rows_that_lack_what_a_number_needs_are_not_said_to_be_missing(reader_of):
    reader = reader_of(trade)
    # Nobody promised a day for these orders.
    promised = Query(metrics=("order.on_time",))
    assert why_unknown(promised, reader.road, reader.asker) == "The orders on record do not tell this"
    assert why_unknown(Query(metrics=("work.hours",)), reader.road, reader.asker) == "No work logs on record"
    card = reader.sees(TileSpec("on-time", "number", "Shipped on time", promised))
    assert "The orders on record do not tell this" in (getattr(card, "unavailable", None), getattr(card, "words", None))


def test_a_board_without_any_row_is_missing_all_that_it_is_made_of(reader_of):
    reader = reader_of(empty)
    missing = missing_from(ORDERS, reader.road, reader.asker)
    assert missing[0] == "order lines" and "orders" in missing
    assert len(set(missing)) == len(missing)


def test_a_board_with_rows_of_one_kind_is_missing_nothing(reader_of):
    reader = reader_of(trade)
    assert missing_from(ORDERS, reader.road, reader.asker) == ()
    assert missing_from(PRODUCTIVITY, reader.road, reader.asker) != ()


def test_what_may_not_be_read_counts_as_being_there(reader_of):
    reader = reader_of(empty)
    blind = replace(reader.asker, policy=Policy(reader.town.ours, {}))
    assert missing_from(ORDERS, reader.road, blind) == ()


def test_a_tile_that_cannot_be_read_does_not_fill_a_board(reader_of):
    reader = reader_of(empty)
    broken = replace(ORDERS.tiles[0], fault="Broken.", query=Query(metrics=("-",)))
    assert missing_from(replace(ORDERS, tiles=(broken, *ORDERS.tiles[1:])), reader.road, reader.asker) != ()
