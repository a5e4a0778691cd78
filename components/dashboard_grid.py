"""The grid of a dashboard: each item has an area for each of three widths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.actions import text_button


@dataclass(frozen=True)
class GridArea:
    """An area of the grid: first column and row, counted from 0, and how many of each it spans."""

    x: int
    y: int
    w: int
    h: int

    @property
    def css(self) -> str:
        return f"{self.y + 1} / {self.x + 1} / span {self.h} / span {self.w}"


def dashboard_grid(items: Sequence[Component]) -> html.Div:
    """Return the grid. The number of columns follows the width of the dashboard."""
    return html.Div(html.Div(list(items), className="dashboard-grid__items"), className="dashboard-grid")


def grid_item(child: Component, areas: Mapping[str, GridArea | None]) -> html.Div:
    """Return an item of the grid. ``areas`` are by width (wide, medium, narrow); None hides the item at that width.

    A card that needs more rows than its area has takes them, so that nothing is cut off.
    """
    hidden = [f"grid-item--hidden-{width}" for width, area in areas.items() if area is None]
    style = {f"--{width}": area.css for width, area in areas.items() if area is not None}
    return html.Div(child, className=" ".join(["grid-item", *hidden]), style=style)


def edit_layout_button() -> html.Button:
    """Return the toolbar button that opens the layout editor."""
    return text_button("edit-layout", "Edit layout", "layout-dashboard")


def section_heading(anchor: str, title: str) -> html.H2:
    """Return the heading of a section; ``anchor`` is the fragment that links to it."""
    return html.H2(title, id=anchor, className="dashboard-grid__heading")
