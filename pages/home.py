"""The first page: what has changed since one was here, and a few figures of each domain."""

from datetime import UTC, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.grid import kpi_strip
from components.page import page_frame
from components.states import blank_page
from components.waiting import waiting_card
from pages.board import WAYS_TO_FILL, behind_the_scenes, place
from pages.here import member, session, visit_to
from pages.page import Page
from services.access.presence import arrive
from services.access.rights import Right
from services.dashboards.home import PERIOD_WORDS, SLUG, TITLE, dashboard_of
from services.dashboards.recorded import missing_from
from services.dashboards.spec import Section

PAGE = Page(path="/", title=TITLE, needs=Right.VIEW, icon="house")


class ids:
    """Ids of this page, beside those of every dashboard."""

    CHANGES = "home-changes"


def layout(**_: Any) -> Component:
    """Return the first page, and note that the member is here."""
    visit = visit_to(SLUG, None)
    if missing_from(visit.board, visit.road, visit.viewer.context):
        return _blank()
    arrive(session(), member(), datetime.now(UTC))
    changes = html.Div(waiting_card("What changed"), id=ids.CHANGES)
    headlines = html.Div([_headline(each) for each in visit.board.sections], className="headlines")
    return page_frame(
        TITLE,
        html.Div([changes, headlines], className="home"),
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
