"""A dashboard that is not in the menu, by its slug."""

from typing import Any

from dash.development.base_component import Component

from pages.board import board_layout
from pages.page import Page
from pages.request_context import board_view
from services.access.rights import Right
from services.errors import NotFound

PAGE = Page(path="/dashboards/<slug>", title="Dashboard", needs=Right.VIEW, icon="layout-dashboard")


def layout(slug: str, **parameters: Any) -> Component:
    """Return the page, with the filters of its address; raises NotFound for the slug of a page's board."""
    _check(slug)
    return board_layout(slug, parameters)


def name_of(slug: str, **_: Any) -> str:
    """Return the title of the dashboard; raises NotFound."""
    _check(slug)
    return board_view(slug, None).board.title


def _check(slug: str) -> None:
    # A colon marks the boards of metrics and records, which have pages of their own.
    if ":" in slug:
        raise NotFound("dashboard")
