"""What happened with a client or a deal, whatever its kind, on one line of time: the newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from babel.dates import format_date, format_time

from services.dashboards.drill.entity_pages import row_address
from services.errors import BadQuery, NoData, PanoramaError, did_you_mean
from services.present import words
from services.profiles.events import EVERYTHING, KINDS, SOURCES, Event, EventSource
from services.road import Road
from services.semantic.answer import Answer
from services.semantic.conditions import Condition, Not, Null, all_of
from services.semantic.context import Context
from services.semantic.query import Everything, Query

STEP = 15
MOST = 400
HOURS, PROJECT = "work.hours", "project.name"


@dataclass(frozen=True)
class Month:
    """The happenings of one month, each with its day in words."""

    title: str
    events: tuple[tuple[str, Event], ...]


@dataclass(frozen=True)
class Timeline:
    """The newest happenings by month. ``total`` counts those of all days, ``left_out`` says what is missing and why."""

    months: tuple[Month, ...]
    shown: int
    total: int
    left_out: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no more can be shown."""
        return self.shown >= min(self.total, MOST)


@dataclass(frozen=True)
class Looking:
    """Whose rows are looked at, how many of them, and by whom.

    ``about`` is the entity that has the page, ``currency`` the one that money is told in, None the asker's.
    """

    about: str
    rows: Condition
    count: int
    road: Road
    context: Context
    locale: str
    currency: str | None = None


# What reads one sort of happening: the newest of them, and how many there are. Raises as the road does.
Read = Callable[[Looking], tuple[list[Event], int]]
Readers = tuple[tuple[str, Read], ...]


def timeline(looking: Looking, readers: Readers, kind: str = EVERYTHING, notes: Iterable[Event] = ()) -> Timeline:
    """Return the newest happenings of one kind, or of EVERYTHING. What a reader is refused is left out, and told so.

    ``notes`` are what people wrote, of which the road does not know. Raises BadQuery for a kind that is none.
    """
    if kind not in (EVERYTHING, *KINDS):
        raise BadQuery(f"There is no kind of event called {kind}.{did_you_mean(str(kind), KINDS)}")
    found = list(notes) if kind in (EVERYTHING, "note") else []
    total, left_out = len(found), {}
    for each, read in readers:
        if kind not in (EVERYTHING, each):
            continue
        try:
            told, count = read(looking)
        except NoData:
            # What nobody has recorded yet did not happen, and is not left out.
            continue
        except PanoramaError as error:
            left_out[each] = f"{KINDS[each][0]} are left out. {error.message}"
        else:
            found, total = found + told, total + count
    newest = sorted(found, key=lambda each: _place(each.at, looking.context), reverse=True)[: looking.count]
    return Timeline(tuple(_by_month(newest, looking)), len(newest), total, tuple(left_out.values()))


def _rows_of(source: EventSource, looking: Looking) -> tuple[list[Event], int]:
    """Return the newest rows of a source, and how many there are; nothing where the catalog does not know it."""
    catalog = looking.road.catalog
    if source.day not in catalog.fields or not catalog.reaches(source.entity, looking.about):
        return [], 0
    fields = tuple(dict.fromkeys(name for name in (source.day, *source.fields) if name in catalog.fields))
    where = all_of(looking.rows, Not(Null(source.day)), source.where)
    query = Query(
        fields=fields,
        time=source.day,
        where=where,
        currency=looking.currency,
        order=(f"-{source.day}",),
        limit=looking.count,
    )
    answer = looking.road.answer(query, looking.context)
    return list(_told(source, answer, looking)), answer.total


def _told(source: EventSource, answer: Answer, looking: Looking) -> Iterator[Event]:
    kinds = {column.name: column.type for column in answer.columns}
    for row in answer.frame.to_dict("records"):
        said = {
            str(name): words.exact(value, kinds[str(name)], answer.currency, looking.locale)
            for name, value in row.items()
            if value is not None
        }
        details = (form.format(said[name]) for name, form in source.details if name in said)
        yield Event(source.kind, row[source.day], source.title(said), " · ".join(details), _page(source, row))


def _page(source: EventSource, row: Mapping[Any, Any]) -> str | None:
    if source.leads_to is None or row.get(f"{source.leads_to}.id") is None:
        return None
    return row_address(source.leads_to, row[f"{source.leads_to}.id"])


def _weeks_of_work(looking: Looking) -> tuple[list[Event], int]:
    """Return the hours of each week on each project: single entries are so many that they would hide all else."""
    if HOURS not in looking.road.catalog.metrics:
        return [], 0
    weeks = Query(
        metrics=(HOURS,), dimensions=(PROJECT,), grain="week", period=Everything(of=HOURS), where=looking.rows
    )
    answer = looking.road.answer(weeks, looking.context)
    found = []
    for row in answer.frame.to_dict("records"):
        if row[HOURS]:
            hours = words.exact(row[HOURS], "number", "", looking.locale)
            detail = " · ".join([*([row[PROJECT]] if row[PROJECT] else []), "in the week from this day"])
            found.append(Event("work", row["time"], f"{hours} hours of work", detail))
    return found, len(found)


def readers_of(sources: Iterable[EventSource]) -> Readers:
    """Return what reads the rows of these sources."""
    return tuple((source.kind, partial(_rows_of, source)) for source in sources)


OF_CLIENTS: Readers = (*readers_of(SOURCES), ("work", _weeks_of_work))


def _place(at: date | datetime, context: Context) -> tuple[date, time]:
    """Return where a happening stands: by its day where the house keeps its clock, then by the minute."""
    if not isinstance(at, datetime):
        return at, time()
    here = at.astimezone(context.calendar.zone)
    return here.date(), here.time()


def _by_month(newest: list[Event], looking: Looking) -> Iterator[Month]:
    months: dict[date, list[tuple[str, Event]]] = {}
    for each in newest:
        day, _ = _place(each.at, looking.context)
        told = when(each.at, looking.context, looking.locale, "d MMM")
        months.setdefault(day.replace(day=1), []).append((told, each))
    for month, events in months.items():
        yield Month(format_date(month, "MMMM y", locale=looking.locale), tuple(events))


def when(at: date | datetime, context: Context, locale: str, form: str = "d MMM y") -> str:
    """Return a day, or an instant to the minute on the house's clock, in words."""
    day, minute = _place(at, context)
    said = format_date(day, form, locale=locale)
    return f"{said}, {format_time(minute, 'HH:mm', locale=locale)}" if isinstance(at, datetime) else said


def told(found: Timeline, locale: str) -> str:
    """Say how many there are, and how many of them are in sight."""
    total, shown = (words.exact(count, "integer", "", locale) for count in (found.total, found.shown))
    return f"{total} on record" if found.shown == found.total else f"The newest {shown} of {total} on record"


def count_after(presses: object) -> int:
    """Return how many happenings are in sight once "Show more" was pressed so often."""
    times = presses if isinstance(presses, int) else 0
    return min(STEP * (1 + max(times, 0)), MOST)
