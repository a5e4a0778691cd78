"""What happened, the newest first, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.icon import icon


@dataclass(frozen=True)
class TimelineEntry:
    """One line: when, what sign stands beside it, what happened, and where more is told of it."""

    when: str
    icon: str
    kind: str
    title: str
    detail: str = ""
    address: str | None = None


def timeline(months: Sequence[tuple[str, Sequence[TimelineEntry]]], told: str, notes: Sequence[str] = ()) -> html.Div:
    """Return the events by month, (title, events). ``told`` says how many are in sight, ``notes`` what is missing."""
    if not months:
        return html.Div([*_notes(notes), html.P("Nothing of this kind is on record.", className="timeline__none")])
    parts: list[Component] = [html.P(told, className="timeline__count", role="status"), *_notes(notes)]
    for title, events in months:
        parts.append(html.H3(title, className="timeline__month"))
        parts.append(html.Ol([html.Li(_line(event), className="event") for event in events], className="timeline"))
    return html.Div(parts)


def _notes(notes: Sequence[str]) -> list[Component]:
    return [html.P(note, className="timeline__note") for note in notes]


def _line(event: TimelineEntry) -> list[Component]:
    title = html.A(event.title, href=event.address) if event.address else html.Span(event.title)
    said: list[Component] = [html.Div(title, className="event__title")]
    if event.detail:
        said.append(html.Div(event.detail, className="event__detail"))
    return [
        html.Span(icon(event.icon), className="event__icon", title=event.kind),
        html.Div(said, className="event__text"),
        html.Span(event.when, className="event__when"),
    ]
