"""What every dashboard page is made of: its filters, the places of its tiles, and the drawer that explains them."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.explain import explain_drawer
from components.filters import Choice, choice_filter, choose_one, filter_bar, period_picker, segmented
from components.grid import kpi_strip, tile, tile_grid
from components.page import page_frame, page_section
from components.states import Kind, blank_page, empty, skeleton
from pages.here import visit_to
from services.dashboards.choices import GRAINS, PERIODS
from services.dashboards.heading import comparisons, days_of, name_of
from services.dashboards.recorded import missing_from
from services.dashboards.spec import Section, TileSpec, Width
from services.dashboards.visits import Visit
from services.present.words import listed

# Columns of twelve that a tile takes, and the look of its place while it waits, where they differ from most charts'.
WIDTHS: dict[str, Width] = {"line": 8, "bar": 4, "records": 12, "statement": 12, "calendar": 12, "gantt": 12}
SKELETONS: dict[str, Kind] = {"number": "kpi", "records": "records", "statement": "records", "clients": "records"}

WAYS_TO_FILL = (
    ("Load your own tables from CSV files (docs/maps.md)", "flask load FOLDER --map MAP --organization NAME"),
    ("Or fill an invented company to look around in", "flask demo"),
)


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
        """A part of a tile: body, graph, grid or explain. The body's ``data-view`` says whether a chart is shown as a
        table, and its ``data-again`` when it was asked for once more; assets/cards.js sets both."""
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
    if missing := missing_from(visit.board, visit.road, visit.viewer.context):
        return _blank(visit.board.title, missing)
    if not visit.board.tiles:
        return page_frame(visit.board.title, empty("No tiles", "There is nothing on this dashboard yet."))
    sections = visit.board.sections
    return page_frame(
        visit.board.title,
        *(part for each in sections for part in _section(each)),
        *behind_the_scenes(slug),
        period_line=html.Span(id=ids.PERIOD_LINE),
        filters=filters_of(visit, choices_of(visit.board.filters, visit)),
        anchors=[(anchor_of(each.title), each.title) for each in sections if each.title],
    )


def _blank(title: str, missing: tuple[str, ...]) -> Component:
    """The whole page, where none of its tiles could show anything: said once rather than on every card."""
    words = f"This page is made of {listed(missing)}. None are on record yet. Who runs this installation can fill it:"
    return page_frame(title, blank_page(f"Nothing on record for {title} yet", words, WAYS_TO_FILL))


def _section(section: Section) -> list[Component]:
    """Return the key figures of a section in a strip, the other tiles in a grid, and its heading above, if it has one.

    A strip or grid without tiles is left out.
    """
    numbers = [each for each in section.tiles if each.kind == "number"]
    others = [each for each in section.tiles if each.kind != "number"]
    parts: list[Component] = [kpi_strip([place(each) for each in numbers])] if numbers else []
    if others:
        parts.append(tile_grid([tile(place(each), each.width or WIDTHS.get(each.kind, 6)) for each in others]))
    return [page_section(anchor_of(section.title), section.title, *parts)] if section.title else parts


def anchor_of(title: str) -> str:
    """Return what an address ends in that leads to a section: "Win rates" is at #win-rates."""
    return re.sub(r"\W+", "-", title.lower()).strip("-")


def level_of(each: TileSpec) -> int:
    """Return the level of a card's heading: below that of its section, or of the page."""
    return 3 if each.section else 2


def place(each: TileSpec) -> html.Div:
    """Return where a tile's card comes, which keeps its size until then."""
    waiting = skeleton(SKELETONS.get(each.kind, "chart"), each.title, level_of(each))
    return html.Div(waiting, id=ids.part("body", each.slug), className="place")


def behind_the_scenes(slug: str) -> list[Component]:
    """Return what the callbacks of tiles need on any page that has some: the drawer, the address, and the board."""
    return [
        explain_drawer(ids.DRAWER, ids.DRAWER_BODY),
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.SLUG, data=slug),
        dcc.Store(id=ids.EXPLAINED),
    ]


def filters_of(visit: Visit, dimensions: Sequence[Component]) -> Component:
    """Return the line of filters: period, comparison and grain, with those by dimension among them."""
    choices = visit.viewer.choices
    first, last = days_of(visit.board, visit.viewer, visit.road)
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
        choose_one(ids.COMPARE, "Compare with", comparisons(visit.board, visit.road.catalog), choices.compare),
        *dimensions,
        segmented(ids.GRAIN, "By", list(GRAINS.items()), choices.grain),
        chips=html.Div(id=ids.CHIPS),
    )


def _labels(table: dict[str, tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, label) for value, (label, _) in table.items()]


def choices_of(fields: Sequence[str], visit: Visit) -> list[Component]:
    """Return a filter for each dimension. Only what is chosen is listed at first: the charts come before the lists."""
    return [_choice(field, visit) for field in fields]


def _choice(field: str, visit: Visit) -> Component:
    chosen = visit.viewer.choices.filters.get(field, ())
    label = visit.road.catalog.dimension(field).label
    listed_first = [Choice(value, name_of(value, field, visit.road.catalog)) for value in chosen]
    return choice_filter(ids.choice(field), label, listed_first, chosen)
