"""What a cache keeps of an answer is data, and gives the same answer again, to the type of each value."""

from contextlib import suppress
from dataclasses import replace

import orjson
import pytest
from pandas.testing import assert_frame_equal

from services.catalogs import BUSINESS
from services.dashboards.built_in import BUILT_IN
from services.errors import NoData
from services.semantic.compiler.time_ahead import with_time_ahead
from services.semantic.kept_answer import from_bytes, to_bytes
from services.semantic.narrow import narrow
from services.semantic.query import Last, Query, Transform
from services.semantic.runner import run
from tests.journeys.firm import prospers, trades
from tests.services.shop import context, days, policy_of

YEAR = days("2024-06-01", "2025-05-31")
EVERY_TYPE = {
    "money, compared, by month": Query(metrics=("order.revenue",), period=YEAR, grain="month", compare="previous_year"),
    "ratio, number and count": Query(metrics=("order.gross_margin", "order.count", "client.recency"), period=YEAR),
    "transformed": Query(
        metrics=("order.revenue",),
        dimensions=("client.name",),
        period=YEAR,
        transforms=(Transform("order.revenue", "share"), Transform("order.revenue", "rank")),
    ),
    "records": Query(fields=("order.number", "order.ordered_on", "order.value", "client.name", "client.headcount")),
    "instants and booleans": Query(fields=("ticket.key", "ticket.opened_at", "ticket.met_sla")),
    "no rows": Query(fields=("order.number", "order.value"), period=days("1999-01-01", "1999-12-31")),
    "the period of the data": Query(metrics=("order.revenue",), period=Last(3, "month", "data"), grain="week"),
}
TILES = {f"{board.slug}/{tile.slug}": tile.query for board in BUILT_IN for tile in board.tiles}


@pytest.fixture
def engine() -> str:
    """An answer is the same on every engine."""
    return "sqlite"


@pytest.fixture
def town(town_of):
    return town_of(lambda shop: (trades(shop), prospers(shop)))


def reader_of(town):
    return context(town.ours, policy=policy_of(town.ours, BUSINESS))


def assert_kept(town, query):
    permitted = with_time_ahead(narrow(query, reader_of(town)), BUSINESS)
    opened = town.open(town.ours)
    answer = run(permitted, BUSINESS, opened)
    again = from_bytes(to_bytes(answer), permitted, BUSINESS, opened)
    assert_frame_equal(again.frame, answer.frame)
    types = [[type(value) for value in frame.to_numpy().ravel()] for frame in (again.frame, answer.frame)]
    assert types[0] == types[1]
    assert replace(again, frame=None) == replace(answer, frame=None)
    return answer


@pytest.mark.parametrize("query", EVERY_TYPE.values(), ids=EVERY_TYPE)
def test_every_type_of_value_comes_back_as_it_was(town, query):
    assert_kept(town, query)


def test_the_answer_of_every_tile_comes_back_as_it_was(town):
    kept = 0
    for query in TILES.values():
        # The firm has no ledger and no staff, so that some tiles have no period.
        with suppress(NoData):
            kept += assert_kept(town, query) is not None
    assert kept > 40


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\x80\x04N.",
        b'{"form": 0}',
        b'{"form": 1, "data": null, "total": 1, "as_of": "2025-01-01", "notes": [], "cells": {"sql": ["DROP"]}}',
    ],
)
def test_what_cannot_be_read_is_no_answer(town, kept):
    query = EVERY_TYPE["records"]
    assert from_bytes(kept, narrow(query, reader_of(town)), BUSINESS, town.open(town.ours)) is None


def test_what_is_kept_is_json(town):
    permitted = narrow(EVERY_TYPE["records"], reader_of(town))
    kept = orjson.loads(to_bytes(run(permitted, BUSINESS, town.open(town.ours))))
    assert set(kept) == {"form", "data", "total", "as_of", "notes", "cells"}
