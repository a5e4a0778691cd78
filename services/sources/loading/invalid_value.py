"""A value that cannot be taken."""

from collections.abc import Callable
from typing import Any


class InvalidValue(ValueError):
    """A value that cannot be taken; its text completes "The value ..."."""


def convert_or_reject(reason: str, convert: Callable[..., Any], *arguments: Any) -> Any:
    """What ``convert`` makes of the arguments. Raises InvalidValue, with this reason, where that is impossible."""
    try:
        return convert(*arguments)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(reason) from error
