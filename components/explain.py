"""How a number is calculated: its definition, rows and SQL query."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.actions import Id, icon_button


def explain_button(label: str) -> html.Button:
    """Return the "i" button of a card; ``label`` is the title of the card."""
    words = f"How {label} is calculated"
    return icon_button("explain", words, words, "info")


def explain_drawer(drawer_id: str, body_id: Id) -> dbc.Offcanvas:
    """Return the drawer on the right, closed. A callback sets ``is_open`` and puts a panel into ``body_id``."""
    return dbc.Offcanvas(
        html.Div(id=body_id),
        id=drawer_id,
        is_open=False,
        placement="end",
        title=html.Span("How this is calculated", id=f"{drawer_id}-title"),
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
    """Return the content of the drawer for a tile.

    ``definition`` is (term, description), such as ("Formula", "..."). ``rows`` says how many rows there are, ``as_of``
    how fresh the data is, ``engine`` which database calculated it. ``table`` shows the values.
    """
    freshness = [("Rows", rows), ("Data as of", as_of), ("Calculated by", engine)]
    return html.Div(
        [
            html.H2(title, className="explain__title"),
            *_notes(notes),
            html.Dl(_terms([*definition, *freshness]), className="explain__terms"),
            *_section("Values", table),
            *_section("SQL query", html.Pre(html.Code(sql), className="explain__sql", tabIndex="0")),
        ],
        className="explain",
    )


def records_panel(*, title: str, mark: str, table: Component, note: str | None = None) -> html.Div:
    """Return the content of the drawer for a mark of a chart: what it stands for, and its records."""
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
