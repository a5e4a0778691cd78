"""Answers as charts: what is drawn, and what is said about it."""

from typing import Any

import pytest

from services.present.figure import Picture
from services.present.figure.bar import bar
from services.present.figure.line import line
from services.present.figure.parts import LETTERS, MOST_BARS
from services.present.theme import palette
from services.semantic.answer import Column
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.present.answers import answer
from tests.services.shop import Shop, days

REVENUE, MARGIN = ("order.revenue",), ("order.gross_margin",)


@pytest.fixture
def engine() -> str:
    """How an answer is drawn does not hang on the engine that gave it."""
    return "sqlite"


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
    assert [(label["text"], label["y"]) for label in labels] == [("now", 50), ("last year", 100)]


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
    assert [told for _, told in only["customdata"]] == ["80.0%", "n/a", "20.0%"]


def test_a_line_tells_each_point_in_words(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    drawn = line(town_of(springs).ask(question), "light", "en")
    assert [list(words) for words in traces(drawn)[0]["customdata"]][0] == ["April 2025", "last year: €100.00"]
    assert drawn.summary == "Revenue. April 2025: €250.00; May 2025: €0.00; June 2025, so far: €50.00"


def test_the_finding_says_how_the_sum_moved_and_when_it_was_highest(town_of):
    question = Query(metrics=REVENUE, period=SPRING, grain="month", compare="previous_year")
    finding = line(town_of(springs).ask(question), "light", "en").finding
    assert finding == "Up 50.0% on last year; April 2025 was the peak"


def test_what_does_not_add_up_has_a_peak_and_no_sum(town_of):
    question = Query(metrics=MARGIN, period=SPRING, grain="month", compare="previous_year")
    assert line(town_of(springs).ask(question), "light", "en").finding == "April 2025 was the peak"


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
    assert drawn.summary == "Revenue. June 2025, so far: €50.00; April 2025: €250.00"
    assert drawn.finding == "April 2025 was the peak"


def test_a_long_line_is_told_by_its_ends(town_of):
    question = Query(metrics=REVENUE, period=days("2025-04-01", "2025-05-01"), grain="day")
    drawn = line(town_of(springs).ask(question), "light", "en")
    assert drawn.summary == "Revenue. 1 Apr 2025: €0.00; …; 1 May 2025: €0.00"


def regions(shop: Shop) -> None:
    shop.sells(("lamp", "60", "1"), on="2025-04-10", region="South")
    shop.sells(("lamp", "20", "1"), on="2025-04-10", region=None)
    shop.sells(("lamp", "120", "1"), on="2025-04-10", region="North")


BY_REGION = Query(metrics=REVENUE, dimensions=("order.region",), period=SPRING)


def named(drawn: Picture) -> list[str]:
    """The names beside the bars, from the bottom."""
    return list(drawn.figure["layout"]["yaxis"]["ticktext"])


def test_bars_are_sorted_with_the_largest_on_top(town_of):
    drawn = bar(town_of(regions).ask(BY_REGION), "light", "en")
    (bars,) = traces(drawn)
    # Plotly draws the first one at the bottom.
    assert named(drawn) == ["Not given", "South", "North"]
    assert list(bars["x"]) == [20, 60, 120]


def test_a_bar_hands_its_field_and_value_to_a_click_and_nothing_for_the_empty_group(town_of):
    (bars,) = traces(bar(town_of(regions).ask(BY_REGION), "light", "en"))
    assert [list(each) for each in bars["customdata"]] == [
        ["order.region", None, "Not given: €20.00"],
        ["order.region", "South", "South: €60.00"],
        ["order.region", "North", "North: €120.00"],
    ]


def test_the_leader_is_named_with_its_share(town_of):
    drawn = bar(town_of(regions).ask(BY_REGION), "light", "en")
    assert drawn.finding == "North leads with €120.00, 60.0% of the whole"
    assert drawn.note is None
    assert drawn.summary == "Revenue. Not given: €20.00; South: €60.00; North: €120.00"


def test_a_share_is_told_only_of_a_whole_that_is_all_there(town_of):
    town = town_of(regions)

    def found(**asked: Any) -> str | None:
        question = {"metrics": REVENUE, "dimensions": ("order.region",), "period": SPRING, **asked}
        return bar(town.ask(Query(**question)), "light", "en").finding

    assert found(limit=2) == "North leads with €120.00"
    assert found(having=Compare("order.revenue", ">", 50)) == "North leads with €120.00"
    assert found(metrics=("order.median_value",)) == "North leads with €120.00"


def returns(shop: Shop) -> None:
    shop.sells(("lamp", "100", "1"), on="2025-04-10", region="North")
    shop.sells(("lamp", "-80", "1"), on="2025-04-10", region="South")


def test_beside_a_loss_no_share_is_told_since_it_would_be_more_than_all(town_of):
    assert bar(town_of(returns).ask(BY_REGION), "light", "en").finding == "North leads with €100.00"


def test_nobody_leads_where_the_order_is_another_one(town_of):
    question = Query(metrics=REVENUE, dimensions=("order.region",), period=SPRING, order=("order.region",))
    assert bar(town_of(regions).ask(question), "light", "en").finding is None


def test_nobody_leads_where_no_group_has_a_value(town_of):
    def free(shop: Shop) -> None:
        shop.sells(("lamp", "0", "0"), on="2025-04-10", region="North")

    question = Query(metrics=MARGIN, dimensions=("order.region",), period=SPRING)
    drawn = bar(town_of(free).ask(question), "light", "en")
    assert (drawn.finding, list(traces(drawn)[0]["x"])) == (None, [None])


def test_groups_that_are_written_alike_have_a_bar_each(town_of):
    def alike(shop: Shop) -> None:
        shop.sells(("lamp", "10", "1"), on="2025-04-10", region="phone")
        shop.sells(("lamp", "20", "1"), on="2025-04-10", region="Phone")

    drawn = bar(town_of(alike).ask(BY_REGION), "light", "en")
    (bars,) = traces(drawn)
    assert (named(drawn), bars["y"], bars["x"]) == (["Phone", "Phone"], [0, 1], [10, 20])


def test_groups_that_look_like_numbers_are_still_names(town_of):
    def numbered(shop: Shop) -> None:
        shop.sells(("lamp", "10", "1"), on="2025-04-10", region="100")
        shop.sells(("lamp", "20", "1"), on="2025-04-10", region="7")

    assert named(bar(town_of(numbered).ask(BY_REGION), "light", "en")) == ["100", "7"]


def provinces(shop: Shop) -> None:
    for number in range(1, 24):
        shop.sells(("lamp", str(number), "1"), on="2025-04-10", region=f"Province {number}")


def test_what_is_not_drawn_is_told(town_of):
    drawn = bar(town_of(provinces).ask(BY_REGION), "light", "en")
    assert (len(named(drawn)), named(drawn)[0], named(drawn)[-1]) == (MOST_BARS, "Province 12", "Province 23")
    assert drawn.note == f"{MOST_BARS} of 23 are drawn."


def test_a_limit_that_the_question_itself_sets_is_told_too(town_of):
    question = Query(metrics=REVENUE, dimensions=("order.region",), period=SPRING, limit=3)
    assert bar(town_of(provinces).ask(question), "light", "en").note == "3 of 23 are drawn."


def test_a_long_name_is_cut_off_on_the_axis_and_whole_everywhere_else(town_of):
    name = "The far north, with all of its islands"
    town = town_of(lambda shop: shop.sells(("lamp", "5", "1"), on="2025-04-10", region=name))
    drawn = bar(town.ask(BY_REGION), "light", "en")
    (bars,) = traces(drawn)
    [shown], [told] = named(drawn), bars["customdata"]
    assert (len(shown) <= LETTERS, shown[-1], told[2]) == (True, "…", f"{name}: €5.00")


def test_the_axis_has_room_for_the_labels_at_both_ends(town_of):
    def both(shop: Shop) -> None:
        shop.sells(("lamp", "100", "1"), on="2025-04-10", region="North")
        shop.sells(("lamp", "-50", "1"), on="2025-04-10", region="South")

    low, high = bar(town_of(both).ask(BY_REGION), "light", "en").figure["layout"]["xaxis"]["range"]
    assert low < -50 - 0.2 * 150
    assert high > 100 + 0.2 * 150


def test_a_single_month_is_named_on_the_axis_and_has_no_peak(town_of):
    april = Query(metrics=REVENUE, period=days("2025-04-01", "2025-04-30"), grain="month")
    drawn = line(town_of(springs).ask(april), "light", "en")
    assert list(drawn.figure["layout"]["xaxis"]["ticktext"]) == ["April 2025"]
    assert drawn.finding is None


def test_a_bar_of_shares_says_of_how_many_each_is_taken():
    columns = (
        Column("deal.source", "Source", "text"),
        Column("deal.win_rate", "Win rate", "ratio", sample="deal.decided"),
        Column("deal.decided", "Deals decided", "integer", unit="deals"),
    )
    asked = Query(metrics=("deal.win_rate", "deal.decided"), dimensions=("deal.source",))
    (bars,) = traces(bar(answer(asked, columns, [("Web", 0.5, 12), ("Fair", 0.25, 4)]), "light", "en"))
    assert list(bars["text"]) == ["25.0% of 4", "50.0% of 12"]
    assert bars["customdata"][1][2] == "Web: 50.0% of 12 deals"
