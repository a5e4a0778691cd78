"""Projects as bars along the days: what was planned first, how it went, and how late it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import plotly.graph_objects as go

from services.charts.drawing import clicks
from services.charts.drawing.colours import lighten
from services.charts.drawing.day_axis import day_axis
from services.charts.drawing.legend import add_legend
from services.charts.drawing.limits import MOST_DESCRIBED
from services.charts.drawing.notes import join_notes, shown_note
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.text import escape_text
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer
from services.semantic.periods import DAY

# A few bars stay bars rather than become walls.
FEWEST_ROWS, MOST_ROWS = 5, 14
ROW_LETTERS = 18
# How thick bars are, as a part of a row. The plan is a thin line below.
BAR, PLAN, BELOW = 0.46, 0.12, 0.36
DAY_IN_MS = 86_400_000
NAMES_HEIGHT, LABEL_WIDTH = 44, 48

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class GanttRow:
    """A record: what its name is kept as, what was planned first, how it went (no last day: it goes on), and how it
    stands."""

    mark: clicks.Mark
    planned: Days
    went: Days
    status: Any
    today: date

    @property
    def name(self) -> str:
        return words.group(self.mark[1])

    @property
    def until(self) -> date | None:
        """Return the last day so far: today where it goes on, none where it has not begun."""
        first, last = self.went
        return last or (max(first, self.today) if first else None)

    @property
    def days_late(self) -> int:
        """Return by how many days it ended, or goes on by now, after the day that was planned first."""
        planned = self.planned[1]
        return max((self.until - planned).days, 0) if self.until and planned else 0

    @property
    def is_judged(self) -> bool:
        """Whether it can be told if it is late."""
        return self.until is not None and self.planned[1] is not None


def gantt(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw a row for each record, whose fields are its name, the first and the last day that were planned first, the
    first and the last day that it took, and how it stands. Without a last day it goes on until today."""
    every = _rows(answer)
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
    late.update(text=[f" +{_in_days(row.days_late)}" if row.days_late else "" for row in rows])
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
    sentences = [_sentence(row, locale) for row in every]
    summary = "; ".join(sentences if len(sentences) <= MOST_DESCRIBED else [sentences[0], "…", sentences[-1]])
    return Picture(
        figure.to_plotly_json(),
        _finding(answer, every),
        summary,
        join_notes(shown_note(len(rows), answer.total, locale, "records")),
    )


def _rows(answer: Answer) -> list[GanttRow]:
    today = answer.span.today if answer.span else answer.as_of.astimezone(answer.zone).date()
    rows, field = [], answer.query.fields[0]
    for name, *days, status in (_six(row) for row in answer.frame.itertuples(index=False, name=None)):
        start, end, first, last = (_day(value, answer) for value in days)
        rows.append(GanttRow((field, name), (start, end), (first, last), status, today))
    return rows


def _six(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:6] if len(row) > 5 else (*row, None)


def _day(value: date | datetime | None, answer: Answer) -> date | None:
    return value.astimezone(answer.zone).date() if isinstance(value, datetime) else value


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
        customdata=[[*row.mark, escape_text(_sentence(row, locale))] for row in rows],
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


def _sentence(row: GanttRow, locale: str) -> str:
    """Return "Fit-out: planned 3 Feb 2025 – 4 Apr 2025, actual 5 Feb 2025 – 20 Apr 2025, 16 days late"."""
    status = f" ({words.group(row.status).lower()})" if row.status is not None else ""
    late = f", {_in_days(row.days_late)} late" if row.days_late else ""
    return f"{row.name}{status}: {_planned(row, locale)}, {_went(row, locale)}{late}"


def _planned(row: GanttRow, locale: str) -> str:
    first, last = row.planned
    if first and last:
        return f"planned {words.days(first, last, locale)}"
    return f"planned to end {words.days(last, last, locale)}" if last else "no planned end"


def _went(row: GanttRow, locale: str) -> str:
    first, last = row.went
    if first is None:
        return f"ended {words.days(last, last, locale)}" if last else "not started"
    return (
        f"actual {words.days(first, last, locale)}" if last else f"in progress since {words.days(first, first, locale)}"
    )


def _in_days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


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
    return f"{text}; {latest[0].name} is the latest, by {_in_days(most)}" if len(latest) == 1 else text
