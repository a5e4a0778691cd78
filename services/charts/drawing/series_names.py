"""Names and colours of series: beside their last marks, or above the plot."""

from typing import Any

from services.charts.drawing.legend import LETTERS_BESIDE, key_label
from services.charts.drawing.series import Series
from services.present.theme import Theme, palette

MOST_NAMED = 4
# The least distance of two names beside the last marks, as a part of the axis.
APART = 0.075


def series_colours(series: list[Series], theme: Theme) -> list[str]:
    """Return a colour for each series; what is gathered is grey."""
    known = palette(theme)
    rest = [each.mark[0] is None and any(other.mark[0] for other in series) for each in series]
    return [known.quiet if gray else known.series[place % len(known.series)] for place, gray in enumerate(rest)]


def names_beside(series: list[Series], shades: list[str], ends: list[float], height: float) -> list[dict[str, Any]]:
    """Return the names of the series at the right edge, each at its end on the axis, none over another."""
    ordered = sorted(range(len(series)), key=lambda number: ends[number])
    places: dict[int, float] = {}
    for below, number in zip([None, *ordered], ordered, strict=False):
        least = ends[number] if below is None else places[below] + APART * height
        places[number] = max(ends[number], least)
    return [
        {
            "xref": "paper",
            "x": 1,
            "y": places[number],
            "text": key_label(each.name, shades[number], LETTERS_BESIDE),
            "showarrow": False,
            "xanchor": "left",
            "xshift": 6,
        }
        for number, each in enumerate(series)
    ]


def square_keys(series: list[Series], shades: list[str]) -> list[tuple[str, str, str]]:
    """Return series as a legend names them."""
    return [(each.name, shade, "■") for each, shade in zip(series, shades, strict=True)]


def room_beside(series: list[Series]) -> int:
    """Return how many pixels the names beside the last marks take."""
    return 7 * min(LETTERS_BESIDE, max(len(each.name) for each in series)) + 28


def stack_ends(series: list[Series]) -> list[float]:
    """Return the middle of each series' last mark in the stack."""
    middles, low, high = [], 0.0, 0.0
    for each in series:
        cell = float(each.cells[-1] or 0) if each.cells else 0.0
        middles.append((high if cell >= 0 else low) + cell / 2)
        low, high = (low + cell, high) if cell < 0 else (low, high + cell)
    return middles
