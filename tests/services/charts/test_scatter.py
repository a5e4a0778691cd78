"""A point for each record, with the lines at or below which half of them lie, and 85 of 100."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.charts.scatter import FEWEST_RANKED, MANY, MOST_GROUPS, percentiles, scatter
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

DONE = Column("task.done_on", "Done", "date")
TOOK = Column("task.cycle_days", "Days of work", "number")
KEY = Column("task.key", "Task", "text")
KIND = Column("task.kind", "Kind of work", "text")


def records(*rows: tuple[Any, ...], columns: tuple[Column, ...] = (DONE, TOOK, KEY, KIND), **more: Any) -> Any:
    kept = columns[: len(rows[0])] if rows else columns
    return answer(Query(fields=tuple(each.name for each in kept)), kept, rows, **more)


def day(number: int) -> date:
    return date(2025, 1, 1) + timedelta(days=number)


def up_to(count: int) -> list[tuple[Any, ...]]:
    """Tasks that took 1 day, 2 days, and so on."""
    return [(day(number), float(number), f"T{number}") for number in range(1, count + 1)]


def test_a_record_is_a_point_that_states_of_itself():
    [trace] = scatter(records((day(0), 2.5, "T1"), (day(3), 7.0, "T2")), "light", "en").figure["data"]
    assert (list(trace["x"]), list(trace["y"])) == ([day(0), day(3)], [2.5, 7.0])
    assert [list(mark) for mark in trace["customdata"]] == [
        [None, None, "T1: days of work 2.5, done 1 Jan 2025"],
        [None, None, "T2: days of work 7, done 4 Jan 2025"],
    ]


def test_lines_are_counted_as_the_metrics_count_percentiles():
    # Of 1 to 21 the median is 11, and 85 of 100 of the way from 1 to 21 is 18.
    assert percentiles([float(number) for number in range(21, 0, -1)]) == {0.5: 11.0, 0.85: 18.0}
    assert percentiles([1.0, 2.0]) == {0.5: 1.5}
    assert percentiles([1.0]) == percentiles([]) == {}


def test_half_and_85_of_100_are_drawn_as_lines_and_stated():
    drawn = scatter(records(*up_to(21)), "light", "en")
    lines = [(line["y0"], line["y1"]) for line in drawn.figure["layout"]["shapes"]]
    assert lines == [(11, 11), (18, 18)]
    names = [(each["text"], each["y"]) for each in drawn.figure["layout"]["annotations"]]
    assert names == [("50%: 11", 11), ("85%: 18", 18)]
    assert drawn.finding == "Days of work: half are at or below 11 and about 85% are at or below 18"
    assert drawn.summary == "Days of work by done, 21 records. half are at or below 11; about 85% are at or below 18"


def test_of_few_records_85_of_100_says_nothing():
    drawn = scatter(records(*up_to(FEWEST_RANKED - 1)), "light", "en")
    assert drawn.finding == "Days of work: half are at or below 10"
    assert len(drawn.figure["layout"]["shapes"]) == 1
    assert scatter(records(*up_to(1)), "light", "en").finding is None


def test_names_of_lines_that_lie_close_stand_apart():
    close = [(day(number), 100.0 if number == 30 else 10.0, "T") for number in range(1, 31)]
    below, above = scatter(records(*close), "light", "en").figure["layout"]["annotations"]
    assert (below["y"], above["y"]) == (10, 10)
    assert below["yshift"] < 0 < above["yshift"]
    apart = scatter(records(*up_to(30)), "light", "en").figure["layout"]["annotations"]
    assert {each["yshift"] for each in apart} == {0}


def test_what_lacks_a_value_is_left_out_of_points_and_lines_and_stated():
    rows = [(day(1), 1.0, "A"), (day(2), 3.0, "B"), (day(3), None, "C"), (None, 9.0, "D")]
    drawn = scatter(records(*rows), "light", "en")
    assert list(drawn.figure["data"][0]["y"]) == [1, 3]
    assert drawn.finding == "Days of work: half are at or below 2"
    assert drawn.note == "2 records without Done or Days of work are not shown."


def test_where_there_are_more_records_than_were_looked_at_it_is_stated():
    drawn = scatter(records(*up_to(3), total=5_000), "light", "en")
    assert drawn.note == "Showing 3 of 5,000 records; the lines describe those."


def test_groups_have_a_colour_and_a_sign_of_their_own_and_a_legend():
    rows = [(day(1), 1.0, "A", "Audit"), (day(2), 3.0, "B", None), (day(3), 5.0, "C", "Audit")]
    drawn = scatter(records(*rows), "dark", "en")
    audit, none = drawn.figure["data"]
    assert (audit["marker"]["symbol"], audit["marker"]["color"]) == ("circle", palette("dark").series[0])
    assert (none["marker"]["symbol"], none["marker"]["color"]) == ("diamond", palette("dark").series[1])
    assert (list(audit["y"]), list(none["y"])) == ([1, 5], [3])
    assert "●</span> Audit" in drawn.figure["layout"]["title"]["text"]
    assert "◆</span> Not given" in drawn.figure["layout"]["title"]["text"]
    assert audit["customdata"][0][2] == "A, Audit: days of work 1, done 2 Jan 2025"


def test_of_many_groups_the_smallest_are_one():
    rows = [(day(number), 1.0, "T", f"Kind {number % 8}") for number in range(23)]
    drawn = scatter(records(*rows), "light", "en")
    assert len(drawn.figure["data"]) == MOST_GROUPS + 1
    others = drawn.figure["data"][-1]
    assert (others["marker"]["symbol"], others["marker"]["color"]) == ("cross", palette("light").quiet)
    assert "4 others" in drawn.figure["layout"]["title"]["text"]
    assert sum(len(trace["x"]) for trace in drawn.figure["data"]) == 23


def test_instants_stand_where_the_clock_of_the_organisation_has_them():
    at = Column("task.done_at", "Done", "instant")
    row = (datetime(2025, 3, 31, 22, 30, tzinfo=UTC), 2.0, "T1")
    note = replace(records(row, columns=(at, TOOK, KEY)), zone=ZoneInfo("Europe/Berlin"))
    drawn = scatter(note, "light", "en")
    [trace] = drawn.figure["data"]
    assert list(trace["x"]) == [datetime(2025, 4, 1, 0, 30)]
    assert "1 Apr 2025, 00:30" in trace["customdata"][0][2]
    assert drawn.figure["layout"]["xaxis"]["ticktext"][0] == "1 Apr<br>2025"


def test_numbers_may_stand_on_both_axes_and_money_keeps_its_unit():
    age, amount = Column("deal.cycle", "Days to close", "integer"), Column("deal.amount", "Amount", "money")
    rows = [(10, Decimal("250.50"), "Big"), (3, Decimal("40"), "Small")]
    drawn = scatter(records(*rows, columns=(age, amount, KEY)), "light", "en")
    assert [mark[2] for mark in drawn.figure["data"][0]["customdata"]] == [
        "Big: amount €250.50, days to close 10",
        "Small: amount €40.00, days to close 3",
    ]
    axes = drawn.figure["layout"]
    assert (axes["yaxis"]["rangemode"], axes["xaxis"]["rangemode"]) == ("tozero", "tozero")
    assert axes["yaxis"]["ticksuffix"] == " EUR"
    assert drawn.finding == "Amount: half are at or below €145.25"


def test_a_thousand_points_are_drawn_smaller_and_without_webgl():
    drawn = scatter(records(*up_to(1_000)), "light", "en")
    [trace] = drawn.figure["data"]
    assert (trace["type"], len(trace["x"])) == ("scatter", 1_000)
    [few] = scatter(records(*up_to(MANY)), "light", "en").figure["data"]
    assert trace["marker"]["size"] < few["marker"]["size"]


def test_names_are_shown_as_they_are():
    [trace] = scatter(records((day(0), 2.0, "<b>T1</b>")), "light", "en").figure["data"]
    assert trace["customdata"][0][2].startswith("&lt;b&gt;T1&lt;/b&gt;: ")


@pytest.mark.parametrize("rows", [[], [(None, None, None)]])
def test_without_any_point_there_is_an_empty_chart(rows):
    drawn = scatter(records(*rows, columns=(DONE, TOOK, KEY)), "light", "en")
    assert drawn.finding is None
    assert sum(len(trace["x"]) for trace in drawn.figure["data"]) == 0


def ships(shop: Shop) -> None:
    for number, shipped in enumerate(("2025-04-03", "2025-04-05", None), 1):
        shop.sells(("lamp", "10", "1"), on="2025-04-01", shipped=shipped, to=f"Client {number}")


def test_records_of_the_road_are_drawn(town_of):
    fields = ("order.shipped_on", "order.days_to_ship", "order.number", "order.region")
    query = Query(fields=fields, period=days("2025-04-01", "2025-04-30"), order=("order.number",))
    drawn = scatter(town_of(ships).ask(query), "light", "en")
    assert list(drawn.figure["data"][0]["y"]) == [2, 4]
    assert drawn.finding == "Days to ship: half are at or below 3"
    assert drawn.note == "1 record without Shipping date or Days to ship is not shown."
