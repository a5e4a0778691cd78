"""A question that takes too long, or too much memory, is stopped; nobody else has to wait for it."""

from time import monotonic

import pytest
import sqlalchemy as sa

from services.catalogs import BUSINESS
from services.errors import TookTooLong, TooLarge
from services.semantic.limits import within
from services.semantic.query import Query
from services.sources.copy import Copies
from services.sources.opening import Limits
from tests.services.shop import Shop, Town, days

ENDLESS = sa.text(
    "WITH RECURSIVE count(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM count WHERE n < 1000000000000) "
    "SELECT max(n) FROM count"
)
REVENUE = Query(metrics=("order.revenue",), period=days("2025-01-01", "2025-12-31"))
LONG = 60


def one_order(shop: Shop) -> None:
    shop.sells(("lamp", "1", "1"), on="2025-03-01")


@pytest.fixture
def town(town_of) -> Town:
    return town_of(one_order)


def test_what_runs_too_long_is_stopped(town: Town):
    began = monotonic()
    stopped = pytest.raises(TookTooLong, match=r"longer than 0\.2 s")
    with town.open(town.ours).engine.connect() as connection, stopped, within(connection, 0.2):
        connection.execute(ENDLESS)
    assert monotonic() - began < LONG


def test_a_statement_that_begins_after_the_time_is_over_is_stopped_too(town: Town):
    with town.open(town.ours).engine.connect() as connection, pytest.raises(TookTooLong), within(connection, 0.05):
        over = monotonic() + 0.2
        while monotonic() < over:
            pass
        connection.execute(ENDLESS)


def test_what_fails_in_time_fails_as_it_would(town: Town):
    fails = pytest.raises(sa.exc.DBAPIError)
    with town.open(town.ours).engine.connect() as connection, fails, within(connection, LONG):
        connection.execute(sa.text("SELECT nothing FROM nowhere"))


def test_the_next_question_is_answered(town: Town):
    engine = town.open(town.ours).engine
    with engine.connect() as connection, pytest.raises(TookTooLong), within(connection, 0.1):
        connection.execute(ENDLESS)
    assert town.rows(REVENUE) == [(1,)]


def test_no_question_takes_more_memory_than_it_may(place: sa.Engine, town_of, tmp_path):
    town = town_of(one_order)
    engine = Copies(place, tmp_path / "small", BUSINESS, Limits(memory="20MB")).open(town.ours).engine
    many = "SELECT count(*) FROM (SELECT DISTINCT a.range, b.range FROM range(10000) a, range(1000) b)"
    with engine.connect() as connection, pytest.raises(TooLarge), within(connection, LONG):
        connection.execute(sa.text(many))
