"""The page for an unknown link within the app. The server itself answers an unknown address with 404."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from components.page import page_frame
from components.states import empty_state


def layout(**_: Any) -> Component:
    """Return the page, with a link to Home."""
    home_link = dcc.Link("Go to Home", href="/", refresh=True, className="button button--primary")
    words = "The page may have been moved or deleted, or the address may be mistyped."
    return page_frame("Page not found", empty_state("Not found", words, home_link))
