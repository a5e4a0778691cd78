"""What the marks of a figure stand for, and which of them stand out."""

import pytest

from services.present.figure import Picture
from services.present.marks import FADED, dimensions_of, emphasised

REGIONS = [["order.region", "North", "€1"], ["order.region", None, "€2"]]
BARS = {"type": "bar", "customdata": REGIONS, "marker": {"size": 1}}
MONTHS = {"type": "scatter", "customdata": [["March", "€1"], ["April", "€2"]]}


def picture(*traces) -> Picture:
    return Picture({"data": list(traces), "layout": {"height": 1}}, "North leads", "Revenue", "Mind this.")


def test_a_figure_tells_of_which_dimensions_its_marks_are():
    unnamed = {"type": "bar", "customdata": [[None, "x", "€1"], ["team.name", "y", "€2"]]}
    assert dimensions_of(picture(BARS, unnamed).figure) == {"order.region", "team.name"}


@pytest.mark.parametrize("data", [None, [], "text", {"bdata": "x"}, [1, 2], [["order.region"]], [None]], ids=str)
def test_marks_that_stand_for_nothing_have_no_dimension(data):
    assert dimensions_of({"data": [{"type": "bar", "customdata": data}]}) == set()
    assert dimensions_of({"data": [{"type": "bar"}]}) == dimensions_of({}) == set()


def test_the_marks_that_do_not_stand_out_are_faded_and_all_else_stays():
    faded = emphasised(picture(BARS, MONTHS), lambda dimension, value: value is None)
    bars, months = faded.figure["data"]
    assert bars["marker"] == {"size": 1, "opacity": [FADED, 1.0]}
    assert months == MONTHS
    assert (faded.finding, faded.note, faded.figure["layout"]) == ("North leads", "Mind this.", {"height": 1})
    assert BARS["marker"] == {"size": 1}
