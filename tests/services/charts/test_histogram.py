"""Answers as how many have how much."""

from decimal import Decimal
from typing import Any

import pytest

from services.charts.drawing.bins import make_bins, percentile
from services.charts.histogram import histogram
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

CYCLE = Column("deal.cycle_median", "Sales cycle", "number", unit="days")
REVENUE = Column("order.revenue", "Revenue", "money", additive=True)
ORDERS = Column("order.count", "Orders", "integer", unit="orders")
MARGIN = Column("order.gross_margin", "Gross margin", "ratio")
DEAL = Column("deal.key", "Deal", "text", nouns=("deal", "deals"))


def deals(column: Column, *cells: Any, **more: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(DEAL.name,))
    return answer(query, (DEAL, column), [(f"D{place}", cell) for place, cell in enumerate(cells)], **more)


def bars(picture: Any) -> dict[str, int]:
    """Return how many there are by the span that the hover tells."""
    [trace] = picture.figure["data"]
    return {
        mark[2].rpartition(":")[0]: count for mark, count in zip(trace["customdata"], trace["y"], strict=True) if count
    }


def test_groups_are_counted_by_how_much_they_have(town_of):
    def closing(shop: Shop) -> None:
        shop.stage("Won", outcome="won")
        for number, closed in enumerate(("2025-04-11", "2025-04-13", "2025-04-21", "2025-05-11")):
            shop.deal(f"D{number}", "10", stage="Won", opened="2025-04-01", closed=closed)

    question = Query(
        metrics=(CYCLE.name,), dimensions=(DEAL.name,), period=days("2025-04-01", "2025-06-30"), order=(DEAL.name,)
    )
    # They took 10, 12, 20 and 40 days.
    drawn = histogram(town_of(closing).ask(question), "light", "en")
    assert bars(drawn) == {"10 to 20 days": 2, "20 to 30 days": 1, "40 to 50 days": 1}
    # Halfway between 12 and 20; a quarter of the way from 20 to 40.
    assert drawn.finding == "Half of the 4 deals are at or below 16 days, and three quarters at or below 25 days"
    assert drawn.note is None
    assert drawn.summary.startswith("Sales cycle of 4 deals. 10 to 20 days: 2; ")


def test_the_median_and_the_upper_quarter_stand_where_they_lie():
    drawn = histogram(deals(CYCLE, *range(0, 101, 10)), "light", "en")
    layout = drawn.figure["layout"]
    # Bins are 20 wide, and the first begins half a place before 0: 50 stands two bins and a half from there.
    assert [line["x0"] for line in layout["shapes"]] == [2.0, 3.25]
    assert [name["text"] for name in layout["annotations"]] == ["Median 50 days", "P75 75 days"]


def test_a_mark_says_a_sentence_and_stands_for_what_it_holds():
    [trace] = histogram(deals(CYCLE, 1, 2, 2, 3), "light", "en").figure["data"]
    assert [tuple(mark[:2]) for mark in trace["customdata"]][:2] == [("records", "1.0/1.5"), ("records", "1.5/2.0")]
    assert trace["customdata"][0][2] == "1 to 1.5 days: 1 deal"


def test_what_lies_far_out_is_gathered_in_a_last_bin():
    drawn = histogram(deals(CYCLE, *([10, 20, 30, 40] * 10), 5_000, 9_000), "light", "en")
    [trace] = drawn.figure["data"]
    assert bars(drawn)["45 days or more"] == 2
    assert trace["y"][-1] == 2 and trace["marker"]["color"][-1] != trace["marker"]["color"][0]
    assert drawn.figure["layout"]["xaxis"]["ticktext"][-1] == "45+"
    assert sum(trace["y"]) == 42


def test_what_lies_far_below_is_gathered_in_a_first_bin():
    drawn = histogram(deals(REVENUE, *(Decimal(each) for each in [10, 20, 30, 40] * 10), Decimal(-9000)), "light", "en")
    assert bars(drawn)["Below €10"] == 1
    assert sum(drawn.figure["data"][0]["y"]) == 41
    # The median is 20: it lies on the edge of its bin, behind the gathered one.
    places = drawn.figure["layout"]["shapes"][0]["x0"]
    assert drawn.figure["data"][0]["customdata"][round(places + 0.5)][2].startswith("€20 to")


def test_whole_numbers_have_a_bin_each_where_they_are_few():
    drawn = histogram(deals(ORDERS, 1, 1, 2, 3), "light", "en")
    assert bars(drawn) == {"1 order": 2, "2 orders": 1, "3 orders": 1}
    axis = drawn.figure["layout"]["xaxis"]
    # Each stands under its bar.
    assert list(zip(axis["tickvals"], axis["ticktext"], strict=True)) == [(0, "1"), (1, "2"), (2, "3")]


def test_many_whole_numbers_share_bins_that_do_not_overlap():
    assert list(bars(histogram(deals(ORDERS, *range(100)), "light", "en")))[:2] == ["0 to 19 orders", "20 to 39 orders"]


def test_money_and_shares_have_edges_in_their_own_unit():
    money = histogram(deals(REVENUE, *(Decimal(each) for each in range(0, 14_000, 100))), "light", "en")
    assert list(bars(money))[:2] == ["€0 to €2K", "€2K to €4K"]
    euros = histogram(deals(REVENUE, *(Decimal(each) for each in range(0, 14_000, 100))), "light", "de")
    assert list(bars(euros))[1] == "2.000 EUR to 4.000 EUR"
    # Longer names, fewer of them.
    named = [len(each.figure["layout"]["xaxis"]["ticktext"]) for each in (money, euros)]
    assert named[0] > named[1] > 1
    share = histogram(deals(MARGIN, *(each / 100 for each in range(100))), "light", "en")
    assert list(bars(share))[:2] == ["0% to 20%", "20% to 40%"]


def test_zero_is_among_the_edges_that_are_named():
    axis = histogram(deals(CYCLE, *range(-25, 26)), "light", "en").figure["layout"]["xaxis"]
    assert "0" in axis["ticktext"]


def test_a_group_without_a_value_is_left_out_and_stated():
    drawn = histogram(deals(CYCLE, 1, None, 2), "light", "en")
    assert (sum(drawn.figure["data"][0]["y"]), drawn.note) == (2, "1 group has no value.")


def test_rows_without_a_key_are_no_group():
    query = Query(metrics=(CYCLE.name,), dimensions=(DEAL.name,))
    drawn = histogram(answer(query, (DEAL, CYCLE), [(None, 900.0), ("D1", 3.0)]), "light", "en")
    assert (sum(drawn.figure["data"][0]["y"]), drawn.note) == (
        1,
        "Values that belong to none of the deals are not included.",
    )


def test_groups_that_a_limit_left_out_are_stated():
    assert histogram(deals(CYCLE, 1, 2, total=90), "light", "en").note == "Showing 2 of 90 groups."


def test_of_a_few_values_no_half_is_stated():
    drawn = histogram(deals(CYCLE, 1, 2, 3), "light", "en")
    assert drawn.finding is None
    assert not drawn.figure["layout"].get("shapes")


def test_where_most_are_the_same_the_finding_says_it_once():
    assert histogram(deals(CYCLE, 5, 5, 5, 5, 9), "light", "en").finding == (
        "Three quarters of the 5 deals are at or below 5 days"
    )


@pytest.mark.parametrize("cells", [[], [None], [0], [7, 7, 7], [-5, -5], [1e15, 2e15], [1e-9, 2e-9], [-3, 0, 3]])
def test_no_values_break_the_bins(cells):
    drawn = histogram(deals(CYCLE, *cells), "light", "en")
    known = [cell for cell in cells if cell is not None]
    assert sum(drawn.figure["data"][0]["y"]) == (len(known) if known else 0)


def test_every_value_is_counted_once_also_on_an_edge():
    bins = make_bins([each / 10 for each in range(101)], whole=False)
    assert (sum(bins.counts), bins.less, bins.more) == (101, None, None)


def test_a_thousand_values_have_about_fourteen_bins():
    assert 10 <= len(make_bins(range(1000), whole=True).counts) <= 15


def test_percentiles_lie_between_two_values_and_keep_cents_exact():
    assert percentile([1, 2, 3, 4], 0.5) == 2.5
    assert percentile([Decimal("0.10"), Decimal("0.30")], 0.5) == Decimal("0.20")
