"""A snapshot of both ends of the days asked for, and the day so many months after another."""

from dataclasses import replace
from decimal import Decimal

from services.catalogs import BUSINESS
from services.semantic.catalog import Catalog, Entity, Field, Layer, Metric
from services.semantic.expression import (
    Arithmetic,
    Boundary,
    Constant,
    FieldRef,
    Greatest,
    MonthsLater,
    Sum,
    SumPer,
    When,
)
from services.semantic.query import Query
from tests.services.shop import Shop, day, days

AMOUNT = FieldRef("deal_snapshot.amount")
THEN = Sum(When(Boundary("snapshot_at"), "=", Boundary("start"), AMOUNT, Constant(0)))
NOW = Sum(When(Boundary("snapshot_at"), "=", Boundary("end"), AMOUNT, Constant(0)))


def both(name: str, of) -> Metric:
    seen = {"times": ("deal_snapshot.taken_on",), "at": "both"}
    return Metric(name, name, "snapshot", "money", "deal_snapshot", of, "What it says.", "Us", **seen)


def more(*metrics: Metric, entities: tuple[Entity, ...] = ()) -> Catalog:
    return replace(BUSINESS, layers=(*BUSINESS.layers, Layer("more", (), entities, (), metrics)))


GROWN = more(
    both("then", THEN),
    both("now", NOW),
    both("grown", SumPer("deal_snapshot.deal_id", Greatest(Constant(0), Arithmetic("-", NOW, THEN)))),
)


def three_deals(shop: Shop) -> None:
    """A grows and B shrinks in March, C comes in March; nothing is recorded in April."""
    for key in "ABC":
        shop.deal(key, "1", opened="2025-01-01")
    for on, *amounts in (("2025-02-28", "100", "50", None), ("2025-03-30", "130", "20", "70")):
        for key, amount in zip("ABC", amounts, strict=True):
            if amount:
                shop.snapshot(key, amount, on=on)


def test_a_snapshot_of_both_shows_of_the_start_and_of_the_end(town_of):
    town = town_of(three_deals).read_by(GROWN)
    march = Query(metrics=("then", "now", "grown"), period=days("2025-03-01", "2025-03-31"))
    assert town.rows(march) == [(Decimal(150), Decimal(220), Decimal(100))]
    by_month = replace(march, period=days("2025-02-01", "2025-04-30"), grain="month")
    assert [row[1:] for row in town.rows(by_month)] == [(0, 150, 150), (150, 220, 100), (220, 220, 0)]


ORDER = BUSINESS.entity("order")
LATER = [
    Field(
        f"in_{months}",
        "Later",
        "date",
        "So many months later.",
        MonthsLater(FieldRef("order.ordered_on"), Constant(months)),
    )
    for months in (1, 3)
]
DATED = more(entities=(replace(ORDER, fields=(*ORDER.fields, *LATER)),))


def test_months_later_is_the_same_day_or_the_last_one_that_the_month_has(town_of):
    def orders(shop: Shop) -> None:
        for on in ("2024-11-30", "2025-01-01", "2025-01-31"):
            shop.sells(("lamp", "1", "1"), on=on)

    asked = Query(fields=("order.ordered_on", "order.in_1", "order.in_3"), order=("order.ordered_on",))
    assert [row[1:] for row in town_of(orders).read_by(DATED).rows(asked)] == [
        (day("2024-12-30"), day("2025-02-28")),
        (day("2025-02-01"), day("2025-04-01")),
        (day("2025-02-28"), day("2025-04-30")),
    ]
