"""What a chart becomes: a Plotly figure with its finding, its description and its note."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from babel.numbers import get_decimal_symbol, get_group_symbol

from services.present.theme import Theme, template


@dataclass(frozen=True)
class Picture:
    """A figure, the sentence under its title, the chart in words, and what to mind."""

    figure: dict[str, Any]
    finding: str | None
    summary: str
    note: str | None


def blank(theme: Theme, locale: str) -> go.Figure:
    """Return a figure without marks, in the colours of the theme. Its axes write numbers as the locale does."""
    separators = get_decimal_symbol(locale) + get_group_symbol(locale)
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return go.Figure(
        layout={"template": template(theme), "separators": separators, "showlegend": False, "margin": margin}
    )
