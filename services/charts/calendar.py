"""A metric day by day, as the months of a calendar: weekdays down, weeks across."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go
from babel.dates import format_date, get_day_names

from services.charts.drawing import clicks
from services.charts.drawing.answers import buckets_of, metric_column, sum_known
from services.charts.drawing.grid import (
    GridCell,
    Shades,
    add_key,
    cell_bars,
    format_cell,
    frame_grid,
    key_labels,
    make_shades,
)
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.series import adds_up
from services.charts.drawing.text import describe_values, format_short, format_value
from services.charts.registry.kind import ChartKind, Fit, Size
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.present import words
from services.present.theme import Theme
from services.semantic.answer import Answer, Column
from services.semantic.periods import Bucket

MOST_MONTHS = 12
IN_A_ROW = 4
WEEK = 7
# A month takes six weeks at the most. Between two months there is room, and above each for its name.
ACROSS, DOWN, NAME_HEIGHT = 7.0, 8.8, 26
NAMED_WEEKDAYS = (0, 2, 4, 6)
# With more months, a card has no room for what their days say.
MOST_LABELLED = 2
# The number of each weekday from which on the busiest is named.
FEWEST_WEEKS = 4
# One day in fifty may lie beyond the darkest shade: a day that stands out must not pale all others.
REACH = 0.98


@dataclass(frozen=True)
class CalendarDays:
    """The days that are drawn with their values, and the months that they lie in."""

    answer: Answer
    column: Column
    each: list[tuple[Bucket, Any]]
    months: list[date]

    def place(self, day: date) -> tuple[float, float]:
        """Return how far right and down a day stands. Weeks begin on Monday."""
        first = day.replace(day=1)
        down, across = divmod(self.months.index(first), IN_A_ROW)
        week = (day.day - 1 + first.weekday()) // WEEK
        return across * ACROSS + week, down * DOWN + day.weekday()

    @property
    def rows(self) -> int:
        """How many rows of months there are."""
        return -(-len(self.months) // IN_A_ROW)


def calendar(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the first metric by day, in the last twelve months of the answer. A day without a value is empty."""
    column = metric_column(answer)
    every = list(zip(buckets_of(answer), answer.frame[column.name], strict=True))
    months = sorted({bucket.start.replace(day=1) for bucket, _ in every})
    kept = months[-MOST_MONTHS:]
    days = CalendarDays(answer, column, [pair for pair in every if pair[0].start.replace(day=1) in kept], kept)
    used = make_shades([cell for _, cell in days.each], theme, from_zero=column.type != "ratio", reach=REACH)
    figure = blank(theme, locale)
    figure.add_traces(cell_bars([_cell(days, bucket, cell, used, locale) for bucket, cell in days.each], theme))
    _frame(figure, days, locale)
    add_key(figure, used, *key_labels(used, answer, column, locale), below=True)
    named = [words.bucket(bucket, "day", locale) for bucket, _ in days.each]
    summary = describe_values(column, named, [cell for _, cell in days.each], answer.currency, locale)
    note = join_notes(
        f"Showing the last {len(kept)} of {len(months)} months." if len(months) > len(kept) else None,
        "Hatched: day in progress." if any(not bucket.complete for bucket, _ in days.each) else None,
    )
    return Picture(figure.to_plotly_json(), _finding(days, locale), summary, note)


def _cell(days: CalendarDays, bucket: Bucket, value: Any, used: Shades, locale: str) -> GridCell:
    name = format_date(bucket.start, "EEEE, d MMMM y", locale=locale)
    so_far = "" if bucket.complete else ", to date"
    has_labels = value is not None and len(days.months) <= MOST_LABELLED
    return GridCell(
        *days.place(bucket.start),
        None if value is None else used.of(value),
        f"{name}: {format_value(days.answer, days.column, value, locale)}{so_far}",
        format_cell(value, days.column.type, locale) if has_labels else "",
        clicks.days(bucket),
        immature=value is not None and not bucket.complete,
    )


def _frame(figure: go.Figure, days: CalendarDays, locale: str) -> None:
    """Name the months, and some weekdays beside each row of them."""
    frame_grid(figure, max(days.place(bucket.start)[0] for bucket, _ in days.each) + 1, (days.rows - 1) * DOWN + WEEK)
    weekdays = get_day_names("abbreviated", locale=locale)
    places = [(row * DOWN + day, weekdays[day]) for row in range(days.rows) for day in NAMED_WEEKDAYS]
    figure.update_xaxes(showticklabels=False)
    figure.update_yaxes(
        tickmode="array", tickvals=[place for place, _ in places], ticktext=[name for _, name in places]
    )
    figure.update_layout(margin={"t": NAME_HEIGHT})
    for number, month in enumerate(days.months):
        down, across = divmod(number, IN_A_ROW)
        name = format_date(month, "MMM y", locale=locale)
        place = {"x": across * ACROSS - 0.5, "xanchor": "left", "y": down * DOWN - 0.5, "yanchor": "bottom"}
        figure.add_annotation(text=name, showarrow=False, **place)


def _finding(days: CalendarDays, locale: str) -> str | None:
    """Return the busiest weekday and the busiest day, of those that are complete."""
    over = [(bucket.start, cell) for bucket, cell in days.each if bucket.complete and cell is not None]
    most = "busiest" if days.column.type == "integer" else "highest"
    parts = []
    if (weekday := _weekday(days, over)) is not None:
        name = get_day_names("wide", locale=locale)[weekday]
        parts.append(f"{name} is the {most} weekday")
    highest = max((cell for _, cell in over), default=0)
    there = [day for day, cell in over if cell == highest]
    if len(there) == 1 and len(over) > 1:
        name = format_date(there[0], "d MMMM y", locale=locale)
        parts.append(f"the {most} day was {name} with {format_short(days.answer, days.column, highest, locale)}")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] if text else None


def _weekday(days: CalendarDays, over: list[tuple[date, Any]]) -> int | None:
    """Return the weekday whose days have the highest mean. None of what does not add up, or where two share it."""
    by_weekday = [[cell for day, cell in over if day.weekday() == weekday] for weekday in range(WEEK)]
    if not adds_up(days.column) or min(map(len, by_weekday)) < FEWEST_WEEKS:
        return None
    means = [sum_known(cells) / len(cells) for cells in by_weekday]
    return means.index(max(means)) if means.count(max(means)) == 1 else None


def _fit(question: Question) -> Fit:
    return Fit(0.7, "A calendar shows patterns by day and weekday.")


KIND = ChartKind(
    name="calendar",
    label="Calendar heatmap",
    icon="calendar-days",
    group="Over time",
    when="Patterns by day and weekday",
    shapes=(Shape(metrics=(1, 1), grain=True, grains=("day",)),),
    notes="Weeks by weekdays, month by month.",
    example={
        "metrics": ["interaction.count"],
        "grain": "day",
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a day makes it the period.",
    size=Size(width=12),
    draw=calendar,
    fits=_fit,
    own_grain=True,
)
