"""How groups are drawn as bars."""

from typing import Any

from services.charts import Picture
from services.charts.bar import bar
from services.charts.drawing.limits import LABEL_LETTERS, MOST_BARS
from services.semantic.answer import Column
from services.semantic.conditions import Compare
from services.semantic.query import Query
from tests.services.charts.answers import answer
from tests.services.shop import Shop, days

REVENUE, MARGIN = ("order.revenue",), ("order.gross_margin",)


SPRING = days("2025-04-01", "2025-06-30")


def traces(picture: Any) -> list[dict[str, Any]]:
    return picture.figure["data"]


def regions(shop: Shop) -> None:
    shop.sells(("lamp", "60", "1"), on="2025-04-10", region="South")
    shop.sells(("lamp", "20", "1"), on="2025-04-10", region=None)
    shop.sells(("lamp", "120", "1"), on="2025-04-10", region="North")


BY_REGION = Query(metrics=REVENUE, dimensions=("order.region",), period=SPRING)


def names_of(drawn: Picture) -> list[str]:
    """The names beside the bars, from the bottom."""
    return list(drawn.figure["layout"]["yaxis"]["ticktext"])


def test_bars_are_sorted_with_the_largest_on_top(town_of):
    drawn = bar(town_of(regions).ask(BY_REGION), "light", "en")
    (bars,) = traces(drawn)
    # Plotly draws the first one at the bottom.
    assert names_of(drawn) == ["Not given", "South", "North"]
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
    assert drawn.finding == "North is highest at €120.00, 60.0% of the total"
    assert drawn.note is None
    assert drawn.summary == "Revenue. Not given: €20.00; South: €60.00; North: €120.00"


def test_a_share_is_stated_only_of_a_whole_that_is_all_there(town_of):
    town = town_of(regions)

    def finding_of(**asked: Any) -> str | None:
        question = {"metrics": REVENUE, "dimensions": ("order.region",), "period": SPRING, **asked}
        return bar(town.ask(Query(**question)), "light", "en").finding

    assert finding_of(limit=2) == "North is highest at €120.00"
    assert finding_of(having=Compare("order.revenue", ">", 50)) == "North is highest at €120.00"
    assert finding_of(metrics=("order.median_value",)) == "North is highest at €120.00"


def returns(shop: Shop) -> None:
    shop.sells(("lamp", "100", "1"), on="2025-04-10", region="North")
    shop.sells(("lamp", "-80", "1"), on="2025-04-10", region="South")


def test_beside_a_loss_no_share_is_stated_since_it_would_be_more_than_all(town_of):
    assert bar(town_of(returns).ask(BY_REGION), "light", "en").finding == "North is highest at €100.00"


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
    assert (names_of(drawn), bars["y"], bars["x"]) == (["Phone", "Phone"], [0, 1], [10, 20])


def test_groups_that_look_like_numbers_are_still_names(town_of):
    def numbered_groups(shop: Shop) -> None:
        shop.sells(("lamp", "10", "1"), on="2025-04-10", region="100")
        shop.sells(("lamp", "20", "1"), on="2025-04-10", region="7")

    assert names_of(bar(town_of(numbered_groups).ask(BY_REGION), "light", "en")) == ["100", "7"]


def provinces(shop: Shop) -> None:
    for number in range(1, 24):
        shop.sells(("lamp", str(number), "1"), on="2025-04-10", region=f"Province {number}")


def test_what_is_not_drawn_is_stated(town_of):
    drawn = bar(town_of(provinces).ask(BY_REGION), "light", "en")
    assert (len(names_of(drawn)), names_of(drawn)[0], names_of(drawn)[-1]) == (
        MOST_BARS,
        "Province 12",
        "Province 23",
    )
    assert drawn.note == f"Showing {MOST_BARS} of 23 groups."


def test_a_limit_that_the_question_itself_sets_is_stated_too(town_of):
    question = Query(metrics=REVENUE, dimensions=("order.region",), period=SPRING, limit=3)
    assert bar(town_of(provinces).ask(question), "light", "en").note == "Showing 3 of 23 groups."


def test_a_long_name_is_cut_off_on_the_axis_and_whole_everywhere_else(town_of):
    name = "The far north, with all of its islands"
    town = town_of(lambda shop: shop.sells(("lamp", "5", "1"), on="2025-04-10", region=name))
    drawn = bar(town.ask(BY_REGION), "light", "en")
    (bars,) = traces(drawn)
    [shown], [finding] = names_of(drawn), bars["customdata"]
    assert (len(shown) <= LABEL_LETTERS, shown[-1], finding[2]) == (True, "…", f"{name}: €5.00")


def test_the_axis_has_room_for_the_labels_at_both_ends(town_of):
    def both(shop: Shop) -> None:
        shop.sells(("lamp", "100", "1"), on="2025-04-10", region="North")
        shop.sells(("lamp", "-50", "1"), on="2025-04-10", region="South")

    low, high = bar(town_of(both).ask(BY_REGION), "light", "en").figure["layout"]["xaxis"]["range"]
    assert low < -50 - 0.2 * 150
    assert high > 100 + 0.2 * 150


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


def test_nobody_leads_alone(town_of):
    town = town_of(lambda shop: shop.sells(("lamp", "5", "1"), on="2025-04-10", region="North"))
    assert bar(town.ask(BY_REGION), "light", "en").finding is None
