"""The theme, which every page shares: the browser sends it, since figures are drawn for it."""

from dash import ClientsideFunction, Input, Output

from callbacks.surface import Surface
from components.shell import ids


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("panorama", "theme"), Output(ids.THEME, "data"), Input(ids.THEME_TOGGLE, "n_clicks")
    )
