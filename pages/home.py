"""The home page: what changed since the last visit, and a few key figures of each domain."""

from datetime import UTC, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.grid import kpi_strip
from components.loading import loading_card
from components.page import page_frame
from components.states import cards_without_data, empty_page
from components.tour import tour_offer
from pages.board import WAYS_TO_ADD_DATA, board_stores, tile_place
from pages.page import Page
from pages.request_context import board_view, member, session
from services import demo
from services.access.last_seen import record_visit
from services.access.rights import Right
from services.dashboards.queries.data_availability import tiles_without_data, without_tiles
from services.dashboards.spec import Section
from services.views.home import PERIOD_WORDS, SLUG, TITLE, dashboard_address

PAGE = Page(path="/", title=TITLE, needs=Right.VIEW, icon="house")


WELCOME = "New to Panorama? Take the one-minute tour to see how each number leads to its records."
DEMO_WELCOME = (
    f"{demo.NAME} is a demo company with made-up customers, deals, orders, accounts and timesheets up to today. "
    "Take the one-minute tour to see how each number leads to its records."
)


class ids:
    """Ids of this page, beside those of every dashboard."""

    CHANGES = "home-changes"


def layout(**_: Any) -> Component:
    """Return the home page, and record the visit."""
    view = board_view(SLUG, None)
    lacking = tiles_without_data(view.board, view.reader)
    filled = without_tiles(view.board, lacking)
    if lacking and not filled.tiles:
        return _no_data_page()
    record_visit(session(), member(), datetime.now(UTC))
    changes = html.Div(loading_card("What changed"), id=ids.CHANGES)
    headlines = html.Div([_headline(each) for each in filled.sections], className="headlines")
    return page_frame(
        TITLE,
        tour_offer(DEMO_WELCOME if member().organization_name == demo.NAME else WELCOME),
        html.Div([changes, headlines], className="home"),
        *cards_without_data([(tile.title, lacking[tile.slug]) for tile in view.board.tiles if tile.slug in lacking]),
        *board_stores(SLUG),
        period_line=PERIOD_WORDS,
    )


def _headline(section: Section) -> html.Section:
    """Return the key figures of a domain, under a title that links to its dashboard."""
    assert section.title, "Every section of the home page has a title."
    title = html.H2(html.A(section.title, href=dashboard_address(section.title)), className="section__title")
    return html.Section([title, kpi_strip([tile_place(each) for each in section.tiles])], className="headline")


def _no_data_page() -> Component:
    words = "There is no data yet. Your administrator can add some:"
    return page_frame(TITLE, empty_page("Welcome to Panorama", words, WAYS_TO_ADD_DATA))
