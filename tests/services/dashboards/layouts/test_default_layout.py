"""What nobody arranged: every built-in dashboard has a place for each of its things, at every width."""

from itertools import combinations

import pytest

from services.dashboards.built_in import BUILT_IN
from services.dashboards.layouts import COLUMNS, grid_items
from services.dashboards.layouts.default_layout import default_layout
from services.views.home import HEADLINES


@pytest.mark.parametrize("width", COLUMNS)
@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_everything_stands_once_within_the_columns_and_on_nothing_else(board, width):
    places = default_layout(board, width)
    assert {place.name for place in places} == set(grid_items(board)) and len(places) == len(grid_items(board))
    assert all(place.x >= 0 and place.x + place.w <= COLUMNS[width] for place in places)
    assert not any(one.overlaps(other) for one, other in combinations(places, 2))


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_on_a_phone_things_are_read_in_the_order_of_the_sections(board):
    assert [place.name for place in default_layout(board, "narrow")] == list(grid_items(board))


@pytest.mark.parametrize("board", BUILT_IN, ids=lambda board: board.slug)
def test_a_built_in_dashboard_can_be_taken_in(board):
    assert 10 <= len(board.tiles) <= 16


@pytest.mark.parametrize("section", HEADLINES)
def test_what_the_first_page_shows_of_a_domain_stands_on_the_dashboard_that_it_leads_to(section):
    (board,) = (each for each in BUILT_IN if each.title == section)
    assert set(HEADLINES[section]) <= {name for tile in board.tiles for name in tile.query.metrics}
