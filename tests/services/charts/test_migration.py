"""Clients who move between segments, the period before on the left and now on the right."""

from typing import Any

from services.charts.drawing.picture import Picture
from services.charts.migration import migration
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer

COLUMNS = (
    Column("before", "Before", "text"),
    Column("now", "Now", "text"),
    Column("clients", "Clients", "integer"),
)
GROUPS = ("Best", "Rest", "None")


def drawing_of(*moves: tuple[str, str, int]) -> Picture:
    query = Query(metrics=("clients",), dimensions=("before", "now"))
    return migration(answer(query, COLUMNS, moves), GROUPS, "light", "en")


def trace(picture: Picture) -> dict[str, Any]:
    return picture.figure["data"][0]


FOUR = (("Best", "Best", 6), ("Best", "None", 1), ("Rest", "Best", 2), ("None", "Rest", 1200))


def test_each_period_has_a_column_with_the_best_on_top():
    """Also where nobody goes round in a circle, so that the moves could be strung to a chain."""
    node = trace(drawing_of(*FOUR))["node"]
    assert list(node["label"]) == ["Best 7", "Rest 2", "None 1,200", "Best 8", "Rest 1,200", "None 1"]
    assert list(node["x"]) == [0.001] * 3 + [0.999] * 3
    assert list(node["y"])[:3] == sorted(node["y"][:3])
    assert 0 < min(node["y"]) < max(node["y"]) < 1


def test_a_band_leads_from_the_segment_before_to_the_segment_now():
    link, labels = trace(drawing_of(*FOUR))["link"], trace(drawing_of(*FOUR))["node"]["label"]
    ends = [(labels[source], labels[target]) for source, target in zip(link["source"], link["target"], strict=True)]
    assert ends == [("Best 7", "Best 8"), ("Best 7", "None 1"), ("Rest 2", "Best 8"), ("None 1,200", "Rest 1,200")]
    assert list(link["value"]) == [6, 1, 2, 1200]
    assert list(link["customdata"])[1] == "Best to None: 1 customer"


def test_a_segment_has_one_colour_on_both_sides_and_who_is_in_none_is_grey():
    colours = palette("light")
    assert list(trace(drawing_of(*FOUR))["node"]["color"]) == [colours.series[0], colours.series[1], colours.quiet] * 2


def test_the_finding_says_how_many_of_the_best_stayed_and_how_many_are_gone():
    assert drawing_of(*FOUR).finding == "6 of 7 Best stayed Best; 1 customer did not order again"
    assert drawing_of(("Rest", "Best", 3)).finding is None


def test_the_largest_moves_are_stated_in_words():
    assert drawing_of(*FOUR).summary == (
        "Customers by segment, previous and current period. "
        "None to Rest: 1,200; Best to Best: 6; Rest to Best: 2; Best to None: 1"
    )
