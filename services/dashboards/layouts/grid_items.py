"""What stands on a dashboard and can be put elsewhere: its tiles, and the headings of its sections."""

import re
from dataclasses import dataclass

from services.dashboards.spec import Board, TileSpec

# What a heading is called among the tiles: no slug begins like this.
HEADING = "#"


@dataclass(frozen=True)
class GridItem:
    """A tile, or the heading of a section. ``name`` is the tile's slug, or ``#`` and the heading's anchor."""

    name: str
    title: str
    tile: TileSpec | None = None

    @property
    def anchor(self) -> str:
        """What an address ends in that leads there."""
        return self.name.removeprefix(HEADING)


def grid_items(board: Board) -> dict[str, GridItem]:
    """Return everything that stands on a board by its name, in the order of its sections."""
    found: dict[str, GridItem] = {}
    for section in board.sections:
        if section.title:
            name = heading_of(section.title)
            found[name] = GridItem(name, section.title)
        found |= {tile.slug: GridItem(tile.slug, tile.title, tile) for tile in section.tiles}
    return found


def heading_of(section: str) -> str:
    """Return the name of a section's heading: that of "Win rates" is #win-rates."""
    return HEADING + re.sub(r"\W+", "-", section.lower()).strip("-")
