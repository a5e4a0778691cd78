"""How many of a kind have how much: bins of one width, with the median and the upper quarter marked."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.answers import metric_column
from services.charts.drawing.axes import value_axis
from services.charts.drawing.bin_bars import BinBar, bin_bars, edge_label
from services.charts.drawing.bins import Bins, make_bins, percentile
from services.charts.drawing.colours import lighten
from services.charts.drawing.limits import PIXELS_A_LETTER
from services.charts.drawing.notes import join_notes, missing_note, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.records import rows_of_part
from services.charts.drawing.text import entity_noun, escape_text, format_short, lower_first, upper_first
from services.charts.registry.kind import MARK_GONE, ChartKind, Fit, MarkRequest, MarkRows
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.errors import BadQuery
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


def histogram(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw how the groups of the first dimension are spread over the first metric. A group without a value has none."""
    column, dimension = metric_column(answer), answer.query.dimensions[0]
    groups = list(zip(answer.frame[dimension], answer.frame[column.name], strict=True))
    known = [cell for value, cell in groups if value is not None]
    values = sorted(cell for cell in known if cell is not None)
    noun = entity_noun(answer)
    keyless = f"Values that belong to none of the {noun} are not included." if len(known) < len(groups) else None
    bins = make_bins(values, column.type == "integer")
    bars = bin_bars(answer, column, bins, locale)
    figure = blank(theme, locale)
    figure.add_trace(_trace(bars, answer, theme, locale))
    if len(values) >= FEWEST:
        figure.update_layout(**_percentile_lines(answer, column, values, bins, theme, locale))
    figure.update_layout(bargap=0.06, margin={"t": ROOM_ABOVE})
    figure.update_xaxes(**_edges(answer, column, bins, locale), title={"text": escape_text(_axis_title(column))})
    most = max(each.count for each in bars)
    figure.update_yaxes(**value_axis(answer, replace(column, type="integer"), most), title={"text": upper_first(noun)})
    figure.update_yaxes(range=[0, most * HEADROOM or 1])
    finding = _finding(answer, column, values, noun, locale)
    texts = "; ".join(f"{each.span}: {words.exact(each.count, 'integer', '', locale)}" for each in bars)
    return Picture(
        figure.to_plotly_json(),
        finding,
        f"{column.label} of {words.exact(len(values), 'integer', '', locale)} {noun}. {texts}.",
        join_notes(shown_note(len(groups), answer.total, locale), missing_note(len(known) - len(values)), keyless),
    )


def _trace(bars: list[BinBar], answer: Answer, theme: Theme, locale: str) -> go.Bar:
    colour = palette(theme).series[0]
    return go.Bar(
        x=list(range(len(bars))),
        y=[each.count for each in bars],
        customdata=[[*each.mark, _hover(each, answer, locale)] for each in bars],
        hovertemplate="%{customdata[2]}<extra></extra>",
        # An end that is gathered is wider than it is drawn.
        marker={"color": [lighten(colour, theme) if each.is_end else colour for each in bars]},
    )


def _hover(each: BinBar, answer: Answer, locale: str) -> str:
    count = f"{words.exact(each.count, 'integer', '', locale)} {entity_noun(answer, each.count)}"
    return f"{upper_first(each.span)}: {count}"


def _edges(answer: Answer, column: Column, bins: Bins, locale: str) -> dict[str, Any]:
    """Return an axis that names a few edges between the bars, and where the gathered ends begin."""
    first = 1 if bins.less else 0
    # Single whole numbers stand under their bars, others between two.
    shift = 0.0 if column.type == "integer" and bins.width == 1 else -0.5
    longest = max(len(edge_label(answer, column, edge, locale)) for edge in bins.edges)
    step = -(-len(bins.edges) // min(MOST_EDGES, NARROW // (PIXELS_A_LETTER * longest + GAP)))
    # Zero is among the edges that are named.
    places = range(bins.edges.index(0) % step if 0 in bins.edges else 0, len(bins.edges), step)
    ticks = {first + place + shift: edge_label(answer, column, bins.edges[place], locale) for place in places}
    last = first + len(bins.counts)
    if bins.more:
        ticks = {place: text for place, text in ticks.items() if place < last - 1.5}
        ticks[last] = f"{edge_label(answer, column, bins.edges[-1], locale)}+"
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


def _finding(answer: Answer, column: Column, values: list[Any], noun: str, locale: str) -> str | None:
    """Return the median, and the value at or below which three quarters lie."""
    if len(values) < FEWEST:
        return None
    half, most = (_value(answer, column, percentile(values, level), locale) for level in (0.5, 0.75))
    count = f"the {words.exact(len(values), 'integer', '', locale)} {noun}"
    if half == most:
        return f"Three quarters of {count} are at or below {most}"
    return f"Half of {count} are at or below {half}, and three quarters at or below {most}"


def bin_records(request: MarkRequest) -> MarkRows:
    """Return the groups whose value is in a bin; raises BadQuery for a mark that is not on the chart."""
    answer = request.ask(request.query)
    column, dimension = metric_column(answer), answer.query.dimensions[0]
    known = answer.frame[answer.frame[column.name].notna() & answer.frame[dimension].notna()]
    bars = bin_bars(answer, column, make_bins(sorted(known[column.name]), column.type == "integer"), request.locale)
    found = next((each for each in bars if each.mark[1] == request.mark), None)
    if found is None:
        raise BadQuery(MARK_GONE)
    inside = known[known[column.name].map(found.contains).astype(bool)]
    words_ = _hover(found, answer, request.locale)
    return MarkRows(words_, rows_of_part(answer, inside, dimension, column.name))


def _fit(question: Question) -> Fit | None:
    if not question.is_by_record:
        return None
    return Fit(0.95, "A histogram shows how the values of single records are distributed.")


KIND = ChartKind(
    name="histogram",
    label="Histogram",
    icon="chart-column-big",
    group="By group",
    when="How values are distributed: how many orders, customers or tasks have how much",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 1)),),
    notes="By the key of the items that are counted: the number of orders, customers or tasks by value. The "
    "median and the 75th percentile (P75) are marked; outliers are collected in the first or last bin.",
    example={
        "metrics": ["deal.cycle_median"],
        "dimensions": ["deal.key"],
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a bin lists its records.",
    draw=histogram,
    fits=_fit,
    records=bin_records,
)
