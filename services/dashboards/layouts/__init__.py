"""The layouts of dashboards: the default one, the organisation's, and each person's own."""

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
