"""The layout of every dashboard page: filters, tiles, and the drawer that explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.dashboard_grid import GridArea, dashboard_grid, edit_layout_button, grid_item, section_heading
from components.explain import explain_drawer
from components.filters import FilterOption, filter_bar, multi_select, period_picker, segmented_control, select_field
from components.layout_editor import EditableItem, layout_editor, layout_editor_toolbar
from components.page import copy_link_button, page_frame, page_note, redirect
from components.states import cards_without_data, empty_page, empty_state, skeleton_card
from pages.request_context import board_view, member, session
from services.access.rights import Right
from services.charts import declaration
from services.dashboards.filters.saved import saved_filters
from services.dashboards.filters.state import GRAINS, PERIODS
from services.dashboards.layouts import Breakpoint, EffectiveLayout, GridItem, effective_layouts, grid_items, grid_rules
from services.dashboards.queries.data_availability import tiles_without_data, without_tiles
from services.dashboards.queries.filter_options import value_label
from services.dashboards.queries.heading import comparisons, period_days
from services.dashboards.spec import TileSpec
from services.dashboards.view import BoardView
from services.present.words import join_names
from services.views.open_view import EDIT_LAYOUT

Layouts = Mapping[Breakpoint, EffectiveLayout]

WAYS_TO_ADD_DATA = (
    (
        "Load your own data from CSV files (see docs/maps.md)",
        ".venv/bin/flask load FOLDER --map MAP --organization NAME",
    ),
    ("Or create a demo company to explore", ".venv/bin/flask demo"),
)


class ids:
    """Ids of a dashboard page. A ``tile`` is a tile's slug, a ``field`` a dimension; a callback passes a wildcard."""

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
    FILTERS_CHANGED = "board-filters-changed"
    FILTERS_SAVED = "board-filters-saved"
    DRAWER_REQUEST = "board-drawer-request"
    DRAWER = "board-drawer"
    DRAWER_BODY = "board-drawer-body"

    @staticmethod
    def part(part: str, tile: Any) -> dict[str, Any]:
        """Return the id of a part of a tile: body, graph or grid.

        The body's ``data-view`` says whether a chart is shown as a table, its ``data-retry`` when it was requested
        again; assets/cards.js sets both.
        """
        return {"part": part, "tile": tile}

    @staticmethod
    def choice(field: Any) -> dict[str, Any]:
        return {"choice": field}

    @staticmethod
    def chip(field: Any, value: Any) -> dict[str, Any]:
        return {"chip": field, "value": value}


def board_layout(slug: str, parameters: dict[str, Any]) -> Component:
    """Return a dashboard's page with a skeleton in the place of each tile.

    An address without filters redirects to those that the reader last set here.
    """
    search = f"?{urlencode(parameters, doseq=True)}"
    view = board_view(slug, search)
    if not view.board.tiles:
        return page_frame(view.board.title, empty_state("No tiles", "This dashboard has no tiles yet."))
    lacking = tiles_without_data(view.board, view.reader)
    filled = without_tiles(view.board, lacking)
    # Tiles with an invalid query show an error each, which is not worth a page.
    if lacking and all(tile.fault for tile in filled.tiles):
        return _no_data_page(view.board.title, tuple(dict.fromkeys(lacking.values())))
    if not parameters and (saved := saved_filters(session(), view.reader.principal, view.board)):
        return page_frame(view.board.title, redirect(saved))
    if EDIT_LAYOUT in parameters:
        return _edit_layout(view, effective_layouts(session(), view.reader.principal, view.board))
    return _show_tiles(view, effective_layouts(session(), view.reader.principal, filled), lacking)


def _show_tiles(view: BoardView, layouts: Layouts, lacking: Mapping[str, str]) -> Component:
    """Return the dashboard for reading: tiles without data are listed below rather than shown empty."""
    items = grid_items(view.board)
    areas = {
        width: {place.name: GridArea(place.x, place.y, place.w, place.h) for place in each.places if not place.hidden}
        for width, each in layouts.items()
    }
    # Screen readers and the keyboard go through the items in the order of the widest screen.
    in_order = [place.name for place in layouts["wide"].places]
    shown = [items[name] for name in in_order if any(name in known for known in areas.values())]
    return page_frame(
        view.board.title,
        *ignored_parameters(view),
        dashboard_grid(
            [
                grid_item(_item_content(each), {width: known.get(each.name) for width, known in areas.items()})
                for each in shown
            ]
        ),
        *cards_without_data([(items[slug].title, kind) for slug, kind in lacking.items()]),
        *board_stores(view.board.slug),
        period_line=html.Span(id=ids.PERIOD_LINE),
        filters=filters_of(view, dimension_filters(view.board.filters, view)),
        toolbar=[copy_link_button(), edit_layout_button()],
        anchors=[
            (each.anchor, each.title)
            for each in shown
            if each.tile is None and all(each.name in known for known in areas.values())
        ],
    )


def _edit_layout(view: BoardView, layouts: Layouts) -> Component:
    """Return the same dashboard for editing its layout, without the filters."""
    items = grid_items(view.board)
    state = {
        "board": view.board.slug,
        "titles": {name: each.title for name, each in items.items()},
        "grid": grid_rules(),
        "layouts": {width: [asdict(place) for place in each.places] for width, each in layouts.items()},
        "etags": {width: dict(each.etags) for width, each in layouts.items()},
    }
    return page_frame(
        view.board.title,
        layout_editor([EditableItem(name, each.title, _item_content(each)) for name, each in items.items()], state),
        *board_stores(view.board.slug),
        period_line=html.Span(id=ids.PERIOD_LINE),
        toolbar=layout_editor_toolbar(
            for_everyone=member().may(Right.EDIT), is_own=any(each.is_own for each in layouts.values())
        ),
    )


def _item_content(each: GridItem) -> Component:
    return tile_place(each.tile) if each.tile else section_heading(each.anchor, each.title)


def _no_data_page(title: str, missing: tuple[str, ...]) -> Component:
    """Return the page where no tile has data: one message instead of one on every card."""
    words = f"This page needs {join_names(missing)}. None are recorded yet. Your administrator can add them:"
    return page_frame(title, empty_page(f"No data for {title} yet", words, WAYS_TO_ADD_DATA))


def level_of(each: TileSpec) -> int:
    """Return the level of a card's heading: one below its section's, or the page's."""
    return 3 if each.section else 2


def tile_place(each: TileSpec) -> html.Div:
    """Return the place of a tile's card, with a skeleton of its size until it is drawn."""
    waiting = skeleton_card(declaration(each.kind).skeleton, each.title, level_of(each))
    return html.Div(waiting, id=ids.part("body", each.slug), className="tile-body")


def board_stores(slug: str) -> list[Component]:
    """Return what the callbacks of tiles need on any page with tiles: the drawer, the address, and the board."""
    return [
        explain_drawer(ids.DRAWER, ids.DRAWER_BODY),
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.SLUG, data=slug),
        dcc.Store(id=ids.DRAWER_REQUEST),
        dcc.Store(id=ids.FILTERS_CHANGED),
        dcc.Store(id=ids.FILTERS_SAVED),
    ]


def filters_of(view: BoardView, dimensions: Sequence[Component]) -> Component:
    """Return the filter bar: period, comparison and grain, with the filters by dimension among them."""
    filters = view.filters
    first, last = period_days(view)
    return filter_bar(
        period_picker(
            preset_id=ids.PERIOD,
            first_id=ids.FIRST,
            last_id=ids.LAST,
            presets=_labels(PERIODS),
            selected=filters.period,
            first=first,
            last=last,
        ),
        select_field(ids.COMPARE, "Compare with", comparisons(view.board, view.catalog), filters.compare),
        *dimensions,
        segmented_control(ids.GRAIN, "By", list(GRAINS.items()), filters.grain),
        chips=html.Div(id=ids.CHIPS),
    )


def ignored_parameters(view: BoardView) -> list[Component]:
    """Return what to say about parameters of the address that are ignored; nothing where there are none."""
    names = view.filters.ignored
    if not names:
        return []
    plural = (
        "parameters that Panorama does not know and ignores"
        if names[1:]
        else ("a parameter that Panorama does not know and ignores")
    )
    return [page_note(f"The address has {plural}: {join_names(names)}. All filters that are set are shown above.")]


def _labels(table: dict[str, tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, label) for value, (label, _) in table.items()]


def dimension_filters(fields: Sequence[str], view: BoardView) -> list[Component]:
    """Return a filter for each dimension. It lists only the selected values at first: charts load before options."""
    return [_dimension_filter(field, view) for field in fields]


def _dimension_filter(field: str, view: BoardView) -> Component:
    selected = view.filters.values.get(field, ())
    options = [FilterOption(value, value_label(value, field, view.catalog)) for value in selected]
    return multi_select(
        ids.choice(field),
        view.catalog.dimension(field).label,
        options,
        selected,
        excludes=field in view.filters.excluded,
    )
