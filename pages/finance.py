"""The finance dashboard."""

from dash.development.base_component import Component

from pages.board import board_layout
from pages.page import Page
from services.access.rights import Right

PAGE = Page(path="/finance", title="Finance", needs=Right.VIEW, icon="wallet")


def layout(**parameters: str) -> Component:
    """Return the page, with the filters of its address."""
    return board_layout("finance", parameters)
