"""Clients by their scores, with the names of the segments on their blocks."""

from decimal import Decimal
from typing import Any

import pytest

from services.charts.drawing.picture import Picture
from services.charts.segments import segments
from services.insights.rfm import RfmSegment
from services.semantic.answer import Answer, Column
from services.semantic.query import Query
from tests.services.charts.answers import answer

BLOCKS = (RfmSegment("Best", (4, 5), (3, 5), "come often"), RfmSegment("Rest", (1, 3), (1, 5), "come seldom"))
COLUMNS = (
    Column("r", "Recency score", "integer"),
    Column("worth", "Worth score", "integer"),
    Column("segment", "Segment", "text"),
    Column("clients", "Clients", "integer"),
    Column("revenue", "Revenue", "money"),
)


def of(*rows: tuple[Any, ...]) -> Answer:
    query = Query(metrics=("clients", "revenue"), dimensions=("r", "worth", "segment"))
    return answer(query, COLUMNS, [(*row[:-1], Decimal(row[-1])) for row in rows])


def drawing_of(*rows: tuple[Any, ...], theme: Any = "light") -> Picture:
    return segments(of(*rows), BLOCKS, theme, "en")


FOUR = ((5, 5, "Best", 1, 600), (4, 3, "Best", 2, 100), (1, 1, "Rest", 3, 300), (3, 2, "Rest", 1200, 0))


def cell(picture: Picture, recency: int, worth: int) -> tuple[str, str]:
    """Return what stands in a cell, and what hovering over it says; the best is at the top right."""
    trace = picture.figure["data"][0]
    places = list(zip(trace["x"], trace["base"], strict=True))
    [place] = [number for number, (x, base) in enumerate(places) if (x, round(base + 0.5)) == (recency - 1, 5 - worth)]
    return trace["text"][place].strip("\u200b\u2006"), trace["customdata"][place][2]


def test_each_cell_says_how_many_clients_have_its_scores():
    picture = drawing_of(*FOUR)
    assert cell(picture, 5, 5) == ("1", "Best, recency 5, worth 5: 1 customer, €600.00 in the period")
    assert cell(picture, 3, 2) == ("1,200", "Rest, recency 3, worth 2: 1,200 customers, €0.00 in the period")
    assert cell(picture, 2, 2) == ("", "No customers")
    assert len(picture.figure["data"][0]["x"]) == 25


def test_each_segment_is_named_on_the_edge_of_its_block():
    layout = drawing_of(*FOUR).figure["layout"]
    named = {each["text"]: (each["x"], each["y"], each["yanchor"]) for each in layout["annotations"]}
    assert named == {"Best": (2.5, -0.5, "middle"), "Rest": (-0.5, -0.5, "middle")}
    edges = [(each["x0"], each["x1"], each["y0"], each["y1"]) for each in layout["shapes"]]
    assert edges == [(2.5, 4.5, -0.5, 2.5), (-0.5, 2.5, -0.5, 4.5)]


def test_the_finding_says_how_many_are_the_best_and_what_they_bring():
    assert drawing_of(*FOUR).finding == "Best are 0.2% of customers and 70.0% of revenue"
    assert drawing_of((1, 1, "Rest", 2, 100)).finding == "Best are 0.0% of customers and 0.0% of revenue"


@pytest.mark.parametrize("rest", [-100, 0])
def test_with_returns_in_it_no_share_of_revenue_is_stated(rest):
    rows = ((5, 5, "Best", 1, 0 if rest == 0 else 600), (1, 1, "Rest", 1, rest))
    assert drawing_of(*rows).finding == "Best are 50.0% of customers"


def test_the_chart_in_words_states_of_every_segment():
    assert drawing_of(*FOUR).summary == (
        "Customers by segment. Best, who come often: 3 customers, €700.00; "
        "Rest, who come seldom: 1,203 customers, €300.00"
    )
