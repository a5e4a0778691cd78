"""The rows of a Gantt chart: planned and actual days, in words too."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.charts.drawing import clicks
from services.present import words
from services.semantic.answer import Answer

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


def gantt_rows(answer: Answer) -> list[GanttRow]:
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


def describe_gantt_row(row: GanttRow, locale: str) -> str:
    """Return "Fit-out: planned 3 Feb 2025 – 4 Apr 2025, actual 5 Feb 2025 – 20 Apr 2025, 16 days late"."""
    status = f" ({words.group(row.status).lower()})" if row.status is not None else ""
    late = f", {in_days(row.days_late)} late" if row.days_late else ""
    return f"{row.name}{status}: {_planned_words(row, locale)}, {_actual_words(row, locale)}{late}"


def _planned_words(row: GanttRow, locale: str) -> str:
    first, last = row.planned
    if first and last:
        return f"planned {words.days(first, last, locale)}"
    return f"planned to end {words.days(last, last, locale)}" if last else "no planned end"


def _actual_words(row: GanttRow, locale: str) -> str:
    first, last = row.went
    if first is None:
        return f"ended {words.days(last, last, locale)}" if last else "not started"
    return (
        f"actual {words.days(first, last, locale)}" if last else f"in progress since {words.days(first, first, locale)}"
    )


def in_days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"
