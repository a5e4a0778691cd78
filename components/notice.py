"""A short message above the page, announced by screen readers."""

from typing import Literal

import dash_bootstrap_components as dbc
from dash import html

from components.icon import icon

Tone = Literal["done", "problem"]

ICON_OF = {"done": "check", "problem": "triangle-alert"}
# A success message disappears by itself; a problem stays until it is dismissed.
STAYS_FOR = {"done": 6000, "problem": None}


def notice(message: str, tone: Tone = "problem") -> dbc.Alert:
    """Return a message for ``shell.ids.NOTICE``."""
    return dbc.Alert(
        [icon(ICON_OF[tone]), html.Span(message)],
        dismissable=True,
        duration=STAYS_FOR[tone],
        fade=False,
        className=f"notice notice--{tone}",
    )
