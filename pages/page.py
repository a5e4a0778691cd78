"""The definition of a page, and the access check of its layout."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from dash.development.base_component import Component
from flask import request
from flask_login import current_user

from components.page import page_frame
from components.states import error_state
from components.static_markup import with_static_markup
from services.access.rights import Right
from services.errors import NotAllowed, PanoramaError

PARAMETER = re.compile(r"<\w+>")


@dataclass(frozen=True)
class Page:
    """A page: its path, its title, its icon in the menu, and the right that it needs.

    ``path`` may have parameters, as in ``/dashboards/<slug>``: ``layout`` gets them by name, and such a page is not in
    the menu.
    """

    path: str
    title: str
    needs: Right
    icon: str = "layout-dashboard"

    @property
    def in_menu(self) -> bool:
        """Return whether the path has no parameters."""
        return not PARAMETER.search(self.path)

    def answers(self, path: str) -> bool:
        """Return whether a path is one of this page."""
        return self._match(path) is not None

    def parameters_in(self, path: str) -> dict[str, str]:
        """Return the parameters of a path by name; none where the path is not one of this page."""
        names = [each.strip("<>") for each in PARAMETER.findall(self.path)]
        found = self._match(path)
        return dict(zip(names, found.groups(), strict=True)) if found else {}

    def _match(self, path: str) -> re.Match[str] | None:
        # A parameter matches one segment of the path; everything else matches literally.
        pattern = "([^/]+)".join(re.escape(part) for part in PARAMETER.split(self.path))
        return re.fullmatch(pattern, path)


Layout = Callable[..., Component]


def with_access_check(page: Page, layout: Layout) -> Layout:
    """Return the layout with a check: members who lack the right get an error page instead.

    Errors that a reader can act on are shown in the place of the page too.
    """

    @wraps(layout)
    def checked_layout(**parameters: Any) -> Component:
        try:
            if not _may(page.needs):
                raise NotAllowed
            # Dash lets the query string override the parameters of the path: ?name= would open another page.
            return with_static_markup(layout(**parameters | page.parameters_in(_opened_path())))
        except PanoramaError as error:
            return with_static_markup(page_frame(page.title, error_state(page.title, error.message)))

    return checked_layout


def _opened_path() -> str:
    """Return the path that Dash's router is asked to open; empty outside of such a request."""
    body = request.get_json(silent=True) or {}
    return next((str(each["value"]) for each in body.get("inputs", []) if each["property"] == "pathname"), "")


def _may(right: Right) -> bool:
    return bool(current_user.is_authenticated and current_user.may(right))
