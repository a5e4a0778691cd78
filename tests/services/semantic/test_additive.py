"""What adds up: where the parts of an answer come to its whole they are told to, and only there."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.catalogs import BUSINESS
from services.catalogs.sales.orders import REVENUE
from services.errors import BadQuery
from services.semantic.catalog import Catalog, Layer
from services.semantic.compiler.additive import is_additive, is_additive_over_time
from services.semantic.expression import (
    Arithmetic,
    Constant,
    CountDistinct,
    Divide,
    Expression,
    FieldRef,
    Greatest,
    MetricRef,
    Percentile,
    PeriodDays,
    Sum,
    SumPer,
    When,
)
from services.semantic.query import Query, Transform
from tests.services.books import Books
from tests.services.crew import Crew
from tests.services.funnel import has_stages, passes, take_snapshot
from tests.services.shop import Shop, Town, days

MONTHS = days("2025-01-01", "2025-02-28")


def two_months(shop: Shop) -> None:
    """Ada orders in both regions and months, a lamp and a bike at once; Bo once. Deal B is entered, moved and lost."""
    shop.product("lamp", category="Home")
    shop.product("bike", category="Sport")
    shop.client("Ada", region="East")
    shop.client("Bo", region="West")
    shop.sells(("lamp", "10", "4"), ("bike", "70", "50"), to="Ada", on="2025-01-05", region="North")
    shop.sells(("lamp", "20", "5"), to="Ada", on="2025-02-06", region="South")
    shop.sells(("lamp", "30", "6"), to="Bo", on="2025-02-07", region="North")
    shop.subscribes("S1", ("2025-01-10", "new", "100"), client="Ada", started="2025-01-10")
    shop.subscribes("S2", ("2025-01-10", "new", "40"), client="Bo", started="2025-01-10")
    books = Books(shop)
    books.posts("Sales", "90", on="2025-01-10")
    books.posts("Returns", "10", on="2025-01-11")
    books.posts("Sales", "60", on="2025-02-10")
    has_stages(shop)
    passes(shop, "A", "100", ("Talks", "2025-01-02"), ("Offer", "2025-01-03"), ("Won", "2025-02-20"), owner="Eve")
    passes(shop, "B", "50", ("Talks", "2025-01-02"), ("Lost", "2025-01-20"), owner="Finn")
    take_snapshot(shop, "A", "100", on="2025-01-31", due="2025-02-10")
    crew = Crew(shop)
    for key, done in (("T1", "2025-01-05 12:00"), ("T2", "2025-02-06 12:00"), ("T3", "2025-02-07 12:00")):
        crew.task(key, began="2025-01-02 09:00", done=done)


@pytest.fixture
def town(town_of) -> Town:
    return town_of(two_months)


def parts_and_whole(town: Town, metric: str, dimension: str | None) -> tuple[Decimal, Decimal]:
    """Return what the groups come to together, or the months where there is no dimension, and the whole."""
    whole = Query(metrics=(metric,), period=MONTHS)
    split = replace(whole, dimensions=(dimension,)) if dimension else replace(whole, grain="month")
    return sum(row[1] or 0 for row in town.rows(split)), town.rows(whole)[0][0]


def outcome(town: Town, metric: str, dimension: str | None) -> bool:
    """Return what the answer's column says of it."""
    query = Query(metrics=(metric,), period=MONTHS, dimensions=(dimension,) if dimension else ())
    [column] = [column for column in town.ask(query).columns if column.name == metric]
    return column.additive if dimension else column.additive_over_time


ADD_UP = (
    ("order.revenue", "product.category"),
    ("order.revenue", None),
    # An order goes to one region on one day.
    ("order.count", "order.region"),
    ("order.count", None),
    ("order.count", "client.region"),
    ("client.ordering", "client.region"),
    ("client.repeating", "client.region"),
    ("deal.created", "employee.name"),
    ("deal.created", None),
    ("deal.advanced", "employee.name"),
    ("ledger.revenue", "account.name"),
    ("ledger.revenue", None),
    ("subscription.mrr", "client.region"),
    ("subscription.arr", "client.region"),
    ("subscription.clients", "client.region"),
    ("deal.open_amount", "employee.name"),
    ("task.done", None),
    ("pipeline.created_and_decided", "employee.name"),
)
DO_NOT = (
    ("order.gross_margin", "order.region"),
    ("order.average_value", "order.region"),
    ("order.median_value", "order.region"),
    # One of Ada's orders holds goods of both categories, and she orders in both regions and months.
    ("order.count", "product.category"),
    ("client.ordering", "order.region"),
    ("client.ordering", None),
    ("client.repeating", "order.region"),
    ("subscription.mrr", None),
    ("subscription.arr", None),
    # Deal A was entered in one month and won in the other: within both months together, within neither alone.
    ("pipeline.created_and_decided", None),
    ("task.done_a_week", None),
)


@pytest.mark.parametrize(("pairs", "adds_up"), [(ADD_UP, True), (DO_NOT, False)])
def test_what_is_shown_to_add_up_does_and_what_is_not_does_not(
    town: Town, pairs: tuple[tuple[str, str | None], ...], adds_up: bool
):
    text = {pair: outcome(town, *pair) for pair in pairs}
    sums = {pair: parts_and_whole(town, *pair) for pair in pairs}
    assert text == dict.fromkeys(pairs, adds_up)
    assert {pair: parts == pytest.approx(whole) for pair, (parts, whole) in sums.items()} == text
    assert all(whole for _, whole in sums.values())


def test_counts_have_a_share_of_groups_that_share_nothing(town: Town):
    by = Query(metrics=("order.count",), period=MONTHS, transforms=(Transform("order.count", "share"),))
    assert [row[2] for row in town.rows(replace(by, dimensions=("order.region",)))] == pytest.approx([2 / 3, 1 / 3])
    with pytest.raises(BadQuery, match="does not add up, so it has no share"):
        town.ask(replace(by, dimensions=("product.category",)))


def test_what_is_made_of_sums_has_a_running_total(town: Town):
    by_month = Query(metrics=("ledger.revenue",), period=MONTHS, grain="month")
    running = replace(by_month, transforms=(Transform("ledger.revenue", "running"),))
    assert [row[2] for row in town.rows(running)] == [Decimal(80), Decimal(140)]


REVENUES, ORDERS, DAYS = MetricRef("order.revenue"), CountDistinct(FieldRef("order.id")), PeriodDays()
BY_REGION = Query(metrics=("made",), dimensions=("order.region",))


def make(formula: Expression) -> Catalog:
    own = Layer("own", metrics=(replace(REVENUE, name="made", formula=formula),))
    return Catalog("test", (*BUSINESS.layers, own))


@pytest.mark.parametrize(
    ("formula", "groups", "days"),
    [
        (Arithmetic("-", REVENUES, Sum(FieldRef("order_line.cost"))), True, True),
        (Arithmetic("-", Constant(0), REVENUES), True, True),
        (Arithmetic("+", Constant(1), REVENUES), False, False),
        (Arithmetic("*", REVENUES, Constant(12)), True, True),
        (Arithmetic("*", Constant(12), ORDERS), True, True),
        (Arithmetic("*", REVENUES, ORDERS), False, False),
        (Arithmetic("-", REVENUES, MetricRef("order.average_value")), False, False),
        (Divide(REVENUES, Arithmetic("*", Constant(24), Constant(60))), True, True),
        (Divide(REVENUES, ORDERS), False, False),
        # The days of a bucket are those of each of its groups, but not those of all buckets.
        (Divide(REVENUES, DAYS), True, False),
        (DAYS, False, False),
        (Greatest(REVENUES, Constant(0)), False, False),
        (When(REVENUES, ">", Constant(0), REVENUES), False, False),
        (Percentile(0.5, FieldRef("order_line.amount"), per="order.id"), False, False),
        (SumPer("order.id", Greatest(Sum(FieldRef("order_line.amount")), Constant(0))), True, True),
        (SumPer("order.client_id", Greatest(Sum(FieldRef("order_line.amount")), Constant(0))), False, False),
        (CountDistinct(When(FieldRef("order_line.amount"), ">", Constant(0), FieldRef("order.id"))), True, True),
        (
            CountDistinct(
                When(FieldRef("order.id"), ">", Constant(0), FieldRef("order.id"), FieldRef("order.client_id"))
            ),
            False,
            False,
        ),
        # A line and an order may bear the same number, and lie in two regions.
        (
            CountDistinct(
                When(FieldRef("order.id"), ">", Constant(0), FieldRef("order_line.id"), FieldRef("order.id"))
            ),
            False,
            False,
        ),
        (CountDistinct(Constant(1)), False, False),
        # Orders of several regions may have been entered on one day.
        (CountDistinct(FieldRef("order.ordered_on")), False, False),
    ],
    ids=str,
)
def test_a_formula_adds_up_as_far_as_its_parts_do(formula: Expression, groups: bool, days: bool):
    catalog = make(formula)
    metric = catalog.metric("made")
    assert is_additive(metric, BY_REGION, catalog) is groups
    assert is_additive_over_time(metric, replace(BY_REGION, dimensions=()), catalog) is days


def test_a_group_that_hangs_on_the_bucket_is_another_one_in_each():
    metric = BUSINESS.metric("invoice.billed")
    by_age = Query(metrics=(metric.name,), dimensions=("invoice.ageing",))
    assert is_additive(metric, by_age, BUSINESS)
    assert not is_additive_over_time(metric, by_age, BUSINESS)
    assert is_additive_over_time(metric, replace(by_age, dimensions=()), BUSINESS)
