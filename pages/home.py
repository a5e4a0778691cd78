"""The first page: what has changed since one was here, and a few figures of each domain."""

from datetime import UTC, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.grid import kpi_strip
from components.page import page_frame
from components.states import blank_page, unrecorded_cards
from components.tour import tour_offer
from components.waiting import waiting_card
from pages.board import WAYS_TO_FILL, behind_the_scenes, place
from pages.page import Page
from pages.request_context import member, session, visit_to
from services import demo
from services.access.last_seen import arrive
from services.access.rights import Right
from services.dashboards.queries.data_availability import tiles_without_data, without_tiles
from services.dashboards.spec import Section
from services.views.home import PERIOD_WORDS, SLUG, TITLE, dashboard_of

PAGE = Page(path="/", title=TITLE, needs=Right.VIEW, icon="house")


WELCOME = "New to Panorama? A tour of a minute shows how its numbers lead to what is behind them."
DEMO_WELCOME = (
    f"{demo.NAME} is an invented company: its customers, deals, orders, books and hours are made up, until today, so "
    "that there is something to look around in. A tour of a minute shows how."
)


class ids:
    """Ids of this page, beside those of every dashboard."""

    CHANGES = "home-changes"


def layout(**_: Any) -> Component:
    """Return the first page, and note that the member is here."""
    visit = visit_to(SLUG, None)
    lacking = tiles_without_data(visit.board, visit.road, visit.viewer.context)
    filled = without_tiles(visit.board, lacking)
    if lacking and not filled.tiles:
        return _blank()
    arrive(session(), member(), datetime.now(UTC))
    changes = html.Div(waiting_card("What changed"), id=ids.CHANGES)
    headlines = html.Div([_headline(each) for each in filled.sections], className="headlines")
    return page_frame(
        TITLE,
        tour_offer(DEMO_WELCOME if member().organization_name == demo.NAME else WELCOME),
        html.Div([changes, headlines], className="home"),
        *unrecorded_cards([(tile.title, lacking[tile.slug]) for tile in visit.board.tiles if tile.slug in lacking]),
        *behind_the_scenes(SLUG),
        period_line=PERIOD_WORDS,
    )


def _headline(section: Section) -> html.Section:
    """The figures of a domain, under its name, which leads to its dashboard."""
    title = html.H2(html.A(section.title, href=dashboard_of(section.title)), className="section__title")
    return html.Section([title, kpi_strip([place(each) for each in section.tiles])], className="headline")


def _blank() -> Component:
    words = "Nothing is on record yet, so there is nothing to tell. Who runs this installation can fill it:"
    return page_frame(TITLE, blank_page("Welcome to Panorama", words, WAYS_TO_FILL))
