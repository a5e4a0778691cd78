"""The default layout of a dashboard: its tiles in their order, section by section."""

from collections.abc import Iterator, Sequence

from services.charts import declaration
from services.dashboards.layouts.grid_items import heading_of
from services.dashboards.layouts.grid_positions import COLUMNS, Breakpoint, GridPosition, Layout, compact
from services.dashboards.spec import Board, Section, TileSpec

HEADING_HEIGHT, NUMBER_HEIGHT = 2, declaration("number").size.height
# The key figures in one row, and the most columns that one of them takes.
NUMBERS_PER_ROW: dict[Breakpoint, int] = {"wide": 6, "medium": 3, "narrow": 2}
WIDEST_NUMBER = 4


def default_layout(board: Board, breakpoint: Breakpoint) -> Layout:
    """Return the positions of the tiles and headings of a board."""
    row = 0
    places: list[GridPosition] = []
    for section in board.sections:
        for place in _section(section, breakpoint, row):
            places.append(place)
        row = max((place.bottom for place in places), default=0)
    return compact(places, COLUMNS[breakpoint])


def _section(section: Section, breakpoint: Breakpoint, row: int) -> Iterator[GridPosition]:
    """Yield the heading, then the key figures in even rows, then the other tiles from left to right."""
    columns = COLUMNS[breakpoint]
    if section.title:
        yield GridPosition(heading_of(section.title), 0, row, columns, HEADING_HEIGHT)
        row += HEADING_HEIGHT
    figures = [tile for tile in section.tiles if declaration(tile.kind).is_key_figure]
    across = min(len(figures), NUMBERS_PER_ROW[breakpoint])
    for start in range(0, len(figures), across or 1):
        yield from _number_row(figures[start : start + across], columns, across, row)
        row += NUMBER_HEIGHT
    others = [tile for tile in section.tiles if not declaration(tile.kind).is_key_figure]
    yield from _flow([(tile, _width(tile, breakpoint)) for tile in others], breakpoint, row)


def _number_row(figures: Sequence[TileSpec], columns: int, across: int, row: int) -> Iterator[GridPosition]:
    widths = [min(WIDEST_NUMBER, columns // across + (place < columns % across)) for place in range(across)]
    for place, (tile, width) in enumerate(zip(figures, widths, strict=False)):
        yield GridPosition(tile.slug, sum(widths[:place]), row, width, NUMBER_HEIGHT)


def _width(tile: TileSpec, breakpoint: Breakpoint) -> int:
    wide = tile.width or declaration(tile.kind).size.width
    # A tablet shows two tiles side by side and wide ones alone; a phone shows each alone.
    return wide if breakpoint == "wide" else COLUMNS[breakpoint] if breakpoint == "narrow" or wide > 6 else 3


def _flow(tiles: Sequence[tuple[TileSpec, int]], breakpoint: Breakpoint, row: int) -> Iterator[GridPosition]:
    """Yield tiles side by side in rows of even height. On a tablet the last tile of a row fills it."""
    columns = COLUMNS[breakpoint]
    for line in _lines(tiles, columns):
        height = max(declaration(tile.kind).size.height for tile, _ in line)
        column = 0
        for tile, width in line:
            is_last = (tile, width) == line[-1]
            filled = columns - column if is_last and breakpoint == "medium" else width
            yield GridPosition(tile.slug, column, row, filled, height)
            column += width
        row += height


def _lines(tiles: Sequence[tuple[TileSpec, int]], columns: int) -> list[list[tuple[TileSpec, int]]]:
    lines: list[list[tuple[TileSpec, int]]] = []
    for tile, width in tiles:
        if lines and sum(taken for _, taken in lines[-1]) + width <= columns:
            lines[-1].append((tile, width))
        else:
            lines.append([(tile, width)])
    return lines
