"""The bars of a histogram: bins with their spans in words."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from babel.numbers import format_compact_currency, format_compact_decimal, format_decimal, format_percent

from services.charts.drawing import clicks
from services.charts.drawing.bins import Bins
from services.charts.drawing.text import format_value
from services.present import words
from services.semantic.answer import Answer, Column


@dataclass(frozen=True)
class BinBar:
    """A bin as it is drawn: how many, the days or money that it spans in words, and the edges between which its values
    lie, the first included. One that gathers an end has one edge alone."""

    count: int
    span: str
    low: float | None
    high: float | None

    @property
    def is_end(self) -> bool:
        return self.low is None or self.high is None

    @property
    def mark(self) -> clicks.Mark:
        return clicks.records(self.low, self.high)

    def contains(self, value: Any) -> bool:
        """Return whether a value lies in the bin."""
        return (self.low is None or float(value) >= self.low) and (self.high is None or float(value) < self.high)


def bin_bars(answer: Answer, column: Column, bins: Bins, locale: str) -> list[BinBar]:
    edges = [edge_label(answer, column, each, locale) for each in bins.edges]
    unit = "" if words.unit(2, column) is None else f" {words.unit(2, column)}"
    spans = [f"{low} to {high}{unit}" for low, high in pairwise(edges)]
    if column.type == "integer":
        # Between two edges lie the whole numbers from the first one up to the last one before the other.
        spans = [_whole(answer, column, low, high - 1, locale) for low, high in pairwise(bins.edges)]
    within = zip(bins.counts, spans, pairwise(bins.edges), strict=True)
    bars = [BinBar(count, span, *between) for count, span, between in within]
    below = [BinBar(bins.less, f"below {edges[0]}{unit}", None, bins.edges[0])] if bins.less else []
    above = [BinBar(bins.more, f"{edges[-1]}{unit} or more", bins.edges[-1], None)] if bins.more else []
    return [*below, *bars, *above]


def _whole(answer: Answer, column: Column, low: float, high: float, locale: str) -> str:
    if low == high:
        return format_value(answer, column, int(low), locale)
    return f"{edge_label(answer, column, low, locale)} to {format_value(answer, column, int(high), locale)}"


def edge_label(answer: Answer, column: Column, edge: float, locale: str) -> str:
    """Return an edge of a bin, which is round, in few figures."""
    if column.type == "ratio":
        return format_percent(edge, "#,##0.##%", locale=locale)
    short = format_compact_decimal(edge, locale=locale, fraction_digits=2)
    # Some languages have no short word for thousands, and Babel then leaves out the separator as well.
    if abs(edge) >= 1000 and not any(letter.isalpha() for letter in short):
        unit = f" {answer.currency}" if column.type == "money" else ""
        return format_decimal(edge, "#,##0.##", locale=locale) + unit
    if column.type == "money":
        return format_compact_currency(edge, answer.currency, locale=locale, fraction_digits=2)
    return short
