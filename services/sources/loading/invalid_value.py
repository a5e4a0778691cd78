"""The error for a value that cannot be loaded."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class InvalidValue(ValueError):
    """A value that cannot be loaded. Its text completes the sentence "The value ..."."""


def convert_or_reject(
    reason: str, convert: Callable[Parameters, Result], *arguments: Parameters.args, **options: Parameters.kwargs
) -> Result:
    """Return ``convert(*arguments, **options)``. Raises InvalidValue with this reason if the conversion fails."""
    try:
        return convert(*arguments, **options)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(reason) from error
