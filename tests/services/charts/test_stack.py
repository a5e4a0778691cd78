"""Answers as stacked columns and stacked bars."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.charts.stack import stack
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

REVENUE = Column("order.revenue", "Revenue", "money", additive=True, additive_over_time=True)
ORDERS = Column("order.count", "Orders", "integer", unit="orders")
MARGIN = Column("order.gross_margin", "Gross margin", "ratio")
REGION = Column("order.region", "Region", "text")
CHANNEL = Column("order.channel", "Channel", "text")
SPRING = days("2025-04-01", "2025-06-30")
APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)
IN_APRIL = "2025-04-01/2025-04-30"


def by_month(column: Column, *rows: tuple[Any, ...], by: Column = REGION, **asked: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(by.name,), period=SPRING, grain="month", **asked)
    return answer(query, (by, column), rows)


def by_two(column: Column, *rows: tuple[Any, ...], inner: Column = CHANNEL, **asked: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(REGION.name, inner.name), **asked)
    return answer(query, (REGION, inner, column), rows)


def traces(picture: Any) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in picture.figure["data"] if "name" in trace}


def selling(shop: Shop) -> None:
    shop.sells(("lamp", "30", "1"), on="2025-04-10", region="South", channel="Web")
    shop.sells(("lamp", "50", "1"), on="2025-04-10", region="North", channel="Web")
    shop.sells(("lamp", "70", "1"), on="2025-06-10", region="North", channel="Phone")


def test_groups_stand_on_each_other_in_each_bucket_the_largest_at_the_bottom(town_of):
    question = Query(metrics=(REVENUE.name,), dimensions=(REGION.name,), period=SPRING, grain="month")
    drawn = stack(town_of(selling).ask(question), "light", "en")
    assert [(name, list(trace["y"])) for name, trace in traces(drawn).items()] == [
        ("North", [50, 0, 70]),
        ("South", [30, 0, 0]),
    ]
    assert [str(day) for day in traces(drawn)["North"]["x"]] == ["2025-04-01", "2025-05-01", "2025-06-01"]
    assert drawn.figure["layout"]["barmode"] == "relative"
    assert drawn.finding == "North is highest at €120.00, 80.0% of the total"
    assert drawn.note == "June 2025 is counted to date."
    assert drawn.summary == (
        "Revenue by region. April 2025: North €50.00, South €30.00; May 2025: North €0.00, South €0.00; "
        "June 2025, to date: North €70.00, South €0.00"
    )


def test_the_largest_group_stands_at_the_bottom_and_an_order_that_is_asked_for_is_kept():
    rows = [(APRIL, "Ayr", Decimal(1)), (APRIL, "Bonn", Decimal(9)), (APRIL, "Cork", Decimal(5))]
    assert list(traces(stack(by_month(REVENUE, *rows), "light", "en"))) == ["Bonn", "Cork", "Ayr"]
    asked = by_month(REVENUE, *rows, order=("time", REGION.name))
    assert list(traces(stack(asked, "light", "en"))) == ["Ayr", "Bonn", "Cork"]


def test_a_mark_hands_its_group_to_a_click_and_says_a_sentence():
    drawn = stack(by_month(REVENUE, (APRIL, None, Decimal(30)), (APRIL, "North", Decimal(50))), "light", "en")
    assert traces(drawn)["Not given"]["customdata"] == [
        ["order.region", None, "Not given, April 2025: €30.00", IN_APRIL]
    ]
    assert traces(drawn)["North"]["customdata"] == [["order.region", "North", "North, April 2025: €50.00", IN_APRIL]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_bucket_that_is_not_over_is_lighter(theme):
    rows = [(APRIL, "North", Decimal(1)), (MAY, "North", Decimal(2)), (JUNE, "North", Decimal(3))]
    april, may, june = traces(stack(by_month(REVENUE, *rows), theme, "en"))["North"]["marker"]["color"]
    assert april == may == palette(theme).series[0]
    assert june not in palette(theme).series


def test_up_to_four_groups_are_named_beside_the_last_column_and_more_above_the_plot():
    def rows(count: int) -> list[tuple[Any, ...]]:
        return [(JUNE, f"Area {number}", Decimal(10 - number)) for number in range(count)]

    few, many = (stack(by_month(REVENUE, *rows(count)), "light", "en").figure["layout"] for count in (4, 5))
    assert [label["text"].rpartition(" ")[2] for label in few["annotations"]] == ["0", "1", "2", "3"]
    # Each at the middle of its own mark.
    assert [label["y"] for label in few["annotations"]][:2] == [5.0, 14.5]
    assert "title" not in few
    assert "Area 4" in many["title"]["text"] and not many.get("annotations")


def test_names_of_thin_marks_do_not_stand_over_each_other():
    rows = [(JUNE, "Large", Decimal(1000)), *((JUNE, f"Thin {number}", Decimal(1)) for number in range(3))]
    labels = stack(by_month(REVENUE, *rows), "light", "en").figure["layout"]["annotations"]
    places = sorted(label["y"] for label in labels)
    assert min(above - below for below, above in zip(places, places[1:], strict=False)) > 70


def test_losses_hang_below_the_zero_and_are_named_with_what_they_cost():
    rows = [(APRIL, "North", Decimal(100)), (APRIL, "South", Decimal(-40)), (MAY, "North", Decimal(10))]
    drawn = stack(by_month(REVENUE, *rows), "light", "en")
    assert list(traces(drawn)["South"]["y"]) == [-40, None]
    assert drawn.finding == "North added the most (€110.00) and South subtracted the most (€40.00)"


def test_the_smallest_of_many_groups_are_one():
    rows = [(APRIL, f"Area {number:04}", Decimal(number)) for number in range(1000)]
    drawn = stack(by_month(REVENUE, *rows), "light", "en")
    # All are 499,500; the five largest are 999 + 998 + 997 + 996 + 995.
    assert {name: list(trace["y"]) for name, trace in traces(drawn).items()} == {
        **{f"Area {number:04}": [number] for number in (999, 998, 997, 996, 995)},
        "995 others": [494515],
    }
    assert traces(drawn)["995 others"]["customdata"] == [[None, None, "995 others, April 2025: €494,515.00", IN_APRIL]]
    assert drawn.note == "The 995 smallest are combined."
    # Who leads is one of them, not their sum.
    assert drawn.finding == "Area 0999 is highest at €999.00, 0.2% of the total"


def test_shares_stand_side_by_side_since_they_do_not_add_up():
    rows = [(month, f"Area {number}", number / 10) for month in (APRIL, MAY) for number in range(1, 9)]
    drawn = stack(by_month(MARGIN, *rows), "light", "en")
    assert drawn.figure["layout"]["barmode"] == "group"
    assert len(traces(drawn)) == 5
    assert drawn.note == "Showing 5 of 8 groups. These values do not add up to a total, so they are shown side by side."


def test_of_counts_it_is_stated_which_moved_most_between_two_buckets_that_are_over():
    rows = [(APRIL, "North", 12), (MAY, "North", 31), (JUNE, "North", 2), (APRIL, "South", 20), (MAY, "South", 5)]
    assert stack(by_month(ORDERS, *rows), "light", "en").finding == (
        "North rose the most, from 12 orders (April 2025) to 31 orders (May 2025)"
    )


def test_nothing_is_stated_of_counts_that_stayed():
    rows = [(APRIL, "North", 12), (MAY, "North", 12), (JUNE, "North", 2)]
    assert stack(by_month(ORDERS, *rows), "light", "en").finding is None


def test_no_share_is_stated_of_a_whole_that_is_cut():
    rows = [(APRIL, "North", Decimal(60)), (APRIL, "South", Decimal(40))]
    asked: list[dict[str, Any]] = [{"limit": 2}, {"having": Compare(REVENUE.name, ">", 1)}]
    found = {stack(by_month(REVENUE, *rows, **each), "light", "en").finding for each in asked}
    assert found == {"North is highest at €60.00"}


def test_groups_with_an_order_of_their_own_keep_it():
    size = Column("deal.size", "Size", "text", values=("small", "large"))
    rows = [(APRIL, "large", Decimal(90)), (APRIL, None, Decimal(50)), (APRIL, "small", Decimal(10))]
    assert list(traces(stack(by_month(REVENUE, *rows, by=size), "light", "en"))) == ["Small", "Large", "Not given"]


def test_metrics_without_a_dimension_are_series_of_their_own():
    lost = Column("order.lost", "Lost", "money", additive=True, additive_over_time=True)
    query = Query(metrics=(REVENUE.name, lost.name), period=SPRING, grain="month")
    rows = [(APRIL, Decimal(100), Decimal(-30)), (MAY, Decimal(50), None)]
    drawn = stack(answer(query, (REVENUE, lost), rows), "light", "en")
    assert {name: list(trace["y"]) for name, trace in traces(drawn).items()} == {
        "Revenue": [100, 50],
        "Lost": [-30, None],
    }
    assert traces(drawn)["Lost"]["customdata"][1] == ["days", "2025-05-01/2025-05-31", "Lost, May 2025: n/a"]
    assert drawn.finding == "Revenue added the most (€150.00) and Lost subtracted the most (€30.00)"


def test_a_single_bucket_is_a_column_rather_than_a_wall():
    drawn = stack(by_month(REVENUE, (APRIL, "North", Decimal(5))), "light", "en")
    axis = drawn.figure["layout"]["xaxis"]
    assert (axis["range"][1] - axis["range"][0]).days > 100
    assert drawn.figure["data"][0]["width"] == pytest.approx(0.72 * 28 * 86_400_000)
    assert list(axis["ticktext"]) == ["Apr<br>2025"]


def test_a_tick_says_its_year_where_that_is_new():
    def ticks(first: str, last: str) -> list[str]:
        query = Query(metrics=(REVENUE.name,), period=days(first, last), grain="month")
        months = answer(query, (REVENUE,), []).buckets
        asked = answer(query, (REVENUE,), [(month.start, Decimal(1)) for month in months])
        return list(stack(asked, "light", "en").figure["layout"]["xaxis"]["ticktext"])

    assert ticks("2025-01-01", "2025-03-31") == ["Jan<br>2025", "Feb", "Mar"]
    assert ticks("2024-12-01", "2025-02-28") == ["Dec", "Jan<br>2025", "Feb"]
    # Of twelve months every third, counted from the last.
    assert ticks("2024-06-01", "2025-05-31") == ["Aug<br>2024", "Nov", "Feb<br>2025", "May"]


def test_a_bucket_that_the_period_cuts_stands_as_far_from_the_next_as_all_others():
    query = Query(metrics=(REVENUE.name,), period=days("2025-02-20", "2025-06-15"), grain="quarter")
    rows = [(date(2025, 2, 20), Decimal(1)), (APRIL, Decimal(2))]
    drawn = stack(answer(query, (REVENUE,), rows, today=date(2025, 9, 1)), "light", "en")
    assert list(traces(drawn)["Revenue"]["x"]) == [date(2025, 1, 1), APRIL]
    assert drawn.note == (
        "Quarter from February 2025 is a partial quarter. Quarter from April 2025 is a partial quarter."
    )


def test_a_name_that_looks_like_markup_is_shown_as_it_is():
    drawn = stack(by_month(REVENUE, (APRIL, "<b>R&D</b>", Decimal(5))), "light", "en")
    [trace] = drawn.figure["data"]
    assert trace["customdata"][0][2] == "&lt;b&gt;R&amp;D&lt;/b&gt;, April 2025: €5.00"
    assert "<b>" not in drawn.figure["layout"]["annotations"][0]["text"]


def test_two_dimensions_without_a_grain_are_bars_the_longest_on_top(town_of):
    question = Query(metrics=(REVENUE.name,), dimensions=(REGION.name, CHANNEL.name), period=SPRING)
    drawn = stack(town_of(selling).ask(question), "light", "en")
    assert {name: list(trace["x"]) for name, trace in traces(drawn).items()} == {
        "Web": [50, 30],
        "Phone": [70, None],
    }
    axis = drawn.figure["layout"]["yaxis"]
    assert (list(axis["ticktext"]), axis["autorange"]) == (["North", "South"], "reversed")
    assert traces(drawn)["Web"]["customdata"] == [
        ["order.channel", "Web", "Web, North: €50.00"],
        ["order.channel", "Web", "Web, South: €30.00"],
    ]
    assert drawn.finding == "North is highest at €120.00, 80.0% of the total; its largest part is Phone (58.3%)"
    assert drawn.summary.startswith("Revenue by region and channel. North: Web €50.00, Phone €70.00; South: ")


def test_what_each_bar_comes_to_stands_at_its_end_where_it_adds_up():
    rows = [("North", "Web", 12), ("North", "Phone", 30), ("South", "Web", 40)]
    money = stack(by_two(REVENUE, *((*row[:2], Decimal(row[2])) for row in rows)), "light", "en")
    counts = stack(by_two(ORDERS, *rows), "light", "en")
    assert [text.strip() for text in money.figure["data"][-1]["text"]] == ["€42.00", "€40.00"]
    assert all(trace["type"] == "bar" for trace in counts.figure["data"])
    assert counts.finding == "South, Web is highest at 40 orders"


def test_bars_that_are_not_drawn_are_stated():
    rows = [(f"Area {number}", "Web", Decimal(number)) for number in range(30)]
    drawn = stack(by_two(REVENUE, *rows), "light", "en")
    assert list(traces(drawn)["Web"]["x"])[:2] == [29, 28]
    assert drawn.note == "Showing 12 of 30 groups."


def test_bars_with_an_order_of_their_own_keep_it():
    age = Column("invoice.age", "Age", "text", values=("new", "old"))
    rows = [("North", "old", Decimal(90)), ("North", "new", Decimal(1))]
    assert list(traces(stack(by_two(REVENUE, *rows, inner=age), "light", "en"))) == ["New", "Old"]


def test_bars_of_nothing_find_nothing():
    drawn = stack(by_two(REVENUE, ("North", "Web", Decimal(0)), ("South", "Web", None)), "light", "en")
    assert (drawn.finding, list(traces(drawn)["Web"]["x"])) == (None, [0, None])


def test_where_two_share_the_first_place_nobody_leads():
    rows = [(APRIL, "North", Decimal(50)), (APRIL, "South", Decimal(50))]
    assert stack(by_month(REVENUE, *rows), "light", "en").finding is None
    moved = [(APRIL, "North", 1), (MAY, "North", 4), (APRIL, "South", 9), (MAY, "South", 6)]
    assert stack(by_month(ORDERS, *moved), "light", "en").finding is None
    bars = [("North", "Web", Decimal(1)), ("North", "Phone", Decimal(1)), ("South", "Web", Decimal(2))]
    assert stack(by_two(REVENUE, *bars), "light", "en").finding is None
    longer = [*bars, ("North", "Fax", Decimal(1))]
    assert stack(by_two(REVENUE, *longer), "light", "en").finding == ("North is highest at €3.00, 60.0% of the total")
    counts = [("North", "Web", 5), ("South", "Web", 5)]
    assert stack(by_two(ORDERS, *counts), "light", "en").finding is None


def test_by_two_dimensions_over_time_each_combination_is_a_group():
    query = Query(metrics=(REVENUE.name,), dimensions=(REGION.name, CHANNEL.name), period=SPRING, grain="month")
    rows = [
        (APRIL, "North", "Web", Decimal(5)),
        (APRIL, "North", None, Decimal(3)),
        (APRIL, "South", "Web", Decimal(1)),
    ]
    drawn = stack(answer(query, (REGION, CHANNEL, REVENUE), rows), "light", "en")
    assert {name: list(trace["y"]) for name, trace in traces(drawn).items()} == {
        "North, Web": [5],
        "North, Not given": [3],
        "South, Web": [1],
    }
    (mark,) = traces(drawn)["North, Web"]["customdata"]
    assert mark == ["days", "2025-04-01/2025-04-30", "North, Web, April 2025: €5.00"]
    assert drawn.finding == "North, Web is highest at €5.00, 55.6% of the total"
