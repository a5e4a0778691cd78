"""The layout editor runs in the browser; ``dashapp/layouts.py`` saves the result."""

from dash import ClientsideFunction, Input, Output

from callbacks.surface import Surface
from components.layout_editor import ids


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("layoutEditor", "sync"),
        Output(ids.OUTPUT, "data"),
        Input(ids.GRID, "layouts"),
        Input(ids.STATE, "data"),
    )
