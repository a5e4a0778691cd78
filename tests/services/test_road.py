"""The road from end to end: asked once, remembered, and never for somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from cachelib import SimpleCache

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.errors import MissingAttribute, OtherCatalog
from services.road import Road
from services.semantic.catalog import Catalog, Layer, Source
from services.semantic.conditions import Attribute, Compare, In
from services.semantic.context import Calendar, Policy
from services.semantic.query import Last, Query
from services.semantic.runner import SourceConnection
from services.sources import versions
from tests.services.shop import NOW, Shop, context, days, organization

YEAR = days("2025-01-01", "2025-12-31")
REVENUE = Query(metrics=("order.revenue",), period=YEAR)


@pytest.fixture(params=("sqlite",))
def engine(request: pytest.FixtureRequest) -> str:
    """What is remembered does not hang on the engine, so one will do."""
    return request.param


class CountingTown:
    """Two organisations on one road, and a count of the questions that reach the engine."""

    def __init__(self, record: sa.Engine) -> None:
        self.record, self.cache, self.asked = record, SimpleCache(), 0
        with record.begin() as connection:
            self.ours, self.theirs = organization(connection, "Ours"), organization(connection, "Theirs")
            Shop(connection, self.ours).sells(("lamp", "7", "1"), on="2025-06-01", region="North")
            Shop(connection, self.theirs).sells(("lamp", "1000000", "1"), on="2025-06-01", region="North")
        self.road = Road(BUSINESS, self, self.cache)

    def open(self, organization: int, sources: tuple[Source, ...], catalog: Catalog) -> SourceConnection:
        with self.record.connect() as connection:
            return SourceConnection(self.record, str(versions.current(connection, organization)), NOW)

    def revenue(self, reader_context=None, query: Query = REVENUE, road: Road | None = None) -> Decimal:
        with self.counting():
            return (
                (road or self.road).answer(query, reader_context or context(self.ours)).frame["order.revenue"].iloc[0]
            )

    @contextmanager
    def counting(self) -> Iterator[None]:
        def count(connection, cursor, statement, *rest) -> None:
            # Whether there are rows at all is asked beside the question itself.
            self.asked += "spine" in statement

        sa.event.listen(self.record, "before_cursor_execute", count)
        yield
        sa.event.remove(self.record, "before_cursor_execute", count)


@pytest.fixture
def town(place: sa.Engine) -> CountingTown:
    return CountingTown(place)


def test_the_same_question_is_asked_of_the_engine_once(town):
    assert [town.revenue() for _ in range(3)] == [Decimal("7")] * 3
    assert town.asked == 1


def test_what_was_answered_in_the_morning_serves_all_day(town):
    town.revenue()
    town.revenue(context(town.ours, now=NOW + timedelta(hours=3)))
    assert town.asked == 1


def test_two_askers_under_the_same_rules_share_an_answer(town):
    town.revenue(with_rule(town, In("order.region", Attribute("regions")), regions=("North",)))
    town.revenue(with_rule(town, In("order.region", ("North",)), regions=("South",)))
    assert town.asked == 1


def with_rule(town: CountingTown, rule, **attributes):
    rows = {**policy_of(town.ours, BUSINESS).rows, "order": rule}
    return context(town.ours, policy=Policy(town.ours, rows), attributes=attributes)


ANOTHER = {
    "organisation": lambda town: context(town.theirs),
    "rule": lambda town: with_rule(town, Compare("order.region", "=", "North")),
    "attribute": lambda town: with_rule(town, In("order.region", Attribute("regions")), regions=("South",)),
    "entity that may not be read": lambda town: context(
        town.ours,
        policy=Policy(
            town.ours, {name: rule for name, rule in policy_of(town.ours, BUSINESS).rows.items() if name != "client"}
        ),
    ),
    "day": lambda town: context(town.ours, now=NOW + timedelta(days=1)),
    "currency": lambda town: context(town.ours, currency="USD"),
    "zone": lambda town: context(town.ours, calendar=Calendar(ZoneInfo("Asia/Tokyo"))),
    "week start": lambda town: context(town.ours, calendar=Calendar(week_start=6)),
    "fiscal year": lambda town: context(town.ours, calendar=Calendar(fiscal_year_start=4)),
}


@pytest.mark.parametrize("reader_context", ANOTHER.values(), ids=ANOTHER)
def test_an_answer_is_never_shared_with_another(town, reader_context):
    with town.record.begin() as connection:
        Shop(connection, town.ours).rate("EUR", "USD", "2", on="2025-01-01")
    town.revenue()
    town.revenue(reader_context(town))
    assert town.asked == 2


def test_each_organisation_is_answered_from_its_own_rows(town):
    answers = [town.revenue(context(number)) for number in (town.ours, town.theirs, town.ours, town.theirs)]
    assert answers == [Decimal("7"), Decimal("1000000")] * 2


def test_each_reader_is_answered_by_their_own_rules(town):
    south = with_rule(town, Compare("order.region", "=", "South"))
    assert [town.revenue(reader_context) for reader_context in (None, south, None, south)] == [Decimal("7"), None] * 2


def test_an_reader_whose_rule_cannot_be_shown_gets_no_remembered_answer(town):
    town.revenue()
    with pytest.raises(MissingAttribute):
        town.revenue(with_rule(town, In("order.region", Attribute("regions"))))


def test_an_answer_does_not_outlive_the_data_it_was_made_from(town):
    assert town.revenue() == Decimal("7")
    with town.record.begin() as connection:
        Shop(connection, town.ours).sells(("rug", "3", "1"), to="Bo", on="2025-06-02")
        versions.advance(connection, town.ours, NOW)
    assert town.revenue() == Decimal("10")


def test_a_write_of_one_organisation_leaves_the_answers_of_others(town):
    town.revenue()
    with town.record.begin() as connection:
        versions.advance(connection, town.theirs, NOW)
    town.revenue()
    assert town.asked == 1


def test_an_answer_does_not_outlive_the_catalog_it_was_made_by(town):
    town.revenue()
    metric = replace(BUSINESS.metric("order.revenue"), where=Compare("order.region", "=", "South"))
    changed = Catalog("business", (*BUSINESS.layers, Layer("own", metrics=(metric,))))
    assert town.revenue(road=Road(changed, town, town.cache)) == 0


SIMILAR = {
    "a limit": (replace(REVENUE, limit=1), replace(REVENUE, limit=2)),
    "a number and its text": (
        replace(REVENUE, where=Compare("order.region", "=", 1)),
        replace(REVENUE, where=Compare("order.region", "=", "1")),
    ),
    "a truth and its number": (
        replace(REVENUE, where=Compare("order_line.quantity", "=", 1)),
        replace(REVENUE, where=Compare("order_line.quantity", "=", 1.0)),
    ),
    "one value and two": (
        replace(REVENUE, where=In("order.region", ("a", "b"))),
        replace(REVENUE, where=In("order.region", ("a, b",))),
    ),
    "a comparison": (REVENUE, replace(REVENUE, compare="previous_year")),
    "a period that moves and the same days": (
        replace(REVENUE, period=Last(1, "month")),
        replace(REVENUE, period=days("2025-06-01", "2025-06-15")),
    ),
}


@pytest.mark.parametrize(("one", "other"), SIMILAR.values(), ids=SIMILAR)
def test_questions_that_differ_only_in(town, one, other):
    town.revenue(query=one)
    town.revenue(query=other)
    assert town.asked == 2


def test_what_a_reader_does_to_an_answer_does_not_reach_the_next_reader(town):
    frame = town.road.answer(REVENUE, context(town.ours)).frame
    frame.loc[:, "order.revenue"] = 0
    assert town.revenue() == Decimal("7")


def test_a_question_for_another_catalog_is_refused(town):
    with pytest.raises(OtherCatalog, match="for the catalog library, and the catalog here is business"):
        town.revenue(query=replace(REVENUE, catalog="library"))
    assert town.asked == 0


def test_a_road_with_one_layer_more_knows_its_metric_and_shares_the_cache(town):
    count = replace(BUSINESS.metric("order.revenue"), name="order.copy")
    road = town.road.with_layer(Layer("copy", metrics=(count,)))
    asked = replace(REVENUE, metrics=("order.copy",))
    assert [road.answer(asked, context(town.ours)).frame["order.copy"].iloc[0] for _ in range(2)] == [Decimal("7")] * 2
    assert road.cache is town.cache


def test_a_road_without_a_cache_asks_every_time_and_keeps_nothing(town):
    for _ in range(2):
        town.revenue(road=town.road.without_cache())
    assert town.asked == 2
    assert len(town.cache._cache) == 0
