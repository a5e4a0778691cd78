"""What every dashboard page is made of: its filters, the places of its tiles, and the drawer that explains them."""

from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.explain import explain_drawer
from components.filters import choice_filter, choose_one, filter_bar, period_picker, segmented
from components.grid import kpi_strip, tile, tile_grid
from components.page import page_frame
from components.states import skeleton
from pages.here import visit_to
from services.dashboards.choices import COMPARISONS, GRAINS, PERIODS, Choices
from services.dashboards.heading import days_of
from services.dashboards.spec import TileSpec, Width
from services.dashboards.visits import Visit
from services.present.words import group

# Columns of twelve that a tile takes, and the look of its place while it waits, where they differ from most charts'.
WIDTHS: dict[str, Width] = {"line": 8, "bar": 4, "records": 12, "statement": 12, "calendar": 12, "gantt": 12}
SKELETONS = {"number": "kpi", "records": "records"}


class ids:
    """Ids of a dashboard page. A ``tile`` is a tile's slug, a ``field`` a dimension; a callback gives a wildcard."""

    ADDRESS = "board-address"
    SLUG = "board-slug"
    PERIOD = "board-period"
    FIRST = "board-first"
    LAST = "board-last"
    GRAIN = "board-grain"
    COMPARE = "board-compare"
    PERIOD_LINE = "board-period-line"
    CHIPS = "board-chips"
    CLEAR = "board-clear"
    EXPLAINED = "board-explained"
    DRAWER = "board-drawer"
    DRAWER_BODY = "board-drawer-body"

    @staticmethod
    def part(part: str, tile: Any) -> dict[str, Any]:
        """A part of a tile: body, graph, grid or explain."""
        return {"part": part, "tile": tile}

    @staticmethod
    def choice(field: Any) -> dict[str, Any]:
        return {"choice": field}

    @staticmethod
    def chip(field: Any, value: Any) -> dict[str, Any]:
        return {"chip": field, "value": value}


def board_layout(slug: str, parameters: dict[str, Any]) -> Component:
    """Return a dashboard's page: everything in its place, each tile still to be drawn."""
    search = f"?{urlencode(parameters, doseq=True)}"
    visit = visit_to(slug, search)
    numbers = [each for each in visit.board.tiles if each.kind == "number"]
    others = [each for each in visit.board.tiles if each.kind != "number"]
    return page_frame(
        visit.board.title,
        kpi_strip([_place(each) for each in numbers]),
        tile_grid([tile(_place(each), each.width or WIDTHS.get(each.kind, 6)) for each in others]),
        explain_drawer(ids.DRAWER, ids.DRAWER_BODY),
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.SLUG, data=slug),
        dcc.Store(id=ids.EXPLAINED),
        period_line=html.Span(id=ids.PERIOD_LINE),
        filters=_filters(visit),
    )


def _place(each: TileSpec) -> html.Div:
    return html.Div(
        skeleton(SKELETONS.get(each.kind, "chart"), each.title), id=ids.part("body", each.slug), className="place"
    )


def _filters(visit: Visit) -> Component:
    choices = visit.viewer.choices
    first, last = days_of(visit.board.tiles[0], visit.viewer, visit.road)
    return filter_bar(
        period_picker(
            preset_id=ids.PERIOD,
            first_id=ids.FIRST,
            last_id=ids.LAST,
            presets=_labels(PERIODS),
            chosen=choices.period,
            first=first,
            last=last,
        ),
        choose_one(ids.COMPARE, "Compare with", _labels(COMPARISONS), choices.compare),
        *(_choice(field, choices, visit) for field in visit.board.filters),
        segmented(ids.GRAIN, "By", list(GRAINS.items()), choices.grain),
        chips=html.Div(id=ids.CHIPS),
    )


def _labels(table: dict[str, tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, label) for value, (label, _) in table.items()]


def _choice(field: str, choices: Choices, visit: Visit) -> Component:
    """Only what is chosen is listed at first: the charts come before the lists."""
    chosen = choices.filters.get(field, ())
    label = visit.road.catalog.dimension(field).label
    return choice_filter(ids.choice(field), label, [(value, group(value), None) for value in chosen], chosen)
