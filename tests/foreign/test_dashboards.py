"""Cards, lists, filters, the rows behind a number and files over a foreign source, as a dashboard shows them."""

from decimal import Decimal
from typing import Any

import pytest

from services.dashboards.drawing.csv_file import csv_file
from services.dashboards.drawing.draw import draw
from services.dashboards.drawing.paging import record_page
from services.dashboards.drill.underlying_records import underlying_records
from services.dashboards.filters.state import from_search
from services.dashboards.queries.data_availability import has_data
from services.dashboards.queries.filter_options import filter_options
from services.dashboards.spec import Board, TileSpec
from services.dashboards.view import BoardView
from services.semantic.conditions import Compare, Condition, Exists
from services.semantic.query import Query
from services.views.metric import MetricDrill, board_of
from tests.foreign.library import Library
from tests.services.shop import days

SPRING = days("2025-03-01", "2025-04-30")
FILTERS = ("branch.code", "member.name")
NO_BO = Compare("member.name", "!=", "Bo")


def tile(kind: Any, **asked: Any) -> TileSpec:
    return TileSpec("a-tile", kind, "Loans", Query(**{"catalog": "library", "period": SPRING, **asked}))


COUNT = tile("number", metrics=("loan.count",), compare="previous_year")
BY_MEMBER = tile("bar", metrics=("loan.count",), dimensions=("member.name",))
LISTED = tile("records", fields=("loan.number", "member.name", "loan.fee"), order=("loan.number",))
BOARD = Board("library", "Library", (COUNT, BY_MEMBER, LISTED), FILTERS)


def view(ours: Library, search: str = "", **rules: Condition) -> BoardView:
    return BoardView(BOARD, from_search(search, BOARD.filters), ours.reader(**rules))


def shown_rows(ours: Library, tile: TileSpec, search: str = "", **rules: Condition) -> Any:
    return draw(tile, view(ours, search, **rules), "light").content


ROWS = {"startRow": 0, "endRow": 10}


def listed_rows(ours: Library, search: str = "", **rules: Condition) -> list[str]:
    page = record_page(LISTED, view(ours, search, **rules), ROWS)
    return [row["loan.number"] for row in page.rows]


def test_a_card_shows_the_number_and_what_it_is_compared_with(ours):
    card = shown_rows(ours, COUNT)
    assert card.value == "4"
    assert "300" in card.change


@pytest.mark.parametrize(("search", "count"), [("?branch.code=HAR", "2"), ("?member.name=Ada", "1")])
def test_a_filter_of_the_page_narrows_the_card(ours, search, count):
    assert shown_rows(ours, COUNT, search).value == count


def test_a_filter_offers_the_values_with_their_counts(ours):
    offered = {each.value: each.count for each in filter_options("member.name", view(ours)).shown}
    assert offered == {"Ada": "2", "Bo": "2", "Cy": "1"}


def test_a_list_shows_the_records_of_the_page_s_filters(ours):
    assert listed_rows(ours) == ["L/2", "L/3", "L/4", "L/5"]
    assert listed_rows(ours, "?branch.code=HAR") == ["L/3", "L/4"]


def test_a_file_holds_what_the_list_shows(ours):
    file = csv_file(LISTED, view(ours, "?branch.code=HAR"))
    assert "".join(file.parts).removeprefix("\ufeff").splitlines() == ["Loan,Member,Fee", "L/3,Bo,1", "L/4,Bo,4"]


def test_a_rule_hides_rows_from_cards_lists_filters_and_files(ours):
    rule = {"loan": Exists("loan.member", NO_BO)}
    assert shown_rows(ours, COUNT, **rule).value == "2"
    assert listed_rows(ours, **rule) == ["L/2", "L/5"]
    assert [each.value for each in filter_options("member.name", view(ours, **rule)).shown] == ["Ada", "Cy"]
    assert "Bo" not in "".join(csv_file(LISTED, view(ours, **rule)).parts)


@pytest.mark.parametrize("name", ["loan.count", "loan.fees", "loan.out"])
def test_the_rows_behind_a_number_are_those_that_it_counts(ours, name):
    reader = ours.reader()
    [records] = underlying_records(ours.catalog.metric(name), ours.catalog)
    number = reader.answer(Query(catalog="library", metrics=(name,), period=SPRING))
    query = (
        records.state_query(reader, number.buckets[0]) if records.is_state else records.list_query(ours.catalog, SPRING)
    )
    rows = reader.answer(query).frame
    total = rows["loan.fee"].dropna().sum() if name == "loan.fees" else Decimal(len(rows))
    assert total == number.frame[name][0]


def test_the_page_of_a_metric_draws_all_of_its_cards(ours):
    reader = ours.reader()
    drilled = MetricDrill(
        ours.catalog.metric("loan.count"), "branch.town", ("branch.town",), None, from_search("", ("branch.town",))
    )
    board = board_of(drilled, reader)
    assert len(board.tiles) == 4
    for each in board.tiles:
        drawn = draw(each, BoardView(board, drilled.filters, reader), "light").content
        assert "efused" not in type(drawn).__name__, drawn


def test_whether_there_is_data_is_asked_of_the_source(ours):
    assert has_data(Query(catalog="library", metrics=("loan.count",)), ours.reader())
