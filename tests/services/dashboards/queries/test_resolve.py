"""A tile's question with a reader's choices in it, as far as it can take them, and what must be said of the rest."""

from dataclasses import replace

import pytest

from services.charts.drawing.marks import FADED, mark_meanings
from services.dashboards.drawing.draw import Picture, draw
from services.dashboards.queries.resolve import resolve_query
from services.errors import BadQuery
from services.semantic.conditions import In
from tests.services.dashboards.conftest import orders, tile, trade
from tests.services.shop import Shop

REGIONS = tile("bar", metrics=("order.revenue",), dimensions=("order.region",))
CATEGORIES = tile("bar", metrics=("order.revenue",), dimensions=("product.category",))
HOURS = tile("number", metrics=("work.hours",))
TARGETED = tile("number", metrics=("order.revenue", "ledger.sales"))


def spoken_text(reader, each, search: str = "") -> tuple[str, ...]:
    return draw(each, reader.view(search), "light").remarks


def question(reader, each, search: str):
    return resolve_query(each, reader.view(search)).query


def test_a_tile_that_a_filter_cannot_reach_is_asked_without_it_and_says_so(reader_of):
    reader = reader_of(trade)
    assert question(reader, HOURS, "?order.region=North").where is None
    assert spoken_text(reader, HOURS, "?order.region=North") == ("Not filtered by Region",)
    assert spoken_text(reader, HOURS, "?order.region=North&product.category=Home") == (
        "Not filtered by Region and Category",
    )


def test_a_tile_that_every_filter_reaches_has_nothing_to_say(reader_of):
    reader = reader_of(trade)
    assert spoken_text(reader, CATEGORIES, "?order.region=North") == ()
    assert spoken_text(reader, HOURS) == ()


def test_a_number_keeps_the_filter_and_loses_the_target_that_cannot_be_filtered(reader_of):
    reader = reader_of(trade)
    filtered = question(reader, TARGETED, "?order.region=North")
    assert (filtered.metrics, filtered.where) == (("order.revenue",), In("order.region", ("North",)))
    assert spoken_text(reader, TARGETED, "?order.region=North") == ("No target by Region",)
    assert question(reader, TARGETED, "").metrics == ("order.revenue", "ledger.sales")


def test_neither_number_nor_target_is_filtered_where_neither_can_be(reader_of):
    reader, both = reader_of(trade), tile("number", metrics=("work.hours", "ledger.sales"))
    assert question(reader, both, "?order.region=North").metrics == ("work.hours", "ledger.sales")
    assert spoken_text(reader, both, "?order.region=North") == ("Not filtered by Region",)


def test_a_chart_of_a_dimension_shows_all_its_groups_where_one_is_chosen_and_sets_that_off(reader_of):
    reader = reader_of(trade)
    read = resolve_query(REGIONS, reader.view("?order.region=North"))
    assert (read.query.where, read.emphasised) == (None, {"order.region": ("North",)})
    assert read.remarks(reader.road.catalog) == ("Faded: outside the filter Region: North",)


@pytest.mark.parametrize("kind", ["bar", "pareto", "bullet"])
def test_every_kind_of_bars_keeps_the_groups_that_were_not_chosen(reader_of, kind):
    metrics = ("order.revenue", "order.median_value") if kind == "bullet" else ("order.revenue",)
    split = tile(kind, metrics=metrics, dimensions=("order.region",))
    drawn = reader_of(trade).sees(split, "?order.region=North")
    assert isinstance(drawn, Picture)
    marked = [trace for trace in drawn.figure["data"] if "order.region" in mark_meanings({"data": [trace]})]
    faded = [trace["marker"]["opacity"] for trace in marked if trace["type"] == "bar"]
    assert faded and all(sorted(strength) == [FADED, 1.0] for strength in faded)


def test_the_other_filters_hold_for_it_all_the_same(reader_of):
    filtered = question(reader_of(trade), REGIONS, "?order.region=North&product.category=Home")
    assert filtered.where == In("product.category", ("Home",))


def opacity(reader, each, search: str) -> dict[str, float]:
    """How strongly each bar is drawn."""
    drawn = reader.sees(each, search)
    assert isinstance(drawn, Picture)
    (bars,) = drawn.figure["data"]
    names = drawn.figure["layout"]["yaxis"]["ticktext"]
    return dict(zip(names, bars["marker"].get("opacity", [1.0] * len(names)), strict=True))


def test_the_bars_that_were_not_chosen_are_faded(reader_of):
    reader = reader_of(trade)
    assert opacity(reader, REGIONS, "?order.region=~empty") == {"North": 0.28, "Not given": 1.0}
    assert opacity(reader, REGIONS, "?order.region=~empty&order.region=North") == {"North": 1.0, "Not given": 1.0}
    assert opacity(reader, REGIONS, "") == {"North": 1.0, "Not given": 1.0}
    assert opacity(reader, CATEGORIES, "?product.category=Sport") == {"Home": 0.28, "Sport": 1.0}


def test_a_value_that_would_have_no_bar_filters_the_chart_like_any_other(reader_of):
    def busy(shop: Shop) -> None:
        for number in range(14):
            shop.sells(("lamp", str(100 - number), "1"), on="2025-03-10", region=f"R{number}")

    reader = reader_of(busy)
    assert question(reader, REGIONS, "?order.region=R11").where is None
    for unseen in ("R12", "Nowhere"):
        assert question(reader, REGIONS, f"?order.region=R1&order.region={unseen}").where is not None


def test_a_trend_over_time_is_filtered_by_its_own_dimension(reader_of):
    trend = replace(REGIONS, query=replace(REGIONS.query, grain="month"))
    assert question(reader_of(trade), trend, "?order.region=North").where is not None


def test_a_chart_that_is_cut_by_a_grain_of_its_own_keeps_it(reader_of):
    reader = reader_of(trade)
    days = tile("calendar", metrics=("order.revenue",), grain="day")
    assert question(reader, days, "?grain=quarter").grain == "day"
    assert question(reader, replace(days, kind="line"), "?grain=quarter").grain == "quarter"


def test_a_list_of_all_days_says_that_the_period_is_none_of_its_own(reader_of):
    reader = reader_of(trade)
    assert spoken_text(reader, orders(period=None)) == ("Not limited to the selected period",)
    assert spoken_text(reader, orders()) == ()


def test_what_nobody_budgets_says_so_where_the_budget_is_chosen(reader_of):
    reader = reader_of(trade)
    compared = tile("number", metrics=("order.revenue",), compare="previous_year")
    assert spoken_text(reader, compared, "?compare=budget") == ("Not budgeted",)
    assert spoken_text(reader, compared) == ()


def test_a_question_that_cannot_be_read_is_never_asked(reader_of):
    reader, broken = reader_of(trade), replace(REGIONS, fault="Broken.")
    with pytest.raises(BadQuery, match="Broken"):
        question(reader, broken, "")
    assert spoken_text(reader, broken) == ()


def test_the_card_of_a_share_asks_too_how_many_it_is_taken_of(reader_of):
    reader = reader_of(trade)
    rate = ("deal.win_rate",)
    assert question(reader, tile("number", metrics=rate), "").metrics == ("deal.win_rate", "deal.decided")
    assert question(reader, tile("line", metrics=rate, grain="month"), "").metrics == rate
    assert question(reader, tile("number", metrics=("order.revenue",)), "").metrics == ("order.revenue",)


def test_a_chart_of_people_is_one_of_teams_where_single_people_are_not_shown_of(reader_of):
    reader, each = reader_of(trade), tile("heatmap", metrics=("work.utilisation",), dimensions=("employee.name",))
    assert question(reader, each, "").dimensions == ("team.name",)
    assert spoken_text(reader, each) == ("By team: individuals are not shown",)
    view = reader.view("")
    allowed = replace(view.reader.context, policy=replace(view.reader.context.policy, show_individuals=True))
    assert resolve_query(each, replace(view, reader=replace(view.reader, context=allowed))).query.dimensions == (
        "employee.name",
    )


def test_what_shows_of_nobody_stays_split_by_people(reader_of):
    reader, each = reader_of(trade), tile("bar", metrics=("deal.won",), dimensions=("employee.name",))
    assert question(reader, each, "").dimensions == ("employee.name",)
    assert spoken_text(reader, each) == ()


def test_a_chart_of_people_that_is_in_their_order_is_in_that_of_teams(reader_of):
    asked_for = {"metrics": ("work.utilisation",), "dimensions": ("employee.name",)}
    each = tile("bar", **asked_for, order=("employee.name", "-work.utilisation"))
    assert question(reader_of(trade), each, "").order == ("team.name", "-work.utilisation")
