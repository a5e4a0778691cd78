"""How a metric is drawn over time."""

from typing import Any

import pytest

from services.charts.line import line
from services.present.theme import palette
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.shop import Shop, days

REVENUE, MARGIN = ("order.revenue",), ("order.gross_margin",)


def springs(shop: Shop) -> None:
    shop.sells(("lamp", "100", "50"), on="2024-04-10")
    shop.sells(("lamp", "100", "50"), on="2024-06-10")
    shop.sells(("lamp", "250", "50"), on="2025-04-10")
    shop.sells(("lamp", "50", "40"), on="2025-06-10")


SPRING = days("2025-04-01", "2025-06-30")


def traces(picture: Any) -> list[dict[str, Any]]:
    return picture.figure["data"]


def test_a_line_stands_before_the_days_it_is_compared_with(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    before, now = traces(line(town_of(springs).ask(question), "light", "en"))
    assert list(before["y"]) == [100, 0, 100]
    assert list(now["y"]) == [250, 0, 50]
    assert [str(day) for day in now["x"]] == ["2025-04-01", "2025-05-01", "2025-06-01"]
    assert (before["line"]["dash"], now["line"].get("dash")) == ("dot", None)


def test_both_lines_are_named_where_they_end(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    labels = line(town_of(springs).ask(question), "light", "en").figure["layout"]["annotations"]
    assert [(label["text"], label["y"]) for label in labels] == [("now", 50), ("previous year", 100)]


def test_a_line_alone_has_no_names_at_its_end(town_of):
    drawn = line(town_of(springs).ask(Query(metrics=REVENUE, period=SPRING, grain="month")), "light", "en")
    assert len(traces(drawn)) == 1
    assert not drawn.figure["layout"].get("annotations")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_bucket_that_is_not_over_has_a_hollow_mark(town_of, theme):
    (only,) = traces(line(town_of(springs).ask(Query(metrics=REVENUE, period=SPRING, grain="month")), theme, "en"))
    colours = palette(theme)
    assert list(only["marker"]["color"]) == [colours.series[0], colours.series[0], colours.surface]


def test_a_bucket_without_a_value_is_a_gap(town_of):
    (only,) = traces(line(town_of(springs).ask(Query(metrics=MARGIN, period=SPRING, grain="month")), "light", "en"))
    assert list(only["y"]) == [0.8, None, 0.2]
    assert [hovers for _, _, hovers in only["customdata"]] == ["80.0%", "n/a", "20.0%"]


def test_a_line_states_each_point_in_words(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    drawn = line(town_of(springs).ask(question), "light", "en")
    before, now = (trace["customdata"] for trace in traces(drawn))
    assert before[0] == ["days", "2025-04-01/2025-04-30", "previous year: €100.00"]
    assert now[2] == ["days", "2025-06-01/2025-06-15", "€50.00"]
    assert drawn.summary == "Revenue. April 2025: €250.00; May 2025: €0.00; June 2025, to date: €50.00"


def test_the_finding_says_how_the_sum_moved_and_when_it_was_highest(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    finding = line(town_of(springs).ask(question), "light", "en").finding
    assert finding == "Revenue rose 50.0% vs previous year and peaked in April 2025"


def test_what_does_not_add_up_has_a_peak_and_no_sum(town_of):
    question = Query(metrics=MARGIN, period=SPRING, grain="month", compare="previous_year")
    assert line(town_of(springs).ask(question), "light", "en").finding == "Gross margin peaked in April 2025"


def test_a_line_of_gaps_finds_nothing(town_of):
    nowhere = Compare("order.region", "=", "Nowhere")
    drawn = line(
        town_of(springs).ask(Query(metrics=MARGIN, period=SPRING, grain="month", where=nowhere)), "light", "en"
    )
    assert drawn.finding is None


def test_buckets_that_a_filter_leaves_out_take_no_other_bucket_s_name(town_of):
    question = Query(
        metrics=REVENUE, period=SPRING, grain="month", having=Compare("order.revenue", ">", 0), order=("order.revenue",)
    )
    drawn = line(town_of(springs).ask(question), "light", "en")
    assert drawn.summary == "Revenue. June 2025, to date: €50.00; April 2025: €250.00"
    assert drawn.finding == "Revenue peaked in April 2025"


def test_a_long_line_is_stated_by_its_ends(town_of):
    question = Query(metrics=REVENUE, period=days("2025-04-01", "2025-05-01"), grain="day")
    drawn = line(town_of(springs).ask(question), "light", "en")
    assert drawn.summary == "Revenue. 1 Apr 2025: €0.00; …; 1 May 2025: €0.00"


def test_a_single_month_is_named_on_the_axis_and_has_no_peak(town_of):
    april = Query(metrics=REVENUE, period=days("2025-04-01", "2025-04-30"), grain="month")
    drawn = line(town_of(springs).ask(april), "light", "en")
    assert list(drawn.figure["layout"]["xaxis"]["ticktext"]) == ["Apr<br>2025"]
    assert drawn.finding is None


def test_a_line_that_stays_where_it_is_has_no_peak(town_of):
    def steady(shop: Shop) -> None:
        for month in ("04", "05", "06"):
            shop.sells(("lamp", "70", "1"), on=f"2025-{month}-10")

    spring = Query(metrics=REVENUE, period=days("2025-04-01", "2025-06-30"), grain="month")
    assert line(town_of(steady).ask(spring), "light", "en").finding == "Revenue stayed at €70.00"


def test_axes_write_numbers_as_the_locale_does(town_of):
    april = Query(metrics=REVENUE, period=days("2025-04-01", "2025-04-30"), grain="month")
    answer = town_of(springs).ask(april)
    drawn = [line(answer, "light", locale) for locale in ("en", "de", "fr")]
    assert [each.figure["layout"]["separators"] for each in drawn] == [".,", ",.", ",\u202f"]
