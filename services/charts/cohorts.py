"""Who came together, a row each, and what is left of them month after month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from services.charts.drawing import clicks
from services.charts.drawing.answers import metric_column
from services.charts.drawing.grid import GridCell, Shades, add_key, cell_bars, format_cell, frame_grid, make_shades
from services.charts.drawing.notes import join_notes
from services.charts.drawing.picture import Picture, blank
from services.charts.drawing.records import rows_of_part
from services.charts.drawing.series import adds_up, is_whole
from services.charts.drawing.text import escape_text, format_share, format_value, lower_first
from services.charts.registry.kind import MARK_GONE, ChartKind, Fit, MarkRequest, MarkRows
from services.charts.registry.question import Question
from services.charts.registry.shape import Shape
from services.errors import BadQuery
from services.present import words
from services.present.theme import Theme, palette
from services.semantic.answer import Answer, Column
from services.semantic.conditions import Compare, all_of
from services.semantic.periods import DAY, shift
from services.semantic.query import Dates, Query

MOST_ROWS, MOST_MONTHS = 15, 12
# How many months after the first the finding looks, where so many are over; else the next fewer.
FINDING_MONTHS = (3, 2, 1)


@dataclass(frozen=True)
class Cohorts:
    """What each cohort, told by the first day of its month, was worth so many months after."""

    answer: Answer
    column: Column
    starts: list[date]
    met: dict[tuple[date, int], Any]

    def first(self, start: date) -> Any:
        """Return what the cohort was worth in its first month; None where that is not known or nothing."""
        return self.met.get((start, 0)) or None

    def is_over(self, start: date, month: int) -> bool:
        """Whether all days have come of the month that is so many months after the cohort's own."""
        span = self.answer.span
        return span is None or shift(start, month + 1, "month") <= min(span.until + DAY, span.today)

    def has_begun(self, start: date, month: int) -> bool:
        """Whether any of its days has come."""
        span = self.answer.span
        return span is None or shift(start, month, "month") <= span.until

    def value(self, start: date, month: int) -> Any:
        """Return what is left of the cohort: nothing where it has no row, as long as none is kept back."""
        if self.first(start) is None or not self.has_begun(start, month):
            return None
        all_there = is_whole(self.answer) and not words.suppression_note(self.answer) and adds_up(self.column)
        return self.met.get((start, month), 0 if all_there and self.is_over(start, month) else None)

    def share(self, start: date, month: int) -> float | None:
        """Return what is left as a share of the first month."""
        value = self.value(start, month)
        return None if value is None else float(value) / float(self.first(start))

    def overall_share(self, month: int, locale: str) -> str | None:
        """Return the share that is left of all cohorts together whose month is over, in words; None without any."""
        over = [start for start in self.starts if self.is_over(start, month) and self.value(start, month) is not None]
        whole = sum(self.first(start) for start in over)
        return format_share(sum(self.value(start, month) for start in over), whole, locale) if whole else None


def cohorts(answer: Answer, theme: Theme, locale: str) -> Picture:
    """Draw the share of each cohort's first month by the months since, and how large it was at first.

    The answer has a row for each month in which a cohort began and each number of months since. What is not over is
    hatched.
    """
    every = _cohorts(answer)
    starts = every.starts[-MOST_ROWS:]
    months = _months(every, starts)
    shares = [share for start in starts for month in range(1, months + 1) if (share := every.share(start, month))]
    used = make_shades(shares, theme, from_zero=True)
    figure = blank(theme, locale)
    places = [(row, start, month) for row, start in enumerate(starts) for month in range(months + 1)]
    figure.add_traces(cell_bars([_cell(every, *place, used, theme, locale) for place in places], theme))
    frame_grid(figure, months + 1, len(starts))
    add_key(figure, used, *(format_share(end, 1, locale) for end in (used.low, used.high)), below=True)
    since = next(each.label for each in answer.columns if each.name == answer.query.dimensions[0])
    ticks = {"tickmode": "array", "tickvals": list(range(months + 1)), "tickangle": 0}
    figure.update_xaxes(**ticks, side="top", title={"text": escape_text(since)})
    rows = [format_date(start, "MMM y", locale=locale) for start in starts]
    figure.update_yaxes(tickmode="array", tickvals=list(range(len(rows))), ticktext=rows)
    summary, note = _summary(every, months, locale), _note(every, starts, months)
    return Picture(figure.to_plotly_json(), _finding(every, locale), summary, note)


def _cohorts(answer: Answer) -> Cohorts:
    column, since = metric_column(answer), answer.query.dimensions[0]
    rows = zip(answer.frame["time"], answer.frame[since], answer.frame[column.name], strict=True)
    # A period that begins within a month cuts its first bucket short; the months since are counted from the month.
    met = {(start.replace(day=1), month): cell for start, month, cell in rows if month is not None}
    return Cohorts(answer, column, [bucket.start.replace(day=1) for bucket in answer.buckets], met)


def _months(every: Cohorts, starts: list[date]) -> int:
    """Return the last month since that is drawn: one that has begun, for the first cohort of those drawn."""
    months = [month for month in range(MOST_MONTHS + 1) if starts and every.has_begun(starts[0], month)]
    return max(months, default=0)


def _cell(every: Cohorts, row: int, start: date, month: int, used: Shades, theme: Theme, locale: str) -> GridCell:
    """Return the share of the first month; of the first month itself its size, which is no share and has no shade."""
    share, immature = every.share(start, month), not every.is_over(start, month)
    mark = clicks.records(start, month) if every.value(start, month) else clicks.NOTHING
    text = _sentence(every, start, month, locale)
    if share is None:
        return GridCell(month, row, None, text, immature=immature and every.first(start) is not None)
    if not month:
        size = format_cell(every.first(start), every.column.type, locale)
        return GridCell(month, row, palette(theme).raised, text, size, mark, immature)
    return GridCell(month, row, used.of(share), text, format_cell(share, "ratio", locale), mark, immature)


def _sentence(every: Cohorts, start: date, month: int, locale: str) -> str:
    """Return the sentence of a cell: "March 2025, month 3: 41.0%, 49 of 120 clients"."""
    name, value = format_date(start, "MMMM y", locale=locale), every.value(start, month)
    if every.first(start) is None:
        return f"{name}: none"
    if value is None:
        return f"{name}, month {month}: {'n/a' if every.has_begun(start, month) else 'not yet'}"
    so_far = "" if every.is_over(start, month) else ", to date"
    first = format_value(every.answer, every.column, every.first(start), locale)
    if not month:
        return f"{name}: {first} in the first month{so_far}"
    left = words.exact(value, every.column.type, every.answer.currency, locale)
    return f"{name}, month {month}: {format_share(value, every.first(start), locale)}, {left} of {first}{so_far}"


def _finding(every: Cohorts, locale: str) -> str | None:
    """Return what is left of all cohorts combined in month three, or the last complete one before it."""
    for month in FINDING_MONTHS:
        if share := every.overall_share(month, locale):
            when = f"in month {month}"
            if every.column.type == "integer":
                return f"{share} of {words.unit(2, every.column) or lower_first(every.column.label)} were active {when}"
            return f"{share} of the first month's {lower_first(every.column.label)} remained {when}"
    return None


def _summary(every: Cohorts, months: int, locale: str) -> str:
    """Return what is left of all cohorts together, month by month."""
    shares = [(month, every.overall_share(month, locale)) for month in range(1, months + 1)]
    text = "; ".join(f"month {month}: {share}" for month, share in shares if share)
    label = f"{every.column.label}, as a share of the first month, all cohorts combined"
    return f"{label}. {text or 'No month is complete yet'}"


def _note(every: Cohorts, starts: list[date], months: int) -> str | None:
    drawn = f"Showing the last {len(starts)} of {len(every.starts)} cohorts."
    later = f"Months after month {months} are not shown."
    hatched = any(not every.is_over(start, months) for start in starts)
    return join_notes(
        drawn if len(every.starts) > len(starts) else None,
        later if any(month > months for start, month in every.met if start in starts) else None,
        "Hatched: month in progress." if hatched else None,
    )


def cohort_records(request: MarkRequest) -> MarkRows:
    """Return the members of a cohort who were active in a month after its first; raises BadQuery for another mark."""
    every = _cohorts(request.ask(request.query))
    start, month = _cell_of(request.mark, every)
    bucket = next(each for each in every.answer.buckets if each.start.replace(day=1) == start)
    query = every.answer.query
    # The members are the rows whose date puts them into the cohort.
    key = f"{request.catalog.entity_of(query.time or '').name}.key"
    alone = Query(
        catalog=query.catalog,
        metrics=query.metrics,
        dimensions=(key,),
        time=query.time,
        period=Dates(bucket.start, bucket.end - DAY),
        where=all_of(query.where, Compare(query.dimensions[0], "=", month)),
        currency=query.currency,
    )
    answer = request.ask(alone)
    cells = answer.frame[every.column.name]
    members = answer.frame[cells.notna() & (cells != 0)]
    return MarkRows(_sentence(every, start, month, request.locale), rows_of_part(answer, members, key))


def _cell_of(mark: str, every: Cohorts) -> tuple[date, int]:
    """Return the cohort and the month that a mark names, if the chart has it."""
    starts = every.starts[-MOST_ROWS:]
    cells = {
        clicks.records(start, month)[1]: (start, month)
        for start in starts
        for month in range(_months(every, starts) + 1)
    }
    if mark not in cells or not every.value(*cells[mark]):
        raise BadQuery(MARK_GONE)
    return cells[mark]


def _fit(question: Question) -> Fit | None:
    if not question.query.dimensions[0].endswith("months_since_first"):
        return None
    return Fit(1.0, "A cohort table shows what is left of each cohort month after month.")


KIND = ChartKind(
    name="cohorts",
    label="Cohort table",
    icon="table-properties",
    group="Over time",
    when="Retention: what is left of each cohort month after month",
    shapes=(Shape(metrics=(1, 1), dimensions=(1, 1), grain=True, grains=("month",), time=True),),
    notes="The dimension counts months since the first event, and `time` is the date of the first event. A cell "
    "shows the share of the cohort's first month; a month in progress is hatched.",
    example={
        "metrics": ["client.ordering"],
        "dimensions": ["order.months_since_first"],
        "time": "client.acquired_on",
        "grain": "month",
        "period": {"last": 12, "unit": "month", "until": "data"},
    },
    marks="A click on a month of a cohort lists the records that are in it.",
    draw=cohorts,
    fits=_fit,
    records=cohort_records,
    own_grain=True,
)
