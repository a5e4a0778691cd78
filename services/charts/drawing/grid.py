"""A grid of cells, for the charts that say much or little by shade.

Each cell is a bar. Plotly's own heatmap can neither hatch a cell nor tell a click which one was meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import plotly.graph_objects as go
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from services.charts.drawing import clicks
from services.charts.drawing.text import escape_text, format_short
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column
from services.semantic.catalog import Type

READABLE = 4.5
WIDTH, HEIGHT = 0.95, 0.91
SMALLEST_LETTERS = 10
COMPACT_FROM = 1_000
KEY_HEIGHT = 32
FEWEST_ROWS = 5
# Two spaces of a sixth of the size of the letters.
HALF_A_LETTER = "\u2006\u2006"


@dataclass(frozen=True)
class GridCell:
    """One cell: its place from the top left, its colour (None without a value), what hovering and the cell itself say.

    ``group`` is what a click hands to the page; ``immature`` cells are hatched.
    """

    column: float
    row: float
    colour: str | None
    hover: str
    label: str = ""
    group: clicks.Mark = clicks.NOTHING
    immature: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no value, and none is to come."""
        return self.colour is None and not self.immature


def cell_bars(cells: Sequence[GridCell], theme: Theme) -> list[go.Bar]:
    """Return the cells as bars, one wide and one high. An empty one is bare card within a thin outline."""
    colours = palette(theme)
    fills = [cell.colour or colours.surface for cell in cells]
    width = max((len(cell.label) for cell in cells), default=0)
    filled = go.Bar(
        **_places(cells),
        text=[_pad_label(cell.label, width) for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"color": [readable_on(fill, theme) for fill in fills], "size": 12},
        customdata=[[*cell.group, cell.hover] for cell in cells],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker={
            "color": fills,
            "line": {"color": colours.line_strong, "width": [int(cell.is_empty) for cell in cells]},
        },
    )
    immature = [cell for cell in cells if cell.immature]
    return [filled, _hatching(immature, theme)] if immature else [filled]


def _hatching(cells: Sequence[GridCell], theme: Theme) -> go.Bar:
    """Return lines to lie over cells: a bar with a colour of its own would have them in that colour."""
    inks = [readable_on(cell.colour, theme) if cell.colour else palette(theme).ink_faint for cell in cells]
    lines = {"shape": "/", "fgcolor": inks, "fgopacity": 0.35, "size": 6, "solidity": 0.15}
    return go.Bar(**_places(cells), hoverinfo="skip", marker={"color": "rgba(0,0,0,0)", "pattern": lines})


def _places(cells: Sequence[GridCell]) -> dict[str, Any]:
    return {
        "x": [cell.column for cell in cells],
        "base": [cell.row - HEIGHT / 2 for cell in cells],
        "y": [HEIGHT] * len(cells),
        "width": WIDTH,
    }


def _pad_label(label: str, width: int) -> str:
    """Return a label as wide as all others, so that they are shown together or not at all."""
    side = HALF_A_LETTER * (width - len(label))
    # What has no width at the ends keeps the spaces from being cut off.
    return f"\u200b{side}{label}{side}\u200b" if label else ""


def frame_grid(figure: go.Figure, columns: float, rows: float) -> None:
    """Make the axes count cells from the top left, without lines."""
    bare = {"type": "linear", "showgrid": False, "zeroline": False}
    figure.update_xaxes(**bare, range=[-0.5, columns - 0.5])
    # A few rows stay rows rather than become walls.
    figure.update_yaxes(**bare, range=[rows - 0.5, -0.5], domain=[max(0, 1 - rows / FEWEST_ROWS), 1])
    # A label that has no room is left to the hover, rather than printed too small to read.
    figure.update_layout(
        barmode="overlay", barcornerradius=2, uniformtext={"mode": "hide", "minsize": SMALLEST_LETTERS}
    )


@dataclass(frozen=True)
class Shades:
    """The steps of colour from ``low`` to ``high``. Steps can be told apart, which a smooth scale cannot.

    Where some values are ``beyond``, they have the last step too.
    """

    low: float
    high: float
    steps: tuple[str, ...]
    beyond: bool = False

    def of(self, value: Any) -> str:
        """Return the colour of a value."""
        if self.high == self.low:
            return self.steps[0]
        place = (float(value) - self.low) / (self.high - self.low) * len(self.steps)
        return self.steps[min(int(place), len(self.steps) - 1)]


def make_shades(values: Sequence[Any], theme: Theme, *, from_zero: bool, reach: float = 1.0) -> Shades:
    """Return the shades for values: from little to much, or to both sides of zero where some lie below it.

    ``reach`` is the share of the values that the steps are spread over, so that a few huge ones do not pale the others.
    """
    known = sorted(float(value) for value in values if value is not None) or [0.0]
    low, high = known[0], known[ceil(reach * len(known)) - 1]
    if low < 0:
        side = max(known[-1], -low)
        return Shades(-side, side, palette(theme).diverging)
    return Shades(0.0 if from_zero else low, high, palette(theme).sequential, beyond=known[-1] > high)


def add_key(figure: go.Figure, used: Shades, low: str, high: str, *, below: bool = False) -> None:
    """Put the key of the shades above the grid, or below it, between what its ends stand for. One shade needs none."""
    if used.low == used.high:
        return
    steps = "".join(f'<span style="color:{colour}">■</span>' for colour in used.steps)
    text = f"{escape_text(low)} {steps} {escape_text(high)}{' or more' if used.beyond else ''}"
    side = {"y": 0, "yanchor": "top", "yshift": -4} if below else {"y": 1, "yanchor": "bottom", "yshift": 4}
    figure.add_annotation(text=text, showarrow=False, xref="paper", x=1, xanchor="right", yref="paper", **side)
    figure.update_layout(margin={"b" if below else "t": KEY_HEIGHT})


def key_labels(used: Shades, answer: Answer, column: Column, locale: str) -> tuple[str, str]:
    """Return the words of the two ends of the shades of a metric, the unit at the upper one alone."""
    low = words.compact(used.low, column.type, answer.currency, locale)
    return low, format_short(answer, column, used.high, locale)


def format_cell(value: Any, kind: Type, locale: str) -> str:
    """Return the value as a cell has room for it: "1.2K", "41%". The unit stands in the key and in the hover."""
    if kind == "ratio":
        return words.without_minus_zero(value, lambda each: format_percent(each, "#,##0%", locale=locale))
    if abs(value) < COMPACT_FROM:
        digits = "#,##0.#" if kind == "number" else "#,##0"
        return words.without_minus_zero(value, lambda each: format_decimal(each, digits, locale=locale))
    return format_compact_decimal(value, locale=locale, fraction_digits=int(abs(value) < 10 * COMPACT_FROM))


def readable_on(ground: str, theme: Theme) -> str:
    """Return the colour for text on a ground: the theme's ink or card, or where neither will do, black or white."""
    colours = palette(theme)
    for candidates in ((colours.ink, colours.surface), ("#000000", "#ffffff")):
        best = max(candidates, key=lambda ink: contrast(ink, ground))
        if contrast(best, ground) >= READABLE:
            break
    return best


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted(_luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
