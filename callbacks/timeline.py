"""From events to the entries of a timeline, shared by the pages of customers and deals."""

from components.timeline import TimelineEntry
from services.profiles.events import KINDS, Event
from services.profiles.timeline import Timeline, TimelineScope, count_after
from services.views.open_view import ProfileView


def timeline_scope(view: ProfileView, presses: object) -> TimelineScope:
    """Return what a timeline shows after this many presses of "Show more"."""
    return TimelineScope(view.profile, view.reader, count_after(presses))


def months_of(found: Timeline) -> list[tuple[str, list[TimelineEntry]]]:
    """Return the entries by month, as the component takes them."""
    return [(month.title, [_entry(when, each) for when, each in month.events]) for month in found.months]


def _entry(when: str, event: Event) -> TimelineEntry:
    label, icon = KINDS[event.kind]
    return TimelineEntry(when, icon, label, event.title, event.detail, event.address)
