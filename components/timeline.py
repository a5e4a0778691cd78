"""A timeline of events by month, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.icon import icon


@dataclass(frozen=True)
class TimelineEntry:
    """An event: time, icon, kind, title, detail, and the address of its page."""

    when: str
    icon: str
    kind: str
    title: str
    detail: str = ""
    address: str | None = None


def timeline(
    months: Sequence[tuple[str, Sequence[TimelineEntry]]], summary: str, notes: Sequence[str] = ()
) -> html.Div:
    """Return the events by month, (title, events). ``summary`` says how many are shown, ``notes`` what is missing."""
    if not months:
        return html.Div([*_notes(notes), html.P("No events of this type yet.", className="timeline__none")])
    parts: list[Component] = [html.P(summary, className="timeline__count", role="status"), *_notes(notes)]
    for title, events in months:
        parts.append(html.H3(title, className="timeline__month"))
        parts.append(html.Ol([html.Li(_line(event), className="event") for event in events], className="timeline"))
    return html.Div(parts)


def _notes(notes: Sequence[str]) -> list[Component]:
    return [html.P(note, className="timeline__note") for note in notes]


def _line(event: TimelineEntry) -> list[Component]:
    title = html.A(event.title, href=event.address) if event.address else html.Span(event.title)
    content: list[Component] = [html.Div(title, className="event__title")]
    if event.detail:
        content.append(html.Div(event.detail, className="event__detail"))
    return [
        html.Span(icon(event.icon), className="event__icon", title=event.kind),
        html.Div(content, className="event__text"),
        html.Span(event.when, className="event__when"),
    ]
