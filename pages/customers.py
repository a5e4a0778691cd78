"""The customers dashboard."""

from dash.development.base_component import Component

from pages.board import board_layout
from pages.page import Page
from services.access.rights import Right

PAGE = Page(path="/customers", title="Customers", needs=Right.VIEW, icon="users")


def layout(**parameters: str) -> Component:
    """Return the page, with the filters of its address."""
    return board_layout("customers", parameters)
