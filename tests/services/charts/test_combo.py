"""Answers as columns with a line over them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.charts.combo import combo
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.query import Grain, Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

REVENUE = Column("order.revenue", "Revenue", "money", additive=True, additive_over_time=True)
ORDERS = Column("order.count", "Orders", "integer", unit="orders")
MARGIN = Column("order.gross_margin", "Gross margin", "ratio")
MRR = Column("subscription.mrr", "MRR", "money")
SPRING = days("2025-04-01", "2025-06-30")
APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)


def both(first: Column, second: Column, *rows: tuple[Any, ...], grain: Grain = "month") -> Answer:
    query = Query(metrics=(first.name, second.name), period=SPRING, grain=grain)
    return answer(query, (first, second), rows)


def test_columns_of_the_first_metric_bear_a_line_of_the_second(town_of):
    def springs(shop: Shop) -> None:
        shop.sells(("lamp", "250", "50"), on="2025-04-10")
        shop.sells(("lamp", "50", "40"), on="2025-06-10")

    question = Query(metrics=(REVENUE.name, MARGIN.name), period=SPRING, grain="month")
    drawn = combo(town_of(springs).ask(question), "light", "en")
    columns, line = drawn.figure["data"]
    assert (columns["type"], list(columns["y"])) == ("bar", [250, 0, 50])
    # A month without sales has no margin, and the line a gap.
    assert (line["type"], list(line["y"]), line["yaxis"]) == ("scatter", [0.8, None, 0.2], "y2")
    assert drawn.finding == "Revenue peaked in April 2025 at €250.00; gross margin ranged from 20.0% to 80.0%"
    assert drawn.note == "June 2025 is counted to date."
    assert drawn.summary == (
        "Revenue. April 2025: €250.00; May 2025: €0.00; June 2025, to date: €50.00. "
        "Gross margin. April 2025: 80.0%; May 2025: n/a; June 2025, to date: 20.0%."
    )


def test_either_mark_says_both_values_and_stands_for_its_days():
    columns, line = combo(both(ORDERS, MRR, (APRIL, 1, None)), "light", "en").figure["data"]
    assert columns["customdata"] == line["customdata"]
    assert columns["customdata"] == [["days", "2025-04-01/2025-04-30", "April 2025: orders 1, MRR n/a"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_not_over_is_a_lighter_column_and_a_hollow_mark(theme):
    rows = [(APRIL, Decimal(1), 0.1), (MAY, Decimal(1), 0.1), (JUNE, Decimal(1), 0.1)]
    columns, line = combo(both(REVENUE, MARGIN, *rows), theme, "en").figure["data"]
    one, other, surface = *palette(theme).series[:2], palette(theme).surface
    assert columns["marker"]["color"][:2] == [one, one] and columns["marker"]["color"][2] not in (one, surface)
    assert line["marker"]["color"] == [other, other, surface]


def test_both_metrics_are_named_above_and_each_axis_has_its_own_unit():
    layout = combo(both(REVENUE, MARGIN, (APRIL, Decimal(1), 0.1)), "light", "en").figure["layout"]
    assert "Revenue" in layout["title"]["text"] and "Gross margin (right)" in layout["title"]["text"]
    assert (layout["yaxis"]["ticksuffix"], layout["yaxis2"]["tickformat"]) == (" EUR", "~%")
    assert (layout["yaxis2"]["side"], layout["yaxis2"]["showgrid"]) == ("right", False)


def test_a_single_column_is_as_wide_as_a_column():
    columns = combo(both(REVENUE, MARGIN, (APRIL, Decimal(1), 0.1)), "light", "en").figure["data"][0]
    # About twenty days, in milliseconds.
    assert columns["width"] == pytest.approx(0.72 * 28 * 86_400_000)
    months = combo(both(REVENUE, MARGIN, (APRIL, Decimal(1), 0.1), (MAY, Decimal(1), 0.1)), "light", "en")
    assert months.figure["data"][0].get("width") is None


def test_both_axes_have_their_zero_at_one_height():
    layout = combo(both(REVENUE, MARGIN, (APRIL, Decimal(-50), 0.5), (MAY, Decimal(100), 0.2)), "light", "en").figure[
        "layout"
    ]
    parts = [-axis["range"][0] / (axis["range"][1] - axis["range"][0]) for axis in (layout["yaxis"], layout["yaxis2"])]
    assert parts[0] == pytest.approx(parts[1])
    # A third of the columns hangs below it, and all of both fits.
    assert layout["yaxis"]["range"][0] <= -50 and layout["yaxis"]["range"][1] >= 100
    assert parts[0] == pytest.approx(1 / 3)


def test_axes_hold_values_that_are_all_below_zero():
    layout = combo(both(REVENUE, MARGIN, (APRIL, Decimal(-50), -0.5), (MAY, Decimal(-10), -0.2)), "light", "en").figure[
        "layout"
    ]
    assert -60 < layout["yaxis"]["range"][0] <= -50 and -0.6 < layout["yaxis2"]["range"][0] <= -0.5


def test_the_peak_is_named_whatever_the_grain_and_an_abbreviation_keeps_its_capitals():
    weeks = [(date(2025, 4, 7), 3, Decimal(5)), (date(2025, 4, 14), 9, Decimal(5))]
    assert combo(both(ORDERS, MRR, *weeks, grain="week"), "light", "en").finding == (
        "Orders peaked in the week of 14 Apr 2025 at 9; MRR stayed at €5.00"
    )


def test_a_single_bucket_and_one_of_nothing_find_nothing():
    assert combo(both(REVENUE, MARGIN, (APRIL, Decimal(7), None)), "light", "en").finding is None
    nothing = combo(both(REVENUE, MARGIN, (APRIL, Decimal(0), None), (MAY, Decimal(0), None)), "light", "en")
    assert nothing.finding is None
    assert nothing.figure["layout"]["yaxis"]["range"][1] > 0


def test_where_two_buckets_are_as_high_neither_is_the_peak():
    rows = [(APRIL, Decimal(5), 0.1), (MAY, Decimal(5), 0.2)]
    assert combo(both(REVENUE, MARGIN, *rows), "light", "en").finding == "Gross margin ranged from 10.0% to 20.0%"
