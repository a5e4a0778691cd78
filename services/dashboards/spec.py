"""A dashboard as a value: what is seeded, and what a page is drawn from."""

from dataclasses import dataclass
from typing import Literal

from services.errors import NotFound
from services.semantic.query import Query

Width = Literal[4, 6, 8, 12]


@dataclass(frozen=True)
class TileSpec:
    """One tile: its question, and how the answer is drawn.

    ``section`` is the heading under which it stands; ``kind`` is the name of a kind of services/charts.
    ``width`` counts columns of twelve, None is usual for its kind.
    ``fault`` says why its stored question cannot be read; the query then stands for nothing and is never asked.
    """

    slug: str
    kind: str
    title: str
    query: Query
    section: str | None = None
    width: Width | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Section:
    """Tiles that stand together. ``title`` is None for those that stand under the page's own heading."""

    title: str | None
    tiles: tuple[TileSpec, ...]


@dataclass(frozen=True)
class Board:
    """A dashboard: its tiles in reading order, and the dimensions by which they are filtered.

    ``dated_by`` is the metric whose last day says where the data ends, so that all tiles tell of the same days.
    """

    slug: str
    title: str
    tiles: tuple[TileSpec, ...]
    filters: tuple[str, ...] = ()
    dated_by: str | None = None

    @property
    def is_made(self) -> bool:
        """Whether it is made for a page, such as that of a metric or a client, and never stored."""
        return ":" in self.slug

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its tiles by section, in the order in which the sections are first named; those without one come first."""
        titles = sorted(dict.fromkeys(tile.section for tile in self.tiles), key=lambda title: title is not None)
        return tuple(Section(title, tuple(tile for tile in self.tiles if tile.section == title)) for title in titles)

    def tile(self, slug: str) -> TileSpec:
        """Return one of its tiles; raises NotFound."""
        for tile in self.tiles:
            if tile.slug == slug:
                return tile
        raise NotFound("tile")
