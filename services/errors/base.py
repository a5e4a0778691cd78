"""What every error is, and a hint for a name that nearly exists."""

from collections.abc import Iterable
from difflib import get_close_matches


class PanoramaError(Exception):
    """An error that a reader can act on. ``status`` is the HTTP status of the response."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean X?" for a near miss, else an empty string."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""
