"""Positions on the grid of a dashboard: columns and rows, counted from the top left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Breakpoint = Literal["wide", "medium", "narrow"]
# Columns of a dashboard by its breakpoint, and the width in pixels from which each breakpoint applies.
COLUMNS: dict[Breakpoint, int] = {"wide": 12, "medium": 6, "narrow": 2}
MIN_WIDTHS: dict[Breakpoint, int] = {"wide": 960, "medium": 600, "narrow": 0}
# Rows of a card, and of a dashboard. One row is too low for any content.
MIN_HEIGHT, MAX_HEIGHT = 2, 60
MAX_ROW = 5_000


def grid_rules() -> dict[str, Any]:
    """Return the rules of the grid as JSON for the browser, which has no copy of its own."""
    return {"columns": COLUMNS, "min_widths": MIN_WIDTHS, "min_height": MIN_HEIGHT, "max_height": MAX_HEIGHT}


@dataclass(frozen=True)
class GridPosition:
    """The position of an item: its column and row from 0, its width and height, and whether it is hidden.

    ``name`` is a tile's slug, or the name of a heading.
    """

    name: str
    x: int
    y: int
    w: int
    h: int
    hidden: bool = False

    @property
    def bottom(self) -> int:
        return self.y + self.h

    def overlaps(self, other: "GridPosition") -> bool:
        """Return whether two items share a cell of the grid."""
        beside = self.x + self.w <= other.x or other.x + other.w <= self.x
        return not beside and self.y < other.bottom and other.y < self.bottom


Layout = tuple[GridPosition, ...]


def reading_order(places: Iterable[GridPosition]) -> list[GridPosition]:
    """Return positions in reading order: from the top, then from the left."""
    return sorted(places, key=lambda place: (place.y, place.x))


def compact(places: Iterable[GridPosition], columns: int) -> Layout:
    """Return the positions in reading order, each moved up as far as it goes and limited to the columns.

    No two of them overlap. Hidden ones take no space and come last.
    """
    placed: list[GridPosition] = []
    hidden = []
    for place in reading_order(places):
        width = min(place.w, columns)
        fitted = replace(place, w=width, x=min(place.x, columns - width))
        if fitted.hidden:
            hidden.append(replace(fitted, y=0))
        else:
            placed.append(_move_up(fitted, placed))
    return (*reading_order(placed), *sorted(hidden, key=lambda place: place.name))


def _move_up(place: GridPosition, others: Sequence[GridPosition]) -> GridPosition:
    """Return the position moved up to the next item above, or down until it overlaps none, as the grid does it."""
    end = max((other.bottom for other in others), default=0)
    place = replace(place, y=min(place.y, end))
    while place.y > 0 and not _collision(place, others):
        place = replace(place, y=place.y - 1)
    while collision := _collision(place, others):
        place = replace(place, y=collision.bottom)
    return place


def _collision(place: GridPosition, others: Sequence[GridPosition]) -> GridPosition | None:
    return next((other for other in others if place.overlaps(other)), None)


def merge_layouts(saved: Layout, default: Layout, columns: int) -> Layout:
    """Return a saved layout for the items that the default layout has.

    Items that no longer exist are left out; new ones come below, in their default order and size.
    """
    names = {place.name for place in default}
    existing = [place for place in saved if place.name in names]
    end = max((place.bottom for place in existing if not place.hidden), default=0)
    placed = {place.name for place in existing}
    new = [replace(place, y=place.y + end) for place in default if place.name not in placed]
    return compact([*existing, *new], columns)


def differences(before: Layout, after: Layout) -> dict[str, Literal["moved", "resized", "hidden", "restored"]]:
    """Return how items that both layouts have differ in the second."""
    were = {place.name: place for place in before}
    found = ((place.name, _difference(were[place.name], place)) for place in after if place.name in were)
    return {name: what for name, what in found if what}


def _difference(before: GridPosition, after: GridPosition) -> Literal["moved", "resized", "hidden", "restored"] | None:
    if before.hidden != after.hidden:
        return "hidden" if after.hidden else "restored"
    if after.hidden:
        return None
    if (before.w, before.h) != (after.w, after.h):
        return "resized"
    return "moved" if (before.x, before.y) != (after.x, after.y) else None
