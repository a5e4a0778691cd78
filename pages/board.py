"""What every dashboard page is made of: its filters, the places of its tiles, and the drawer that explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.arranged import Area, arrange_button, arranged_grid, spot, spot_heading
from components.arranging import Movable, arranging, arranging_tools
from components.explain import explain_drawer
from components.filters import Choice, choice_filter, choose_one, filter_bar, period_picker, segmented
from components.page import forward, page_frame
from components.states import Kind, blank_page, empty, skeleton, unrecorded_cards
from pages.request_context import member, session, visit_to
from services.access.rights import Right
from services.dashboards.filters.saved import saved_filters
from services.dashboards.filters.state import GRAINS, PERIODS
from services.dashboards.heading import comparisons, days_of, name_of
from services.dashboards.layouts import COLUMNS, Breakpoint, EffectiveLayout, GridItem, effective_layouts, grid_items
from services.dashboards.queries.data_availability import tiles_without_data, without_tiles
from services.dashboards.spec import TileSpec
from services.present.words import listed
from services.views.open_view import ARRANGE, Visit

# The look of a tile's place while it waits, where it differs from most charts'.
SKELETONS: dict[str, Kind] = {"number": "kpi", "records": "records", "statement": "records", "clients": "records"}

Layouts = Mapping[Breakpoint, EffectiveLayout]

WAYS_TO_FILL = (
    ("Load your own tables from CSV files (docs/maps.md)", ".venv/bin/flask load FOLDER --map MAP --organization NAME"),
    ("Or fill an invented company to look around in", ".venv/bin/flask demo"),
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
    CHOSEN = "board-chosen"
    REMEMBERED = "board-remembered"
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
    """Return a dashboard's page: everything in its place, each tile still to be drawn.

    Where the address chooses nothing, it leads on to what its reader last chose here.
    """
    search = f"?{urlencode(parameters, doseq=True)}"
    visit = visit_to(slug, search)
    if not visit.board.tiles:
        return page_frame(visit.board.title, empty("No tiles", "There is nothing on this dashboard yet."))
    lacking = tiles_without_data(visit.board, visit.road, visit.viewer.context)
    filled = without_tiles(visit.board, lacking)
    # Cards that cannot be read say so themselves; they fill no page.
    if lacking and all(tile.fault for tile in filled.tiles):
        return _blank(visit.board.title, tuple(dict.fromkeys(lacking.values())))
    if not parameters and (chosen := saved_filters(session(), member(), visit.board)):
        return page_frame(visit.board.title, forward(chosen))
    if ARRANGE in parameters:
        return _arranging(visit, effective_layouts(session(), member(), visit.board))
    return _in_sight(visit, effective_layouts(session(), member(), filled), lacking)


def _in_sight(visit: Visit, layouts: Layouts, lacking: Mapping[str, str]) -> Component:
    """The dashboard as it is read: what nothing is on record for is named below rather than shown empty."""
    things = grid_items(visit.board)
    areas = {
        width: {place.name: Area(place.x, place.y, place.w, place.h) for place in each.places if not place.hidden}
        for width, each in layouts.items()
    }
    # Who listens, or walks through by keyboard, meets things in the order of the widest screen.
    in_order = [place.name for place in layouts["wide"].places]
    shown = [things[name] for name in in_order if any(name in known for known in areas.values())]
    return page_frame(
        visit.board.title,
        arranged_grid(
            [spot(_thing(each), {width: known.get(each.name) for width, known in areas.items()}) for each in shown]
        ),
        *unrecorded_cards([(things[slug].title, kind) for slug, kind in lacking.items()]),
        *behind_the_scenes(visit.board.slug),
        period_line=html.Span(id=ids.PERIOD_LINE),
        filters=filters_of(visit, choices_of(visit.board.filters, visit)),
        toolbar=[arrange_button()],
        anchors=[
            (each.anchor, each.title)
            for each in shown
            if each.tile is None and all(each.name in known for known in areas.values())
        ],
    )


def _arranging(visit: Visit, layouts: Layouts) -> Component:
    """The same dashboard while its things are put elsewhere: with what was chosen, and without the filters."""
    things = grid_items(visit.board)
    kept = {
        "board": visit.board.slug,
        "titles": {name: each.title for name, each in things.items()},
        "columns": COLUMNS,
        "layouts": {width: [asdict(place) for place in each.places] for width, each in layouts.items()},
        "etags": {width: dict(each.etags) for width, each in layouts.items()},
    }
    return page_frame(
        visit.board.title,
        arranging([Movable(name, each.title, _thing(each)) for name, each in things.items()], kept),
        *behind_the_scenes(visit.board.slug),
        period_line=html.Span(id=ids.PERIOD_LINE),
        toolbar=arranging_tools(
            for_everyone=member().may(Right.EDIT), is_own=any(each.is_own for each in layouts.values())
        ),
    )


def _thing(each: GridItem) -> Component:
    return place(each.tile) if each.tile else spot_heading(each.anchor, each.title)


def _blank(title: str, missing: tuple[str, ...]) -> Component:
    """The whole page, where none of its tiles could show anything: said once rather than on every card."""
    words = f"This page is made of {listed(missing)}. None are on record yet. Who runs this installation can fill it:"
    return page_frame(title, blank_page(f"Nothing on record for {title} yet", words, WAYS_TO_FILL))


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
        dcc.Store(id=ids.CHOSEN),
        dcc.Store(id=ids.REMEMBERED),
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
