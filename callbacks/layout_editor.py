"""Arranging a dashboard: all of it happens in the browser, and ``dashapp/layouts.py`` keeps what came out."""

from dash import ClientsideFunction, Input, Output

from callbacks.surface import Surface
from components.layout_editor import ids


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("arranging", "heard"),
        Output(ids.HEARD, "data"),
        Input(ids.GRID, "layouts"),
        Input(ids.KEPT, "data"),
    )
