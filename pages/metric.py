"""One metric and what is behind it: its course, how it splits, and the rows that it counts."""

from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.crumbs import crumbs
from components.facts import definition_card
from components.filters import choose_one
from components.grid import tile, tile_grid
from components.page import page_frame
from pages.board import behind_the_scenes, choices_of, filters_of, place
from pages.board import ids as board_ids
from pages.page import Page
from pages.request_context import visit_to
from services.access.rights import Right
from services.views.metric import definition, filters_to_show, splits_to_choose, way_back
from services.views.open_view import Visit

PAGE = Page(path="/metrics/<name>", title="Metric", needs=Right.VIEW, icon="chart-column")


class ids:
    """Ids of this page, beside those of every dashboard."""

    BY = "metric-by"
    CHOICES = "metric-choices"
    CRUMBS = "metric-crumbs"


def layout(name: str, **parameters: Any) -> Component:
    """Return the page of a metric, with the choices that its address spells."""
    visit = visit_to(f"metric:{name}", f"?{urlencode(parameters, doseq=True)}")
    choices = html.Div(choices_shown(visit), id=ids.CHOICES, className="choices")
    frame = page_frame(
        visit.board.title,
        _tiles(visit),
        *behind_the_scenes(visit.board.slug),
        period_line=html.Span(id=board_ids.PERIOD_LINE),
        filters=filters_of(visit, [choices, *_split(visit)]),
    )
    return html.Div([html.Div(way_shown(visit), id=ids.CRUMBS), frame])


def name_of(name: str) -> str:
    """Return what the metric is called; raises UnknownName."""
    return visit_to(f"metric:{name}", None).board.title


def way_shown(visit: Visit) -> Component:
    """Return the way back, which takes the reader's choices along."""
    return crumbs(way_back(visit.about), visit.board.title)


def choices_shown(visit: Visit) -> list[Component]:
    """Return the filters that stand in sight: by the split, by what is filtered already, and those of the board."""
    return choices_of(filters_to_show(visit.about), visit)


def _split(visit: Visit) -> list[Component]:
    """Return the choice of the dimension that splits the metric; nothing where none does."""
    ways = splits_to_choose(visit.about, visit.road.catalog)
    return [choose_one(ids.BY, "Split by", ways, visit.about.by)] if ways else []


def _tiles(visit: Visit) -> Component:
    number, *others = visit.board.tiles
    meaning = definition_card("What it means", definition(visit.about.metric))
    beside = html.Div([place(number), meaning], className="metric__beside")
    return tile_grid([tile(beside, 4), *(tile(place(each), each.width or 6) for each in others)])
