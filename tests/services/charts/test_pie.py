"""Answers as slices of a total, with shares that can be checked by eye."""

from decimal import Decimal
from typing import Any

import pytest

from services.catalogs import BUSINESS
from services.charts import suits, validate
from services.charts.pie import KIND, MOST_SLICES, pie
from services.errors import BadQuery
from services.present.table import table
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.conditions import Compare
from services.semantic.query import Query, Transform
from tests.services.charts.answers import answer

REVENUE = Column("order.revenue", "Revenue", "money", additive=True, additive_over_time=True)
MEDIAN = Column("order.median_value", "Median", "money")
SEGMENT = Column("client.segment", "Segment", "text")
BY_SEGMENT = Query(metrics=(REVENUE.name,), dimensions=(SEGMENT.name,))


def by_segment(*rows: tuple[str | None, Any], column: Column = REVENUE, **parts: Any) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(SEGMENT.name,), **parts)
    return answer(query, (SEGMENT, column), [(name, None if cell is None else Decimal(cell)) for name, cell in rows])


def ring(given: Answer, theme: Any = "light") -> dict[str, Any]:
    [trace] = pie(given, theme, "en").figure["data"]
    return trace


THREE = (("Retail", 60), ("Hotels", 30), (None, 10))


def test_each_group_is_a_slice_with_value_and_share_the_largest_first():
    drawn = pie(by_segment(("Hotels", 30), ("Retail", 60), (None, 10)), "light", "en")
    trace = drawn.figure["data"][0]
    assert list(trace["values"]) == [60, 30, 10]
    assert list(trace["text"]) == [
        "Retail<br>€60.00 (60.0%)",
        "Hotels<br>€30.00 (30.0%)",
        "Not given<br>€10.00 (10.0%)",
    ]
    assert drawn.figure["layout"]["annotations"][0]["text"] == "€100.00<br>in total"
    assert drawn.finding == "Retail is highest at 60.0% (€60.00)"
    assert drawn.note is None
    assert drawn.summary == (
        "Revenue. Retail: €60.00; Hotels: €30.00; Not given: €10.00. "
        "Shares: Retail 60.0%; Hotels 30.0%; Not given 10.0%"
    )


def test_a_click_filters_by_the_group_of_a_slice():
    assert ring(by_segment(*THREE))["customdata"][1:] == [
        ["client.segment", "Hotels", "Hotels: €30.00, 30.0% of the total"],
        ["client.segment", None, "Not given: €10.00, 10.0% of the total"],
    ]


def test_the_smallest_of_many_groups_are_combined_and_no_filter_stands_for_them():
    drawn = pie(by_segment(*((f"Group {number}", number) for number in range(1, 11))), "light", "en")
    trace = drawn.figure["data"][0]
    assert (len(trace["values"]), trace["values"][-1]) == (MOST_SLICES + 1, 1 + 2 + 3 + 4)
    assert trace["customdata"][-1] == [None, None, "4 others: €10.00, 18.2% of the total"]
    assert trace["marker"]["colors"][-1] == palette("light").quiet
    assert drawn.note == "The 4 smallest groups are combined."


def test_a_single_smallest_group_keeps_its_name():
    trace = ring(by_segment(*((f"Group {number}", number) for number in range(1, 8))))
    assert list(trace["labels"])[-1] == "Group 1"


def test_a_group_without_a_value_is_left_out_and_counted():
    assert pie(by_segment(*THREE, ("New", None)), "light", "en").note == "1 group has no value."


def test_a_narrow_slice_has_no_label_and_its_words_are_in_the_hover():
    trace = ring(by_segment(("Retail", 98), ("Hotels", 2)))
    assert trace["text"][1] == ""
    assert trace["customdata"][1][2] == "Hotels: €2.00, 2.0% of the total"


def test_negative_values_are_refused_in_words():
    with pytest.raises(BadQuery, match="A pie chart cannot show negative values, and Revenue has some"):
        pie(by_segment(("Retail", 60), ("Hotels", -5)), "light", "en")


@pytest.mark.parametrize(
    "given",
    [
        by_segment(*THREE, column=MEDIAN),
        by_segment(*THREE, limit=3),
        by_segment(*THREE, having=Compare(REVENUE.name, ">", 1)),
    ],
    ids=["median", "limit", "having"],
)
def test_what_does_not_make_a_total_is_refused_in_words(given):
    with pytest.raises(BadQuery, match="do not add up to a total, so a pie chart cannot show their shares"):
        pie(given, "light", "en")


def test_the_query_is_refused_before_it_is_answered():
    with pytest.raises(BadQuery, match="A pie chart takes one metric and one dimension. This question has two metrics"):
        validate("pie", Query(metrics=("order.revenue", "order.count"), dimensions=("client.segment",)), BUSINESS)
    with pytest.raises(BadQuery, match="The groups of Gross margin do not add up to a total"):
        validate("pie", Query(metrics=("order.gross_margin",), dimensions=("client.segment",)), BUSINESS)
    validate("pie", BY_SEGMENT, BUSINESS)


def test_it_is_the_first_choice_for_shares_of_a_total():
    share = Query(
        metrics=("order.revenue",), dimensions=("client.segment",), transforms=(Transform("order.revenue", "share"),)
    )
    assert suits(share, BUSINESS)[0].kind == "pie"
    assert "pie" in [each.kind for each in suits(BY_SEGMENT, BUSINESS)[1:]]


def test_two_that_share_the_first_place_leave_no_finding():
    assert pie(by_segment(("Retail", 5), ("Hotels", 5)), "light", "en").finding is None
    assert pie(by_segment(("Retail", 5)), "light", "en").finding is None


def test_names_are_shown_as_they_are_written():
    trace = ring(by_segment(("<b>R&D</b>", 60), ("Hotels", 40)))
    assert trace["labels"][0] == "&lt;b&gt;R&amp;D&lt;/b&gt;"


def test_the_same_numbers_are_a_table():
    assert KIND.to_table is table
    assert table(by_segment(*THREE), "en").rows[0] == ["Retail", "€60.00"]
