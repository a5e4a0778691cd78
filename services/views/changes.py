"""What changed since the reader's last visit, in sentences that each link to their metric."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from babel.dates import format_date

from services.dashboards.filters.state import DATES, FilterState, to_param
from services.dashboards.links.urls import metric_address
from services.errors import PanoramaError
from services.present import words
from services.semantic.answer import Answer, Column
from services.semantic.query import Dates, Query
from services.semantic.runner import BEFORE_MARK
from services.view_context import ViewContext

# A first visit shows the last seven days, including today.
FIRST_VISIT = timedelta(days=6)
# From this length on, the trend that a link opens is by week.
MANY_DAYS = timedelta(days=32)


@dataclass(frozen=True)
class ChangeEntry:
    """One change: a sentence, how it compares, and the address of its metric's page."""

    icon: str
    words: str
    detail: str
    address: str


@dataclass(frozen=True)
class ChangeWindow:
    """The reader and the end of their last visit, None on their first."""

    reader: ViewContext
    visited: datetime | None

    @property
    def days(self) -> Dates:
        """Return the days of the window, including that of the last visit and today."""
        context = self.reader.context
        start = self.visited or context.now - FIRST_VISIT
        first = start.astimezone(context.calendar.zone).date()
        return Dates(min(first, context.today), context.today)

    @property
    def previous(self) -> str:
        """Return the days that the window is compared with, in words: "previous 7 days"."""
        count = (self.days.last - self.days.first).days + 1
        return "previous day" if count == 1 else f"previous {_integer(count, self)} days"

    def answer(self, *metrics: str, by: tuple[str, ...] = ()) -> Answer:
        """Return metrics of the window, compared with as many days before; raises as the road does."""
        query = Query(metrics=metrics, dimensions=by, period=self.days, compare="previous_period")
        return self.reader.answer(query)

    def address(self, metric: str, filters: dict[str, Any] | None = None) -> str:
        """Return the address of a metric's page for the window."""
        days = self.days
        values = {name: (to_param(value),) for name, value in (filters or {}).items()}
        state = FilterState(DATES, days.first, days.last, "day", "previous-period", values)
        if days.last - days.first >= MANY_DAYS:
            state = replace(state, grain="week")
        return metric_address(metric, state, self.reader.catalog)


@dataclass(frozen=True)
class RecentChanges:
    """What changed, and why some changes cannot be calculated."""

    changes: tuple[ChangeEntry, ...]
    left_out: tuple[str, ...]


def recent_changes(window: ChangeWindow) -> RecentChanges:
    """Return what changed, the most important kinds first. What did not happen is left out."""
    found: list[ChangeEntry] = []
    faults: dict[str, None] = {}
    for find in _FINDERS:
        # One change that cannot be calculated, perhaps for a missing rate, hides no other.
        try:
            found += find(window)
        except PanoramaError as error:
            faults[error.message] = None
    return RecentChanges(tuple(found), tuple(faults))


def window_words(window: ChangeWindow) -> str:
    """Return the window in words: "Since your last visit on 3 May"."""
    if window.visited is None:
        return "In the last 7 days"
    at = window.visited.astimezone(window.reader.context.calendar.zone)
    return f"Since your last visit on {format_date(at, 'd MMMM', locale=window.reader.locale)}"


def _event_count(
    icon: str, metric: str, value_metric: str | None, singular: str, plural: str, window: ChangeWindow
) -> Iterator[ChangeEntry]:
    """Yield how often something happened, and its value."""
    names = [name for name in (metric, value_metric) if name in window.reader.catalog.metrics]
    if metric not in names:
        return
    answer = window.answer(*names)
    count = _value(answer, metric)
    if not count:
        return
    text = f"{_integer(count, window)} {singular if count == 1 else plural}"
    if len(names) > 1 and (amount := _value(answer, names[1])):
        text += f", worth {_short(amount, _column(answer, names[1]), answer, window)}"
    detail = _compare_counts(count, _value(answer, metric + BEFORE_MARK), window)
    yield ChangeEntry(icon, text, detail, window.address(metric))


def _level_change(icon: str, metric: str, window: ChangeWindow) -> Iterator[ChangeEntry]:
    """Yield the change of a level, and where it is now."""
    if metric not in window.reader.catalog.metrics:
        return
    answer = window.answer(metric)
    now, before, column = _value(answer, metric), _value(answer, metric + BEFORE_MARK), _column(answer, metric)
    if now is None or before is None or now == before:
        return
    text = f"{column.label}: {_movement(now, before, column, answer, window)}"
    # From zero or below there is no growth: the detail then names the level before.
    share = _growth(now, before, window) or _short(before, column, answer, window)
    yield ChangeEntry(
        icon, text, f"{share} {'vs' if before > 0 else 'in the'} {window.previous}", window.address(metric)
    )


def _largest_mover(icon: str, metric: str, dimension: str, window: ChangeWindow) -> Iterator[ChangeEntry]:
    """Yield the group that changed a metric most, in either direction."""
    catalog = window.reader.catalog
    if metric not in catalog.metrics or dimension not in catalog.dimensions:
        return
    answer = window.answer(metric, by=(dimension,))
    column = _column(answer, metric)
    groups = [
        (row[metric] or 0, row[metric + BEFORE_MARK] or 0, row[dimension]) for row in answer.frame.to_dict("records")
    ]
    now, before, group = max(groups, key=lambda each: abs(each[0] - each[1]), default=(0, 0, None))
    if now == before:
        return
    text = f"{column.label}, {words.group(group)}: {_movement(now, before, column, answer, window)}"
    detail = f"Largest change by {catalog.dimension(dimension).label.lower()} vs {window.previous}"
    yield ChangeEntry(icon, text, detail, window.address(metric, {dimension: group}))


def _largest_part(icon: str, metric: str, dimension: str, window: ChangeWindow) -> Iterator[ChangeEntry]:
    """Yield the group with the largest part in a metric that adds up changes, above or below zero."""
    catalog = window.reader.catalog
    if metric not in catalog.metrics or dimension not in catalog.dimensions:
        return
    answer = window.answer(metric, by=(dimension,))
    column = _column(answer, metric)
    groups = [(row[metric], row[dimension]) for row in answer.frame.to_dict("records") if row[metric]]
    if not groups:
        return
    most, group = max(groups, key=lambda each: abs(each[0]))
    text = f"{column.label}, {words.group(group)}: {_short(most, column, answer, window)}"
    detail = f"Largest of {_integer(len(groups), window)} changes" if len(groups) > 1 else ""
    yield ChangeEntry(icon, text, detail, window.address(metric, {dimension: group}))


def _movement(now: Any, before: Any, column: Column, answer: Answer, window: ChangeWindow) -> str:
    """Return "up €200.00 to €1.2K"."""
    difference, level = (_short(value, column, answer, window) for value in (abs(now - before), now))
    return f"{'up' if now > before else 'down'} {difference} to {level}"


def _compare_counts(now: Any, before: Any, window: ChangeWindow) -> str:
    """Return "57.1% fewer than the previous 7 days", or what to say where there is no such share."""
    if before is None:
        return ""
    if not before:
        return f"None in the {window.previous}"
    if now == before:
        return f"Same as the {window.previous}"
    return f"{_growth(now, before, window)} {'more' if now > before else 'fewer'} than the {window.previous}"


def _growth(now: Any, before: Any, window: ChangeWindow) -> str:
    """Return by how many percent a value grew or shrank, without a sign; empty from zero and below."""
    return words.exact(abs(now - before) / before, "ratio", "", window.reader.locale) if before > 0 else ""


def _value(answer: Answer, name: str) -> Any:
    return None if answer.frame.empty else answer.frame.iloc[0][name]


def _column(answer: Answer, name: str) -> Column:
    return next(column for column in answer.columns if column.name == name)


def _short(value: Any, column: Column, answer: Answer, window: ChangeWindow) -> str:
    return words.compact(value, column.type, answer.currency, window.reader.locale)


def _integer(value: Any, window: ChangeWindow) -> str:
    return words.exact(value, "integer", "", window.reader.locale)


# The changes in their order. A metric that the catalog lacks is left out.
_FINDERS: tuple[Callable[[ChangeWindow], Iterator[ChangeEntry]], ...] = (
    partial(_event_count, "check", "deal.won", "deal.won_amount", "deal won", "deals won"),
    partial(_event_count, "x", "deal.lost", "deal.lost_amount", "deal lost", "deals lost"),
    partial(_event_count, "users", "client.new", None, "new customer", "new customers"),
    partial(_event_count, "inbox", "order.count", "order.revenue", "order received", "orders received"),
    partial(_largest_mover, "trending-up", "order.revenue", "client.segment"),
    partial(_level_change, "wallet", "subscription.mrr"),
    partial(_largest_part, "rotate-ccw", "subscription.net_new_mrr", "client.name"),
    partial(_level_change, "triangle-alert", "invoice.overdue"),
    partial(_level_change, "wallet", "bank.cash"),
    partial(_event_count, "triangle-alert", "ticket.opened", None, "ticket opened", "tickets opened"),
    partial(_level_change, "triangle-alert", "ticket.open"),
    partial(_event_count, "check", "task.done", None, "task completed", "tasks completed"),
)
