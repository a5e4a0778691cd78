"""The error for a value that cannot be loaded."""

from collections.abc import Callable
from typing import Any


class InvalidValue(ValueError):
    """A value that cannot be loaded. Its text completes the sentence "The value ..."."""


def convert_or_reject(reason: str, convert: Callable[..., Any], *arguments: Any) -> Any:
    """Return ``convert(*arguments)``. Raises InvalidValue with this reason if the conversion fails."""
    try:
        return convert(*arguments)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(reason) from error
