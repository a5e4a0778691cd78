"""A metric's page: its number, trend, split, and the records that it counts."""

from typing import Any
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.breadcrumbs import breadcrumb_nav
from components.facts import definition_card
from components.filters import select_field
from components.grid import tile, tile_grid
from components.page import copy_link_button, page_frame
from pages.board import board_stores, dimension_filters, filters_of, ignored_parameters, tile_place
from pages.board import ids as board_ids
from pages.page import Page
from pages.request_context import metric_view
from services.access.rights import Right
from services.views.metric import breadcrumbs, definition, filters_to_show, split_options
from services.views.open_view import MetricView

PAGE = Page(path="/metrics/<name>", title="Metric", needs=Right.VIEW, icon="chart-column")


class ids:
    """Ids of this page, beside those of every dashboard."""

    BY = "metric-by"
    FILTERS = "metric-filters"
    CRUMBS = "metric-crumbs"


def layout(name: str, **parameters: Any) -> Component:
    """Return the page of a metric, with the filters of its address."""
    view = metric_view(f"metric:{name}", f"?{urlencode(parameters, doseq=True)}")
    filters = html.Div(metric_filters(view), id=ids.FILTERS, className="metric-filters")
    frame = page_frame(
        view.board.title,
        *ignored_parameters(view),
        _tiles(view),
        *board_stores(view.board.slug),
        period_line=html.Span(id=board_ids.PERIOD_LINE),
        filters=filters_of(view, [filters, *_split(view)]),
        toolbar=[copy_link_button()],
    )
    return html.Div([html.Div(breadcrumb_links(view), id=ids.CRUMBS), frame])


def name_of(name: str) -> str:
    """Return the label of the metric; raises UnknownName."""
    return metric_view(f"metric:{name}").board.title


def breadcrumb_links(view: MetricView) -> Component:
    """Return the breadcrumbs, whose links keep the reader's filters."""
    return breadcrumb_nav(breadcrumbs(view.drill), view.board.title)


def metric_filters(view: MetricView) -> list[Component]:
    """Return the filters of the page: that of the split, those that are set, and those of the board."""
    return dimension_filters(filters_to_show(view.drill), view)


def _split(view: MetricView) -> list[Component]:
    """Return the selection of the dimension that splits the metric; nothing where there is none."""
    options = split_options(view.drill, view.catalog)
    return [select_field(ids.BY, "Split by", options, view.drill.by)] if options else []


def _tiles(view: MetricView) -> Component:
    number, *others = view.board.tiles
    meaning = definition_card("Definition", definition(view.drill.metric))
    beside = html.Div([tile_place(number), meaning], className="metric__sidebar")
    return tile_grid([tile(beside, 4), *(tile(tile_place(each), each.width or 6) for each in others)])
