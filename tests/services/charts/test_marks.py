"""What the marks of a figure stand for, and which of them stand out."""

import pytest

from services.charts import Picture
from services.charts.drawing.marks import FADED, fade_others, link_metrics, mark_meanings

REGIONS = [["order.region", "North", "€1"], ["order.region", None, "€2"]]
BARS = {"type": "bar", "customdata": REGIONS, "marker": {"size": 1}}
MONTHS = {"type": "scatter", "customdata": [["March", "€1"], ["April", "€2"]]}


def picture(*traces) -> Picture:
    return Picture({"data": list(traces), "layout": {"height": 1}}, "North leads", "Revenue", "Mind this.")


def test_a_figure_states_of_which_dimensions_its_marks_are():
    unnamed = {"type": "bar", "customdata": [[None, "x", "€1"], ["team.name", "y", "€2"]]}
    assert mark_meanings(picture(BARS, unnamed).figure) == {"order.region", "team.name"}


@pytest.mark.parametrize("data", [None, [], "text", {"bdata": "x"}, [1, 2], [["order.region"]], [None]], ids=str)
def test_marks_that_stand_for_nothing_have_no_dimension(data):
    assert mark_meanings({"data": [{"type": "bar", "customdata": data}]}) == set()
    assert mark_meanings({"data": [{"type": "bar"}]}) == mark_meanings({}) == set()


def test_a_group_over_time_stands_for_its_days_too():
    months = {"type": "bar", "customdata": [["invoice.age", "late", "€1", "2025-04-01/2025-04-30"]]}
    assert mark_meanings(picture(months).figure) == {"invoice.age", "days"}


def test_a_mark_of_a_metric_leads_to_its_page_where_it_has_one():
    steps = {"type": "bar", "customdata": [["metric", "mrr.new", "+€1"], ["metric", "mrr", "€2"], [None, None, ""]]}
    led = link_metrics(picture(BARS, steps), {"mrr": "/metrics/mrr"}.get)
    bars, after = led.figure["data"]
    assert after["customdata"] == [[None, None, "+€1"], ["address", "/metrics/mrr", "€2"], [None, None, ""]]
    assert bars == BARS and led.figure["layout"] == {"height": 1}


def test_the_marks_that_do_not_stand_out_are_faded_and_all_else_stays():
    faded = fade_others(picture(BARS, MONTHS), lambda dimension, value: value is None)
    bars, months = faded.figure["data"]
    assert bars["marker"] == {"size": 1, "opacity": [FADED, 1.0]}
    assert months == MONTHS
    assert (faded.finding, faded.note, faded.figure["layout"]) == ("North leads", "Mind this.", {"height": 1})
    assert BARS["marker"] == {"size": 1}
