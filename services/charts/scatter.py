"""A point for each record, with the lines at or below which half of them lie, and 85 of 100."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.axes import value_axis
from services.charts.drawing.day_axis import day_axis
from services.charts.drawing.legend import add_legend
from services.charts.drawing.limits import PIXELS_A_LETTER
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import escape_text, lower_first
from services.charts.registry.kind import ChartKind, Fit
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.table import NUMERIC
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column
from services.semantic.catalog import Catalog
from services.semantic.periods import DAY
from services.semantic.query import Query

DATES = ("date", "instant")
LEVELS = (0.5, 0.85)
# Of fewer records, 85 of 100 says nothing.
FEWEST_RANKED = 20
MOST_GROUPS = 4
# The marks of the groups, and how the legend writes them.
SIGNS = (("circle", "●"), ("diamond", "◆"), ("square", "■"), ("triangle-up", "▲"), ("cross", "✚"))
# From how many points on they are drawn smaller.
MANY = 300
# How close two lines may be, as a part of the axis, before their names would write over each other.
CLOSE = 0.07


@dataclass(frozen=True)
class Point:
    """A record: its place as values of the frame, how it is called, and its group where records have one."""

    x: Any
    y: Any
    name: Any
    group: Any = None


def scatter(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the second field of each record by the first. The third is its name, a fourth its group.

    A record without either of the two values is not drawn; the note counts them.
    """
    across, up, *_ = answer.columns
    points = [point for point in _points(answer) if point.x is not None and point.y is not None]
    lines = percentiles([float(point.y) for point in points])
    groups = _groups(points) if len(answer.columns) > 3 else [("", points)]
    shades = [*palette(theme).series[:MOST_GROUPS], palette(theme).quiet]
    figure = blank(theme, locale)
    for (_, kept), shade, (symbol, _) in zip(groups, shades, SIGNS, strict=False):
        look = {"color": shade, "symbol": symbol, "size": 5 if len(points) > MANY else 7, "opacity": 0.75}
        figure.add_trace(_marks(answer, kept, look, locale))
    figure.update_xaxes(**_across(answer, points, locale), showgrid=False, title={"text": escape_text(across.label)})
    figure.update_yaxes(**value_axis(answer, up), title={"text": escape_text(up.label)})
    _add_lines(figure, answer, lines, max((float(point.y) for point in points), default=0.0), theme, locale)
    if len(groups) > 1:
        add_legend(
            figure, [(name, shade, sign) for (name, _), shade, (_, sign) in zip(groups, shades, SIGNS, strict=False)]
        )
    levels = [_level(answer, up, level, lines, locale) for level in lines]
    summary = f"{up.label} by {lower_first(across.label)}, {len(points)} records. {'; '.join(levels)}"
    return Picture(figure.to_plotly_json(), _finding(up, levels), summary, _note(answer, points))


def percentiles(values: list[float]) -> dict[float, float]:
    """Return the value at each level, between two neighbours by its distance to them, as the metrics count it."""
    levels = [level for level in LEVELS if len(values) >= (FEWEST_RANKED if level > 0.5 else 2)]
    return {level: _percentile(sorted(values), level) for level in levels}


def _percentile(ranked: list[float], level: float) -> float:
    below, part = divmod(level * (len(ranked) - 1), 1)
    lower, upper = ranked[int(below)], ranked[min(int(below) + 1, len(ranked) - 1)]
    return lower + part * (upper - lower)


def _points(answer: Answer) -> list[Point]:
    return [Point(*row[:4]) for row in answer.frame.itertuples(index=False, name=None)]


def _groups(points: list[Point]) -> list[tuple[str, list[Point]]]:
    """Return the groups with the most points, and all others as one."""
    by_group: dict[Any, list[Point]] = {}
    for point in points:
        by_group.setdefault(point.group, []).append(point)
    largest = sorted(by_group, key=lambda group: -len(by_group[group]))
    named = [(words.group(group), by_group[group]) for group in largest[:MOST_GROUPS]]
    rest = [point for group in largest[MOST_GROUPS:] for point in by_group[group]]
    return [*named, (f"{len(largest) - MOST_GROUPS} others", rest)] if rest else named


def _marks(answer: Answer, points: list[Point], look: dict[str, Any], locale: str) -> go.Scatter:
    return go.Scatter(
        x=[_place(answer, point.x) for point in points],
        y=[float(point.y) for point in points],
        mode="markers",
        # A record is no group that a filter could be set to.
        customdata=[[None, None, escape_text(_sentence(answer, point, locale))] for point in points],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker=look,
    )


def _across(answer: Answer, points: list[Point], locale: str) -> dict[str, Any]:
    """Return the axis of the first field: of days, or of numbers from zero."""
    column = answer.columns[0]
    if column.type not in DATES:
        return value_axis(answer, column)
    places = [_place(answer, point.x) for point in points]
    days = [place.date() if isinstance(place, datetime) else place for place in places]
    return day_axis(min(days), max(days) + DAY, locale) if days else {}


def _place(answer: Answer, value: Any) -> Any:
    """Return a value as Plotly takes it; instants by the clock of the organisation, since it knows no zones."""
    if isinstance(value, datetime):
        return value.astimezone(answer.zone).replace(tzinfo=None)
    return value if hasattr(value, "year") else float(value)


def _format_with_unit(answer: Answer, column: Column, value: Any, locale: str) -> str:
    text = words.exact(value, column.type, answer.currency, locale, answer.zone)
    unit = words.unit(value, column)
    return f"{text} {unit}" if unit else text


def _sentence(answer: Answer, point: Point, locale: str) -> str:
    across, up, *_ = answer.columns
    group = f", {words.group(point.group)}" if len(answer.columns) > 3 else ""
    values = [
        f"{lower_first(column.label)} {_format_with_unit(answer, column, value, locale)}"
        for column, value in ((up, point.y), (across, point.x))
    ]
    return f"{words.group(point.name)}{group}: {', '.join(values)}"


def _add_lines(
    figure: go.Figure, answer: Answer, lines: dict[float, float], highest: float, theme: Theme, locale: str
) -> None:
    """Draw the lines across the points, and name each where it ends."""
    colours, up = palette(theme), answer.columns[1]
    named = {level: f"{level:.0%}: {_format_short(answer, up, value, locale)}" for level, value in lines.items()}
    # The lower of two that lie close hangs below its line, and the upper one stands above it.
    close = len(lines) == 2 and abs(lines[LEVELS[1]] - lines[LEVELS[0]]) < CLOSE * highest
    for place, (level, value) in enumerate(lines.items()):
        figure.add_hline(y=value, line={"color": colours.ink_soft, "width": 1, "dash": "dot" if place else "dash"})
        figure.add_annotation(
            xref="paper",
            x=1,
            y=value,
            text=escape_text(named[level]),
            font={"color": colours.ink_soft, "size": 12},
            showarrow=False,
            xanchor="left",
            xshift=4,
            yshift=(8 if place else -8) if close else 0,
        )
    if named:
        figure.update_layout(margin={"r": PIXELS_A_LETTER * max(map(len, named.values())) + 16})


def _format_short(answer: Answer, column: Column, value: float, locale: str) -> str:
    return words.compact(value, "number" if column.type == "integer" else column.type, answer.currency, locale)


def _level(answer: Answer, up: Column, level: float, lines: dict[float, float], locale: str) -> str:
    """Return "half are at or below 4.1". Between two neighbours the share is not quite 85 of 100, hence "about"."""
    share = "half" if level == LEVELS[0] else f"about {level:.0%}"
    return f"{share} are at or below {_format_short(answer, up, lines[level], locale)}"


def _finding(up: Column, levels: list[str]) -> str | None:
    return f"{up.label}: {' and '.join(levels)}" if levels else None


def _note(answer: Answer, points: list[Point]) -> str | None:
    missing = len(answer.frame) - len(points)
    isnt = "is not" if missing == 1 else "are not"
    labels = " or ".join(column.label for column in answer.columns[:2])
    shown = f"Showing {len(answer.frame):,} of {answer.total:,} records; the lines describe those."
    return join_notes(
        shown if answer.total > len(answer.frame) else None,
        f"{missing} {'record' if missing == 1 else 'records'} without {labels} {isnt} shown." if missing else None,
    )


def _check(query: Query, catalog: Catalog) -> str | None:
    across, up = (catalog.field(name) for name in query.fields[:2])
    if across.type in (*DATES, *NUMERIC) and up.type in NUMERIC:
        return None
    return "A scatter plot takes a date or a number as its first field and a number as its second one."


def _fit(question: Question) -> Fit:
    return Fit(0.9, "A scatter plot shows how two values of each record relate.")


KIND = ChartKind(
    name="scatter",
    label="Scatter plot",
    icon="chart-scatter",
    group="Individual records",
    when="How two values of single records relate, such as cycle time by completion date",
    shapes=(Shape(fields=(3, 4)),),
    notes="The fields are the horizontal axis (a date, an instant or a number), the vertical axis (a number), "
    "the name, and optionally a group. Lines mark the median and the 85th percentile (P85) of the "
    "vertical axis.",
    example={
        "fields": ["task.done_at", "task.cycle_days", "task.key", "task.kind"],
        "time": "task.done_at",
        "period": {"last": 12, "unit": "month", "until": "data"},
        "where": {"op": "not", "part": {"op": "null", "field": "task.cycle_days"}},
    },
    marks="Its marks have no action.",
    draw=scatter,
    fits=_fit,
    check=_check,
    row_limit=2_000,
)
