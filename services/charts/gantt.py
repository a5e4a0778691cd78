"""Projects as bars along the days: what was planned first, how it went, and how late it is."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing.colours import lighten
from services.charts.drawing.day_axis import day_axis
from services.charts.drawing.gantt_rows import Days, GanttRow, describe_gantt_row, gantt_rows, in_days
from services.charts.drawing.legend import add_legend
from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.notes import join_notes, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import escape_text
from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.periods import DAY
from services.semantic.query import Query

# A few bars stay bars rather than become walls.
FEWEST_ROWS, MOST_ROWS = 5, 14


ROW_LETTERS = 18


# How thick bars are, as a part of a row. The plan is a thin line below.
BAR, PLAN, BELOW = 0.46, 0.12, 0.36


DAY_IN_MS = 86_400_000


NAMES_HEIGHT, LABEL_WIDTH = 44, 48


def gantt(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw a row for each record, whose fields are its name, the first and the last day that were planned first, the
    first and the last day that it took, and how it stands. Without a last day it goes on until today."""
    every = gantt_rows(answer)
    rows = every[:MOST_ROWS]
    colours = palette(theme)
    figure = blank(theme, locale)
    lines = {
        "shape": "/",
        "size": 5,
        "solidity": 0.4,
        "fgcolor": colours.bad,
        "bgcolor": lighten(colours.bad, theme, 0.7),
    }
    hatched = {"color": colours.bad, "pattern": lines}
    figure.add_trace(_bars(rows, _plan, BELOW, PLAN, {"color": colours.quiet}, locale))
    figure.add_trace(_bars(rows, _in_time, 0, BAR, {"color": colours.series[0]}, locale))
    late = _bars(rows, _late, 0, BAR, hatched, locale)
    late.update(text=[f" +{in_days(row.days_late)}" if row.days_late else "" for row in rows])
    late.update(textposition="outside", textfont={"size": 12}, constraintext="none", cliponaxis=False)
    figure.add_trace(late)
    figure.update_layout(barmode="overlay", barcornerradius=2)
    named = [escape_text(words.truncate(row.name, ROW_LETTERS)) for row in rows]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(rows))), ticktext=named, ticksuffix="  ")
    figure.update_yaxes(showgrid=False, zeroline=False, range=[max(len(rows), FEWEST_ROWS) - 0.5, -0.5])
    _draw_days(figure, rows, theme, locale)
    signs = [("Baseline", colours.quiet, "▬"), ("Actual", colours.series[0], "■"), ("Late", colours.bad, "▨")]
    add_legend(figure, signs)
    figure.update_layout(margin={"t": NAMES_HEIGHT, "r": LABEL_WIDTH})
    sentences = [describe_gantt_row(row, locale) for row in every]
    summary = "; ".join(sentences if len(sentences) <= MOST_DESCRIBED else [sentences[0], "…", sentences[-1]])
    return Picture(
        figure.to_plotly_json(),
        _finding(answer, every),
        summary,
        join_notes(shown_note(len(rows), answer.total, locale, "records")),
    )


def _plan(row: GanttRow) -> Days:
    # Where only the end was planned, the plan is to begin when it began.
    return row.planned[0] or row.went[0], row.planned[1]


def _in_time(row: GanttRow) -> Days:
    first, planned = row.went[0], row.planned[1]
    return first, min(row.until, planned) if row.until and planned else row.until


def _late(row: GanttRow) -> Days:
    first, planned = row.went[0], row.planned[1]
    return (max(first, planned + DAY), row.until) if row.days_late and first and planned else (None, None)


def _bars(
    rows: list[GanttRow],
    days_of: Callable[[GanttRow], Days],
    below: float,
    thick: float,
    marker: dict[str, Any],
    locale: str,
) -> go.Bar:
    """Return a bar for each row from day to day, both included; none where one is missing or they are swapped."""
    spans = [days_of(row) for row in rows]
    known = [first is not None and last is not None and first <= last for first, last in spans]
    return go.Bar(
        base=[first if drawn else None for (first, _), drawn in zip(spans, known, strict=True)],
        x=[
            ((last - first).days + 1) * DAY_IN_MS if drawn and first and last else None
            for (first, last), drawn in zip(spans, known, strict=True)
        ],
        y=[place + below for place in range(len(rows))],
        width=thick,
        orientation="h",
        customdata=[[*row.mark, escape_text(describe_gantt_row(row, locale))] for row in rows],
        hovertemplate="%{customdata[2]}<extra></extra>",
        marker=marker,
    )


def _draw_days(figure: go.Figure, rows: list[GanttRow], theme: Theme, locale: str) -> None:
    """Set the axis to the days of the rows, and mark today where it is one of them."""
    days = [day for row in rows for day in (*row.planned, row.went[0], row.until) if day]
    if not days:
        return
    figure.update_xaxes(**day_axis(min(days), max(days) + DAY, locale), showgrid=True)
    today = rows[0].today
    if min(days) <= today <= max(days):
        # Its end: so far go the bars of what goes on.
        end, colour = datetime.combine(today + DAY, time()), palette(theme).ink_soft
        figure.add_vline(x=end, line={"color": colour, "width": 1, "dash": "dot"})
        look = {"font": {"color": colour, "size": 12}, "showarrow": False, "yref": "paper", "yanchor": "bottom"}
        figure.add_annotation(text="today", x=end, y=1, **look)


def _finding(answer: Answer, rows: list[GanttRow]) -> str | None:
    """Return how many are late, and which the most."""
    judged = [row for row in rows if row.is_judged]
    late = [row for row in judged if row.days_late]
    # One is not compared with others.
    if len(judged) < 2:
        return None
    of = f"the {len(judged)} shown" if answer.total > len(rows) else str(len(judged))
    if not late:
        return f"None of {of} is later than the baseline"
    text = f"{len(late)} of {of} {'is' if len(late) == 1 else 'are'} later than the baseline"
    most = max(row.days_late for row in late)
    latest = [row for row in late if row.days_late == most]
    return f"{text}; {latest[0].name} is the latest, by {in_days(most)}" if len(latest) == 1 else text


def _check(query: Query, catalog: Catalog) -> str | None:
    if all(catalog.field(name).type in ("date", "instant") for name in query.fields[1:5]):
        return None
    return "A Gantt chart takes a name and four dates: the start and end of the baseline, and the actual start and end."


def _fit(question: Question) -> Fit:
    return Fit(1.0, "A Gantt chart shows planned and actual dates.")


KIND = ChartKind(
    name="gantt",
    label="Gantt chart",
    icon="chart-gantt",
    group="Individual records",
    when="Schedules: planned and actual dates of projects",
    shapes=(Shape(fields=(5, 6)),),
    notes="The fields are the name, the baseline start and end, the actual start and end, and optionally the "
    "status. The actual bar is drawn over the thinner baseline bar; today is marked.",
    example={
        "fields": [
            "project.name",
            "project.baseline_start_on",
            "project.baseline_end_on",
            "project.started_on",
            "project.ended_on",
            "project.status",
        ],
        "order": ["-project.baseline_start_on"],
    },
    marks="A click on a bar filters the page by its name.",
    size=Size(width=12, height=15),
    draw=gantt,
    fits=_fit,
    check=_check,
    row_limit=200,
)
