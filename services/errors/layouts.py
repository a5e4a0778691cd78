"""Saves that would be wrong, or lose the work of others."""

from typing import Any

from services.errors.base import PanoramaError


class StaleSave(PanoramaError):
    """A save that is based on an older version than the current one."""

    status = 409

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} has changed since you opened it, so nothing was saved. Copy your text, reload the page, "
            "and save it again."
        )


class BadLayout(PanoramaError):
    """A dashboard layout that cannot be drawn."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This layout cannot be saved: {why}. Reload the page and edit it again.")


class StaleLayout(PanoramaError):
    """A layout that is based on an older version than the saved one.

    ``places`` and ``etags`` are those of the saved one; ``differs`` lists the differences in words.
    """

    status = 412

    def __init__(self, differs: list[str], places: list[dict[str, Any]], etags: dict[Any, str]) -> None:
        super().__init__(
            "The layout of this dashboard was changed elsewhere since you opened it, so nothing was saved. "
            "Your changes are still here: save them anyway, or load the other layout."
        )
        self.differs = differs
        self.places = places
        self.etags = etags
