"""The page for a link within the app that leads nowhere. The server itself answers 404 to an address."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from components.page import page_frame
from components.states import empty_state


def layout(**_: Any) -> Component:
    """Return the page, with a link to Home."""
    home_link = dcc.Link("Go to Home", href="/", refresh=True, className="button button--primary")
    words = "It may have been moved or deleted, or the address is wrong. Your data is safe."
    return page_frame("Page not found", empty_state("Not found", words, home_link))
