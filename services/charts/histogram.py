"""How many of a kind have how much: bins of one width, with the median and the upper quarter marked."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from babel.numbers import format_compact_currency, format_compact_decimal, format_decimal, format_percent

from services.charts.drawing import clicks
from services.charts.drawing.answers import metric_column
from services.charts.drawing.axes import value_axis
from services.charts.drawing.bins import Bins, make_bins, percentile
from services.charts.drawing.colours import lighten
from services.charts.drawing.limits import PIXELS_A_LETTER
from services.charts.drawing.notes import join_notes, missing_note, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import entity_noun, escape_text, format_short, format_value, lower_first, upper_first
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column

# Of fewer values nobody can say what a half or a quarter of them is.
FEWEST = 4
MOST_EDGES = 6
# How many pixels the axis has on a phone, and how many lie between two edges at least.
NARROW, GAP = 250, 14
ROOM_ABOVE = 24
# How much of the plot stays free above the highest bar, for the names of the marked values.
HEADROOM = 1.3


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


def histogram(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw how the groups of the first dimension are spread over the first metric. A group without a value has none."""
    column, dimension = metric_column(answer), answer.query.dimensions[0]
    groups = list(zip(answer.frame[dimension], answer.frame[column.name], strict=True))
    known = [cell for value, cell in groups if value is not None]
    values = sorted(cell for cell in known if cell is not None)
    thing = entity_noun(dimension)
    keyless = f"Values that belong to none of the {thing} are not included." if len(known) < len(groups) else None
    bins = make_bins(values, column.type == "integer")
    bars = _bars(answer, column, bins, locale)
    figure = blank(theme, locale)
    figure.add_trace(_trace(bars, dimension, theme, locale))
    if len(values) >= FEWEST:
        figure.update_layout(**_percentile_lines(answer, column, values, bins, theme, locale))
    figure.update_layout(bargap=0.06, margin={"t": ROOM_ABOVE})
    figure.update_xaxes(**_edges(answer, column, bins, locale), title={"text": escape_text(_axis_title(column))})
    most = max(each.count for each in bars)
    figure.update_yaxes(**value_axis(answer, replace(column, type="integer"), most), title={"text": upper_first(thing)})
    figure.update_yaxes(range=[0, most * HEADROOM or 1])
    finding = _finding(answer, column, values, thing, locale)
    texts = "; ".join(f"{each.span}: {words.exact(each.count, 'integer', '', locale)}" for each in bars)
    return Picture(
        figure.to_plotly_json(),
        finding,
        f"{column.label} of {words.exact(len(values), 'integer', '', locale)} {thing}. {texts}.",
        join_notes(shown_note(len(groups), answer.total, locale), missing_note(len(known) - len(values)), keyless),
    )


def _bars(answer: Answer, column: Column, bins: Bins, locale: str) -> list[BinBar]:
    edges = [_edge(answer, column, each, locale) for each in bins.edges]
    unit = "" if words.unit(2, column) is None else f" {words.unit(2, column)}"
    spans = [f"{low} to {high}{unit}" for low, high in pairwise(edges)]
    if column.type == "integer":
        # Between two edges lie the whole numbers from the first one up to the last one before the other.
        spans = [_whole(answer, column, low, high - 1, locale) for low, high in pairwise(bins.edges)]
    within = zip(bins.counts, spans, pairwise(bins.edges), strict=True)
    bars = [BinBar(count, span, *between) for count, span, between in within]
    before = [BinBar(bins.less, f"below {edges[0]}{unit}", None, bins.edges[0])] if bins.less else []
    behind = [BinBar(bins.more, f"{edges[-1]}{unit} or more", bins.edges[-1], None)] if bins.more else []
    return [*before, *bars, *behind]


def _whole(answer: Answer, column: Column, low: float, high: float, locale: str) -> str:
    if low == high:
        return format_value(answer, column, int(low), locale)
    return f"{_edge(answer, column, low, locale)} to {format_value(answer, column, int(high), locale)}"


def _trace(bars: list[BinBar], dimension: str, theme: Theme, locale: str) -> go.Bar:
    colour = palette(theme).series[0]
    counts = [f"{words.exact(each.count, 'integer', '', locale)} {entity_noun(dimension, each.count)}" for each in bars]
    return go.Bar(
        x=list(range(len(bars))),
        y=[each.count for each in bars],
        customdata=[
            [*clicks.records(each.low, each.high), f"{upper_first(each.span)}: {count}"]
            for each, count in zip(bars, counts, strict=True)
        ],
        hovertemplate="%{customdata[2]}<extra></extra>",
        # An end that is gathered is wider than it is drawn.
        marker={"color": [lighten(colour, theme) if each.is_end else colour for each in bars]},
    )


def _edges(answer: Answer, column: Column, bins: Bins, locale: str) -> dict[str, Any]:
    """Return an axis that names a few edges between the bars, and where the gathered ends begin."""
    first = 1 if bins.less else 0
    # Single whole numbers stand under their bars, others between two.
    shift = 0.0 if column.type == "integer" and bins.width == 1 else -0.5
    longest = max(len(_edge(answer, column, edge, locale)) for edge in bins.edges)
    step = -(-len(bins.edges) // min(MOST_EDGES, NARROW // (PIXELS_A_LETTER * longest + GAP)))
    # Zero is among the edges that are named.
    places = range(bins.edges.index(0) % step if 0 in bins.edges else 0, len(bins.edges), step)
    ticks = {first + place + shift: _edge(answer, column, bins.edges[place], locale) for place in places}
    last = first + len(bins.counts)
    if bins.more:
        ticks = {place: text for place, text in ticks.items() if place < last - 1.5}
        ticks[last] = f"{_edge(answer, column, bins.edges[-1], locale)}+"
    elif shift == 0.0:
        ticks.pop(last, None)
    end = last + (0.5 if bins.more else -0.5)
    return {
        "tickmode": "array",
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickangle": 0,
        "range": [-0.6, end + 0.1],
    }


def _edge(answer: Answer, column: Column, edge: float, locale: str) -> str:
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


def _axis_title(column: Column) -> str:
    unit = words.unit(2, column)
    return f"{column.label}, {unit}" if unit and unit != lower_first(column.label) else column.label


def _percentile_lines(
    answer: Answer, column: Column, values: list[Any], bins: Bins, theme: Theme, locale: str
) -> dict[str, Any]:
    """Return lines at the median and the upper quarter, each with its name beside it."""
    colours = palette(theme)
    line = {"color": colours.ink_faint, "width": 1, "dash": "dot"}
    shapes, names = [], []
    for row, (name, level) in enumerate((("Median", 0.5), ("P75", 0.75))):
        value = percentile(values, level)
        place = (float(value) - bins.edges[0]) / bins.width - 0.5 + (1 if bins.less else 0)
        past = place > 0.6 * len(bins.counts)
        shapes.append({"type": "line", "x0": place, "x1": place, "yref": "paper", "y0": 0, "y1": 1, "line": line})
        names.append(
            {
                "text": f"{name} {_value(answer, column, value, locale)}",
                "x": place,
                "xanchor": "right" if past else "left",
                "xshift": -4 if past else 4,
                "yref": "paper",
                "y": 1,
                "yanchor": "top",
                # One under the other, since the two values may lie close.
                "yshift": -16 * row,
                "showarrow": False,
                # The other line may pass behind it.
                "bgcolor": colours.surface,
                "borderpad": 1,
            }
        )
    return {"shapes": shapes, "annotations": names}


def _value(answer: Answer, column: Column, value: Any, locale: str) -> str:
    # What lies between two counts is no whole number.
    kind = replace(column, type="number") if column.type == "integer" else column
    return format_short(answer, kind, value, locale)


def _finding(answer: Answer, column: Column, values: list[Any], thing: str, locale: str) -> str | None:
    """Return the median, and the value at or below which three quarters lie."""
    if len(values) < FEWEST:
        return None
    half, most = (_value(answer, column, percentile(values, level), locale) for level in (0.5, 0.75))
    count = f"the {words.exact(len(values), 'integer', '', locale)} {thing}"
    if half == most:
        return f"Three quarters of {count} are at or below {most}"
    return f"Half of {count} are at or below {half}, and three quarters at or below {most}"
