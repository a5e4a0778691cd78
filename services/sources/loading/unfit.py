"""A value that cannot be taken."""

from collections.abc import Callable
from typing import Any


class Unfit(ValueError):
    """A value that cannot be taken; its text completes "The value ..."."""


def told(reason: str, convert: Callable[..., Any], *arguments: Any) -> Any:
    """What ``convert`` makes of the arguments. Raises Unfit, with this reason, where that is impossible."""
    try:
        return convert(*arguments)
    except (ValueError, OverflowError) as error:
        raise Unfit(reason) from error
