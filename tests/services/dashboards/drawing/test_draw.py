"""From a tile and a reader's choices to finished values."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from services.access.context import policy_of
from services.catalogs import BUSINESS
from services.charts import Picture
from services.dashboards.built_in import BUILT_IN, ORDERS
from services.dashboards.drawing.draw import NO_MATCH, Nothing, Records, Refused, draw
from services.dashboards.drawing.explain import explain
from services.errors import TookTooLong
from services.present.number import Number
from services.present.table import Table
from services.semantic.conditions import Attribute, Compare, In
from services.semantic.context import Policy
from services.semantic.runner import SourceConnection
from tests.services.dashboards.conftest import DashboardReader, empty, orders, tile, trade
from tests.services.shop import Shop

REVENUE = tile("number", metrics=("order.revenue",), compare="previous_year")
TREND = tile("line", metrics=("order.revenue",), grain="month", compare="previous_year")
REGIONS = tile("bar", metrics=("order.revenue",), dimensions=("order.region",))


def test_a_number_tile_becomes_a_number(reader_of):
    drawn = reader_of(trade).sees(REVENUE)
    assert isinstance(drawn, Number)
    assert (drawn.exact, drawn.change) == ("€150.00", "50.0% vs previous year")


def test_a_number_follows_the_chosen_grain_in_its_sparkline_alone(reader_of):
    reader = reader_of(trade)
    by_month, by_week = reader.sees(REVENUE), reader.sees(REVENUE, "?grain=week")
    assert by_month.exact == by_week.exact
    assert by_month.spark != by_week.spark


def test_a_line_tile_becomes_a_picture_by_the_chosen_grain(reader_of):
    drawn = reader_of(trade).sees(TREND, "?grain=quarter&compare=none&period=everything")
    assert isinstance(drawn, Picture)
    assert drawn.summary.endswith("quarter from January 2025: €100.00; quarter from April 2025, to date: €50.00")


def test_a_bar_tile_becomes_a_picture(reader_of):
    drawn = reader_of(trade).sees(REGIONS)
    assert isinstance(drawn, Picture)
    assert drawn.finding == "North is highest at €100.00, 66.7% of the total"


def test_a_record_list_becomes_its_head(reader_of):
    drawn = reader_of(trade).sees(orders("order.value"))
    assert isinstance(drawn, Records)
    assert (drawn.total_words, drawn.currency) == ("2 rows", "EUR")
    assert [column.label for column in drawn.columns] == ["Order number", "Order value"]


def test_one_row_is_shown_as_one(reader_of):
    drawn = reader_of(trade).sees(orders(), "?order.region=North")
    assert isinstance(drawn, Records)
    assert drawn.total_words == "1 row"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (REVENUE, "No order lines recorded yet"),
        (TREND, "No order lines recorded yet"),
        (REGIONS, "No order lines recorded yet"),
        (orders(), "No orders recorded yet"),
        (orders(period=None), "No orders recorded yet"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.kind,
)
def test_where_there_is_no_data_yet_the_card_says_of_what(reader_of, kind, words):
    assert reader_of(empty).sees(kind) == Nothing(words)


def test_what_was_never_recorded_is_shown_as_shortly_where_other_data_is_there(reader_of):
    reader = reader_of(trade)
    hours = tile("number", metrics=("work.hours",))
    drawn = reader.sees(hours, "?period=this-year")
    assert isinstance(drawn, Number)
    assert (drawn.value, drawn.unavailable) == (None, "No time entries recorded yet")
    trend = replace(hours, kind="line", query=replace(hours.query, grain="month"))
    assert reader.sees(trend, "?period=this-year") == Nothing("No time entries recorded yet")


@pytest.mark.parametrize("kind", [TREND, REGIONS, orders()], ids=lambda each: each.kind)
def test_where_nothing_matches_the_card_says_so(reader_of, kind):
    assert reader_of(trade).sees(kind, "?order.region=Nowhere") == NO_MATCH


def test_a_number_that_a_filter_on_the_metric_leaves_out_is_no_match(reader_of):
    above = replace(REVENUE, query=replace(REVENUE.query, having=Compare("order.revenue", ">", 1000)))
    assert reader_of(trade).sees(above) == NO_MATCH


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"metrics": ("order.revenues",)}, "There is no metric called order.revenues. Did you mean order.revenue?"),
        (
            {"metrics": ("order.revenue",), "where": Compare("order.value", "=", "many")},
            "order.value cannot be compared with",
        ),
        ({"metrics": ("order.revenue",), "currency": "USD"}, "there is no exchange rate to USD for their dates"),
    ],
)
def test_a_tile_that_cannot_be_answered_says_why_within_its_card(reader_of, asked, words):
    drawn = reader_of(trade).sees(tile("number", **asked))
    assert isinstance(drawn, Refused)
    assert words in drawn.message
    assert (drawn.allowed, drawn.again) == (True, False)


def test_a_tile_whose_stored_question_cannot_be_read_says_so(reader_of):
    broken = replace(REVENUE, fault="The query of this tile cannot be read.")
    assert reader_of(trade).sees(broken) == Refused(broken.fault, allowed=True)


def test_a_kind_that_nobody_draws_is_shown_within_the_card(reader_of):
    drawn = reader_of(trade).sees(replace(REVENUE, kind="hologram"))
    assert drawn == Refused("This release cannot draw a tile of the kind hologram.", allowed=True)


def test_a_tile_that_fails_for_no_reason_of_the_reader_s_stays_within_its_card(reader_of, caplog, monkeypatch):
    # Were its query not checked, a bar chart without groups would fail while it is drawn.
    monkeypatch.setattr("services.dashboards.drawing.draw.validate", lambda *_: None)
    drawn = reader_of(trade).sees(replace(REGIONS, query=replace(REGIONS.query, dimensions=())))
    assert isinstance(drawn, Refused)
    assert (drawn.allowed, drawn.again) == (True, True)
    assert drawn.message.startswith("This card could not be drawn. The others are not affected.")
    (logged,) = caplog.records
    assert logged.getMessage().split(": ")[-1] in drawn.message


def test_a_tile_whose_query_does_not_fit_its_kind_is_refused_in_words(reader_of):
    reader = reader_of(trade)
    drawn = reader.sees(replace(REGIONS, query=replace(REGIONS.query, dimensions=())))
    words = "A bar chart takes one metric and one dimension. This question has one metric and no dimension."
    assert drawn == Refused(words, allowed=True, again=False)
    assert isinstance(reader.sees(REGIONS), Picture)


def test_what_took_too_long_may_be_tried_again(reader_of):
    def busy(*_: object) -> SourceConnection:
        raise TookTooLong(20)

    reader = reader_of(trade)
    drawn = DashboardReader(replace(reader.town, open=busy), reader.reader_context).sees(REVENUE)
    assert drawn == Refused(TookTooLong(20).message, allowed=True, again=True)


def test_a_chart_is_shown_as_a_table_of_the_same_numbers_on_demand(reader_of):
    reader = reader_of(trade)
    shown = reader.sees(REGIONS, as_table=True)
    assert isinstance(shown, Table)
    assert [column.label for column in shown.columns] == ["Region", "Revenue"]
    assert (shown.rows, shown.total) == ([["North", "€100.00"], ["Not given", "€50.00"]], 2)


def test_what_is_no_chart_is_no_table_either(reader_of):
    reader = reader_of(trade)
    for each, kind in ((REVENUE, Number), (orders(), Records)):
        assert isinstance(reader.sees(each, as_table=True), kind)


def test_without_marks_there_is_no_table(reader_of):
    reader = reader_of(trade)
    nowhere = reader.view("?order.region=Nowhere&product.category=Home")
    assert draw(TREND, nowhere, "light", as_table=True).content == NO_MATCH


def test_a_bad_period_stays_within_the_card(reader_of):
    drawn = reader_of(trade).sees(REVENUE, "?period=dates&from=2025-03-31&to=2025-03-01")
    assert isinstance(drawn, Refused)
    assert "Swap the two days" in drawn.message


def test_a_reader_whom_no_rule_lets_read_is_shown_that_it_is_a_matter_of_rights(reader_of):
    reader = reader_of(trade)
    blind = replace(reader, reader_context=replace(reader.reader_context, policy=Policy(reader.town.ours, {})))
    drawn = blind.sees(REVENUE)
    assert isinstance(drawn, Refused)
    assert (drawn.message.startswith("You do not have access to"), drawn.allowed) == (True, False)


def test_a_reader_who_lacks_an_attribute_that_a_rule_asks_for_is_shown_so_too(reader_of):
    reader = reader_of(trade)
    own_region = {"order": In("order.region", Attribute("region"))}
    rules = {**policy_of(reader.town.ours, BUSINESS).rows, **own_region}
    seller = replace(reader, reader_context=replace(reader.reader_context, policy=Policy(reader.town.ours, rules)))
    drawn = seller.sees(REVENUE)
    assert isinstance(drawn, Refused)
    assert (drawn.message.startswith("Your profile has no region"), drawn.allowed) == (True, False)


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_no_tile_of_a_built_in_board_is_refused_whatever_is_chosen(reader_of, board):
    reader = reader_of(trade)
    every_filter = urlencode([(field, "North") for field in board.filters])
    for search in ("", f"?{every_filter}", "?grain=week&period=everything", "?period=this-quarter&compare=none"):
        view = reader.view(search, board)
        drawn = {each.slug: draw(each, view, "light").content for each in board.tiles}
        assert {slug: card for slug, card in drawn.items() if isinstance(card, Refused)} == {}


def test_the_board_of_orders_has_something_to_show_of_every_kind(reader_of):
    reader = reader_of(trade)
    kinds = {"number": Number, "records": Records}
    for each in ORDERS.tiles:
        drawn = reader.sees(each, "?order.region=North&product.category=Home")
        assert isinstance(drawn, kinds.get(each.kind, Picture)), each.slug
    assert {each.kind for each in ORDERS.tiles} > set(kinds)


def test_an_explanation_comes_with_the_numbers_that_the_tile_shows(reader_of):
    reader = reader_of(trade)
    explained = explain(REGIONS, reader.view())
    assert [column.label for column in explained.columns] == ["Region", "Revenue"]
    assert explained.rows == [["North", "€100.00"], ["Not given", "€50.00"]] and explained.total_rows == 2
    assert explained.rows_words == "2 rows"
    assert explained.explanation.definition[0][0] == "Revenue"


def test_an_explanation_says_what_the_choices_left_out(reader_of):
    reader = reader_of(trade)
    hours = tile("number", metrics=("work.hours",))
    explained = explain(hours, reader.view("?order.region=North&period=this-year"))
    assert "Not filtered by Region" in explained.explanation.notes


def test_an_explanation_lists_some_rows_and_shows_how_many_there_are(reader_of):
    def busy(shop: Shop) -> None:
        for number in range(61):
            shop.sells(on="2025-03-10", to=f"Client {number}")

    reader = reader_of(busy)
    explained = explain(orders(), reader.view())
    assert (len(explained.rows), explained.rows_words) == (60, "61 rows, first 60 shown")
