"""What happened since a reader was last here, in sentences that each lead to the numbers behind them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from babel.dates import format_date

from services.dashboards.drill.links import metric_address
from services.dashboards.filters.state import DATES, FilterState, to_param
from services.errors import PanoramaError
from services.present import words
from services.road import Road
from services.semantic.answer import Answer, Column
from services.semantic.context import Context
from services.semantic.query import Dates, Query
from services.semantic.runner import BEFORE_MARK

# Who comes for the first time is told of the last seven days, today included.
FIRST_TIME = timedelta(days=6)
# Beyond this, the course that a link leads to is cut by weeks.
MANY_DAYS = timedelta(days=32)


@dataclass(frozen=True)
class Change:
    """One thing that changed: what, what it is held against, and the page that tells more."""

    icon: str
    words: str
    detail: str
    address: str


@dataclass(frozen=True)
class Since:
    """Who asks what has changed, and since when. ``visited`` is None for a first visit."""

    road: Road
    context: Context
    locale: str
    visited: datetime | None

    @property
    def days(self) -> Dates:
        """The days since, that of the last visit and today included."""
        start = self.visited or self.context.now - FIRST_TIME
        first = start.astimezone(self.context.calendar.zone).date()
        return Dates(min(first, self.context.today), self.context.today)

    def answer(self, *metrics: str, by: tuple[str, ...] = ()) -> Answer:
        """Ask for metrics of these days, held against as many days before; raises as the road does."""
        query = Query(metrics=metrics, dimensions=by, period=self.days, compare="previous_period")
        return self.road.answer(query, self.context)

    def address(self, metric: str, filters: dict[str, Any] | None = None) -> str:
        """Return the address of a metric's page for these days."""
        days = self.days
        kept = {name: (to_param(value),) for name, value in (filters or {}).items()}
        choices = FilterState(DATES, days.first, days.last, "day", "previous-period", kept)
        if days.last - days.first >= MANY_DAYS:
            choices = replace(choices, grain="week")
        return metric_address(metric, choices, self.road.catalog)


@dataclass(frozen=True)
class RecentChanges:
    """What changed, and why some of it cannot be told."""

    changes: tuple[Change, ...]
    left_out: tuple[str, ...]


def changes(since: Since) -> RecentChanges:
    """Return what changed, the most telling kinds first. What did not happen is left out."""
    found: list[Change] = []
    faults: dict[str, None] = {}
    for tell in _TELLERS:
        # That one change cannot be told, for want of a rate perhaps, hides no other.
        try:
            found += tell(since)
        except PanoramaError as error:
            faults[error.message] = None
    return RecentChanges(tuple(found), tuple(faults))


def since_when(since: Since) -> str:
    """Say since when, in words."""
    if since.visited is None:
        return "In the last seven days"
    at = since.visited.astimezone(since.context.calendar.zone)
    return f"Since your last visit on {format_date(at, 'd MMMM', locale=since.locale)}"


def _count(icon: str, metric: str, worth: str | None, one: str, many: str, since: Since) -> Iterator[Change]:
    """Tell how often something happened, and what it was worth."""
    known = [name for name in (metric, worth) if name in since.road.catalog.metrics]
    if metric not in known:
        return
    answer = since.answer(*known)
    count = _value(answer, metric)
    if not count:
        return
    said = f"{words.exact(count, 'integer', '', since.locale)} {one if count == 1 else many}"
    if len(known) > 1 and (amount := _value(answer, known[1])):
        said += f", worth {_short(amount, _column(answer, known[1]), answer, since)}"
    against = _against(answer, metric, since)
    # Beside an amount, it must be told which of the two is compared.
    detail = f"In number {against[:1].lower()}{against[1:]}" if against and ", worth " in said else against
    yield Change(icon, said, detail, since.address(metric))


def _level(icon: str, metric: str, since: Since) -> Iterator[Change]:
    """Tell by how much a state has moved, and where it stands."""
    if metric not in since.road.catalog.metrics:
        return
    answer = since.answer(metric)
    now, before, column = _value(answer, metric), _value(answer, metric + BEFORE_MARK), _column(answer, metric)
    if now is None or before is None or now == before:
        return
    said = f"{column.label}: {_moved(now, before, column, answer, since)}"
    yield Change(icon, said, _against(answer, metric, since), since.address(metric))


def _mover(icon: str, metric: str, dimension: str, since: Since) -> Iterator[Change]:
    """Tell which group moved a metric most against the days before, either way."""
    catalog = since.road.catalog
    if metric not in catalog.metrics or dimension not in catalog.dimensions:
        return
    answer = since.answer(metric, by=(dimension,))
    column = _column(answer, metric)
    groups = [
        (row[metric] or 0, row[metric + BEFORE_MARK] or 0, row[dimension]) for row in answer.frame.to_dict("records")
    ]
    now, before, group = max(groups, key=lambda each: abs(each[0] - each[1]), default=(0, 0, None))
    if now == before:
        return
    said = f"{column.label}, {words.group(group)}: {_moved(now, before, column, answer, since)}"
    detail = f"The largest move by {catalog.dimension(dimension).label.lower()} on the period before"
    yield Change(icon, said, detail, since.address(metric, {dimension: group}))


def _largest(icon: str, metric: str, dimension: str, since: Since) -> Iterator[Change]:
    """Tell which group has the largest part in a metric that sums up changes, above zero or below."""
    catalog = since.road.catalog
    if metric not in catalog.metrics or dimension not in catalog.dimensions:
        return
    answer = since.answer(metric, by=(dimension,))
    column = _column(answer, metric)
    groups = [(row[metric], row[dimension]) for row in answer.frame.to_dict("records") if row[metric]]
    if not groups:
        return
    most, group = max(groups, key=lambda each: abs(each[0]))
    said = f"{column.label}, {words.group(group)}: {_short(most, column, answer, since)}"
    detail = f"The largest of {words.exact(len(groups), 'integer', '', since.locale)}" if len(groups) > 1 else ""
    yield Change(icon, said, detail, since.address(metric, {dimension: group}))


def _moved(now: Any, before: Any, column: Column, answer: Answer, since: Since) -> str:
    difference, stands = (_short(value, column, answer, since) for value in (abs(now - before), now))
    return f"{'up' if now > before else 'down'} {difference}, to {stands}"


def _value(answer: Answer, name: str) -> Any:
    return None if answer.frame.empty else answer.frame.iloc[0][name]


def _column(answer: Answer, name: str) -> Column:
    return next(column for column in answer.columns if column.name == name)


def _short(value: Any, column: Column, answer: Answer, since: Since) -> str:
    return words.compact(value, column.type, answer.currency, since.locale)


def _against(answer: Answer, metric: str, since: Since) -> str:
    now, before = _value(answer, metric), _value(answer, metric + BEFORE_MARK)
    change = words.change(now, before, _column(answer, metric), "previous_period", since.locale)
    return f"{change.words[:1].upper()}{change.words[1:]}" if change else ""


# What is told, in this order. A metric that the catalog lacks is left out.
_TELLERS: tuple[Callable[[Since], Iterator[Change]], ...] = (
    partial(_count, "check", "deal.won", "deal.won_amount", "deal was won", "deals were won"),
    partial(_count, "x", "deal.lost", "deal.lost_amount", "deal was lost", "deals were lost"),
    partial(_count, "users", "client.new", None, "new client placed a first order", "new clients placed a first order"),
    partial(_count, "inbox", "order.count", "order.revenue", "order came in", "orders came in"),
    partial(_mover, "trending-up", "order.revenue", "client.segment"),
    partial(_level, "wallet", "subscription.mrr"),
    partial(_largest, "rotate-ccw", "subscription.net_new_mrr", "client.name"),
    partial(_level, "triangle-alert", "invoice.overdue"),
    partial(_level, "wallet", "bank.cash"),
    partial(_count, "triangle-alert", "ticket.opened", None, "ticket was opened", "tickets were opened"),
    partial(_level, "triangle-alert", "ticket.open"),
    partial(_count, "check", "task.done", None, "task was finished", "tasks were finished"),
)
