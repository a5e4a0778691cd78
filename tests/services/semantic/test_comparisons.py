"""Now and before: the previous period, the same days a year ago, the same weekdays; and what is not over yet."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from services.errors import BadQuery
from services.semantic.conditions import Compare
from services.semantic.context import Calendar
from services.semantic.query import Last, Previous, Query, This, Transform
from tests.services.shop import Shop, context, day, days

REVENUE = ("order.revenue",)


def two_winters(shop: Shop) -> None:
    shop.sells(("lamp", "1", "1"), on="2024-01-15", region="North")
    shop.sells(("lamp", "2", "1"), on="2024-02-29", region="North")
    shop.sells(("lamp", "4", "1"), on="2024-03-01", region=None)
    shop.sells(("lamp", "8", "1"), on="2025-01-15", region=None)
    shop.sells(("lamp", "16", "1"), on="2025-02-28", region="South")
    shop.sells(("lamp", "32", "1"), on="2025-03-01", region="South")


def by_month(**more):
    return Query(metrics=REVENUE, period=days("2025-01-01", "2025-03-31"), grain="month", **more)


def test_each_month_stands_beside_the_same_month_of_last_year(town_of):
    assert town_of(two_winters).rows(by_month(compare="previous_year")) == [
        (day("2025-01-01"), Decimal("8"), Decimal("1")),
        (day("2025-02-01"), Decimal("16"), Decimal("2")),
        (day("2025-03-01"), Decimal("32"), Decimal("4")),
    ]


def test_the_period_before_three_months_is_the_three_months_before(town_of):
    town = town_of(two_winters)
    quarter = Query(metrics=REVENUE, period=days("2024-04-01", "2024-06-30"), compare="previous_period")
    assert town.rows(quarter) == [(0, Decimal("7"))]


def test_29_february_is_compared_with_no_day_of_a_year_that_lacks_it(town_of):
    around = Query(metrics=REVENUE, period=days("2024-02-28", "2024-03-01"), grain="day", compare="previous_year")
    assert town_of(two_winters).rows(around) == [
        (day("2024-02-28"), 0, 0),
        (day("2024-02-29"), Decimal("2"), None),
        (day("2024-03-01"), Decimal("4"), 0),
    ]


def test_28_february_is_compared_with_one_day_of_a_leap_year(town_of):
    around = Query(metrics=REVENUE, period=days("2025-02-28", "2025-03-01"), grain="day", compare="previous_year")
    assert town_of(two_winters).rows(around) == [
        (day("2025-02-28"), Decimal("16"), 0),
        (day("2025-03-01"), Decimal("32"), Decimal("4")),
    ]


def test_weekday_aligned_means_52_weeks_back(town_of):
    # 28 February 2025 is a Friday; 52 weeks before lies Friday 1 March 2024.
    friday = Query(metrics=REVENUE, period=days("2025-02-28", "2025-02-28"), compare="previous_year_weekday")
    assert town_of(two_winters).rows(friday) == [(Decimal("16"), Decimal("4"))]


def test_a_group_without_a_name_is_compared_with_itself(town_of):
    regions = Query(
        metrics=REVENUE,
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-03-31"),
        compare="previous_year",
    )
    assert town_of(two_winters).rows(regions) == [
        ("South", Decimal("48"), 0),
        (None, Decimal("8"), Decimal("4")),
        ("North", 0, Decimal("3")),
    ]


def test_a_group_that_was_there_only_before_is_shown(town_of):
    spring = Query(
        metrics=REVENUE, dimensions=("order.region",), period=days("2026-03-01", "2026-03-31"), compare="previous_year"
    )
    town = town_of(two_winters)
    later = context(town.ours, now=datetime(2026, 6, 15, tzinfo=UTC))
    assert town.rows(spring, later) == [("South", 0, Decimal("32"))]


def test_every_kind_of_number_can_be_compared(town_of):
    five = ("order.revenue", "order.gross_margin", "order.median_value", "client.active", "order.open")
    winter = Query(metrics=five, period=days("2025-01-01", "2025-03-31"), compare="previous_year")
    assert town_of(two_winters).rows(winter) == [
        (
            *(Decimal("56"), Decimal("7")),
            *(pytest.approx(53 / 56), pytest.approx(4 / 7)),
            *(Decimal("16"), Decimal("2")),
            *(1, 1),
            *(6, 3),
        )
    ]


def test_a_compared_number_may_order_the_rows(town_of):
    regions = Query(
        metrics=REVENUE,
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-03-31"),
        compare="previous_year",
        order=("-order.revenue@before",),
    )
    assert [region for region, *_ in town_of(two_winters).rows(regions)] == [None, "North", "South"]


def asked_on(town, when: str, **question):
    return town.ask(
        Query(metrics=REVENUE, **question), context(town.ours, now=datetime.fromisoformat(when).replace(tzinfo=UTC))
    )


def test_a_month_that_runs_is_compared_with_as_many_days_of_the_month_before(town_of):
    answer = asked_on(town_of(two_winters), "2024-03-01T09:00", period=This("month"), compare="previous_period")
    # 1 March with 1 February; the sale of 29 February is not in it.
    assert answer.frame.to_numpy().tolist() == [[Decimal("4"), 0]]


INCOMPLETE = {
    "the month that runs": ("2025-03-15T09:00", {"period": Last(2, "month"), "grain": "month"}, [True, False]),
    "the last day of a month runs until midnight": (
        "2025-03-31T23:00",
        {"period": Last(2, "month"), "grain": "month"},
        [True, False],
    ),
    "months that are over": (
        "2025-04-01T00:00",
        {"period": days("2025-02-01", "2025-03-31"), "grain": "month"},
        [True, True],
    ),
    "today": ("2025-03-31T09:00", {"period": Last(2, "day"), "grain": "day"}, [True, False]),
    "the previous month": ("2025-03-31T09:00", {"period": Previous("month")}, [True]),
    "a period that lies ahead": ("2025-03-31T09:00", {"period": days("2025-01-01", "2025-12-31")}, [False]),
    "a month of which only some days are asked for": (
        "2025-05-01T09:00",
        {"period": days("2025-02-10", "2025-03-31"), "grain": "month"},
        [False, True],
    ),
    "everything, whose last month has data until its first day": (
        "2025-05-01T09:00",
        {"grain": "year"},
        [False, False],
    ),
    "the last months that have data": (
        "2025-05-01T09:00",
        {"period": Last(2, "month", until="data"), "grain": "month"},
        [True, False],
    ),
}


@pytest.mark.parametrize(("when", "question", "complete"), INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_bucket_that_is_not_over_or_not_whole_is_marked(town_of, when, question, complete):
    answer = asked_on(town_of(two_winters), when, **question)
    assert [bucket.complete for bucket in answer.buckets] == complete
    assert ("incomplete" in [note.kind for note in answer.notes]) is not complete[-1]


def test_a_month_that_is_cut_short_but_over_is_not_claimed_to_run(town_of):
    cut = {"period": days("2025-01-01", "2025-03-20"), "grain": "month"}
    answer = asked_on(town_of(two_winters), "2025-05-01T09:00", **cut)
    assert [(bucket.complete, bucket.running) for bucket in answer.buckets] == [(True, False)] * 2 + [(False, False)]
    assert answer.notes == ()


def test_what_day_it_is_hangs_on_where_the_organisation_is(town_of):
    town = town_of(two_winters)
    late = datetime(2025, 2, 28, 23, 30, tzinfo=UTC)
    berlin = context(town.ours, now=late, calendar=Calendar(ZoneInfo("Europe/Berlin")))
    assert town.rows(Query(metrics=REVENUE, period=This("month")), berlin) == [(Decimal("32"),)]
    assert town.rows(Query(metrics=REVENUE, period=This("month")), context(town.ours, now=late)) == [(Decimal("16"),)]


def transform_of(kind: str, **more) -> Query:
    return by_month(transforms=(Transform("order.revenue", kind, **more),))


TRANSFORMS = {
    "running": (transform_of("running"), [Decimal("8"), Decimal("24"), Decimal("56")]),
    "moving": (transform_of("moving", window=2), [Decimal("8"), Decimal("12"), Decimal("24")]),
    "change": (transform_of("change"), [None, Decimal("8"), Decimal("16")]),
    "rank": (transform_of("rank"), [1, 1, 1]),
    "share": (transform_of("share"), [1.0, 1.0, 1.0]),
}


@pytest.mark.parametrize(("query", "column"), TRANSFORMS.values(), ids=TRANSFORMS)
def test_a_transform_works_on_the_sums(town_of, query, column):
    assert [row[-1] for row in town_of(two_winters).rows(query)] == column


def one_region_a_month(shop: Shop) -> None:
    shop.sells(("lamp", "30", "1"), on="2025-01-01", region="North")
    shop.sells(("lamp", "10", "1"), on="2025-01-01", region="South")
    shop.sells(("lamp", "60", "1"), on="2025-03-01", region="North")
    shop.sells(("lamp", "60", "1"), on="2025-03-01", region="South")


OVER_GAPS = {
    "running": [[Decimal("30"), Decimal("30"), Decimal("90")], [Decimal("10"), Decimal("10"), Decimal("70")]],
    "moving": [[Decimal("30"), Decimal("15"), Decimal("30")], [Decimal("10"), Decimal("5"), Decimal("30")]],
    "change": [[None, Decimal("-30"), Decimal("60")], [None, Decimal("-10"), Decimal("60")]],
    "rank": [[1, 1, 1], [2, 1, 1]],
    "share": [[0.75, None, 0.5], [0.25, None, 0.5]],
}


@pytest.mark.parametrize("kind", OVER_GAPS)
def test_a_month_without_rows_counts_in_a_transform(town_of, kind):
    split = Query(
        metrics=REVENUE,
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-03-31"),
        grain="month",
        transforms=(Transform("order.revenue", kind, window=2),),
    )
    rows = town_of(one_region_a_month).rows(split)
    assert [[row[-1] for row in rows if row[1] == region] for region in ("North", "South")] == OVER_GAPS[kind]


def test_a_share_is_of_the_whole_even_where_some_parts_are_not_shown(town_of):
    split = Query(
        metrics=REVENUE,
        dimensions=("order.region",),
        period=days("2025-01-01", "2025-01-31"),
        transforms=(Transform("order.revenue", "share"),),
        limit=1,
    )
    assert town_of(one_region_a_month).rows(split) == [("North", Decimal("30"), 0.75)]


def test_what_a_transform_made_can_be_filtered_in_the_unit_of_the_metric(town_of):
    query = transform_of("moving", window=2)
    above = Query(**{**vars(query), "having": Compare("order.revenue@moving", ">", 11.5)})
    assert [row[-1] for row in town_of(two_winters).rows(above)] == [Decimal("12"), Decimal("24")]


REFUSED = {
    "a ratio has no running total": Transform("order.gross_margin", "running"),
    "a distinct count has no share of groups that overlap": Transform("order.open", "share"),
    "what is not asked for": Transform("client.active", "rank"),
}


@pytest.mark.parametrize("transform", REFUSED.values(), ids=REFUSED)
def test_a_transform_that_would_mislead_is_refused(town_of, transform):
    with pytest.raises(BadQuery, match=transform.metric):
        town_of(two_winters).ask(
            Query(
                metrics=("order.gross_margin", "order.open"),
                dimensions=("product.category",),
                period=days("2025-01-01", "2025-03-31"),
                transforms=(transform,),
            )
        )
