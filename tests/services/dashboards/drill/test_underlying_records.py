"""The rows behind a number: exactly those that it counts."""

from decimal import Decimal

import pytest

from models import BankBalance, LegalEntity
from services.catalogs import BUSINESS
from services.dashboards.drill.record_columns import columns_for
from services.dashboards.drill.underlying_records import underlying_records
from services.semantic.compiler import compile
from services.semantic.narrow import narrow
from services.semantic.query import Query
from services.view_context import ViewContext
from tests.services.shop import Shop, Town, context, day, days

QUARTER = days("2025-01-01", "2025-03-31")


def rows(town: Town, metric: str, *fields: str, period=QUARTER) -> list[list[tuple]]:
    """What each list behind a metric holds, in a few of its columns."""
    reader_context, road = context(town.ours), RoadOf(town)
    days_asked = road.answer(Query(metrics=(metric,), period=period), reader_context).buckets[0]
    lists = []
    for each in underlying_records(BUSINESS.metric(metric), BUSINESS):
        stood = each.is_state
        query = (
            each.state_query(ViewContext(reader_context, "en", road), days_asked)
            if stood
            else each.list_query(BUSINESS, period)
        )
        shown = road.answer(query, reader_context).frame
        lists.append(sorted(shown[list(fields)].itertuples(index=False, name=None)))
    return lists


class RoadOf:
    """The road over a town, without a cache."""

    def __init__(self, town: Town) -> None:
        self.town, self.catalog = town, BUSINESS

    def answer(self, query, reader_context):
        return self.town.ask(query, reader_context)


@pytest.fixture
def engine() -> str:
    """What a list holds does not hang on the engine that answers; the road's own tests run on all."""
    return "sqlite"


def orders(shop: Shop) -> None:
    shop.sells(("lamp", "100", "60"), ("vase", "50", "20"), on="2025-02-10", to="Ada")
    shop.sells(("lamp", "70", "40"), on="2025-03-31", to="Bo", shipped="2025-04-02")
    shop.sells(("lamp", "900", "1"), on="2025-04-01", to="Bo")
    shop.sells(("lamp", "800", "1"), on="2025-02-11", to="Cy", cancelled="2025-02-12")


def test_a_sum_lists_the_rows_of_its_period_that_meet_its_own_condition(town_of):
    town = town_of(orders)
    [lines] = rows(town, "order.revenue", "order_line.amount", "client.name")
    assert lines == [(Decimal(50), "Ada"), (Decimal(70), "Bo"), (Decimal(100), "Ada")]
    assert town.rows(Query(metrics=("order.revenue",), period=QUARTER)) == [(Decimal(220),)]


def test_where_orders_are_counted_orders_are_listed_not_their_lines(town_of):
    [listed] = rows(town_of(orders), "order.count", "client.name")
    assert listed == [("Ada",), ("Bo",)]


def test_an_order_without_lines_is_not_listed_because_it_is_not_counted(town_of):
    [listed] = rows(town_of(lambda shop: shop.sells(on="2025-02-10")), "order.count", "client.name")
    assert listed == []


def test_a_balance_lists_what_was_open_when_the_period_ended(town_of):
    """Bo's order left the house two days after the quarter, so on its last day it was open."""
    town = town_of(orders)
    [listed] = rows(town, "order.open", "client.name")
    assert listed == [("Ada",), ("Bo",)]
    assert town.rows(Query(metrics=("order.open",), period=QUARTER)) == [(2,)]


def test_a_window_lists_what_lies_in_it_also_before_the_period(town_of):
    town = town_of(orders)
    april = days("2025-04-01", "2025-04-30")
    [listed] = rows(town, "client.active", "client.name", period=april)
    assert listed == [("Ada",), ("Ada",), ("Bo",), ("Bo",)]
    assert town.rows(Query(metrics=("client.active",), period=april)) == [(2,)]


def test_a_ratio_of_like_rows_lists_each_once_whichever_part_it_counts_for(town_of):
    def story(shop: Shop) -> None:
        shop.stage("Won", outcome="won")
        shop.stage("Lost", outcome="lost")
        shop.deal("D1", "10", stage="Won", closed="2025-02-01")
        shop.deal("D2", "20", stage="Lost", closed="2025-02-02")
        shop.deal("D3", "30", stage="Lost", closed="2025-05-02")

    [listed] = rows(town_of(story), "deal.win_rate", "deal.key")
    assert listed == [("D1",), ("D2",)]


def test_a_ratio_of_unlike_rows_has_a_list_of_each_its_own_first():
    lists = underlying_records(BUSINESS.metric("ticket.sla"), BUSINESS)
    assert [each.entity for each in lists] == ["ticket"]
    lists = underlying_records(BUSINESS.metric("lead.cost"), BUSINESS)
    assert [each.entity for each in lists] == ["lead", "campaign_spend"]


def test_a_snapshot_lists_the_last_recorded_day_by_the_end_of_the_period(town_of):
    def story(shop: Shop) -> None:
        shop.deal("D1", "10")
        shop.deal("D2", "20")
        shop.snapshot("D1", "10", on="2025-03-29")
        shop.snapshot("D1", "11", on="2025-03-30")
        shop.snapshot("D2", "20", on="2025-03-30")
        shop.snapshot("D1", "99", on="2025-04-02")

    town = town_of(story)
    [listed] = rows(town, "deal.open_amount", "deal_snapshot.amount")
    assert listed == [(Decimal(11),), (Decimal(20),)]
    assert town.rows(Query(metrics=("deal.open_amount",), period=QUARTER)) == [(Decimal(31),)]


def test_each_bank_account_stands_at_its_own_last_recorded_day(town_of):
    def story(shop: Shop) -> None:
        tenant = shop.once(LegalEntity, "House", key="H", name="House", currency="EUR")
        for account, on, amount in (("A", "2025-03-30", 5), ("A", "2025-03-31", 7), ("B", "2025-03-28", 3)):
            values = {"bank_account": account, "day": day(on), "balance": Decimal(amount), "currency": "EUR"}
            shop.row(BankBalance, entity_id=tenant, **values)

    if not BUSINESS.metric("bank.cash").series:
        pytest.fail("Cash no longer keeps a series for each account: list its rows by one last day.")
    [listed] = rows(town_of(story), "bank.cash", "bank_balance.balance")
    assert listed == [(Decimal(3),), (Decimal(7),)]


def test_the_rows_of_every_metric_can_be_asked_for():
    reader_context = context(1)
    for metric in BUSINESS.metrics.values():
        for each in underlying_records(metric, BUSINESS):
            assert compile(narrow(each.list_query(BUSINESS, QUARTER), reader_context), BUSINESS) is not None, (
                metric.name
            )


def test_a_list_of_what_single_people_did_leaves_their_names_out():
    names = columns_for("work_log", "work_log.worked_on", (), BUSINESS)
    assert "project.name" in names
    assert "employee.name" not in names


def test_a_list_says_whose_rows_it_holds_and_where_they_lead():
    names = columns_for("order_line", "order.ordered_on", ("order_line.amount",), BUSINESS)
    assert names[-2:] == ("order_line.id", "client.id")
    assert "order_line.amount" in names
