"""The way back: what lies above a page."""

from collections.abc import Sequence

from dash import html


def breadcrumb_nav(above: Sequence[tuple[str, str]], here: str) -> html.Nav:
    """Return links to the pages above, (title, address), the farthest first, and the name of this one."""
    links = [html.Li(html.A(title, href=address)) for title, address in above]
    last = html.Li(html.Span(here, dir="auto", **{"aria-current": "page"}))
    return html.Nav(html.Ol([*links, last]), className="crumbs", **{"aria-label": "Breadcrumb"})
