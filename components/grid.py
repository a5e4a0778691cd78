"""Where the cards stand: a strip of key figures, and a grid of twelve columns below it."""

from collections.abc import Sequence
from typing import Literal

from dash import html
from dash.development.base_component import Component

from components.actions import Id

Span = Literal[4, 6, 8, 12]


def kpi_strip(children: Sequence[Component], id: Id | None = None) -> html.Div:
    """Four to six cards of equal width; two to a row on a phone."""
    return html.Div(list(children), className="kpi-strip", **_named(id))


def tile_grid(children: Sequence[Component], id: Id | None = None) -> html.Div:
    """Hold tiles side by side; on a narrow screen they stand under each other."""
    return html.Div(list(children), className="tiles", **_named(id))


def tile(child: Component | Sequence[Component] | None, span: Span = 4, id: Id | None = None) -> html.Div:
    """One place of the grid, ``span`` of twelve columns wide. A callback may fill it through ``id``."""
    return html.Div(child, className=f"tile tile--{span}", **_named(id))


def _named(id: Id | None) -> dict[str, Id]:
    return {} if id is None else {"id": id}
