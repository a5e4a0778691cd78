"""A dashboard in sight: each thing stands where its reader arranged it, at each of three widths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.actions import text_button


@dataclass(frozen=True)
class GridArea:
    """Cells of the grid: the first column and row, counted from 0, and how many of each."""

    x: int
    y: int
    w: int
    h: int

    @property
    def css(self) -> str:
        return f"{self.y + 1} / {self.x + 1} / span {self.h} / span {self.w}"


def dashboard_grid(spots: Sequence[Component]) -> html.Div:
    """Return the grid of a dashboard; how many columns there are hangs on the room that the dashboard has."""
    return html.Div(html.Div(list(spots), className="dashboard-grid__items"), className="dashboard-grid")


def grid_item(child: Component, areas: Mapping[str, GridArea | None]) -> html.Div:
    """Return the place of one thing. ``areas`` by width (wide, medium, narrow); None hides it at that one.

    A card that needs more rows than it was given takes them, so that nothing is cut.
    """
    hidden = [f"grid-item--hidden-{width}" for width, area in areas.items() if area is None]
    style = {f"--{width}": area.css for width, area in areas.items() if area is not None}
    return html.Div(child, className=" ".join(["grid-item", *hidden]), style=style)


def edit_layout_button() -> html.Button:
    """The control in a page's toolbar that lets its reader put things elsewhere."""
    return text_button("edit-layout", "Arrange", "layout-dashboard")


def section_heading(anchor: str, title: str) -> html.H2:
    """Return the heading above the cards of a section; an address that ends in ``#anchor`` leads there."""
    return html.H2(title, id=anchor, className="dashboard-grid__heading")
