"""What a chart becomes: a Plotly figure with its finding, its description and its note."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from babel.numbers import get_decimal_symbol, get_group_symbol

from services.present.theme import Theme, template_json


@dataclass(frozen=True)
class Picture:
    """A figure, the sentence under its title, the chart in words, and what to mind."""

    figure: dict[str, Any]
    finding: str | None
    summary: str
    note: str | None


class ThemedFigure(go.Figure):  # type: ignore[misc]  # Plotly has no types.
    """A figure in the colours of a theme.

    Its template joins it when it is written: Plotly would check and copy the hundreds of settings for each figure.
    """

    def __init__(self, theme: Theme, layout: dict[str, Any]) -> None:
        super().__init__(layout=layout)
        self._template = template_json(theme)

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the figure with its template."""
        written: dict[str, Any] = super().to_plotly_json()
        return {**written, "layout": {**written["layout"], "template": self._template}}


def blank(theme: Theme, locale: str) -> go.Figure:
    """Return a figure without marks, in the colours of the theme. Its axes write numbers as the locale does."""
    separators = get_decimal_symbol(locale) + get_group_symbol(locale)
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return ThemedFigure(theme, {"separators": separators, "showlegend": False, "margin": margin})
