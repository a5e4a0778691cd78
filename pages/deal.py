"""A deal's page: facts, timeline, forecast and activities."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from components.breadcrumbs import breadcrumb_nav
from components.card import card_header
from components.facts import fact_row
from components.grid import tile, tile_grid
from components.loading import loading_lines
from components.page import page_frame
from pages.board import board_stores, tile_place
from pages.page import Page
from pages.request_context import profile_view
from services.access.rights import Right
from services.dashboards.links.entity_pages import row_address
from services.views.open_view import ProfileView

PAGE = Page(path="/deals/<number>", title="Deal", needs=Right.VIEW, icon="trending-up")


class ids:
    """Ids of this page, beside those of every dashboard."""

    TIMELINE = "deal-timeline"
    MORE = "deal-more"


def layout(number: str, **_: Any) -> Component:
    """Return the page of a deal."""
    view = profile_view("deal", f"deal:{number}")
    trend, *lists = view.board.tiles
    frame = page_frame(
        view.profile.name,
        tile_grid([tile(_timeline(), 6), tile(tile_place(trend), 6), *(tile(tile_place(each), 12) for each in lists)]),
        *board_stores(view.board.slug),
        period_line=fact_row(view.profile.facts),
    )
    return html.Div([breadcrumb_nav(_parents(view), view.profile.name), frame], className="profile")


def name_of(number: str) -> str:
    """Return the name of the deal; raises NotFound."""
    return profile_view("deal", f"deal:{number}").board.title


def _parents(view: ProfileView) -> list[tuple[str, str]]:
    """Return the pages above: the sales dashboard, and the customer, where the deal has one."""
    client = view.profile.values.get("client.id")
    parents = [("Home", "/"), ("Sales", "/sales")]
    return [*parents, (view.profile.values["client.name"], row_address("client", client))] if client else parents


def _timeline() -> html.Article:
    more = html.Button("Show more", id=ids.MORE, type="button", className="button")
    return html.Article(
        [
            card_header("Timeline"),
            html.Div(loading_lines(), id=ids.TIMELINE),
            html.Div(more, className="timeline-panel__more"),
        ],
        className="card",
    )
