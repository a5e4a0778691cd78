"""The colours and the Plotly templates of both themes. ``assets/00-tokens.css`` holds the same values for the page."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import plotly.graph_objects as go

Theme = Literal["light", "dark"]

FONT = 'Inter, system-ui, -apple-system, "Segoe UI", sans-serif'


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as hex.

    ``series`` are eight categories that stay apart for deuteranopes, protanopes and tritanopes, each 3:1 or more
    against ``surface``. ``quiet`` is for a mark that stands back, such as last year's line. ``sequential`` goes from
    little to much, ``diverging`` from below over even to above.
    """

    canvas: str
    surface: str
    raised: str
    line: str
    line_strong: str
    ink: str
    ink_soft: str
    ink_faint: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    bad: str
    quiet: str
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        canvas="#f7f8fa",
        surface="#ffffff",
        raised="#f1f3f7",
        line="#e4e7ed",
        line_strong="#c8ced9",
        ink="#161a22",
        ink_soft="#4a5262",
        ink_faint="#636c7e",
        accent="#3f5bd8",
        accent_soft="#edf0fd",
        on_accent="#ffffff",
        good="#0d7549",
        bad="#b8322a",
        quiet="#8790a1",
        series=("#4561dd", "#db781c", "#0aa48c", "#750248", "#30461c", "#9688c0", "#9c5f54", "#0e567a"),
        sequential=("#e9edfb", "#c6d1f7", "#9fb1f1", "#7890e8", "#5570dc", "#3a53bd", "#253a8f"),
        diverging=("#9a4a0b", "#d98a3c", "#f0cfa6", "#eef0f4", "#b4c3f3", "#6480e3", "#2b42a8"),
    ),
    "dark": Palette(
        canvas="#0f1217",
        surface="#171a21",
        raised="#20242d",
        line="#282d37",
        line_strong="#495264",
        ink="#edf0f5",
        ink_soft="#b6bdca",
        ink_faint="#929bac",
        accent="#90a5ff",
        accent_soft="#222a47",
        on_accent="#10131c",
        good="#4cc38f",
        bad="#ff9187",
        quiet="#6e788b",
        series=("#869ef7", "#f3bd70", "#8bf4d8", "#885e72", "#58783e", "#d9cef9", "#be7e7a", "#257fad"),
        sequential=("#1f2640", "#2b3868", "#3a4d95", "#5068c4", "#7189e6", "#9bb0f7", "#cbd7ff"),
        diverging=("#f3a95c", "#b8702c", "#6b482a", "#2a2e37", "#3a4a86", "#5f7be0", "#a3b8ff"),
    ),
}


def palette(theme: Theme) -> Palette:
    """Return the colours of ``theme``."""
    return PALETTES[theme]


@cache
def template(theme: Theme) -> go.layout.Template:
    """Return the Plotly template of ``theme``: no paper, faint horizontal grid, Inter, quiet hover labels."""
    colours = PALETTES[theme]
    return go.layout.Template(layout=_layout(colours), data=_marks(colours))


@cache
def template_json(theme: Theme) -> dict[str, Any]:
    """Return the template as a figure's JSON holds it. All figures share it, so nothing may change it."""
    written: dict[str, Any] = template(theme).to_plotly_json()
    return written


def scale(colours: tuple[str, ...]) -> list[list[float | str]]:
    """Return ``colours`` as a Plotly colour scale, evenly spaced."""
    return [[place / (len(colours) - 1), colour] for place, colour in enumerate(colours)]


def _layout(colours: Palette) -> dict[str, Any]:
    return {
        "font": {"family": FONT, "size": 12, "color": colours.ink_soft},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(colours.series),
        "colorscale": {
            "sequential": scale(colours.sequential),
            "sequentialminus": scale(tuple(reversed(colours.sequential))),
            "diverging": scale(colours.diverging),
        },
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": _axis(colours) | {"showgrid": False, "zeroline": False},
        "yaxis": _axis(colours) | {"showgrid": True, "zeroline": True},
        "hoverlabel": _hover_label(colours),
        "hovermode": "closest",
        # A drag must scroll the page on a phone, not draw a rectangle; who wants a selection asks for it.
        "dragmode": False,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            # Measured from the card, so that a second row pushes the plot down rather than lying over it.
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
        },
        "title": {"text": ""},
        "bargap": 0.28,
        "bargroupgap": 0.08,
        "barcornerradius": 3,
    }


def _axis(colours: Palette) -> dict[str, Any]:
    return {
        "gridcolor": colours.line,
        "gridwidth": 1,
        "zerolinecolor": colours.line_strong,
        "zerolinewidth": 1,
        "linecolor": colours.line_strong,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": 6,
        "tickfont": {"size": 12, "color": colours.ink_faint},
        "title": {"font": {"size": 12, "color": colours.ink_faint}, "standoff": 8},
        "automargin": True,
    }


def _hover_label(colours: Palette) -> dict[str, Any]:
    return {
        "bgcolor": colours.surface,
        "bordercolor": colours.line_strong,
        "font": {"family": FONT, "size": 13, "color": colours.ink},
        "align": "left",
        "namelength": -1,
    }


def _marks(colours: Palette) -> dict[str, Any]:
    thin_gap = {"line": {"color": colours.surface, "width": 1}}
    return {
        "scatter": [{"line": {"width": 2}, "marker": {"size": 6}, "cliponaxis": False}],
        "bar": [{"marker": {"line": {"width": 0}}, "textfont": {"color": colours.ink_soft, "size": 12}}],
        "pie": [{"hole": 0.62, "sort": True, "direction": "clockwise", "marker": thin_gap, "automargin": True}],
        "heatmap": [{"colorscale": scale(colours.sequential), "xgap": 2, "ygap": 2, "colorbar": _colour_bar(colours)}],
        "treemap": [{"marker": thin_gap, "textfont": {"size": 12}}],
        "waterfall": [
            {
                "increasing": {"marker": {"color": colours.good}},
                "decreasing": {"marker": {"color": colours.bad}},
                "totals": {"marker": {"color": colours.series[0]}},
                "connector": {"line": {"color": colours.line_strong, "width": 1}},
            }
        ],
        "funnel": [
            {"connector": {"fillcolor": colours.raised, "line": {"width": 0}}, "marker": {"line": {"width": 0}}}
        ],
    }


def _colour_bar(colours: Palette) -> dict[str, Any]:
    return {"thickness": 8, "outlinewidth": 0, "ticks": "", "tickfont": {"size": 12, "color": colours.ink_faint}}
