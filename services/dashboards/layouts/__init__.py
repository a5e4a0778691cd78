"""Where things stand on a dashboard: as usual, as the organisation wants it, or as one person arranged it."""

from services.dashboards.layouts.grid_items import GridItem, grid_items
from services.dashboards.layouts.grid_positions import COLUMNS, Breakpoint, GridPosition, grid_rules
from services.dashboards.layouts.layout_store import EffectiveLayout, effective_layouts, reset, save

__all__ = [
    "COLUMNS",
    "Breakpoint",
    "EffectiveLayout",
    "GridItem",
    "GridPosition",
    "effective_layouts",
    "grid_items",
    "grid_rules",
    "reset",
    "save",
]
