"""The layout of profiles and metric pages: a strip of KPI cards, and a grid of twelve columns."""

from collections.abc import Sequence
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from components.actions import Id

Span = Literal[4, 6, 8, 12]


def kpi_strip(children: Sequence[Component], id: Id | None = None) -> html.Div:
    """Return four to six cards of equal width; two in a row on a phone."""
    return html.Div(list(children), className="kpi-strip", **_name_of(id))


def tile_grid(children: Sequence[Component], id: Id | None = None) -> html.Div:
    """Return tiles side by side; on a narrow screen, in one column."""
    return html.Div(list(children), className="tiles", **_name_of(id))


def tile(child: Component | Sequence[Component] | None, span: Span = 4, id: Id | None = None) -> html.Div:
    """Return a cell of the grid that spans ``span`` of twelve columns. A callback may fill it through ``id``."""
    return html.Div(child, className=f"tile tile--{span}", **_name_of(id))


def _name_of(id: Id | None) -> dict[str, Any]:
    return {} if id is None else {"id": id}
