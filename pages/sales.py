"""The sales dashboard."""

from dash.development.base_component import Component

from pages.board import board_layout
from pages.page import Page
from services.access.rights import Right

PAGE = Page(path="/sales", title="Sales", needs=Right.VIEW, icon="trending-up")


def layout(**parameters: str) -> Component:
    """Return the page, with the filters of its address."""
    return board_layout("sales", parameters)
