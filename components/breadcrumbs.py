"""Breadcrumbs: the pages above the current one."""

from collections.abc import Sequence

from dash import html

from components.attributes import attributes


def breadcrumb_nav(above: Sequence[tuple[str, str]], current: str) -> html.Nav:
    """Return links to the pages above, (title, address) from the top, and the title of the current page."""
    links = [html.Li(html.A(title, href=address)) for title, address in above]
    last = html.Li(html.Span(current, dir="auto", **attributes({"aria-current": "page"})))
    return html.Nav(html.Ol([*links, last]), className="crumbs", **attributes({"aria-label": "Breadcrumb"}))
