"""An Answer as a Plotly figure, with what it shows in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from services.present import words
from services.present.theme import Theme, palette, template
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket
from services.semantic.runner import BEFORE_MARK

MOST_BARS = 12
PIXELS_A_LETTER = 6
# How much longer than the longest bar the axis is, so that the bar's label has its place.
LABEL_SHARE = 0.45
LETTERS = 24
FEWEST_TICKS = 3
AXIS_FORMAT = {"money": "~s", "integer": "~s", "number": "~s", "ratio": ".0%"}


@dataclass(frozen=True)
class Picture:
    """A figure, the sentence under its title, the chart in words, and what to mind."""

    figure: dict[str, Any]
    finding: str | None
    summary: str
    note: str | None


def line(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric over time, with the days it is compared with behind it."""
    column = _metric(answer)
    named = [words.bucket(bucket, answer.query.grain or "month", locale) for bucket in _buckets(answer)]
    figure = _figure(theme)
    against = _against(answer)
    if against:
        figure.add_trace(_line(answer, column, BEFORE_MARK, named, theme, locale, f"{against}: "))
    figure.add_trace(_line(answer, column, "", named, theme, locale, ""))
    figure.update_yaxes(**_value_axis(answer, column))
    figure.update_layout(hovermode="x unified", annotations=_end_labels(answer, column, theme))
    if len(named) < FEWEST_TICKS:
        # Between one or two days the axis would count milliseconds.
        figure.update_xaxes(tickmode="array", tickvals=list(answer.frame["time"]), ticktext=named)
    if against:
        figure.update_layout(margin={"r": PIXELS_A_LETTER * len(against) + 16})
    return Picture(figure.to_plotly_json(), _course(answer, column, named, locale), _told(answer, named, locale), None)


def bar(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by the first dimension, the largest on top. A click tells the group that was meant."""
    column, field = _metric(answer), answer.query.dimensions[0]
    shown = answer.frame.head(MOST_BARS).iloc[::-1]
    named = [words.group(value) for value in shown[field]]
    values = [None if value is None else float(value) for value in shown[column.name]]
    told = [words.exact(value, column.type, answer.currency, locale) for value in shown[column.name]]
    figure = _figure(theme)
    figure.add_trace(
        go.Bar(
            x=values,
            y=named,
            orientation="h",
            # A few bars stay bars rather than become walls.
            width=min(0.7, 0.12 * len(values)),
            text=[words.compact(value, column.type, answer.currency, locale) for value in shown[column.name]],
            textposition="outside",
            textfont={"size": 12},
            cliponaxis=False,
            # What a click hands to the filters: the field and the value, empty for the group without one.
            customdata=[[field, value, words_] for value, words_ in zip(shown[field], told, strict=True)],
            hovertemplate="%{y}: %{customdata[2]}<extra></extra>",
            marker={"color": palette(theme).series[0]},
        )
    )
    axis = _value_axis(answer, column) | {"rangemode": "normal", "range": _room_for_labels(values)}
    figure.update_xaxes(**axis, showticklabels=False, showgrid=False, zeroline=True)
    # Groups are names, also where they look like numbers or days. Long ones would leave no room for the bars.
    figure.update_yaxes(type="category", automargin=True, showgrid=False, ticksuffix="  ")
    figure.update_yaxes(tickmode="array", tickvals=named, ticktext=[words.shortened(name, LETTERS) for name in named])
    return Picture(
        figure.to_plotly_json(), _leader(answer, column, locale), _told(answer, named, locale), _cut_off(answer)
    )


DRAW: dict[str, Callable[[Answer, Theme, str], Picture]] = {"line": line, "bar": bar}


def _room_for_labels(values: list[float | None]) -> list[float]:
    """Return a range from zero to the longest bars, with room for a label at the end of each."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    # Bars of no length still need an axis.
    room = LABEL_SHARE * (high - low) or 1.0
    # Below zero the label stands between the bar and the names.
    return [low - 1.8 * room if low < 0 else 0.0, high + room if high > 0 or low == high else 0.0]


def _figure(theme: Theme) -> go.Figure:
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return go.Figure(layout={"template": template(theme), "showlegend": False, "margin": margin})


def _buckets(answer: Answer) -> list[Bucket]:
    """Return the bucket of each row; a filter on the metric leaves some out."""
    starting = {bucket.start: bucket for bucket in answer.buckets}
    return [starting[start] for start in answer.frame["time"]]


def _metric(answer: Answer) -> Column:
    return next(each for each in answer.columns if each.name == answer.query.metrics[0])


def _line(
    answer: Answer, column: Column, mark: str, named: list[str], theme: Theme, locale: str, prefix: str
) -> go.Scatter:
    colours = palette(theme)
    colour = colours.quiet if mark else colours.series[0]
    cells = list(answer.frame[column.name + mark])
    told = [prefix + words.exact(cell, column.type, answer.currency, locale) for cell in cells]
    return go.Scatter(
        x=list(answer.frame["time"]),
        y=[None if cell is None else float(cell) for cell in cells],
        mode="lines+markers" if len(cells) <= 31 else "lines",
        customdata=list(zip(named, told, strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        line={"color": colour, "width": 1.5, "dash": "dot"} if mark else {"color": colour, "width": 2.5},
        marker=_markers(answer, colours.surface, colour),
    )


def _markers(answer: Answer, hollow: str, colour: str) -> dict[str, Any]:
    """A bucket that is not over has a hollow mark."""
    fill = [colour if bucket.complete else hollow for bucket in _buckets(answer)]
    return {"size": 6, "color": fill, "line": {"color": colour, "width": 1.5}}


def _value_axis(answer: Answer, column: Column) -> dict[str, Any]:
    unit = f" {answer.currency}" if column.type == "money" else ""
    return {"tickformat": AXIS_FORMAT.get(column.type, ""), "rangemode": "tozero", "ticksuffix": unit}


def _end_labels(answer: Answer, column: Column, theme: Theme) -> list[dict[str, Any]]:
    """Name the two lines where they end, rather than in a legend."""
    against = _against(answer)
    if not against:
        return []
    colours = palette(theme)
    now, before = (answer.frame[column.name + mark].iloc[-1] for mark in ("", BEFORE_MARK))
    ends = [(now, "now", colours.series[0]), (before, against, colours.ink_faint)]
    known = sorted((float(end), name, colour) for end, name, colour in ends if end is not None)
    # Names of ends that lie close would write over each other, so the lower one's hangs and the upper one's stands.
    close = len(known) == 2 and known[1][0] - known[0][0] < 0.1 * _height(answer, column)
    shifts = (-8, 8) if close else (0, 0)
    return [
        {
            # Placed by the paper, so that a name never stretches the axis.
            "xref": "paper",
            "x": 1,
            "y": end,
            "text": name,
            "font": {"color": colour, "size": 12},
            "showarrow": False,
            "xanchor": "left",
            "xshift": 4,
            "yshift": shift,
        }
        for (end, name, colour), shift in zip(known, shifts, strict=False)
    ]


def _height(answer: Answer, column: Column) -> float:
    """Return how much of the value axis is drawn, from zero or below to the highest mark."""
    sides = (answer.frame[column.name], answer.frame[column.name + BEFORE_MARK])
    drawn = [0.0, *(float(cell) for side in sides for cell in side if cell is not None)]
    return max(drawn) - min(drawn)


def _against(answer: Answer) -> str | None:
    """Return what the line is compared with, where any of its buckets is."""
    compared = answer.query.compare and any(bucket.before for bucket in _buckets(answer))
    return words.COMPARED_WITH[answer.query.compare] if compared and answer.query.compare else None


def _is_paired(answer: Answer) -> bool:
    """Whether every bucket is compared with days, so that the two sums are of like things."""
    return all(bucket.before for bucket in _buckets(answer))


def _course(answer: Answer, column: Column, named: list[str], locale: str) -> str | None:
    """Say how the whole period compares, where it adds up, and when it was highest."""
    cells = [(cell, name) for cell, name in zip(answer.frame[column.name], named, strict=True) if cell is not None]
    # One mark is no course, and so no peak.
    if len(cells) < 2:
        return None
    peak = max(cells, key=lambda pair: pair[0])[1].removesuffix(", so far").removesuffix(", in part")
    highest = f"{peak[0].upper()}{peak[1:]} was the peak"
    # Weeks are compared with weeks, whose sum is not the same days as the whole period's comparison.
    if not (answer.query.compare and column.additive_over_time and _is_paired(answer)) or answer.query.grain == "week":
        return highest
    befores = [cell for cell in answer.frame[column.name + BEFORE_MARK] if cell is not None]
    moved = words.change(sum(cell for cell, _ in cells), sum(befores), column, answer.query.compare, locale)
    return f"{moved.words[0].upper()}{moved.words[1:]}; {highest}" if moved else highest


def _leader(answer: Answer, column: Column, locale: str) -> str | None:
    """Say who is first and, where the parts add up to a whole that is all there, with what share."""
    query = answer.query
    if answer.frame.empty or query.offset or query.order not in ((), (f"-{column.name}",)):
        return None
    first = answer.frame.iloc[0]
    if first[column.name] is None:
        return None
    name = words.group(first[query.dimensions[0]])
    most = words.compact(first[column.name], column.type, answer.currency, locale)
    leads = f"{name[:1].upper()}{name[1:]} leads with {most}"
    parts = [cell for cell in answer.frame[column.name] if cell is not None]
    # With negative parts the largest may be more than the whole.
    if not column.additive or query.limit is not None or query.having or min(parts) < 0 or not sum(parts):
        return leads
    return f"{leads}, {words.exact(first[column.name] / sum(parts), 'ratio', '', locale)} of the whole"


def _told(answer: Answer, named: list[str], locale: str) -> str:
    """Return the chart in words: every mark, or the first and the last of many."""
    column = _metric(answer)
    frame = answer.frame if answer.query.grain else answer.frame.head(MOST_BARS).iloc[::-1]
    told = [
        f"{name}: {words.exact(cell, column.type, answer.currency, locale)}"
        for name, cell in zip(named, frame[column.name], strict=True)
    ]
    kept = told if len(told) <= 24 else [told[0], "…", told[-1]]
    return f"{column.label}. " + "; ".join(kept)


def _cut_off(answer: Answer) -> str | None:
    drawn = min(len(answer.frame), MOST_BARS)
    return f"{drawn} of {answer.total} are drawn." if answer.total > drawn else None
