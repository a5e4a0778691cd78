"""The timeline of a customer or a deal: events of every kind, the newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from babel.dates import format_date, format_time

from services.dashboards.links.entity_pages import row_address
from services.errors import BadQuery, NoData, PanoramaError, did_you_mean
from services.present import words
from services.profiles.events import ALL_EVENTS, KINDS, SOURCES, Event, EventSource
from services.profiles.record_profile import RecordProfile
from services.semantic.answer import Answer
from services.semantic.conditions import Not, Null, all_of
from services.semantic.context import Context
from services.semantic.query import Everything, Query
from services.view_context import ViewContext

STEP = 15
MOST = 400
HOURS, PROJECT = "work.hours", "project.name"


@dataclass(frozen=True)
class TimelineMonth:
    """The events of one month, each with its date in words."""

    title: str
    events: tuple[tuple[str, Event], ...]


@dataclass(frozen=True)
class Timeline:
    """The newest events by month. ``total`` counts all events; ``left_out`` says which kinds are missing, and why."""

    months: tuple[TimelineMonth, ...]
    shown: int
    total: int
    left_out: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether no more events can be shown."""
        return self.shown >= min(self.total, MOST)


@dataclass(frozen=True)
class TimelineScope:
    """The record whose timeline is read, the reader, and the number of events to show."""

    profile: RecordProfile
    reader: ViewContext
    count: int


# Returns the newest events of one kind, and the number of all of them. Raises the errors of the road.
Read = Callable[[TimelineScope], tuple[list[Event], int]]
EventReaders = tuple[tuple[str, Read], ...]


def load_timeline(
    scope: TimelineScope, readers: EventReaders, kind: str = ALL_EVENTS, notes: Iterable[Event] = ()
) -> Timeline:
    """Return the newest events of one kind, or of EVERYTHING, and which kinds the reader may not see.

    ``notes`` are not business data, so the road does not read them. Raises BadQuery for an unknown kind.
    """
    if kind not in (ALL_EVENTS, *KINDS):
        raise BadQuery(f"There is no kind of event called {kind}.{did_you_mean(str(kind), KINDS)}")
    found = list(notes) if kind in (ALL_EVENTS, "note") else []
    total, left_out = len(found), {}
    for each, read in readers:
        if kind not in (ALL_EVENTS, each):
            continue
        try:
            events, count = read(scope)
        except NoData:
            # Without records of a kind there are no events, so nothing is left out.
            continue
        except PanoramaError as error:
            left_out[each] = f"{KINDS[each][0]} are not shown. {error.message}"
        else:
            found, total = found + events, total + count
    newest = sorted(found, key=lambda each: _sort_key(each.at, scope.reader.context), reverse=True)[: scope.count]
    return Timeline(tuple(_by_month(newest, scope)), len(newest), total, tuple(left_out.values()))


def _rows_of(source: EventSource, scope: TimelineScope) -> tuple[list[Event], int]:
    """Return the newest events of a source, and the number of all; none where the catalog lacks the source."""
    catalog = scope.reader.catalog
    if source.day not in catalog.fields or not catalog.reaches(source.entity, scope.profile.entity):
        return [], 0
    fields = tuple(dict.fromkeys(name for name in (source.day, *source.fields) if name in catalog.fields))
    where = all_of(scope.profile.rows, Not(Null(source.day)), source.where)
    query = Query(
        fields=fields,
        time=source.day,
        where=where,
        currency=scope.profile.currency,
        order=(f"-{source.day}",),
        limit=scope.count,
    )
    answer = scope.reader.answer(query)
    return list(_events(source, answer, scope)), answer.total


def _events(source: EventSource, answer: Answer, scope: TimelineScope) -> Iterator[Event]:
    kinds = {column.name: column.type for column in answer.columns}
    for row in answer.frame.to_dict("records"):
        values = {
            str(name): words.exact(value, kinds[str(name)], answer.currency, scope.reader.locale)
            for name, value in row.items()
            if value is not None
        }
        details = (form.format(values[name]) for name, form in source.details if name in values)
        yield Event(source.kind, row[source.day], source.title(values), " · ".join(details), _page(source, row))


def _page(source: EventSource, row: Mapping[Any, Any]) -> str | None:
    if source.links_to is None or row.get(f"{source.links_to}.id") is None:
        return None
    return row_address(source.links_to, row[f"{source.links_to}.id"])


def _weeks_of_work(scope: TimelineScope) -> tuple[list[Event], int]:
    """Return the hours of each week on each project: single time entries would hide all other events."""
    if HOURS not in scope.reader.catalog.metrics:
        return [], 0
    weeks = Query(
        metrics=(HOURS,), dimensions=(PROJECT,), grain="week", period=Everything(of=HOURS), where=scope.profile.rows
    )
    answer = scope.reader.answer(weeks)
    found = []
    for row in answer.frame.to_dict("records"):
        if row[HOURS]:
            hours = words.exact(row[HOURS], "number", "", scope.reader.locale)
            detail = " · ".join([*([row[PROJECT]] if row[PROJECT] else []), "weekly total"])
            found.append(Event("work", row["time"], f"{hours} hours worked", detail))
    return found, len(found)


def readers_of(sources: Iterable[EventSource]) -> EventReaders:
    """Return the readers of the rows of these sources."""
    return tuple((source.kind, partial(_rows_of, source)) for source in sources)


OF_CLIENTS: EventReaders = (*readers_of(SOURCES), ("work", _weeks_of_work))


def _sort_key(at: date | datetime, context: Context) -> tuple[date, time]:
    """Return the day of an event in the organisation's time zone, and its time of day."""
    if not isinstance(at, datetime):
        return at, time()
    local = at.astimezone(context.calendar.zone)
    return local.date(), local.time()


def _by_month(newest: list[Event], scope: TimelineScope) -> Iterator[TimelineMonth]:
    months: dict[date, list[tuple[str, Event]]] = {}
    for each in newest:
        day, _ = _sort_key(each.at, scope.reader.context)
        date_words = format_when(each.at, scope.reader.context, scope.reader.locale, "d MMM")
        months.setdefault(day.replace(day=1), []).append((date_words, each))
    for month, events in months.items():
        yield TimelineMonth(format_date(month, "MMMM y", locale=scope.reader.locale), tuple(events))


def format_when(at: date | datetime, context: Context, locale: str, form: str = "d MMM y") -> str:
    """Return a day, or an instant to the minute in the organisation's time zone, in words."""
    day, minute = _sort_key(at, context)
    day_words = format_date(day, form, locale=locale)
    return f"{day_words}, {format_time(minute, 'HH:mm', locale=locale)}" if isinstance(at, datetime) else day_words


def count_words(found: Timeline, locale: str) -> str:
    """Return the number of events in words, and how many of them are shown."""
    total, shown = (words.exact(count, "integer", "", locale) for count in (found.total, found.shown))
    if found.shown < found.total:
        return f"Latest {shown} of {total} events"
    return f"{total} {'event' if found.total == 1 else 'events'}"


def count_after(presses: object) -> int:
    """Return the number of events to show after this many presses of "Show more"."""
    times = presses if isinstance(presses, int) else 0
    return min(STEP * (1 + max(times, 0)), MOST)
