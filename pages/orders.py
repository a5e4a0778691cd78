"""The orders dashboard."""

from dash.development.base_component import Component

from pages.board import board_layout
from pages.page import Page
from services.access.rights import Right

PAGE = Page(path="/orders", title="Orders", needs=Right.VIEW, icon="shopping-bag")


def layout(**parameters: str) -> Component:
    """Return the page, with the filters of its address."""
    return board_layout("orders", parameters)
