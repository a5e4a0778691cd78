"""The frame of a page: heading, sticky bar and sections."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.actions import text_button
from components.attributes import attributes


class ids:
    """Ids of the frame."""

    REDIRECT = "page-redirect"


def page_frame(
    title: str,
    *sections: Component,
    period_line: str | Component | None = None,
    filters: Component | None = None,
    toolbar: Sequence[Component] = (),
    anchors: Sequence[tuple[str, str]] = (),
) -> html.Div:
    """Return the page's only H1, the bar that stays visible, and the sections below.

    ``period_line`` states the period and its comparison, or is the component that a callback fills with them.
    ``anchors`` link to sections of the page: (id, title).
    """
    heading = html.Div(
        [html.H1(title, dir="auto"), html.Div(period_line, className="page__period")], className="page__heading"
    )
    tools = html.Div(list(toolbar), className="page__toolbar")
    top = html.Div([heading, *_anchors(anchors), tools], className="page__top")
    bar = html.Div([top, *([filters] if filters else [])], className="page__bar")
    return html.Div([bar, html.Div(list(sections), className="page__body")], className="page")


def copy_link_button() -> html.Button:
    """Return the button that copies the address of the page with all its filters."""
    return text_button("copy-link", "Copy link", "share-2")


def page_note(words: str) -> html.P:
    """Return a line above the sections: something that the reader must know about the whole page."""
    return html.P(words, className="page__note", role="status")


def redirect(search: str) -> html.Div:
    """Return a placeholder for a page; the browser then opens the same path with the query string ``search``."""
    return html.Div(id=ids.REDIRECT, className="redirect", **attributes({"data-search": search, "aria-busy": "true"}))


def _anchors(anchors: Sequence[tuple[str, str]]) -> list[Component]:
    # A single section needs no link.
    if len(anchors) < 2:
        return []
    links = [html.A(title, href=f"#{id}", className="anchors__link") for id, title in anchors]
    return [html.Nav(links, className="anchors", **attributes({"aria-label": "Sections of this page"}))]
