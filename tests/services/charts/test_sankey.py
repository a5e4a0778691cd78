"""Bands between two columns of groups: how much goes from where to where."""

from dataclasses import replace
from typing import Any

import pytest

from services.charts.drawing.marks import mark_meanings
from services.charts.sankey import MOST_GROUPS, sankey
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

FROM = Column("deal.source", "Source", "text")
TO = Column("deal.lost_reason", "Reason", "text")
LOST = Column("deal.lost", "Deals lost", "integer", "deals")


def flows(*rows: tuple[Any, Any, Any], **more: Any) -> Any:
    query = Query(metrics=(LOST.name,), dimensions=(FROM.name, TO.name), limit=more.pop("limit", None))
    return answer(query, (FROM, TO, LOST), rows, **more)


THREE = (("Web", "Price", 6), ("Fair", "Price", 3), ("Web", "Time", 2))


def bands(picture: Any) -> list[tuple[str, str, float]]:
    """The bands that have a width, as (from, to, value), by the labels of their nodes."""
    [trace] = picture.figure["data"]
    labels = trace["node"]["label"]
    ends = zip(trace["link"]["source"], trace["link"]["target"], trace["link"]["value"], strict=True)
    return [(labels[start], labels[end], value) for start, end, value in ends if value]


def test_bands_go_from_the_groups_of_one_dimension_to_those_of_the_other():
    assert bands(sankey(flows(*THREE), "light", "en")) == [
        ("Web 8", "Price 9", 6),
        ("Fair 3", "Price 9", 3),
        ("Web 8", "Time 2", 2),
    ]


def sells(shop: Shop) -> None:
    shop.sells(("lamp", "120", "1"), on="2025-04-10", region="North", channel="Web")
    shop.sells(("lamp", "60", "1"), on="2025-04-10", region="North", channel=None)
    shop.sells(("lamp", "20", "1"), on="2025-04-10", region=None, channel="Web")


def test_a_real_answer_becomes_bands_with_the_largest_named(town_of):
    query = Query(
        metrics=("order.revenue",),
        dimensions=("order.region", "order.channel"),
        period=days("2025-04-01", "2025-04-30"),
    )
    drawn = sankey(town_of(sells).ask(query), "light", "en")
    assert bands(drawn) == [
        ("North €180.00", "Web €140.00", 120),
        ("North €180.00", "Not given €60.00", 60),
        ("Not given €20.00", "Web €140.00", 20),
    ]
    assert drawn.finding == "The largest flow is from North to Web: €120.00, 66.7% of all from North"
    assert drawn.summary == "Revenue. North to Web: €120.00; North to Not given: €60.00; Not given to Web: €20.00"
    assert drawn.note is None


def test_a_click_states_the_group_of_a_node_and_where_a_band_comes_from():
    [trace] = sankey(flows(*THREE), "light", "en").figure["data"]
    marks = [list(mark) for mark in trace["customdata"]]
    assert marks[:4] == [
        ["deal.source", "Web", "Web: 8 deals out"],
        ["deal.source", "Fair", "Fair: 3 deals out"],
        ["deal.lost_reason", "Price", "Price: 9 deals in"],
        ["deal.lost_reason", "Time", "Time: 2 deals in"],
    ]
    # A click gives the number of a band: those before the first with a width are the nodes'.
    values = list(trace["link"]["value"])
    assert values == [0, 0, 0, 0, 6, 3, 2]
    assert marks[values.index(6)] == ["deal.source", "Web", "Web to Price: 6 deals, 75.0% of all from there"]
    assert mark_meanings({"data": [trace]}) == {"deal.source", "deal.lost_reason"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_group_keeps_its_colour_on_the_other_side_and_what_is_not_given_is_grey(theme):
    moved = flows(("New", "Loyal", 6), ("Loyal", "New", 3), (None, "Lost", 2))
    [trace] = sankey(moved, theme, "en").figure["data"]
    colours = dict(zip(trace["node"]["label"], trace["node"]["color"], strict=True))
    assert trace["node"]["label"] == ["New 6", "Loyal 3", "Not given 2", "Loyal 6", "New 3", "Lost 2"]
    assert colours["New 6"] == colours["New 3"] == palette(theme).series[0]
    assert colours["Loyal 3"] == colours["Loyal 6"] == palette(theme).series[1]
    assert colours["Not given 2"] == colours["Lost 2"] == palette(theme).quiet


STAGES = (("Lead", "Offer", 6), ("Offer", "Won", 3), ("Offer", "Price", 2), ("Lead", "Price", 1))


def test_flows_that_go_on_are_a_chain_through_the_same_groups():
    drawn = sankey(flows(*STAGES), "light", "en")
    assert bands(drawn) == [
        ("Lead<br>7", "Offer<br>6", 6),
        ("Offer<br>6", "Won 3", 3),
        ("Offer<br>6", "Price 3", 2),
        ("Lead<br>7", "Price 3", 1),
    ]
    [trace] = drawn.figure["data"]
    assert len(trace["node"]["label"]) == 4
    marks = [list(mark) for mark in trace["customdata"][:4]]
    assert marks[1] == ["deal.source", "Offer", "Offer: 6 deals in, 5 deals out"]
    assert marks[3] == ["deal.lost_reason", "Price", "Price: 3 deals in"]


@pytest.mark.parametrize("back", [("Offer", "Lead", 1), ("Offer", "Offer", 1), ("Won", "Lead", 1)])
def test_where_a_flow_comes_back_the_groups_stand_in_two_columns(back):
    [trace] = sankey(flows(*STAGES, back), "light", "en").figure["data"]
    labels = [label.rpartition(" ")[0] for label in trace["node"]["label"]]
    assert labels.count("Offer") == 2
    assert max(trace["link"]["source"]) < min(target for target in trace["link"]["target"] if target)


def test_what_is_not_given_on_one_side_is_not_what_is_not_given_on_the_other():
    [trace] = sankey(flows((None, "Offer", 6), ("Offer", "Won", 3), ("Offer", None, 2)), "light", "en").figure["data"]
    assert list(trace["node"]["label"]) == ["Not given<br>6", "Offer<br>6", "Won 3", "Not given 2"]


def test_a_long_chain_keeps_its_largest_groups():
    steps = [(f"Step {number:02}", f"Step {number + 1:02}", 100 - number) for number in range(30)]
    drawn = sankey(flows(*steps), "light", "en")
    assert len(drawn.figure["data"][0]["node"]["label"]) == 2 * MOST_GROUPS
    assert drawn.note == f"Showing {2 * MOST_GROUPS - 1} of 30 flows."


def test_what_is_nothing_or_less_has_no_band_and_is_stated():
    drawn = sankey(flows(*THREE, ("Fair", "Time", 0), ("Web", "Other", -4), ("Fair", "Other", None)), "light", "en")
    assert len(bands(drawn)) == 3
    assert drawn.note == "Showing 3 of 6 flows."


def test_no_flow_is_the_largest_where_two_are_and_no_share_is_stated_of_a_part():
    assert sankey(flows(("Web", "Price", 6), ("Fair", "Price", 6)), "light", "en").finding is None
    assert sankey(flows(*THREE, limit=3), "light", "en").finding == "The largest flow is from Web to Price: 6 deals"


def test_sixty_groups_are_cut_off_to_the_largest_and_amounts_stay_those_of_all():
    many = [(f"Source {number:02}", "Price", number) for number in range(1, 61)]
    drawn = sankey(flows(*many, ("Source 60", "Time", 5)), "light", "en")
    assert drawn.note == "Showing 9 of 61 flows."
    assert {start for start, _, _ in bands(drawn)} == {
        *(f"Source {number} {number}" for number in range(61 - MOST_GROUPS, 60)),
        "Source 60 65",
    }
    # All sixty sources, not the eight that are drawn.
    assert {end for _, end, _ in bands(drawn)} == {f"Price {sum(range(1, 61)):,}", "Time 5"}
    # Plotly's own words would be Plotly's rounding.
    assert "Source 60 to Price: 60 deals, 92.3% of all from there" in str(drawn.figure["data"][0]["customdata"])


def test_without_flows_there_is_an_empty_chart():
    drawn = sankey(flows(("Web", "Price", 0)), "light", "en")
    assert (bands(drawn), drawn.finding, drawn.note) == ([], None, "Showing 0 of 1 flows.")


def test_names_are_shortened_in_labels_alone_and_tags_are_shown_as_they_are():
    drawn = sankey(flows(("<b>The fair in the capital of the north</b>", "Price", 6)), "light", "en")
    [(start, _, _)] = bands(drawn)
    assert start == "&lt;b&gt;The fair in… 6"
    assert "capital of the north&lt;/b&gt;: 6 deals" in drawn.figure["data"][0]["customdata"][0][2]


def test_a_node_that_can_be_dragged_could_not_be_clicked():
    shown = flows(*THREE)
    assert sankey(replace(shown, total=3), "light", "en").figure["data"][0]["arrangement"] == "fixed"
