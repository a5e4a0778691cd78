"""From what happened to the lines of a timeline, which the pages of clients and of deals share."""

from components.timeline import TimelineEntry
from services.profiles.events import KINDS, Event
from services.profiles.timeline import Looking, Timeline, count_after
from services.views.open_view import Visit


def looking_at(visit: Visit, more: object) -> Looking:
    """Return whose happenings are looked at, and how many after "Show more" was pressed ``more`` times."""
    about, viewer = visit.about, visit.viewer
    count, currency = count_after(more), about.values.get(f"{about.entity}.currency")
    return Looking(about.entity, about.rows, count, visit.road, viewer.context, viewer.locale, currency)


def months_of(found: Timeline) -> list[tuple[str, list[TimelineEntry]]]:
    """Return the happenings by month, as the component takes them."""
    return [(month.title, [_event(when, each) for when, each in month.events]) for month in found.months]


def _event(when: str, each: Event) -> TimelineEntry:
    label, icon = KINDS[each.kind]
    return TimelineEntry(when, icon, label, each.title, each.detail, each.address)
