"""Where a number comes from: its definition, the rows behind it, and the SQL that got it."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.actions import Id, action_button


def explain_button(id: Id, label: str) -> html.Button:
    """The "i" of a card; ``label`` is the name of what it explains."""
    return action_button(id, f"{label}: where it comes from", "info")


def explain_drawer(drawer_id: str, body_id: Id) -> dbc.Offcanvas:
    """The drawer on the right, closed. A callback opens it (``is_open``) and puts a panel into ``body_id``."""
    return dbc.Offcanvas(
        html.Div(id=body_id),
        id=drawer_id,
        is_open=False,
        placement="end",
        title=html.Span("Where it comes from", id=f"{drawer_id}-title"),
        labelledby=f"{drawer_id}-title",
        className="drawer",
    )


def explain_panel(
    *,
    title: str,
    definition: Sequence[tuple[str, str]],
    sql: str,
    as_of: str,
    engine: str,
    rows: str,
    table: Component | None = None,
    notes: Sequence[str] = (),
) -> html.Div:
    """Return the drawer's content.

    ``definition`` is (term, words), such as ("Formula", "..."), ("Left out", "..."). ``rows`` says how many there are;
    ``as_of`` and ``engine`` say how fresh the data is and what worked it out. ``table`` holds the numbers themselves.
    """
    freshness = [("Rows", rows), ("Data as of", as_of), ("Worked out by", engine)]
    return html.Div(
        [
            html.H2(title, className="explain__title"),
            *_notes(notes),
            html.Dl(_terms([*definition, *freshness]), className="explain__terms"),
            *_section("The numbers", table),
            *_section("The SQL that got them", html.Pre(html.Code(sql), className="explain__sql", tabIndex="0")),
        ],
        className="explain",
    )


def records_panel(*, title: str, mark: str, table: Component, note: str | None = None) -> html.Div:
    """Return the drawer's content for one mark of a chart: what it says, and the rows that it holds."""
    return html.Div(
        [
            html.H2(title, className="explain__title"),
            html.P(mark, className="explain__summary"),
            table,
            *_notes([note] if note else []),
        ],
        className="explain",
    )


def _notes(notes: Sequence[str]) -> list[Component]:
    return [html.Ul([html.Li(note) for note in notes], className="explain__notes")] if notes else []


def _terms(definition: Sequence[tuple[str, str]]) -> list[Component]:
    return [part for term, words in definition for part in (html.Dt(term), html.Dd(words))]


def _section(title: str, content: Component | None) -> list[Component]:
    return [] if content is None else [html.H3(title, className="explain__heading"), content]
