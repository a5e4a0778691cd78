"""RFM scores rank customers against each other, and each pair of scores has a segment."""

from collections import Counter
from itertools import product

import pandas as pd
import pytest

from services.insights import rfm
from services.insights.migration import BEFORE, NO_ORDER, segment_migration
from services.insights.rfm import (
    CLIENTS,
    SEGMENT,
    SEGMENTS,
    count_by_score,
    quintiles,
    rfm_query,
    score_customers,
    value_score,
    winsorise,
)
from services.semantic.query import Query
from tests.services.shop import Shop, Town, days

FIRST, SECOND = days("2025-01-01", "2025-03-31"), days("2025-04-01", "2025-06-30")


def scores(*values: float) -> list[int]:
    return quintiles(pd.Series(values, dtype=float))


def test_the_highest_fifth_scores_five():
    assert scores(10, 50, 30, 20, 40) == [1, 5, 3, 2, 4]
    assert Counter(scores(*range(100))) == dict.fromkeys(range(1, 6), 20)


def test_ties_score_the_middle_of_their_ranks_in_any_order():
    assert scores(1, 1, 1, 1, 1, 1, 2, 2, 3, 9) == [2, 2, 2, 2, 2, 2, 4, 4, 5, 5]
    assert scores(9, 3, 2, 2, 1, 1, 1, 1, 1, 1) == [5, 5, 4, 4, 2, 2, 2, 2, 2, 2]


@pytest.mark.parametrize("clients", [1, 2, 7])
def test_equal_customers_score_in_the_middle(clients):
    assert scores(*[4] * clients) == [3] * clients


def test_few_customers_are_spread_over_the_scores():
    assert scores(1, 2) == [2, 4]
    assert scores(1, 2, 3) == [1, 3, 5]
    assert scores() == []


def test_revenue_beyond_the_outermost_percentiles_is_capped():
    values = winsorise(pd.Series([-1000.0, *map(float, range(1, 100)), 1_000_000.0]))
    assert (values.min(), values.max()) == (1.0, 99.0)


def test_the_value_score_is_the_mean_of_frequency_and_money_rounded_half_up():
    assert [value_score(1, 1), value_score(1, 2), value_score(5, 1), value_score(4, 5)] == [1, 2, 3, 5]


def test_each_of_the_125_cells_has_exactly_one_segment():
    cells = list(product(range(1, 6), repeat=3))
    matches = [[each.name for each in SEGMENTS if each.contains(r, value_score(f, m))] for r, f, m in cells]
    assert len(cells) == 125
    assert [cell for cell, names in zip(cells, matches, strict=True) if len(names) != 1] == []
    named = {cell: names[0] for cell, names in zip(cells, matches, strict=True)}
    assert {named[cell] for cell in cells} == {each.name for each in SEGMENTS}
    assert [named[5, 5, 5], named[5, 1, 1], named[1, 1, 1], named[1, 5, 5]] == [
        "Champions",
        "New",
        "Hibernating",
        "At risk",
    ]


def five_buyers(shop: Shop) -> None:
    """First quarter: from Ada, the most frequent and recent, down to Ed. Then Ada stops, and Flo orders at high value.

    Ed's second order is cancelled, and Gus ordered before the period.
    """
    order_dates = {
        "Ada": ("2025-01-05", "2025-02-05", "2025-03-05", "2025-03-30"),
        "Bo": ("2025-01-06", "2025-02-06", "2025-03-20"),
        "Cy": ("2025-02-07", "2025-02-20"),
        "Di": ("2025-02-01",),
        "Ed": ("2025-01-08",),
        "Gus": ("2024-12-30",),
    }
    for client, dates in order_dates.items():
        for on in dates:
            shop.sells(("lamp", "100", "60"), to=client, on=on)
    shop.sells(("lamp", "9000", "60"), to="Ed", on="2025-03-31", cancelled="2025-04-01")
    for client, on in (("Bo", "2025-06-20"), ("Cy", "2025-04-02"), ("Flo", "2025-06-10"), ("Flo", "2025-06-12")):
        shop.sells(("lamp", "500", "60"), to=client, on=on)


@pytest.fixture
def town(town_of) -> Town:
    return town_of(five_buyers)


def scores_in(town: Town, period) -> pd.DataFrame:
    return score_customers(town.ask(rfm_query(Query(metrics=rfm.METRICS, period=period)))).frame


def test_customers_are_scored_by_the_orders_of_the_period_only(town: Town):
    """Gus did not order in the period, and Ed's cancelled order does not count."""
    rows = scores_in(town, FIRST)[["client.key", rfm.R, rfm.F, rfm.M, SEGMENT]].itertuples(index=False, name=None)
    assert list(rows) == [
        ("Ada", 5, 5, 5, "Champions"),
        ("Bo", 4, 4, 4, "Champions"),
        ("Cy", 3, 3, 3, "Slipping"),
        ("Di", 2, 2, 2, "Hibernating"),
        ("Ed", 1, 2, 2, "Hibernating"),
    ]


def test_cells_count_customers_and_their_revenue_by_score(town: Town):
    answer = count_by_score(score_customers(town.ask(rfm_query(Query(metrics=rfm.METRICS, period=FIRST)))))
    assert list(answer.frame.itertuples(index=False, name=None)) == [
        (1, 2, "Hibernating", 1, 100),
        (2, 2, "Hibernating", 1, 100),
        (3, 3, "Slipping", 1, 200),
        (4, 4, "Champions", 1, 300),
        (5, 5, "Champions", 1, 400),
    ]
    assert [column.name for column in answer.columns] == list(answer.frame.columns)


def test_customers_migrate_from_the_segment_of_the_previous_period(town: Town):
    answer = segment_migration(town.on("2025-07-01").ask(rfm_query(Query(metrics=rfm.METRICS, period=SECOND))))
    moves = {(before, now): clients for before, now, clients in answer.frame.itertuples(index=False, name=None)}
    assert moves == {
        ("Champions", NO_ORDER): 1,
        ("Champions", "Potential"): 1,
        ("Slipping", "Hibernating"): 1,
        ("Hibernating", NO_ORDER): 2,
        (NO_ORDER, "Loyal"): 1,
    }
    assert list(answer.frame.columns) == [BEFORE, SEGMENT, CLIENTS]


def test_without_orders_there_are_no_segments_and_no_migration(town_of):
    town = town_of(lambda shop: shop.client("Ada"))
    answer = town.ask(rfm_query(Query(metrics=rfm.METRICS, period=FIRST)))
    assert (
        len(score_customers(answer).frame),
        len(count_by_score(score_customers(answer)).frame),
        len(segment_migration(answer).frame),
    ) == (0, 0, 0)
