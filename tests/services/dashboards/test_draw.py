"""From a tile and a reader's choices to finished values."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.dashboards.built_in import BUILT_IN, SALES
from services.dashboards.choices import from_search
from services.dashboards.draw import NO_MATCH, Nothing, Records, Refused, Viewer, draw, explain
from services.dashboards.heading import days_of, filters_in_force, options, period_words
from services.errors import NoData, NotFound
from services.present.figure import Picture
from services.present.number import Number
from services.semantic.conditions import Attribute, Compare, In
from services.semantic.context import Policy
from tests.services.dashboards.conftest import empty, orders, tile, trade
from tests.services.shop import day

REVENUE = tile("number", metrics=("order.revenue",), compare="previous_year")
COURSE = tile("line", metrics=("order.revenue",), grain="month", compare="previous_year")
REGIONS = tile("bar", metrics=("order.revenue",), dimensions=("order.region",))


def test_a_number_tile_becomes_a_number(reader_of):
    drawn = reader_of(trade).sees(REVENUE)
    assert isinstance(drawn, Number)
    assert (drawn.exact, drawn.change) == ("€150.00", "up 50.0% on last year")


def test_a_number_follows_the_chosen_grain_in_its_sparkline_alone(reader_of):
    reader = reader_of(trade)
    by_month, by_week = reader.sees(REVENUE), reader.sees(REVENUE, "?grain=week")
    assert by_month.exact == by_week.exact
    assert by_month.spark != by_week.spark


def test_a_line_tile_becomes_a_picture_by_the_chosen_grain(reader_of):
    drawn = reader_of(trade).sees(COURSE, "?grain=quarter&compare=none&period=everything")
    assert isinstance(drawn, Picture)
    assert drawn.summary.endswith("quarter from January 2025: €100.00; quarter from April 2025, so far: €50.00")


def test_a_bar_tile_becomes_a_picture(reader_of):
    drawn = reader_of(trade).sees(REGIONS)
    assert isinstance(drawn, Picture)
    assert drawn.finding == "North leads with €100.00, 66.7% of the whole"


def test_a_record_list_becomes_its_head(reader_of):
    drawn = reader_of(trade).sees(orders("order.value"))
    assert isinstance(drawn, Records)
    assert (drawn.total_words, drawn.currency) == ("2 rows", "EUR")
    assert [column.label for column in drawn.columns] == ["Order", "Value"]


def test_one_row_is_told_as_one(reader_of):
    drawn = reader_of(trade).sees(orders(), "?order.region=North")
    assert isinstance(drawn, Records)
    assert drawn.total_words == "1 row"


@pytest.mark.parametrize("kind", [REVENUE, COURSE, REGIONS, orders()], ids=lambda each: each.kind)
def test_where_there_is_no_data_yet_the_card_says_what_to_do(reader_of, kind):
    drawn = reader_of(empty).sees(kind)
    assert isinstance(drawn, Nothing)
    assert drawn.words == NoData().message


@pytest.mark.parametrize("kind", [COURSE, REGIONS, orders()], ids=lambda each: each.kind)
def test_where_nothing_matches_the_card_says_so(reader_of, kind):
    assert reader_of(trade).sees(kind, "?order.region=Nowhere") == NO_MATCH


def test_a_number_that_a_filter_on_the_metric_leaves_out_is_no_match(reader_of):
    above = replace(REVENUE, query=replace(REVENUE.query, having=Compare("order.revenue", ">", 1000)))
    assert reader_of(trade).sees(above) == NO_MATCH


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"metrics": ("order.revenues",)}, "There is no metric called order.revenues. Did you mean order.revenue?"),
        ({"metrics": ("order.revenue",), "where": Compare("order.value", "=", "many")}, "order.value is held against"),
        ({"metrics": ("order.revenue",), "currency": "USD"}, "no exchange rate to USD holds on their day"),
    ],
)
def test_a_tile_that_cannot_be_answered_says_why_within_its_card(reader_of, asked, words):
    drawn = reader_of(trade).sees(tile("number", **asked))
    assert isinstance(drawn, Refused)
    assert words in drawn.message
    assert drawn.allowed


def test_a_bad_period_stays_within_the_card(reader_of):
    drawn = reader_of(trade).sees(REVENUE, "?period=dates&from=2025-03-31&to=2025-03-01")
    assert isinstance(drawn, Refused)
    assert "Swap the two days" in drawn.message


def test_a_reader_whom_no_rule_lets_read_is_told_that_it_is_a_matter_of_rights(reader_of):
    reader = reader_of(trade)
    blind = replace(reader, asker=replace(reader.asker, policy=Policy(reader.town.ours, {})))
    drawn = blind.sees(REVENUE)
    assert isinstance(drawn, Refused)
    assert (drawn.message.startswith("You may not read"), drawn.allowed) == (True, False)


def test_a_reader_who_lacks_an_attribute_that_a_rule_asks_for_is_told_so_too(reader_of):
    reader = reader_of(trade)
    own_region = {"order": In("order.region", Attribute("region"))}
    rules = {**policy_of(reader.town.ours, BUSINESS).rows, **own_region}
    seller = replace(reader, asker=replace(reader.asker, policy=Policy(reader.town.ours, rules)))
    drawn = seller.sees(REVENUE)
    assert isinstance(drawn, Refused)
    assert (drawn.message.startswith("This needs to know your region"), drawn.allowed) == (True, False)


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_no_tile_of_a_built_in_board_is_refused_whatever_is_chosen(reader_of, board):
    reader = reader_of(trade)
    every_filter = urlencode([(field, "North") for field in board.filters])
    for search in ("", f"?{every_filter}", "?grain=week&period=everything", "?period=this-quarter&compare=none"):
        viewer = Viewer(reader.asker, "en", from_search(search, board.filters), board.dated_by)
        drawn = {each.slug: draw(each, viewer, reader.road, "light") for each in board.tiles}
        assert {slug: card for slug, card in drawn.items() if isinstance(card, Refused)} == {}


def test_the_sales_board_has_something_to_show_of_every_kind(reader_of):
    reader = reader_of(trade)
    kinds = {"number": Number, "line": Picture, "bar": Picture, "records": Records}
    for each in SALES.tiles:
        assert isinstance(reader.sees(each, "?order.region=North&product.category=Home"), kinds[each.kind]), each.slug


def test_an_explanation_comes_with_the_numbers_that_the_tile_shows(reader_of):
    reader = reader_of(trade)
    explained = explain(REGIONS, reader.viewer(), reader.road)
    assert [column.label for column in explained.columns] == ["Region", "Revenue"]
    assert explained.rows == [["North", "€100.00"], ["Not given", "€50.00"]] and explained.total_rows == 2
    assert explained.explanation.definition[0][0] == "Revenue"


def test_the_page_s_period_is_told_as_it_came_out_with_how_far_the_data_goes(reader_of):
    reader = reader_of(trade)
    assert period_words(REVENUE, reader.viewer(), reader.road) == (
        "1 May 2024 – 10 Apr 2025, compared with last year · Data until 10 April 2025"
    )
    between = reader.viewer("?period=dates&from=2025-03-01&to=2025-03-31&compare=none")
    assert period_words(REVENUE, between, reader.road) == "1 Mar 2025 – 31 Mar 2025"


def test_the_period_s_days_are_those_that_it_came_to(reader_of):
    reader = reader_of(trade)
    assert days_of(REVENUE, reader.viewer(), reader.road) == (day("2024-05-01"), day("2025-04-10"))


def test_without_data_a_page_has_nothing_to_tell_and_raises_no_alarm(reader_of):
    reader = reader_of(empty, now=datetime(2025, 6, 15, tzinfo=UTC))
    assert period_words(REVENUE, reader.viewer(), reader.road) == ""
    assert options("order.region", SALES, reader.viewer(), reader.road) == []
    assert days_of(REVENUE, reader.viewer(), reader.road) == (day("2025-06-15"), day("2025-06-15"))


def test_the_values_to_choose_from_are_ours_with_the_largest_first_and_the_empty_group(reader_of):
    reader = reader_of(trade)
    expected = [("North", "North"), ("South", "South"), ("~empty", "Not given")]
    assert options("order.region", SALES, reader.viewer(), reader.road) == expected


def test_every_filter_that_is_set_is_told_in_words(reader_of):
    reader = reader_of(trade)
    chosen = reader.viewer("?order.region=North&order.region=~empty&product.category=Home")
    assert filters_in_force(chosen, reader.road) == [
        ("order.region", "North", "Region: North"),
        ("order.region", "~empty", "Region: Not given"),
        ("product.category", "Home", "Category: Home"),
    ]


def test_only_what_a_board_filters_by_has_options(reader_of):
    reader = reader_of(trade)
    with pytest.raises(NotFound):
        options("client.name", SALES, reader.viewer(), reader.road)
