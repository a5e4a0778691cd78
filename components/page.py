"""A page: one heading, one line that stays, then its sections."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component


def page_frame(
    title: str,
    *sections: Component,
    period_line: str | Component | None = None,
    filters: Component | None = None,
    toolbar: Sequence[Component] = (),
) -> html.Div:
    """Return the page's only H1, what stays in sight under it, and the sections below.

    ``period_line`` says the period and its comparison in words, or is the component that a callback fills with them.
    """
    heading = html.Div([html.H1(title), html.Div(period_line, className="page__period")], className="page__heading")
    top = html.Div([heading, html.Div(list(toolbar), className="page__toolbar")], className="page__top")
    bar = html.Div([top, *([filters] if filters else [])], className="page__bar")
    return html.Div([bar, html.Div(list(sections), className="page__body")], className="page")
