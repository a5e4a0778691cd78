"""What a page says about itself, and the check that stands before its layout."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from dash.development.base_component import Component
from flask_login import current_user

from components.page import page_frame
from components.states import error_state
from services.access.rights import Right
from services.errors import NotAllowed, PanoramaError

PARAMETER = re.compile(r"<\w+>")


@dataclass(frozen=True)
class Page:
    """One page: its address, its name, its sign in the menu and the right that it needs.

    ``path`` may hold parameters, as in ``/dashboards/<slug>``: they reach ``layout`` by name, and such a page does not
    stand in the menu.
    """

    path: str
    title: str
    needs: Right
    icon: str = "layout-dashboard"

    @property
    def in_menu(self) -> bool:
        """Whether the path can be opened as it stands."""
        return not PARAMETER.search(self.path)

    def answers(self, path: str) -> bool:
        """Return whether a request for this path is one for this page."""
        # A parameter keeps within its part of the path; everything else is taken literally.
        pattern = "[^/]+".join(re.escape(part) for part in PARAMETER.split(self.path))
        return re.fullmatch(pattern, path) is not None


Layout = Callable[..., Component]


def with_access_check(page: Page, layout: Layout) -> Layout:
    """Return the layout as Dash may call it: for members who lack the right it draws a refusal instead.

    What goes wrong for a reason that the reader can act on is drawn in the page's place too.
    """

    @wraps(layout)
    def checked_layout(**parameters: Any) -> Component:
        try:
            if not _may(page.needs):
                raise NotAllowed
            return layout(**parameters)
        except PanoramaError as error:
            return page_frame(page.title, error_state(page.title, error.message))

    return checked_layout


def _may(right: Right) -> bool:
    return current_user.is_authenticated and current_user.may(right)
