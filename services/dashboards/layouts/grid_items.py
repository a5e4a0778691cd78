"""The items of a dashboard that can be moved: its tiles, and the headings of its sections."""

import re
from dataclasses import dataclass

from services.dashboards.spec import Board, TileSpec

# The prefix of a heading's name; no slug of a tile begins with it.
HEADING = "#"


@dataclass(frozen=True)
class GridItem:
    """A tile, or the heading of a section. ``name`` is the tile's slug, or ``#`` and the heading's anchor."""

    name: str
    title: str
    tile: TileSpec | None = None

    @property
    def anchor(self) -> str:
        """Return the fragment of an address that links to it."""
        return self.name.removeprefix(HEADING)


def grid_items(board: Board) -> dict[str, GridItem]:
    """Return the items of a board by name, in the order of its sections."""
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
