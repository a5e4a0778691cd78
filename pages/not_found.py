"""What stands where a link within the app leads to no page. Asked by its address, the server answers 404 itself."""

from typing import Any

from dash import dcc
from dash.development.base_component import Component

from components.page import page_frame
from components.states import empty


def layout(**_: Any) -> Component:
    """Return the page that says so, with a way on."""
    way_on = dcc.Link("Go to the first page", href="/", refresh=True, className="button button--primary")
    words = "It may have been moved or removed, or the address is mistyped. Your data is untouched."
    return page_frame("There is no page here", empty("Not found", words, way_on))
