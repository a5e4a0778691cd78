"""A deal: where it stands, what was expected of it on the way, and what was done about it."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from components.card import card_head
from components.crumbs import crumbs
from components.facts import fact_row
from components.grid import tile, tile_grid
from components.page import page_frame
from components.waiting import waiting_lines
from pages.board import behind_the_scenes, place
from pages.page import Page
from pages.request_context import visit_to
from services.access.rights import Right
from services.dashboards.drill.entity_pages import row_address
from services.views.open_view import Visit

PAGE = Page(path="/deals/<number>", title="Deal", needs=Right.VIEW, icon="trending-up")


class ids:
    """Ids of this page, beside those of every dashboard."""

    TIMELINE = "deal-timeline"
    MORE = "deal-more"


def layout(number: str, **_: Any) -> Component:
    """Return the page of a deal."""
    visit = visit_to(f"deal:{number}", None)
    course, *lists = visit.board.tiles
    frame = page_frame(
        visit.about.name,
        tile_grid([tile(_timeline(), 6), tile(place(course), 6), *(tile(place(each), 12) for each in lists)]),
        *behind_the_scenes(visit.board.slug),
        period_line=fact_row(visit.about.facts),
    )
    return html.Div([crumbs(_above(visit), visit.about.name), frame], className="profile")


def name_of(number: str) -> str:
    """Return what the deal is called; raises NotFound."""
    return visit_to(f"deal:{number}", None).board.title


def _above(visit: Visit) -> list[tuple[str, str]]:
    """What lies above: the dashboard of sales, and the client, where the deal has one."""
    client = visit.about.values.get("client.id")
    above = [("Home", "/"), ("Sales", "/sales")]
    return [*above, (visit.about.values["client.name"], row_address("client", client))] if client else above


def _timeline() -> html.Article:
    more = html.Button("Show more", id=ids.MORE, type="button", className="button")
    return html.Article(
        [
            card_head("What happened"),
            html.Div(waiting_lines(), id=ids.TIMELINE),
            html.Div(more, className="happened__more"),
        ],
        className="card",
    )
