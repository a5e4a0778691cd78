"""Where things stand on a dashboard: as usual, as the organisation wants it, or as one person arranged it."""

from services.dashboards.layouts.keeping import Arranged, arranged, reset, save
from services.dashboards.layouts.places import COLUMNS, Breakpoint, Place
from services.dashboards.layouts.things import Thing, things_of

__all__ = ["COLUMNS", "Arranged", "Breakpoint", "Place", "Thing", "arranged", "reset", "save", "things_of"]
