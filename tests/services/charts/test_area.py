"""Answers as areas on each other."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.charts.area import area
from services.present.theme import palette
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import days

OPEN = Column("task.open", "Tasks", "integer", unit="tasks")
REVENUE = Column("order.revenue", "Revenue", "money", additive=True, additive_over_time=True)
MARGIN = Column("order.gross_margin", "Gross margin", "ratio")
STATE = Column("task.state", "State", "text", values=("done", "doing", "to_do"))
REGION = Column("order.region", "Region", "text")
SPRING = days("2025-04-01", "2025-06-30")
APRIL, MAY, JUNE = date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1)

FLOW = [
    (APRIL, "doing", 3),
    (APRIL, "done", 0),
    (APRIL, "to_do", 9),
    (MAY, "doing", 4),
    (MAY, "done", 8),
    (MAY, "to_do", 7),
    (JUNE, "doing", 2),
    (JUNE, "done", 12),
    (JUNE, "to_do", 5),
]


def over_time(column: Column, by: Column, rows: list[tuple[Any, ...]]) -> Answer:
    query = Query(metrics=(column.name,), dimensions=(by.name,), period=SPRING, grain="month")
    return answer(query, (by, column), rows)


def bands(picture: Any) -> dict[str, list[float]]:
    return {trace["name"]: list(trace["y"]) for trace in picture.figure["data"] if trace["type"] == "scatter"}


def test_a_cumulative_flow_stands_in_the_order_of_its_states():
    drawn = area(over_time(OPEN, STATE, FLOW), "light", "en")
    assert list(bands(drawn).items()) == [("Done", [0, 8, 12]), ("Doing", [3, 4, 2]), ("To do", [9, 7, 5])]
    assert {trace["stackgroup"] for trace in drawn.figure["data"] if trace["type"] == "scatter"} == {"all"}
    assert drawn.finding == "Done rose the most, from 0 tasks (April 2025) to 8 tasks (May 2025)"
    assert drawn.note == "June 2025 is counted to date."
    assert drawn.summary.startswith("Tasks by state. April 2025: Done 0 tasks, Doing 3 tasks, To do 9 tasks; May 2025:")


def test_groups_without_an_order_stand_as_they_come():
    rows = [(month, region, Decimal(1)) for month in (APRIL, MAY) for region in ("South", "North")]
    assert list(bands(area(over_time(REVENUE, REGION, rows), "light", "en"))) == ["South", "North"]


def test_a_click_within_an_area_takes_the_group_that_is_seen_there():
    drawn = area(over_time(OPEN, STATE, FLOW), "light", "en")
    # The areas themselves answer no mouse; unseen columns of the same heights under them do.
    seen, touched = ([trace for trace in drawn.figure["data"] if trace["type"] == kind] for kind in ("scatter", "bar"))
    assert {trace["hoverinfo"] for trace in seen} == {"skip"}
    assert [list(trace["y"]) for trace in touched] == [list(trace["y"]) for trace in seen]
    assert touched[2]["customdata"][0] == ["task.state", "to_do", "To do, April 2025: 9 tasks", "2025-04-01/2025-04-30"]
    assert drawn.figure["layout"]["barmode"] == "stack"


def test_what_is_not_over_stands_back():
    [veil] = area(over_time(OPEN, STATE, FLOW), "dark", "en").figure["layout"]["shapes"]
    assert (veil["x0"], veil["x1"], veil["fillcolor"]) == (MAY, JUNE, palette("dark").surface)
    whole = area(over_time(OPEN, STATE, FLOW[:6]), "dark", "en").figure["layout"]
    assert not whole.get("shapes")


def test_who_leads_is_stated_where_the_whole_period_adds_up():
    rows = [(APRIL, "North", Decimal(10)), (MAY, "North", Decimal(50)), (APRIL, "South", Decimal(40))]
    assert (
        area(over_time(REVENUE, REGION, rows), "light", "en").finding
        == "North is highest at €60.00, 60.0% of the total"
    )


def test_a_bucket_without_a_group_adds_nothing_to_the_areas():
    rows = [(APRIL, "North", Decimal(10)), (MAY, "North", Decimal(50)), (APRIL, "South", Decimal(40))]
    assert bands(area(over_time(REVENUE, REGION, rows), "light", "en"))["South"] == [40, 0]


def test_what_is_below_zero_becomes_a_line():
    rows = [(APRIL, "North", Decimal(10)), (MAY, "North", Decimal(-50)), (APRIL, "South", Decimal(40))]
    drawn = area(over_time(REVENUE, REGION, rows), "light", "en")
    assert bands(drawn) == {"North": [10, -50], "South": [40, None]}
    assert not any(trace.get("stackgroup") for trace in drawn.figure["data"])
    assert drawn.figure["data"][0]["customdata"][1] == [
        "order.region",
        "North",
        "North, May 2025: -€50.00",
        "2025-05-01/2025-05-31",
    ]
    assert drawn.note == "These values do not add up to a total, so each is shown as a line."


def test_shares_become_lines_since_they_do_not_add_up():
    rows = [(APRIL, "North", 0.4), (MAY, "North", 0.5), (APRIL, "South", 0.3), (MAY, "South", None)]
    drawn = area(over_time(MARGIN, REGION, rows), "light", "en")
    assert bands(drawn) == {"North": [0.4, 0.5], "South": [0.3, None]}
    assert drawn.finding == "North rose the most, from 40.0% (April 2025) to 50.0% (May 2025)"


def test_one_bucket_has_no_trend_and_becomes_a_column():
    drawn = area(over_time(REVENUE, REGION, [(APRIL, "North", Decimal(10))]), "light", "en")
    assert [trace["type"] for trace in drawn.figure["data"]] == ["bar"]


def test_the_smallest_of_many_groups_are_one():
    rows = [(month, f"Area {number:03}", Decimal(number)) for month in (APRIL, MAY) for number in range(100)]
    drawn = area(over_time(REVENUE, REGION, rows), "light", "en")
    # 99 · 100 / 2, less 95 + 96 + 97 + 98 + 99.
    assert bands(drawn)["95 others"] == [4465, 4465]
    assert drawn.note == "The 95 smallest are combined."
