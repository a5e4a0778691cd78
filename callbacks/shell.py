"""What every page shares: which theme is shown. Figures are drawn for it, so the browser tells the server."""

from dash import ClientsideFunction, Input, Output

from callbacks.surface import Surface
from components.shell import ids


def register(surface: Surface) -> None:
    surface.clientside(
        ClientsideFunction("panorama", "theme"), Output(ids.THEME, "data"), Input(ids.THEME_TOGGLE, "n_clicks")
    )
